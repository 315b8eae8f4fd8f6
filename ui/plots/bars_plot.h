// SPDX-License-Identifier: GPL-3.0-or-later
// Grouped bars over a few named categories, one colour a twin, each bar with its number above it. Draws what it was given last.
#pragma once

#include "plots/plot_view.h"
#include "runs/training_loop.h"

#include <QStringList>

#include <functional>
#include <vector>

class QCPBars;
class QCPItemText;

namespace glowworm {

struct BarSeries {
    Twin twin = Twin::Sparse;
    QString name; // in the legend
    std::vector<double> values; // one a category
};

class BarsPlot : public PlotView {
    Q_OBJECT

public:
    using Format = std::function<QString(double)>; // of a value, for the number above its bar

    /// axis: what is shown and its unit.
    BarsPlot(const QString& axis, Format format, QWidget* parent = nullptr);
    void setBars(const QStringList& categories, std::vector<BarSeries> series);

protected:
    void restyle(const Theme& theme) override;
    void refill() override;

private:
    void clearBars();

    Format m_format;
    QStringList m_categories;
    std::vector<BarSeries> m_series;
    std::vector<QCPBars*> m_bars; // as many as series
    std::vector<QCPItemText*> m_numbers;
};

} // namespace glowworm
