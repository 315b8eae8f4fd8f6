// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/repeats_plot.h"

#include "ui/timing/timing_cases.h"
#include "ui/widgets/colour_mix.h"
#include "ui/widgets/value_label.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/widgets/qcustomplot_wrapper.h"

namespace glowworm {

namespace {

constexpr std::array kShapes = {QCPScatterStyle::ssDisc, QCPScatterStyle::ssSquare,
    QCPScatterStyle::ssDiamond, QCPScatterStyle::ssTriangle, QCPScatterStyle::ssTriangleInverted,
    QCPScatterStyle::ssCross, QCPScatterStyle::ssPlus};

} // namespace

RepeatsPlot::RepeatsPlot(QWidget* parent)
    : PlotView(parent)
{
    plot().yAxis->setScaleType(QCPAxis::stLogarithmic);
    plot().yAxis->setSubTicks(false);
    plot().xAxis->setSubTicks(false);
    plot().xAxis->grid()->setVisible(false);
    plot().yAxis->setLabel(tr("time of a call"));
    putLegendBelow(2);
    setAccessibleName(tr("Repeats of one case"));
    setWhatsThis(tr("Each round's time of one case, in the order in which they were measured: a "
                    "drift or a busy moment shows here and not in the median."));
    finishBuilding();
}

void RepeatsPlot::setRows(std::vector<BenchRow> rows, const QString& title)
{
    m_rows = std::move(rows);
    plot().xAxis->setLabel(title.isEmpty() ? tr("round") : tr("round (%1)").arg(title));
    QStringList words;
    for (const BenchRow& row : m_rows)
        words += tr("%1: rounds %2, median %3")
                     .arg(implementationWords(row.impl), countText(row.roundsDone),
                         durationText(row.microseconds.median * 1e-6));
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    const bool any = std::ranges::any_of(m_rows, &BenchRow::roundsDone);
    setEmptyText(any ? QString()
                     : tr("Choose a cell of the map or a row of the table: its rounds appear here, "
                          "one point each."));
    markChanged();
}

void RepeatsPlot::addRow(std::size_t index)
{
    const BenchRow& row = m_rows[index];
    const bool sparse = row.impl == "sparse", ours = sparse || row.impl == "dense";
    const QColor color = ours ? (sparse ? theme().sparse : theme().dense)
                              : mixed(theme().mutedText, theme().text,
                                  static_cast<double>(index) / static_cast<double>(m_rows.size()));
    QVector<double> rounds, times;
    for (const double sample : row.samples) {
        rounds.push_back(static_cast<double>(rounds.size()) + 1);
        times.push_back(sample);
    }
    QCPGraph* points = plot().addGraph();
    points->setName(implementationWords(row.impl));
    points->setData(rounds, times, true);
    points->setPen(QPen(color, 1.4)); // of the legend
    points->setLineStyle(QCPGraph::lsNone);
    points->setScatterStyle(
        QCPScatterStyle(kShapes[index % kShapes.size()], QPen(color, 1.4), QBrush(color), 7));
    QCPGraph* median = plot().addGraph();
    median->setData({0.5, static_cast<double>(row.samples.size()) + 0.5},
        {row.microseconds.median, row.microseconds.median}, true);
    median->setPen(QPen(color, 1.2, Qt::DashLine));
    median->removeFromLegend();
}

void RepeatsPlot::refill()
{
    plot().clearGraphs();
    double low = 1e300, high = 0, rounds = 1;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const std::vector<double>& samples = m_rows[i].samples;
        if (samples.empty())
            continue;
        addRow(i);
        const auto [least, most] = std::ranges::minmax(samples);
        low = std::min(low, least);
        high = std::max(high, most);
        rounds = std::max(rounds, static_cast<double>(samples.size()));
    }
    plot().legend->setVisible(plot().graphCount() > 0);
    plot().xAxis->setRange(0.4, rounds + 0.6);
    QSharedPointer<QCPAxisTickerFixed> whole(new QCPAxisTickerFixed);
    whole->setTickStep(std::max(1.0, std::ceil(rounds / 10)));
    plot().xAxis->setTicker(whole);
    if (high <= 0)
        return;
    plot().yAxis->setRange(low * 0.8, high * 1.25);
    QSharedPointer<QCPAxisTickerText> ticks(new QCPAxisTickerText);
    const bool wide = high > 20 * low; // few ticks over decades, more within one
    for (double decade = 1e-3; decade < high * 10; decade *= 10)
        for (const double digit :
            wide ? std::vector<double>{1, 3} : std::vector<double>{1, 1.5, 2, 3, 4, 5, 6, 8})
            ticks->addTick(digit * decade, durationText(digit * decade * 1e-6));
    plot().yAxis->setTicker(ticks);
}

} // namespace glowworm
