// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/experiment_plot.h"

#include "ui/widgets/colour_mix.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/value_label.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "ui/widgets/qcustomplot_wrapper.h"

namespace glowworm {

namespace {

constexpr double kFall = 0.25; // of the horizontal axis: where the first fall of the loss is over
constexpr QSize kSwatch(40, 14);
constexpr std::array kShapes = {QCPScatterStyle::ssDisc, QCPScatterStyle::ssDiamond,
    QCPScatterStyle::ssTriangle, QCPScatterStyle::ssPlus, QCPScatterStyle::ssTriangleInverted,
    QCPScatterStyle::ssCross}; // of sparse rows
constexpr std::array kDenseShapes = {QCPScatterStyle::ssSquare, QCPScatterStyle::ssCircle,
    QCPScatterStyle::ssCrossSquare, QCPScatterStyle::ssPlusCircle};

} // namespace

struct ExperimentPlot::Look {
    QPen pen;
    QCPScatterStyle marker;
};

ExperimentPlot::ExperimentPlot(QWidget* parent)
    : CurvePlot(parent)
{
    setAccessibleName(tr("Experiment curves"));
    setWhatsThis(tr("Validation loss: the mean over seeds, and a band from the least to the "
                    "greatest. Wheel and drag zoom, a double click shows "
                    "all again; arrow keys move the read-out, L switches the logarithmic axis."));
    putLegendBelow(3); // wherever it lay in the plot, it would cover curves
    finishBuilding();
}

void ExperimentPlot::showExperiment(const ExperimentResult& result)
{
    const ExperimentRowResult* reference = result.bestOf(result.reference);
    m_rows.clear();
    std::array<std::size_t, 2> places{};
    for (const ExperimentRowResult& item : result.rows) {
        const bool sparse = item.row.config.model.isSparse();
        m_rows.push_back({shownName(item.row.label), sparse, &item == reference, true,
            places[sparse]++, item.medianStepSeconds(), meanCurve(item)});
    }
    setTask(result.task);
    startOver();
}

void ExperimentPlot::setShown(const std::vector<bool>& shown)
{
    for (std::size_t row = 0; row < m_rows.size(); ++row)
        m_rows[row].shown = shown.at(row);
    startOver();
}

void ExperimentPlot::setWholeFall(bool whole)
{
    m_wholeFall = whole;
    startOver();
}

ExperimentPlot::Look ExperimentPlot::lookOf(const Row& row) const
{
    const std::span<const QColor> colors
        = row.sparse ? std::span<const QColor>(theme().sparseSeries) : theme().denseSeries;
    const QColor color = colors[row.place % colors.size()];
    QPen pen(color, row.reference ? 3 : 1.7);
    pen.setCapStyle(Qt::FlatCap);
    const bool again = row.place >= colors.size(); // the colours went round
    if (!row.sparse)
        pen.setDashPattern(again ? QList<qreal>{2, 2} : QList<qreal>{5, 2.5});
    else if (again)
        pen.setDashPattern({1.5, 2});
    const auto shape = row.sparse ? kShapes[row.place % kShapes.size()]
                                  : kDenseShapes[row.place % kDenseShapes.size()];
    const bool filled = row.sparse
        || shape == QCPScatterStyle::ssSquare; // a filled circle would be a sparse row's disc
    return {pen,
        QCPScatterStyle(shape, QPen(color, 1.3), filled ? QBrush(color) : QBrush(Qt::NoBrush),
            row.reference ? 8 : 6.5)};
}

QPixmap ExperimentPlot::swatch(std::size_t row) const
{
    QPixmap picture(kSwatch * devicePixelRatioF());
    picture.setDevicePixelRatio(devicePixelRatioF());
    picture.fill(Qt::transparent);
    const Look look = lookOf(m_rows.at(row));
    QCPPainter painter(&picture);
    painter.setAntialiasing(true);
    painter.setPen(look.pen);
    const double middle = kSwatch.height() / 2.0;
    painter.drawLine(QLineF(0, middle, kSwatch.width() - 4, middle));
    look.marker.applyTo(&painter, look.pen);
    look.marker.drawShape(&painter, QPointF((kSwatch.width() - 4) / 2.0, middle));
    return picture;
}

bool ExperimentPlot::draws(const Row& row) const
{
    return row.shown && !row.means.empty() && (axis() == Axis::Step || row.stepSeconds > 0);
}

void ExperimentPlot::drawRow(const Row& row)
{
    const Look look = lookOf(row);
    QVector<double> keys, means, lows, highs;
    bool several = false;
    for (const ExperimentMean& mean : row.means) {
        keys.push_back(keyAt(row, mean.step));
        means.push_back(mean.loss);
        lows.push_back(mean.low);
        highs.push_back(mean.high);
        several = several || mean.low < mean.high;
    }
    if (several) {
        QCPGraph *low = plot().addGraph(), *high = plot().addGraph();
        low->setPen(Qt::NoPen);
        high->setPen(Qt::NoPen);
        low->setData(keys, lows, true);
        high->setData(keys, highs, true);
        high->setBrush(faded(look.pen.color(), theme().dark ? 0.22 : 0.16));
        high->setChannelFillGraph(low);
    }
    QCPGraph* graph = plot().addGraph();
    graph->setName(row.reference ? tr("%1 (reference)").arg(row.label) : row.label);
    graph->setPen(look.pen);
    graph->setScatterStyle(look.marker);
    graph->setScatterSkip(static_cast<int>(keys.size())
        / 24); // a marker tells a curve, not a point: many of them would hide it
    graph->setData(keys, means, true);
    if (exporting()) // on screen the table explains the lines
        graph->addToLegend();
}

void ExperimentPlot::refill()
{
    plot().clearGraphs();
    QStringList names;
    for (const bool reference : {false, true}) // the reference lies on top
        for (const Row& row : m_rows)
            if (draws(row) && row.reference == reference) {
                drawRow(row);
                names += row.label;
            }
    plot().legend->setVisible(exporting());
    setEmptyText(!names.isEmpty() ? QString()
            : axis() == Axis::Time
            ? tr("None of the chosen rows was timed: choose others below, or the axis of steps.")
            : tr("Tick rows in the table below: their curves appear here."));
    updateRanges();
}

void ExperimentPlot::updateRanges()
{
    double right = 0, low = HUGE_VAL, high = -HUGE_VAL;
    for (const Row& row : m_rows)
        if (draws(row))
            right = std::max(right, keyAt(row, row.means.back().step));
    for (const Row& row : m_rows)
        for (const ExperimentMean& mean : row.means) {
            if (!draws(row))
                break;
            low = std::min(low, mean.low);
            if (m_wholeFall || keyAt(row, mean.step) >= kFall * right)
                high = std::max(high, mean.high);
        }
    updateAxes(right, low, high, false);
}

const ExperimentMean* ExperimentPlot::meanAt(const Row& row, double key) const
{
    const auto after = std::partition_point(row.means.begin(), row.means.end(),
        [&](const ExperimentMean& mean) { return keyAt(row, mean.step) <= key; });
    const bool ended = after == row.means.end()
        && (row.means.empty() || keyAt(row, row.means.back().step) < key);
    return after == row.means.begin() || ended ? nullptr : &*std::prev(after);
}

QString ExperimentPlot::readOutAt(double key) const
{
    std::vector<std::pair<const Row*, const ExperimentMean*>> lines;
    qsizetype width = 0;
    std::optional<double> reference;
    for (const Row& row : m_rows) {
        const bool placed = axis() == Axis::Step || row.stepSeconds > 0;
        const ExperimentMean* mean = placed ? meanAt(row, key) : nullptr;
        if (mean && row.reference) // hidden or not
            reference = mean->loss;
        if (!mean || !draws(row))
            continue;
        lines.emplace_back(&row, mean);
        width = std::max(width, row.label.size());
    }
    if (lines.empty())
        return {};
    std::ranges::stable_sort(lines, {}, [](const auto& line) { return line.second->loss; });
    QString text = axis() == Axis::Step
        ? tr("at step %1, newest evaluations").arg(countText(std::llround(key)))
        : tr("after %1, newest evaluations").arg(durationText(key));
    for (const auto& [row, mean] : lines)
        text
            += QStringLiteral("\n%1  %2").arg(row->label.leftJustified(width), lossText(mean->loss))
            + (reference && !row->reference
                    ? QStringLiteral("  ") + gapText(mean->loss - *reference)
                    : QString());
    return text;
}

} // namespace glowworm
