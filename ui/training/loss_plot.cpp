// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/loss_plot.h"

#include "ui/widgets/colour_mix.h"
#include "ui/widgets/focus_keys.h"
#include "ui/widgets/value_label.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/widgets/qcustomplot_wrapper.h"

namespace glowworm {

namespace {

constexpr double kFallPart = 0.1;         // of the horizontal axis: there the first fall is over
constexpr std::int64_t kLeastDrawn = 100; // steps, before there is anything to see beside it
constexpr double kLeastGain = 1.3;        // in height, or it is not worth a mark

QPen penOf(Twin twin, const QColor& color, double width)
{
    QPen pen(color, width);
    if (twin == Twin::Dense)
        pen.setDashPattern({5, 3});
    pen.setCapStyle(Qt::FlatCap);
    return pen;
}

} // namespace

LossPlot::LossPlot(const TrainingHistory& curves, QWidget* parent)
    : CurvePlot(parent)
    , m_curves(&curves)
    , m_flags(plot())
    , m_moment(new QCPItemStraightLine(&plot()))
    , m_fall(new QCPItemText(&plot()))
    , m_overlay(plot())
{
    QCustomPlot& p = plot();
    for (QCPGraph* Lines::*graph : {&Lines::raw, &Lines::smooth, &Lines::validation,
             &Lines::best}) // the raw curves lie at the bottom
        for (const Twin twin : {Twin::Dense, Twin::Sparse})
            linesOf(twin).*graph = p.addGraph();
    for (const Twin twin : kTwins) {
        Lines& lines = linesOf(twin);
        lines.best->setLineStyle(QCPGraph::lsNone);
        lines.bestLabel = new QCPItemText(&p);
        lines.bestLabel->setVisible(false);
        lines.bestLabel->setPositionAlignment(Qt::AlignCenter);
        lines.bestLabel->position->setType(QCPItemPosition::ptAbsolute);
        lines.name = new QCPItemText(&p);
        lines.name->setVisible(false);
        lines.name->setPositionAlignment(Qt::AlignCenter);
        lines.name->position->setType(QCPItemPosition::ptAbsolute);
    }
    m_fall->setVisible(false);
    m_fall->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_fall->position->setType(QCPItemPosition::ptAbsolute);
    m_moment->setVisible(false);
    putLegendBelow(2); // a loss that jumps goes where a legend inside would stand
    connect(&p, &QCustomPlot::afterLayout, this, &LossPlot::placeWords);
    setAccessibleName(tr("Loss curves"));
    setWhatsThis(
        tr("Every training loss as it is, and the validation loss of each evaluation. Wheel "
           "and drag zoom, a double click shows all again; "
           "arrow keys move the read-out, L switches the logarithmic axis, . trains one "
           "step and > ten."));
    keys().add({Qt::Key_Period}, tr("one step of training"), [this] { Q_EMIT stepsRequested(1); });
    keys().add({Qt::Key_Greater, Qt::Key_Colon},
        tr("ten steps of training"), // Shift and the dot's key on common layouts
        [this] { Q_EMIT stepsRequested(10); });
    finishBuilding();
}

void LossPlot::setCurves(const TrainingHistory& curves)
{
    if (std::exchange(m_curves, &curves) != &curves)
        forgetPlaces();
    markChanged();
}

void LossPlot::curvesChanged() { markChanged(); }

void LossPlot::forgetPlaces()
{
    m_drawnGeneration = -1;
    m_isOverlaid = false;
}

void LossPlot::setWholeFall(bool whole)
{
    m_wholeFall = whole;
    startOver();
}

void LossPlot::setSmoothing(int steps)
{
    m_smoothing = steps;
    plot().legend->setWrap(steps > 0 ? 3 : 2); // a row a model
    startOver();
    restyle(theme());
}

void LossPlot::setOverlaid(std::vector<OverlaidRun> runs)
{
    m_overlaid = std::move(runs);
    m_isOverlaid = false;
    markChanged();
}

void LossPlot::addFlag(std::int64_t step, const QString& words)
{
    m_flags.add(step, words);
    m_flags.restyle(theme(), smallFont(this));
    markChanged();
}

void LossPlot::clearFlags()
{
    m_flags.clear();
    markChanged();
}

void LossPlot::setMoment(std::optional<std::int64_t> step)
{
    if (std::exchange(m_momentStep, step) != step)
        markChanged();
}

void LossPlot::restyle(const Theme& theme)
{
    CurvePlot::restyle(theme);
    for (const Twin twin : kTwins) {
        Lines& lines = linesOf(twin);
        const QColor color = theme.colorOf(twin);
        const QCPScatterStyle::ScatterShape shape
            = twin == Twin::Sparse ? QCPScatterStyle::ssDisc : QCPScatterStyle::ssSquare;
        lines.raw->setPen(
            QPen(faded(color, m_smoothing > 0 ? 0.28 : 0.6), 1)); // dashes would drown in the noise
        lines.smooth->setPen(penOf(twin, color, 1.6));
        lines.validation->setPen(penOf(twin, color, 2));
        lines.validation->setScatterStyle(QCPScatterStyle(shape, QPen(color, 1), QBrush(color), 6));
        lines.best->setScatterStyle(
            QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(theme.text, 1.6), Qt::NoBrush, kRing));
        lines.bestLabel->setColor(theme.text);
        lines.bestLabel->setFont(smallFont(this));
        lines.name->setColor(color);
        lines.name->setFont(smallFont(this));
        lines.name->setBrush(faded(theme.base, 0.8));
    }
    m_moment->setPen(QPen(theme.text, 1.6));
    m_fall->setColor(theme.mutedText);
    m_fall->setFont(smallFont(this));
    m_fall->setBrush(faded(theme.base, 0.8));
    m_flags.restyle(theme, smallFont(this));
    m_overlay.restyle(theme, smallFont(this));
}

