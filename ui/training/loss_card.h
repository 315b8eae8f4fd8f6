// SPDX-License-Identifier: GPL-3.0-or-later
// The loss plot with its controls: horizontal axis, smoothing, logarithmic loss, export.
#pragma once

#include <QFrame>

class QHBoxLayout;

namespace glowworm {

class LossPlot;
class TrainingHistory;

class LossCard : public QFrame {
    Q_OBJECT

public:
    explicit LossCard(const TrainingHistory& curves, QWidget* parent = nullptr);
    LossPlot& plot() { return *m_plot; }

Q_SIGNALS:
    void exportRequested(const QString& file); // a file was chosen

private:
    QHBoxLayout* buildTools();

    LossPlot* m_plot;
};

} // namespace glowworm
