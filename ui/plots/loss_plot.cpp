// SPDX-License-Identifier: GPL-3.0-or-later
#include "plots/loss_plot.h"

#include "views/value_label.h"

#include <QKeyEvent>
#include <QLocale>

#include <algorithm>
#include <cmath>

#include "plots/qcustomplot_wrapper.h"

namespace glowworm {

namespace {

constexpr double kSmallestRange = 20; // steps or seconds on an axis that has just begun
constexpr double kRingMargin = 0.015; // of the axis, at both ends, so that a ring there is whole

QColor colorOf(Twin twin, const Theme& theme) { return twin == Twin::Sparse ? theme.sparse : theme.dense; }

QColor faint(QColor color, int alpha)
{
    color.setAlpha(alpha);
    return color;
}

QPen penOf(Twin twin, const QColor& color, double width)
{
    QPen pen(color, width);
    if (twin == Twin::Dense)
        pen.setDashPattern({5, 3});
    pen.setCapStyle(Qt::FlatCap);
    return pen;
}

QString screenName(Twin twin) { return twin == Twin::Sparse ? LossPlot::tr("sparse") : LossPlot::tr("dense"); }

/// The next round number at or above: an axis that grows in such strides stands still most of the time.
double roundUp(double value)
{
    const double decade = std::pow(10, std::floor(std::log10(value)));
    for (const double digit : {1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0})
        if (digit * decade >= value * (1 - 1e-12))
            return digit * decade;
    return 10 * decade;
}

} // namespace

LossPlot::LossPlot(const TrainingCurves& curves, QWidget* parent)
    : PlotView(parent)
    , m_curves(curves)
{
    QCustomPlot& p = plot();
    p.setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    p.setMouseTracking(true);
    p.legend->setVisible(true);
    p.setAutoAddPlottableToLegend(false);
    p.axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignTop | Qt::AlignRight);
    for (QCPGraph* Lines::*graph : {&Lines::raw, &Lines::smooth, &Lines::validation, &Lines::best}) // the raw curves lie at the bottom
        for (const Twin twin : {Twin::Dense, Twin::Sparse})
            m_lines[static_cast<std::size_t>(twin)].*graph = p.addGraph();
    for (const Twin twin : kTwins) {
        Lines& lines = m_lines[static_cast<std::size_t>(twin)];
        lines.best->setLineStyle(QCPGraph::lsNone);
        lines.bestLabel = new QCPItemText(&p);
        lines.bestLabel->setVisible(false);
        lines.bestLabel->setPadding(QMargins(0, 7, 0, 7));
    }
    buildCursor();
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Loss curves"));
    setToolTip(
        tr("Every training loss as it is, and the validation loss of each evaluation. Wheel and drag zoom, a double click shows all again; "
           "arrow keys move the read-out, L switches the logarithmic axis, . trains one step and > ten."));
    finishBuilding();
}

void LossPlot::buildCursor()
{
    m_cursor = new QCPItemStraightLine(&plot());
    m_cursorText = new QCPItemText(&plot());
    m_cursorText->setTextAlignment(Qt::AlignLeft);
    m_cursorText->setPadding(QMargins(6, 4, 6, 4));
    m_cursorText->setPositionAlignment(Qt::AlignRight | Qt::AlignTop);
    m_cursorText->position->setType(QCPItemPosition::ptAbsolute);
    hideReadOut();
}

void LossPlot::curvesChanged() { markChanged(); }

void LossPlot::setTask(Task task)
{
    m_task = task;
    markChanged();
}

void LossPlot::startOver()
{
    m_drawnGeneration = -1;
    m_follow = true;
    hideReadOut();
    markChanged();
}

void LossPlot::setAxis(Axis axis)
{
    m_axis = axis;
    startOver();
}

void LossPlot::setSmoothing(int steps)
{
    m_smoothing = steps;
    startOver();
    restyle(theme());
}