double LossPlot::keyOfStep(std::int64_t step) const
{
    for (const Twin twin : kTwins) {
        const auto& losses = m_curves->of(twin).losses;
        const auto at = std::lower_bound(losses.begin(), losses.end(), step,
            [](const LossPoint& point, std::int64_t s) { return point.report.step < s; });
        if (at != losses.end())
            return keyOf(step, at->elapsed);
        if (!losses.empty())
            return keyOf(step, losses.back().elapsed);
    }
    return 0;
}

std::int64_t LossPlot::newestStep() const
{
    std::int64_t newest = 0;
    for (const Twin twin : kTwins)
        if (const auto& losses = m_curves->of(twin).losses; !losses.empty())
            newest = std::max(newest, losses.back().report.step);
    return newest;
}

void LossPlot::refill()
{
    if (m_drawnGeneration != m_curves->generation()) {
        m_drawnGeneration = m_curves->generation();
        for (Lines& lines : m_lines) {
            for (QCPGraph* graph : {lines.raw, lines.smooth, lines.validation, lines.best})
                graph->data()->clear();
            lines.average = MovingAverage(std::max(m_smoothing, 1));
            lines.drawnLosses = lines.drawnEvaluations = 0;
        }
    }
    for (const Twin twin : kTwins) {
        appendPoints(twin);
        nameLines(twin);
    }
    fillLegend();
    plot().legend->setVisible(plot().legend->itemCount() > 0);
    m_flags.draw(newestStep(), [this](std::int64_t step) { return keyOfStep(step); });
    m_moment->setVisible(m_momentStep.has_value() && !exporting()); // it belongs to who looks
    const double moment = m_momentStep.value_or(0) > 0 ? keyOfStep(*m_momentStep) : 0;
    m_moment->point1->setCoords(moment, 1);
    m_moment->point2->setCoords(moment, 2);
    drawOverlay();
    setRestWords(restWords());
    updateRanges();
    for (const Twin twin : kTwins)
        updateBest(twin);
}

