// SPDX-License-Identifier: GPL-3.0-or-later
// The tools beside the sheet: undo and its like, the brush, how a drawing is made ready for the
// models, and the test set's pictures one after the other. Signals for the panel; what belongs to
// the sheet alone it tells the sheet itself. GUI thread.
#pragma once

#include <QFrame>

class QCheckBox;
class QLabel;
class QPushButton;

namespace glowworm {

class DigitCanvas;
class JumpSlider;

class DigitTools : public QFrame {
    Q_OBJECT

public:
    explicit DigitTools(DigitCanvas& canvas, QWidget* parent = nullptr);

    /// pictures: there is a test set. differ: two models could disagree on it. reason: why not, ""
    /// = nothing is missing.
    void setTestSet(bool pictures, bool differ, const QString& reason);

Q_SIGNALS:
    void previousAsked();
    void nextAsked();
    void disagreementAsked();
    void saveAsked();
    void openAsked();

private:
    void buildButtons();
    void buildSettings();
    void arrange();
    void connectAll();
    QCheckBox* newSwitch(const QString& text, const char* name, const QString& help);
    void showInk();
    void takeSwitches();

    DigitCanvas& m_canvas;
    QPushButton *m_undo, *m_redo, *m_erase, *m_clear, *m_previous, *m_next, *m_disagree, *m_save,
        *m_open;
    JumpSlider* m_brush;
    QLabel *m_brushLabel, *m_brushSize, *m_reason;
    QCheckBox *m_centre, *m_fit, *m_smooth;
};

} // namespace glowworm
