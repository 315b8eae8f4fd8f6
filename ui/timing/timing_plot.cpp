// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/timing_plot.h"

#include "ui/timing/plot_key.h"
#include "ui/widgets/colour_mix.h"
#include "ui/widgets/sentence_words.h"
#include "ui/widgets/value_label.h"

#include <QLocale>
#include <QPainterPath>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <set>

#include "ui/widgets/qcustomplot_wrapper.h"

namespace glowworm {

namespace {

constexpr std::array kShapes
    = {QCPScatterStyle::ssDisc, QCPScatterStyle::ssSquare, QCPScatterStyle::ssDiamond,
        QCPScatterStyle::ssTriangle, QCPScatterStyle::ssTriangleInverted, QCPScatterStyle::ssCross};

/// A horizontal dash, wide enough to stand out from the whiskers.
QCPScatterStyle dash(const QPen& pen)
{
    QPainterPath path(QPointF(-14, 0));
    path.lineTo(14, 0);
    return QCPScatterStyle(path, pen, Qt::NoBrush, 6);
}

/// Series of one category stand side by side.
double shiftOf(std::size_t index, std::size_t count)
{
    return (static_cast<double>(index) - static_cast<double>(count - 1) / 2)
        * std::min(0.12, 0.6 / static_cast<double>(count));
}

template <typename Value> double positionIn(const std::vector<Value>& values, Value value)
{
    return static_cast<double>(
        std::lower_bound(values.begin(), values.end(), value) - values.begin());
}

} // namespace

QString densityText(double density)
{
    const double inverse = 1 / density;
    if (std::abs(inverse - std::round(inverse)) < 1e-6 * inverse)
        return inverse < 1.5 ? TimingPlot::tr("all")
                             : QStringLiteral("1/%1").arg(std::lround(inverse));
    return percentText(density);
}

TimingPlot::TimingPlot(QWidget* parent)
    : PlotView(parent)
    , m_one(new QCPItemStraightLine(&plot()))
{
    plot().yAxis->setScaleType(QCPAxis::stLogarithmic);
    plot().xAxis->setSubTicks(false);
    plot().yAxis->setSubTicks(false);
    plot().xAxis->grid()->setVisible(false);
    putLegendBelow(3);
    m_one->point1->setCoords(0, 1);
    m_one->point2->setCoords(1, 1);
    setAccessibleName(tr("Speed-up of sparse over the baseline"));
    setWhatsThis(tr("Times faster, t(baseline) / t(sparse), over the fraction 1/N of neurons that "
                    "fire; whiskers are 95 % intervals. The dashes are the ceiling by bytes: bytes "
                    "read by dense / bytes read by sparse."));
    finishBuilding();
}

void TimingPlot::setRatios(
    std::vector<BenchRatio> ratios, std::vector<Ceiling> ceilings, const QString& unit)
{
    m_unit = unit;
    m_ratios = std::move(ratios);
    m_ceilings = std::move(ceilings);
    std::set<int> tokens;
    std::set<double> densities;
    QStringList words;
    for (const BenchRatio& ratio : m_ratios) {
        tokens.insert(ratio.tokens);
        densities.insert(ratio.density);
        words += tr("%1 firing, %2 %3 a call: %4")
                     .arg(densityText(ratio.density), countText(ratio.tokens), m_unit,
                         sentenceWords(ratio.verdict));
    }
    for (const Ceiling& ceiling : m_ceilings)
        densities.insert(ceiling.density);
    m_tokens.assign(tokens.begin(), tokens.end());
    m_densities.assign(densities.begin(), densities.end());
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    std::ranges::sort(m_ratios, {},
        [](const BenchRatio& ratio) { return std::pair(ratio.tokens, ratio.density); });
    markChanged();
}

void TimingPlot::refill()
{
    plot().clearPlottables();
    QSharedPointer<QCPAxisTickerText> categories(new QCPAxisTickerText);
    if (overTokens())
        for (const int tokens : m_tokens)
            categories->addTick(positionIn(m_tokens, tokens), countText(tokens));
    else
        for (const double density : m_densities)
            categories->addTick(positionIn(m_densities, density), densityText(density));
    plot().xAxis->setTicker(categories);
    plot().xAxis->setLabel(
        overTokens() ? tr("%1 per call").arg(m_unit) : tr("fraction of neurons that fire"));
    plot().yAxis->setLabel(tr("times faster"));
    for (std::size_t i = 0; i < series(); ++i)
        addSeries(i, series());
    addCeilings();
    if (!exporting()) // on the screen it stands above, see key()
        plot().legend->clearItems();
    plot().legend->setVisible(plot().legend->itemCount() > 0);
    updateRanges();
}

QString TimingPlot::key() const
{
    QStringList entries;
    for (std::size_t i = 0; i < series(); ++i)
        entries += keyEntry(QChar(0x25cf), colourOf(i), wordsOf(i));
    if (!m_ceilings.empty())
        entries += keyEntry(QChar(0x2505), theme().text, ceilingWords());
    return entries.join(QLatin1Char(' '));
}

/// One for each density, or one over all of them.
std::size_t TimingPlot::series() const
{
    return m_ratios.empty() ? 0 : overTokens() ? m_densities.size() : 1;
}

QColor TimingPlot::colourOf(std::size_t index) const
{
    const std::size_t last = series() - 1;
    return mixed(theme().sparse, theme().dense,
        last > 0 ? static_cast<double>(index) / static_cast<double>(last) : 0);
}

QString TimingPlot::wordsOf(std::size_t index) const
{
    return overTokens() ? tr("%1 fires").arg(densityText(m_densities[index]))
                        : tr("measured, 95 % interval");
}

QString TimingPlot::ceilingWords() const
{
    return overTokens() ? tr("ceiling by bytes, one token a call (computed)")
                        : tr("ceiling by bytes (computed)");
}

void TimingPlot::addSeries(std::size_t index, std::size_t count)
{
    const QColor color = colourOf(index);
    const double shift = shiftOf(index, count);
    QVector<double> keys, values, below, above;
    for (const BenchRatio& ratio : m_ratios) {
        if (overTokens() && ratio.density != m_densities[index])
            continue;
        keys.push_back(shift
            + (overTokens() ? positionIn(m_tokens, ratio.tokens)
                            : positionIn(m_densities, ratio.density)));
        values.push_back(ratio.ratio.value);
        below.push_back(ratio.ratio.value - ratio.ratio.low);
        above.push_back(ratio.ratio.high - ratio.ratio.value);
    }
    QCPGraph* graph = plot().addGraph();
    graph->setName(wordsOf(index));
    graph->setData(keys, values, true);
    graph->setPen(
        QPen(color, overTokens() ? 1.4 : 0.8, overTokens() ? Qt::SolidLine : Qt::DotLine));
    graph->setScatterStyle(
        QCPScatterStyle(kShapes[index % kShapes.size()], QPen(color, 1.4), QBrush(color), 8));
    auto* whiskers = new QCPErrorBars(plot().xAxis, plot().yAxis);
    whiskers->setDataPlottable(graph);
    whiskers->setData(below, above);
    whiskers->setPen(QPen(theme().text, 1.2));
    whiskers->setWhiskerWidth(9);
    whiskers->setSymbolGap(0);
    whiskers->removeFromLegend();
}

void TimingPlot::addCeilings()
{
    if (m_ceilings.empty())
        return;
    QVector<double> keys, values;
    for (const Ceiling& ceiling : m_ceilings) {
        if (overTokens() && m_tokens.front() != 1)
            continue; // the closed form is for one token a call
        const double place = positionIn(m_densities, ceiling.density);
        keys.push_back(
            overTokens() ? shiftOf(static_cast<std::size_t>(place), m_densities.size()) : place);
        values.push_back(ceiling.ratio);
    }
    QCPGraph* graph = plot().addGraph();
    graph->setName(ceilingWords());
    graph->setData(keys, values);
    graph->setLineStyle(QCPGraph::lsNone);
    QPen pen(theme().text, 2);
    pen.setDashPattern({3, 2});
    graph->setScatterStyle(dash(pen));
}

void TimingPlot::updateRanges()
{
    double low = 0.8, high = 2;
    for (const BenchRatio& ratio : m_ratios) {
        low = std::min(low, ratio.ratio.low);
        high = std::max(high, ratio.ratio.high);
    }
    for (const Ceiling& ceiling : m_ceilings)
        high = std::max(high, ceiling.ratio);
    low = std::max(low * 0.85, 0.01);
    high *= 1.2;
    plot().yAxis->setRange(low, high);
    QSharedPointer<QCPAxisTickerText> ticks(new QCPAxisTickerText);
    for (double decade = 0.01; decade < high; decade *= 10)
        for (const double digit : {1.0, 2.0, 5.0})
            ticks->addTick(digit * decade, numberText(digit * decade, 1) + QChar(0x00d7));
    plot().yAxis->setTicker(ticks);
    const std::size_t columns = overTokens() ? m_tokens.size() : m_densities.size();
    plot().xAxis->setRange(-0.5, static_cast<double>(std::max<std::size_t>(columns, 1)) - 0.5);
}

void TimingPlot::restyle(const Theme& theme) { m_one->setPen(QPen(theme.text, 1.2)); }

} // namespace glowworm