void LossPlot::setLogarithmic(bool on)
{
    m_logarithmic = on;
    plot().yAxis->setScaleType(on ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    m_follow = true;
    markChanged();
}

void LossPlot::addMarker(std::int64_t step, const QString& label)
{
    Marker marker{step, label, new QCPItemStraightLine(&plot()), new QCPItemText(&plot())};
    marker.text->setText(label);
    marker.text->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
    marker.text->setPadding(QMargins(4, 2, 4, 2));
    marker.text->position->setTypeX(QCPItemPosition::ptPlotCoords);
    marker.text->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    m_markers.push_back(marker);
    restyle(theme());
    markChanged();
}

void LossPlot::clearMarkers()
{
    for (const Marker& marker : m_markers) {
        plot().removeItem(marker.line);
        plot().removeItem(marker.text);
    }
    m_markers.clear();
    markChanged();
}

void LossPlot::restyle(const Theme& theme)
{
    for (const Twin twin : kTwins) {
        Lines& lines = m_lines[static_cast<std::size_t>(twin)];
        const QColor color = colorOf(twin, theme);
        const QCPScatterStyle::ScatterShape shape = twin == Twin::Sparse ? QCPScatterStyle::ssDisc : QCPScatterStyle::ssSquare;
        lines.raw->setPen(QPen(faint(color, m_smoothing > 0 ? 70 : 150), 1)); // dashes would drown in the noise
        lines.smooth->setPen(penOf(twin, color, 1.6));
        lines.validation->setPen(penOf(twin, color, 2));
        lines.validation->setScatterStyle(QCPScatterStyle(shape, QPen(color, 1), QBrush(color), 6));
        lines.best->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(theme.text, 1.6), Qt::NoBrush, 13));
        lines.bestLabel->setColor(theme.text);
        lines.bestLabel->setFont(smallFont(this));
    }
    for (const Marker& marker : m_markers) {
        marker.line->setPen(QPen(theme.mutedText, 1, Qt::DotLine));
        marker.text->setColor(theme.mutedText);
        marker.text->setFont(smallFont(this));
    }
    m_cursor->setPen(QPen(theme.mutedText, 1));
    m_cursorText->setColor(theme.text);
    m_cursorText->setBrush(faint(theme.base, 235));
    m_cursorText->setPen(QPen(theme.grid));
    m_cursorText->setFont(dataFont(this));
}

double LossPlot::keyOf(std::int64_t step, double elapsed) const { return m_axis == Axis::Step ? static_cast<double>(step) : elapsed; }

double LossPlot::keyOfStep(std::int64_t step) const
{
    for (const Twin twin : kTwins) {
        const auto& losses = m_curves.of(twin).losses;
        const auto at = std::lower_bound(
            losses.begin(), losses.end(), step, [](const LossPoint& point, std::int64_t s) { return point.report.step < s; });
        if (at != losses.end())
            return keyOf(step, at->elapsed);
        if (!losses.empty())
            return keyOf(step, losses.back().elapsed);
    }
    return 0;
}

void LossPlot::clearLines()
{
    for (Lines& lines : m_lines) {
        for (QCPGraph* graph : {lines.raw, lines.smooth, lines.validation, lines.best})
            graph->data()->clear();
        lines.average = MovingAverage(std::max(m_smoothing, 1));
        lines.drawnLosses = lines.drawnEvaluations = 0;
    }
}

void LossPlot::refill()
{
    if (m_drawnGeneration != m_curves.generation()) {
        clearLines();
        m_drawnGeneration = m_curves.generation();
    }
    for (const Twin twin : kTwins) {
        appendPoints(twin);
        updateLegend(twin);
    }
    plot().legend->setVisible(plot().legend->itemCount() > 0);
    for (const Marker& marker : m_markers) {
        const double key = keyOfStep(marker.step);
        marker.line->point1->setCoords(key, 1);
        marker.line->point2->setCoords(key, 2);
        marker.text->position->setCoords(key, 0);
    }
    updateAxes();
    updateRanges();
    for (const Twin twin : kTwins)
        updateBest(twin);
}

