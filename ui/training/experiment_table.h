// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of an experiment with their figures: what they are judged by, the gaps to the reference
// at equal steps and at equal time, the time of a step, dead neurons and routing entropy. A tick
// before a row shows or hides its curve. Each cell's tooltip says how its number was obtained; all
// of them are recorded ones.
#pragma once

#include "model/experiments/experiment.h"

#include <QTreeWidget>

namespace glowworm {

class ExperimentPlot;

class ExperimentTable : public QTreeWidget {
    Q_OBJECT

public:
    enum Column { Label, Seeds, Judged, GapSteps, GapTime, StepTime, Dead, Entropy, ColumnCount };

    explicit ExperimentTable(QWidget* parent = nullptr);
    /// Ticked at first: of a family the best row, by which the experiment judges it; all rows of an
    /// experiment that has few.
    void showResult(const ExperimentResult& result);
    /// The lines and markers of the rows, again after the theme changed.
    void showSwatches(const ExperimentPlot& plot);
    std::vector<bool> shown() const;
    void setShown(const std::vector<bool>& shown); // one entry a row; then shownChanged(), once
    QSize sizeHint() const override;               // all rows, up to a number

Q_SIGNALS:
    void shownChanged();

private:
    void showRow(QTreeWidgetItem& item, const ExperimentResult& result,
        const ExperimentRowResult& row, const ExperimentRowResult* reference);
    void showGaps(QTreeWidgetItem& item, const ExperimentRowResult& row,
        const ExperimentRowResult* reference);
};

} // namespace glowworm
