// SPDX-License-Identifier: GPL-3.0-or-later
// The tools beside the sheet: which of the known sets is open, undo and its like, the brush, the
// test set's pictures one after the other; behind More, files and how a drawing is made ready for
// the models. Signals for the panel; what belongs to
// the sheet alone it tells the sheet itself. GUI thread.
#pragma once

#include "model/data/data_set.h"

#include <QFrame>

#include <array>

class QCheckBox;
class QLabel;
class QPushButton;
class QToolButton;
class QUndoStack;

namespace glowworm {

class DigitCanvas;
class JumpSlider;

class DigitTools : public QFrame {
    Q_OBJECT

public:
    /// edits: of all that Undo and Redo stand for, also of what is no drawing.
    DigitTools(DigitCanvas& canvas, const QUndoStack& edits, QWidget* parent = nullptr);

    void setSet(
        const KnownDigits* set); // that the open models were trained on; null = none is open
    /// pictures: there is a test set. differ: two models could disagree on it. reason: why not, ""
    /// = nothing is missing.
    void setTestSet(bool pictures, bool differ, const QString& reason);

Q_SIGNALS:
    void undoAsked();
    void redoAsked();
    void setAsked(const glowworm::KnownDigits& set);
    void previousAsked();
    void nextAsked();
    void disagreementAsked();
    void saveAsked();
    void openAsked();

private:
    void buildButtons();
    void buildSets();
    void buildSettings();
    void buildMore();
    void openMore();
    void arrange();
    void connectAll(const QUndoStack& edits);
    QCheckBox* newSwitch(const QString& text, const char* name, const QString& help);
    void showInk();
    QString penWords() const;
    void showHint();
    bool isLet() const; // the models see the drawing where it lies

    DigitCanvas& m_canvas;
    QString m_missing;       // why there are no test pictures; "" = they are there
    QPushButton* m_letShift; // offered where a shift is centred away, and the way back
    QPushButton *m_undo, *m_redo, *m_erase, *m_clear, *m_previous, *m_next, *m_disagree, *m_save,
        *m_open, *m_moreButton;
    std::array<QToolButton*, kDigitSets.size()> m_sets;
    QFrame* m_more;
    JumpSlider* m_brush;
    QLabel *m_brushLabel, *m_brushSize, *m_reason;
    QCheckBox *m_centre, *m_fit, *m_smooth;
};

} // namespace glowworm
