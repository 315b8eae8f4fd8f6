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

QPen penOf(Twin twin, const QColor& color, double width)
{
    QPen pen(color, width);
    if (twin == Twin::Dense)
        pen.setDashPattern({5, 3});
    pen.setCapStyle(Qt::FlatCap);
    return pen;
}

constexpr double kRing = 13;    // pixels across, of the mark of the best evaluation
constexpr double kLabelGap = 3; // pixels between a mark and its number

/// Where a number of this size goes at its point: on the side wanted, on the other one, beside it,
/// or a little farther; whole within the area, and clear of what is taken, if there is such a
/// place.
QRectF placeBeside(
    QPointF point, QSizeF size, bool above, const QRectF& area, const std::vector<QRectF>& taken)
{
    const double up = -(size.height() + kRing) / 2 - kLabelGap,
                 side = (size.width() + kRing) / 2 + kLabelGap;
    const auto within = [&area](QRectF place, bool upright) {
        place.moveLeft(std::clamp(
            place.left(), area.left(), std::max(area.left(), area.right() - place.width())));
        if (upright)
            place.moveTop(std::clamp(
                place.top(), area.top(), std::max(area.top(), area.bottom() - place.height())));
        return place;
    };
    const auto at = [&](QPointF away) {
        return QRectF(point + away - QPointF(size.width(), size.height()) / 2, size);
    };
    const QPointF wanted(0, above ? up : -up);
    std::vector<QRectF> places{
        within(at(wanted), false), within(at(-wanted), false), at({-side, 0}), at({side, 0})};
    for (const double aside : {-0.5, 0.5, -1.0, 1.0, -1.5, 1.5})
        for (const QPointF& away : {wanted, -wanted})
            places.push_back(
                within(at(away + QPointF(aside * (size.width() + kLabelGap), 0)), false));
    for (const QRectF& place : places)
        if (area.contains(place)
            && std::none_of(taken.begin(), taken.end(),
                [&place](const QRectF& other) { return other.intersects(place); }))
            return place;
    return within(at(wanted), true);
}

QString screenName(Twin twin)
{
    return twin == Twin::Sparse ? LossPlot::tr("sparse") : LossPlot::tr("dense");
}

} // namespace

LossPlot::LossPlot(const TrainingHistory& curves, QWidget* parent)
    : CurvePlot(parent)
    , m_curves(curves)
    , m_flags(plot())
    , m_moment(new QCPItemStraightLine(&plot()))
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
    }
    m_moment->setVisible(false);
    putLegendBelow(2); // a loss that jumps goes where a legend inside would stand
    connect(&p, &QCustomPlot::afterLayout, this, [this] {
        m_overlay.placeNames(placeBestLabels()); // at the size drawn now, also of an export
    });
    setAccessibleName(tr("Loss curves"));
    setToolTip(tr("Every training loss as it is, and the validation loss of each evaluation. Wheel "
                  "and drag zoom, a double click shows all again; "
                  "arrow keys move the read-out, L switches the logarithmic axis, . trains one "
                  "step and > ten."));
    keys().add({Qt::Key_Period}, tr("one step of training"), [this] { Q_EMIT stepsRequested(1); });
    keys().add({Qt::Key_Greater, Qt::Key_Colon},
        tr("ten steps of training"), // Shift and the dot's key on common layouts
        [this] { Q_EMIT stepsRequested(10); });
    finishBuilding();
}

void LossPlot::curvesChanged() { markChanged(); }

void LossPlot::forgetPlaces() { m_drawnGeneration = -1; }

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
    }
    m_moment->setPen(QPen(theme.text, 1.6));
    m_flags.restyle(theme, smallFont(this));
}

