// SPDX-License-Identifier: GPL-3.0-or-later
// A card with the loss plot and its controls: horizontal axis, smoothing, logarithmic loss, export.
// How the plot is looked at is an edit when a person changes it. GUI thread.
#pragma once

#include "ui/training/loss_plot.h"

#include <QFrame>

#include <functional>

class QCheckBox;
class QComboBox;
class QHBoxLayout;
class QUndoStack;

namespace glowworm {

class LossCard : public QFrame {
    Q_OBJECT

public:
    /// The stack outlives it.
    LossCard(const TrainingHistory& curves, QUndoStack& edits, QWidget* parent);

    LossPlot& plot() const { return *m_plot; }
    void save(const SessionValues& to) const;
    /// Reads what save() wrote; called, it shows that. Throws Error (a clause).
    std::function<void()> restored(const JsonObject& from);

Q_SIGNALS:
    void exportAsked();

private:
    struct View {
        CurvePlot::View plot;
        int smoothing = 0;
        bool fall = false;
        bool operator==(const View&) const = default;
    };

    QWidget* buildTools();
    View view() const { return {m_plot->view(), m_plot->smoothing(), m_plot->wholeFall()}; }
    void showView(const View& view);
    void note(const QString& words, int id = -1);

    QUndoStack& m_edits;
    LossPlot* m_plot;
    QComboBox *m_axis, *m_smoothing;
    QCheckBox *m_fall, *m_logarithmic;
    View m_noted;
};

} // namespace glowworm