void LossPlot::appendPoints(Twin twin)
{
    Lines& lines = m_lines[static_cast<std::size_t>(twin)];
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
    Lines& lines = m_lines[static_cast<std::size_t>(twin)];
    lines.best->data()->clear();
    const EvalPoint* best = m_curves.of(twin).best();
    lines.bestLabel->setVisible(best != nullptr);
    if (!best)
        return;
    const double key = keyOf(best->report.step, best->elapsed);
    lines.best->addData(key, best->report.loss);
    lines.bestLabel->position->setCoords(key, best->report.loss);
    lines.bestLabel->setText(lossText(best->report.loss));
    const double place = (key - plot().xAxis->range().lower) / plot().xAxis->range().size(); // the number stays within the plot
    const Qt::Alignment side = place < 0.1 ? Qt::AlignLeft : place > 0.9 ? Qt::AlignRight : Qt::AlignHCenter;
    lines.bestLabel->setPositionAlignment(side | (twin == Twin::Sparse ? Qt::AlignBottom : Qt::AlignTop));
}

void LossPlot::updateLegend(Twin twin)
{
    const Lines& lines = m_lines[static_cast<std::size_t>(twin)];
    const auto show = [](QCPGraph* graph, const QString& name) {
        graph->setName(name);
        graph->data()->isEmpty() ? graph->removeFromLegend() : graph->addToLegend();
    };
    show(lines.raw, tr("%1 training").arg(screenName(twin)));
    show(lines.smooth, tr("%1 training, average over %2 steps").arg(screenName(twin)).arg(m_smoothing));
    const EvalPoint* best = m_curves.of(twin).best();
    show(lines.validation, best ? tr("%1 validation, best at step %2").arg(screenName(twin), countText(best->report.step)) : QString());
}

void LossPlot::updateAxes()
{
    QCPAxis& x = *plot().xAxis;
    QCPAxis& y = *plot().yAxis;
    y.setLabel(m_task == Task::Text ? tr("loss (nats per character)") : tr("loss (nats per image)"));
    if (m_axis == Axis::Step) {
        x.setLabel(tr("step"));
        x.setTicker(QSharedPointer<QCPAxisTicker>(new QCPAxisTicker));
        x.setNumberFormat(QStringLiteral("f"));
        x.setNumberPrecision(0);
    } else {
        QSharedPointer<QCPAxisTickerTime> ticker(new QCPAxisTickerTime);
        const bool hours = x.range().upper >= 3600;
        ticker->setTimeFormat(hours ? QStringLiteral("%h:%m:%s") : QStringLiteral("%m:%s"));
        x.setTicker(ticker);
        x.setLabel(hours ? tr("training time of each model (hours:minutes:seconds)") : tr("training time of each model (minutes:seconds)"));
    }
    y.setNumberFormat(QStringLiteral("gb"));
    y.setNumberPrecision(4);
    if (m_logarithmic && y.range().lower > 0 && y.range().upper > 20 * y.range().lower)
        y.setTicker(QSharedPointer<QCPAxisTicker>(new QCPAxisTickerLog));
    else
        y.setTicker(QSharedPointer<QCPAxisTicker>(new QCPAxisTicker));
}

void LossPlot::updateRanges()
{
    double right = 0, low = HUGE_VAL, high = -HUGE_VAL;
    for (const Lines& lines : m_lines)
        for (const QCPGraph* graph : {lines.raw, lines.validation}) {
            bool found = false;
            const QCPRange keys = graph->getKeyRange(found);
            if (!found)
                continue;
            right = std::max(right, keys.upper);
            const QCPRange values = graph->getValueRange(found, m_logarithmic ? QCP::sdPositive : QCP::sdBoth);
            if (found) {
                low = std::min(low, values.lower);
                high = std::max(high, values.upper);
            }
        }
    const bool reading = m_cursor->visible() && right <= plot().xAxis->range().upper; // never jump under the pointer
    if (!m_follow || reading)
        return;
    const double end = roundUp(std::max(right, kSmallestRange));
    plot().xAxis->setRange(-kRingMargin * end, (1 + kRingMargin) * end);
    if (low > high) {
        low = 1;
        high = 4;
    }
    if (m_logarithmic) {
        const double margin = std::pow(std::max(high / low, 1.05), 0.06);
        plot().yAxis->setRange(low / margin, high * margin);
    } else {
        const double margin = std::max(high - low, 0.02) * 0.06;
        plot().yAxis->setRange(std::max(low - margin, 0.0), high + margin);
    }
}

