// SPDX-License-Identifier: GPL-3.0-or-later
// Draw a digit and see both models answer while the stroke is still being drawn: what they see,
// what they think, which neurons worked. GUI thread.
#pragma once

#include "ui/session/digits.h"
#include "ui/widgets/panel.h"

#include <optional>

class QCheckBox;
class QLabel;
class QPushButton;

namespace glowworm {

class AnswerView;
class DigitCanvas;
class JumpSlider;
class PictureView;

class DigitsPanel : public Panel {
    Q_OBJECT

public:
    explicit DigitsPanel(Workbench& workbench, QWidget* parent = nullptr);

    QString commandLine() const override;
    void runMain() override;  // the next test digit
    void stopMain() override; // nothing runs longer than a stroke

private:
    QWidget* buildDrawing();
    QWidget* buildTools(QWidget* parent);
    QWidget* buildTestRow(QWidget* parent);
    QWidget* buildSeen();
    void addKeys();
    void connectWorkbench(const Workbench& workbench);
    void connectControls();

    void takeModels();
    void classify();
    void takeDisagreement(qint64 index);
    void showTestDigit(qint64 index);
    void showPicture();
    void nextTestDigit();
    void nextDisagreement();
    void showState();
    void showSource();
    void saveDrawing();
    qint64 testCount() const;

    Digits& m_digits;
    Library& m_library;
    DigitCanvas* m_canvas;
    QPushButton *m_undo, *m_redo, *m_erase, *m_clear, *m_save, *m_next, *m_disagree;
    JumpSlider* m_brush;
    QLabel *m_brushSize, *m_reason, *m_source;
    QCheckBox *m_centre, *m_fit, *m_smooth;
    PictureView* m_seen;
    AnswerView *m_sparse, *m_dense;

    std::optional<qint64> m_lastTest;
    bool m_refused = false;
    QString m_savedAs;
};

} // namespace glowworm