/// It stays as it is while the run's own curves grow.
void LossPlot::drawOverlay()
{
    if (std::exchange(m_isOverlaid, true))
        return;
    m_overlay.draw(
        m_overlaid, [this](std::int64_t step, double seconds) { return keyOf(step, seconds); });
    m_overlay.restyle(theme(), smallFont(this));
}

void LossPlot::appendPoints(Twin twin)
{
    Lines& lines = linesOf(twin);
    const TwinHistory& history = m_curves->of(twin);
    for (; lines.drawnLosses < history.losses.size(); ++lines.drawnLosses) {
        const LossPoint& point = history.losses[lines.drawnLosses];
        const double key = keyOf(point.report.step, point.elapsed);
        lines.raw->addData(key, point.report.loss);
        if (m_smoothing > 0)
            lines.smooth->addData(key, lines.average.next(point.report.loss));
    }
    for (; lines.drawnEvaluations < history.evaluations.size(); ++lines.drawnEvaluations) {
        const EvalPoint& point = history.evaluations[lines.drawnEvaluations];
        lines.validation->addData(keyOf(point.report.step, point.elapsed), point.report.loss);
    }
}

void LossPlot::updateBest(Twin twin)
{
    Lines& lines = linesOf(twin);
    lines.best->data()->clear();
    const EvalPoint* best = m_curves->of(twin).best();
    if (!best)
        return;
    const double key = keyOf(best->report.step, best->elapsed);
    lines.best->addData(key, best->report.loss);
    lines.bestLabel->setText(lossText(best->report.loss));
}

std::int64_t LossPlot::stepsAbove() const
{
    if (!m_isCut || isZoomed())
        return 0;
    const QCPGraph& any = *m_lines.front().raw;
    const double top = any.valueAxis()->range().upper,
                 end = kFallPart * any.keyAxis()->range().upper;
    std::int64_t above = 0;
    const auto look = [&](const auto& points) {
        for (const auto& point : points) {
            if (keyOf(point.report.step, point.elapsed) > end)
                break;
            if (point.report.loss > top)
                above = std::max(above, point.report.step);
        }
    };
    for (const Twin twin : kTwins) {
        look(m_curves->of(twin).losses);
        look(m_curves->of(twin).evaluations);
    }
    return above;
}

void LossPlot::updateRanges()
{
    double right = 0, low = HUGE_VAL, high = -HUGE_VAL, highBehind = -HUGE_VAL;
    std::vector<QCPGraph*> drawn = m_overlay.graphs();
    for (const Lines& lines : m_lines)
        drawn.insert(drawn.end(), {lines.raw, lines.validation});
    bool found = false;
    for (const QCPGraph* graph : drawn)
        if (const QCPRange keys = graph->getKeyRange(found); found)
            right = std::max(right, keys.upper);
    const QCP::SignDomain domain = logarithmic() ? QCP::sdPositive : QCP::sdBoth;
    const QCPRange behind(kFallPart * endOf(right), std::max(right, kFallPart * endOf(right)));
    for (const QCPGraph* graph : drawn) {
        if (const QCPRange values = graph->getValueRange(found, domain); found) {
            low = std::min(low, values.lower);
            high = std::max(high, values.upper);
        }
        if (const QCPRange values = graph->getValueRange(found, domain, behind); found)
            highBehind = std::max(highBehind, values.upper);
    }
    m_isCut = !m_wholeFall && !logarithmic() && newestStep() >= kLeastDrawn
        && high - low > kLeastGain * (highBehind - low) && highBehind > low;
    const bool labelled = std::any_of(kTwins.begin(), kTwins.end(),
        [this](Twin twin) { return m_curves->of(twin).best() != nullptr; });
    updateAxes(right, low, m_isCut ? highBehind : high, true,
        {labelled ? QFontMetricsF(smallFont(this)).height() + kRing / 2 + 2 * kLabelGap : 0,
            nameRoom()});
}

} // namespace glowworm
