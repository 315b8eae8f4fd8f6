// SPDX-License-Identifier: GPL-3.0-or-later
// Every round of one case: a point for each implementation and round on a logarithmic time axis,
// with its median as a line. Shows spread, drift and outliers that a median hides. Draws what it
// was given last.
#pragma once

#include "model/bench/benchmark.h"
#include "ui/widgets/plot_view.h"

namespace glowworm {

class RepeatsPlot : public PlotView {
    Q_OBJECT

public:
    explicit RepeatsPlot(QWidget* parent = nullptr);
    /// title: of the case.
    void setRows(std::vector<BenchRow> rows, const QString& title);

protected:
    void refill() override;

private:
    void addRow(std::size_t index);

    std::vector<BenchRow> m_rows;
};

} // namespace glowworm