/// The numbers of the step at or behind `key`, with the newest evaluation up to it; "" = nothing was trained.
QString LossPlot::readOut(Twin twin, double key) const
{
    const TwinHistory& history = m_curves.of(twin);
    if (history.losses.empty())
        return {};
    const auto before = [this](const auto& point, double k) { return keyOf(point.report.step, point.elapsed) < k; };
    auto loss = std::lower_bound(history.losses.begin(), history.losses.end(), key, before);
    if (loss == history.losses.end())
        --loss;
    QString line
        = tr("%1 step %2: training %3").arg(screenName(twin).leftJustified(6), countText(loss->report.step), lossText(loss->report.loss));
    const auto after = std::partition_point(history.evaluations.begin(), history.evaluations.end(),
        [&](const EvalPoint& evaluation) { return evaluation.report.step <= loss->report.step; });
    if (after != history.evaluations.begin())
        line += tr(", validation %1 (step %2)").arg(lossText((after - 1)->report.loss), countText((after - 1)->report.step));
    return line;
}

void LossPlot::moveCursorTo(double key)
{
    QString text;
    for (const Twin twin : kTwins) {
        const QString line = readOut(twin, key);
        text += text.isEmpty() || line.isEmpty() ? line : QLatin1Char('\n') + line;
    }
    if (text.isEmpty())
        return hideReadOut();
    m_cursorKey = key;
    m_cursor->point1->setCoords(key, 1);
    m_cursor->point2->setCoords(key, 2);
    m_cursorText->setText(text);
    const QRect area = plot().axisRect()->rect(); // beside the legend, where a falling curve leaves room
    m_cursorText->position->setCoords(
        plot().legend->visible() ? plot().legend->outerRect().left() - kGap : area.right(), area.top() + kGap);
    m_cursor->setVisible(true);
    m_cursorText->setVisible(true);
    setAccessibleDescription(text);
    markChanged();
}

void LossPlot::moveCursorBy(int points)
{
    const double span = plot().xAxis->range().size();
    const double stride = m_axis == Axis::Step ? std::max(1.0, std::round(span / 400)) : span / 400;
    const double from = m_cursor->visible() ? m_cursorKey : plot().xAxis->range().center();
    moveCursorTo(std::clamp(from + points * stride, plot().xAxis->range().lower, plot().xAxis->range().upper));
}

void LossPlot::hideReadOut()
{
    m_cursor->setVisible(false);
    m_cursorText->setVisible(false);
    markChanged();
}

void LossPlot::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)
        moveCursorBy(event->key() == Qt::Key_Left ? -1 : 1);
    else if (event->key() == Qt::Key_L)
        Q_EMIT logarithmicToggled();
    else if (event->text() == QStringLiteral("."))
        Q_EMIT stepsRequested(1);
    else if (event->text() == QStringLiteral(">") || event->text() == QStringLiteral(":")) // Shift and the dot's key on common layouts
        Q_EMIT stepsRequested(10);
    else
        PlotView::keyPressEvent(event);
}

bool LossPlot::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::MouseMove) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        if (plot().axisRect()->rect().contains(mouse->pos()))
            moveCursorTo(plot().xAxis->pixelToCoord(mouse->pos().x()));
        else
            hideReadOut();
        m_follow = m_follow && !(mouse->buttons() & Qt::LeftButton);
    } else if (event->type() == QEvent::Leave)
        hideReadOut();
    else if (event->type() == QEvent::Wheel)
        m_follow = false;
    else if (event->type() == QEvent::MouseButtonPress)
        setFocus(Qt::MouseFocusReason);
    else if (event->type() == QEvent::MouseButtonDblClick) {
        m_follow = true;
        hideReadOut();
    }
    return PlotView::eventFilter(watched, event);
}

} // namespace glowworm
