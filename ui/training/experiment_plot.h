// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of an experiment as overlaid validation curves: the mean over seeds, with a band from
// the least to the greatest where there are several. Sparse rows in warm colours and solid, dense
// ones in cool colours and dashed, each with a marker of its own; the reference is thick. The
// read-out lists the rows at the pointer, best first, with their gaps to the reference there. Draws
// what it was given last.
#pragma once

#include "model/experiments/experiment.h"
#include "ui/training/curve_plot.h"

#include <QPixmap>

namespace glowworm {

class ExperimentPlot : public CurvePlot {
    Q_OBJECT

public:
    explicit ExperimentPlot(QWidget* parent = nullptr);

    void showExperiment(const ExperimentResult& result);
    /// shown: one entry a row.
    void setShown(const std::vector<bool>& shown);
    /// Whether the ranges hold the first fall of the loss, beside which the rows' differences are
    /// small.
    void setWholeFall(bool whole);
    /// How a row is drawn, for a list of them: its line and marker on a clear ground, in logical
    /// pixels at the screen's resolution.
    QPixmap swatch(std::size_t row) const;

protected:
    void refill() override;
    QString readOutAt(double key) const override;
    void forgetPlaces() override { }

private:
    struct Row {
        QString label;
        bool sparse = false, reference = false, shown = true;
        std::size_t place = 0;             // among the rows of its kind
        double stepSeconds = 0;            // 0 = not timed
        std::vector<ExperimentMean> means; // ascending steps
    };
    struct Look;

    Look lookOf(const Row& row) const;
    bool draws(const Row& row) const;
    double keyAt(const Row& row, std::int64_t step) const
    {
        return keyOf(step, static_cast<double>(step) * row.stepSeconds);
    }
    /// The newest mean at or before `key`; null = none, or the row was not trained that far.
    const ExperimentMean* meanAt(const Row& row, double key) const;
    void drawRow(const Row& row);
    void updateRanges();

    std::vector<Row> m_rows;
    bool m_wholeFall = false;
};

} // namespace glowworm
