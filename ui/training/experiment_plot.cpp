// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/experiment_plot.h"

#include "ui/widgets/path_text.h"
#include "ui/widgets/value_label.h"

#include <algorithm>
#include <array>
#include <cmath>

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
        m_rows.push_back({shownName(item.row.label), sparse, &item == reference, places[sparse]++,
            item.medianStepSeconds(), meanCurve(item)});
    }
    m_shown.assign(m_rows.size(), true);
    setTask(result.task);
    startOver();
}

void ExperimentPlot::setShown(std::vector<bool> shown)
{
    m_shown = std::move(shown);
    m_shown.resize(m_rows.size());
    startOver();
}

void ExperimentPlot::setWholeFall(bool whole)
{
    m_wholeFall = whole;
    startOver();
}

ExperimentPlot::Look ExperimentPlot::lookOf(const Row& row) const
{
    const Theme& now = theme();
    const QColor color = row.sparse ? now.sparseSeries[row.place % now.sparseSeries.size()]
                                    : now.denseSeries[row.place % now.denseSeries.size()];
    QPen pen(color, row.reference ? 3 : 1.7);
    pen.setCapStyle(Qt::FlatCap);
    const bool again = row.place >= (row.sparse ? now.sparseSeries.size()
                                                : now.denseSeries.size()); // the colours went round
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

bool ExperimentPlot::draws(std::size_t row) const
{
    return m_shown[row] && !m_rows[row].means.empty()
        && (axis() == Axis::Step || m_rows[row].stepSeconds > 0);
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
        QColor band = look.pen.color();
        band.setAlpha(theme().dark ? 55 : 40);
        QCPGraph *low = plot().addGraph(), *high = plot().addGraph();
        low->setPen(Qt::NoPen);
        high->setPen(Qt::NoPen);
        low->setData(keys, lows, true);
        high->setData(keys, highs, true);
        high->setBrush(band);
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
        for (std::size_t row = 0; row < m_rows.size(); ++row)
            if (draws(row) && m_rows[row].reference == reference) {
                drawRow(m_rows[row]);
                names += m_rows[row].label;
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
    for (std::size_t row = 0; row < m_rows.size(); ++row)
        if (draws(row))
            right = std::max(right, keyAt(m_rows[row], m_rows[row].means.back().step));
    for (std::size_t row = 0; row < m_rows.size(); ++row)
        for (const ExperimentMean& mean : m_rows[row].means) {
            if (!draws(row))
                continue;
            low = std::min(low, mean.low);
            if (m_wholeFall || keyAt(m_rows[row], mean.step) >= kFall * right)
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
    struct Line {
        const Row* row;
        const ExperimentMean* mean;
    };
    std::vector<Line> lines;
    qsizetype width = 0;
    std::optional<double> reference;
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        const bool placed = axis() == Axis::Step || m_rows[row].stepSeconds > 0;
        const ExperimentMean* mean = placed ? meanAt(m_rows[row], key) : nullptr;
        if (mean && m_rows[row].reference) // hidden or not
            reference = mean->loss;
        if (!mean || !draws(row))
            continue;
        lines.push_back({&m_rows[row], mean});
        width = std::max(width, m_rows[row].label.size());
    }
    if (lines.empty())
        return {};
    std::ranges::stable_sort(lines, {}, [](const Line& line) { return line.mean->loss; });
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

void ExperimentPlot::restyle(const Theme& theme)
{
    CurvePlot::restyle(theme);
    refill(); // pens of the curves follow the theme
}

} // namespace glowworm
