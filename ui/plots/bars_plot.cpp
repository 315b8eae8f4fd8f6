// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/bars_plot.h"

#include <algorithm>

#include "plots/qcustomplot_wrapper.h"

namespace glowworm {

namespace {

constexpr double kGroupWidth = 0.76; // of the distance between categories

} // namespace

BarsPlot::BarsPlot(const QString& axis, Format format, QWidget* parent)
    : PlotView(parent)
    , m_format(std::move(format))
{
    plot().yAxis->setLabel(axis);
    plot().yAxis->setTickLabels(false); // each bar carries its number
    plot().yAxis->setTicks(false);
    plot().xAxis->grid()->setVisible(false);
    plot().xAxis->setSubTicks(false);
    putLegendBelow(2);
    setAccessibleName(axis);
    finishBuilding();
}

void BarsPlot::setBars(const QStringList& categories, std::vector<BarSeries> series)
{
    m_categories = categories;
    m_series = std::move(series);
    QStringList words;
    for (const BarSeries& bars : m_series)
        for (qsizetype i = 0; i < categories.size(); ++i)
            words += tr("%1, %2: %3").arg(bars.name, categories[i], m_format(bars.values[static_cast<std::size_t>(i)]));
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    markChanged();
}

void BarsPlot::clearBars()
{
    for (QCPBars* bars : m_bars)
        plot().removePlottable(bars);
    for (QCPItemText* number : m_numbers)
        plot().removeItem(number);
    m_bars.clear();
    m_numbers.clear();
}

void BarsPlot::refill()
{
    clearBars();
    QSharedPointer<QCPAxisTickerText> ticker(new QCPAxisTickerText);
    for (qsizetype i = 0; i < m_categories.size(); ++i)
        ticker->addTick(static_cast<double>(i), m_categories[i]);
    plot().xAxis->setTicker(ticker);
    const double width = m_series.empty() ? kGroupWidth : kGroupWidth / static_cast<double>(m_series.size());
    double highest = 0;
    for (std::size_t s = 0; s < m_series.size(); ++s) {
        auto* bars = new QCPBars(plot().xAxis, plot().yAxis);
        bars->setName(m_series[s].name);
        bars->setWidth(width * 0.92);
        m_bars.push_back(bars);
        for (std::size_t i = 0; i < m_series[s].values.size(); ++i) {
            const double value = m_series[s].values[i];
            const double key = static_cast<double>(i) - kGroupWidth / 2 + width * (static_cast<double>(s) + 0.5);
            bars->addData(key, value);
            highest = std::max(highest, value);
            auto* number = new QCPItemText(&plot());
            number->setText(m_format(value));
            number->setPositionAlignment(Qt::AlignHCenter | Qt::AlignBottom);
            number->position->setCoords(key, value);
            m_numbers.push_back(number);
        }
    }
    plot().legend->setVisible(m_series.size() > 1);
    plot().xAxis->setRange(-0.6, static_cast<double>(std::max<qsizetype>(m_categories.size(), 1)) - 0.4);
    plot().yAxis->setRange(0, highest > 0 ? highest * 1.2 : 1);
    restyle(theme());
}

void BarsPlot::restyle(const Theme& theme)
{
    for (std::size_t s = 0; s < m_bars.size(); ++s) {
        const bool sparse = m_series[s].twin == Twin::Sparse;
        const QColor color = sparse ? theme.sparse : theme.dense;
        QColor fill = color;
        fill.setAlpha(sparse ? 255 : 60); // solid and hollow: not by colour alone
        m_bars[s]->setPen(QPen(color, 1.4));
        m_bars[s]->setBrush(fill);
    }
    for (QCPItemText* number : m_numbers) {
        number->setColor(theme.text);
        number->setFont(smallFont(this));
    }
}

} // namespace glowworm