double LossPlot::keyOfStep(std::int64_t step) const
{
    for (const Twin twin : kTwins) {
        const auto& losses = m_curves.of(twin).losses;
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
        if (const auto& losses = m_curves.of(twin).losses; !losses.empty())
            newest = std::max(newest, losses.back().report.step);
    return newest;
}

void LossPlot::refill()
{
    if (m_drawnGeneration != m_curves.generation()) {
        m_drawnGeneration = m_curves.generation();
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
    m_moment->setVisible(m_momentStep.has_value());
    const double moment = m_momentStep.value_or(0) > 0 ? keyOfStep(*m_momentStep) : 0;
    m_moment->point1->setCoords(moment, 1);
    m_moment->point2->setCoords(moment, 2);
    m_overlay.draw(
        m_overlaid, [this](std::int64_t step, double seconds) { return keyOf(step, seconds); });
    m_overlay.restyle(theme(), smallFont(this));
    updateRanges();
    for (const Twin twin : kTwins)
        updateBest(twin);
}

void LossPlot::appendPoints(Twin twin)
{
    Lines& lines = linesOf(twin);
    const TwinHistory& history = m_curves.of(twin);
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
    const EvalPoint* best = m_curves.of(twin).best();
    if (!best)
        return;
    const double key = keyOf(best->report.step, best->elapsed);
    lines.best->addData(key, best->report.loss);
    lines.bestLabel->setText(lossText(best->report.loss));
}

/// Each number at its own point where that is in sight, whole within the axes: that of the higher
/// point above it, the other one below. Returns what marks and numbers lie on.
std::vector<QRectF> LossPlot::placeBestLabels()
{
    const QRectF area = QRectF(plot().axisRect()->rect());
    std::vector<std::pair<QPointF, QCPItemText*>> labels;
    for (const Lines& lines : m_lines) {
        lines.bestLabel->setVisible(false);
        if (lines.best->data()->isEmpty())
            continue;
        const auto best = lines.best->data()->constBegin();
        const QPointF point(
            plot().xAxis->coordToPixel(best->key), plot().yAxis->coordToPixel(best->value));
        lines.bestLabel->setVisible(area.contains(point));
        if (lines.bestLabel->visible())
            labels.emplace_back(point, lines.bestLabel);
    }
    std::ranges::stable_sort(labels, {}, [](const auto& label) { return label.first.y(); });
    std::vector<QRectF> taken = m_flags.place();
    for (const auto& [point, text] : labels)
        taken.push_back(QRectF(point - QPointF(kRing, kRing) / 2, QSizeF(kRing, kRing)));
    bool above = true;
    for (const auto& [point, text] : labels) {
        const QSizeF size = QFontMetricsF(text->font()).size(0, text->text());
        taken.push_back(placeBeside(point, size, above, area, taken));
        text->position->setCoords(taken.back().center());
        above = false;
    }
    return taken;
}

void LossPlot::nameLines(Twin twin)
{
    const Lines& lines = linesOf(twin);
    lines.raw->setName(tr("%1 training").arg(screenName(twin)));
    lines.smooth->setName(
        tr("%1 training, average over %2 steps").arg(screenName(twin)).arg(m_smoothing));
    const EvalPoint* best = m_curves.of(twin).best();
    lines.validation->setName(best ? tr("%1 validation, best at step %2")
                                         .arg(screenName(twin), countText(best->report.step))
                                   : QString());
}

/// In one order, whatever came first.
void LossPlot::fillLegend()
{
    std::vector<QCPGraph*> told;
    for (const Lines& lines : m_lines)
        for (QCPGraph* graph : {lines.raw, lines.smooth, lines.validation})
            if (!graph->data()->isEmpty())
                told.push_back(graph);
    if (m_told == told)
        return;
    m_told = std::move(told);
    plot().legend->clearItems();
    for (QCPGraph* graph : m_told)
        graph->addToLegend();
}

void LossPlot::updateRanges()
{
    double right = 0, low = HUGE_VAL, high = -HUGE_VAL;
    std::vector<QCPGraph*> drawn = m_overlay.graphs();
    for (const Lines& lines : m_lines)
        drawn.insert(drawn.end(), {lines.raw, lines.validation});
    for (const QCPGraph* graph : drawn) {
        bool found = false;
        const QCPRange keys = graph->getKeyRange(found);
        if (!found)
            continue;
        right = std::max(right, keys.upper);
        const QCPRange values
            = graph->getValueRange(found, logarithmic() ? QCP::sdPositive : QCP::sdBoth);
        if (found) {
            low = std::min(low, values.lower);
            high = std::max(high, values.upper);
        }
    }
    const bool labelled = std::any_of(kTwins.begin(), kTwins.end(),
        [this](Twin twin) { return m_curves.of(twin).best() != nullptr; });
    updateAxes(right, low, high, true,
        labelled ? QFontMetricsF(smallFont(this)).height() + kRing / 2 + 2 * kLabelGap : 0);
}

/// The numbers of the step at or behind `key`, with the newest evaluation up to it; "" = nothing
/// was trained.
QString LossPlot::readOut(Twin twin, double key) const
{
    const TwinHistory& history = m_curves.of(twin);
    if (history.losses.empty())
        return {};
    const auto before = [this](const auto& point, double k) {
        return keyOf(point.report.step, point.elapsed) < k;
    };
    auto loss = std::lower_bound(history.losses.begin(), history.losses.end(), key, before);
    if (loss == history.losses.end())
        --loss;
    QString line = tr("%1 step %2: training %3")
                       .arg(screenName(twin).leftJustified(6), countText(loss->report.step),
                           lossText(loss->report.loss));
    const auto after = std::partition_point(history.evaluations.begin(), history.evaluations.end(),
        [&](const EvalPoint& evaluation) { return evaluation.report.step <= loss->report.step; });
    if (after != history.evaluations.begin())
        line += tr(", validation %1 (step %2)")
                    .arg(lossText((after - 1)->report.loss), countText((after - 1)->report.step));
    return line;
}

QString LossPlot::readOutAt(double key) const
{
    QStringList lines;
    for (const Twin twin : kTwins)
        if (const QString line = readOut(twin, key); !line.isEmpty())
            lines += line;
    lines += m_overlay.readOut(key);
    if (const QString flag = m_flags.readOut(key); !flag.isEmpty())
        lines += flag;
    return lines.join(QLatin1Char('\n'));
}

} // namespace glowworm
