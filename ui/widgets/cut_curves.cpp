// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/cut_curves.h"

#include "ui/widgets/qcustomplot_wrapper.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace glowworm {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// One axis, measured so that a straight line on the screen is one here.
struct Scale {
    bool isLog;
    double low, high; // places of the axis' ends

    explicit Scale(const QCPAxis& axis)
        : isLog(axis.scaleType() == QCPAxis::stLogarithmic)
        , low(place(axis.range().lower))
        , high(place(axis.range().upper))
    {
    }
    double place(double value) const { return isLog ? std::log(value) : value; }
    double value(double place) const { return isLog ? std::exp(place) : place; }
    bool holds(double value) const { return place(value) >= low && place(value) <= high; }
};

/// What part of the way from `from` to `to` lies within; false = none (Liang and Barsky 1984).
bool within(const Scale& scale, double from, double to, double& first, double& last)
{
    const double step = to - from;
    if (step == 0)
        return from >= scale.low && from <= scale.high;
    double enter = (scale.low - from) / step, leave = (scale.high - from) / step;
    if (enter > leave)
        std::swap(enter, leave);
    first = std::max(first, enter);
    last = std::min(last, leave);
    return first < last;
}

QVector<QCPGraphData> lineWithin(
    const QCPGraphDataContainer& points, const Scale& across, const Scale& up)
{
    QVector<QCPGraphData> line;
    bool goesOn = false; // the last point of the line is the last one read
    for (auto from = points.constBegin(); points.constEnd() - from > 1; ++from) {
        const auto to = from + 1;
        const double x0 = across.place(from->key), x1 = across.place(to->key),
                     y0 = up.place(from->value), y1 = up.place(to->value);
        double first = 0, last = 1;
        if (!std::isfinite(x0 + x1 + y0 + y1) || !within(across, x0, x1, first, last)
            || !within(up, y0, y1, first, last)) {
            goesOn = false;
            continue;
        }
        const auto put = [&](double way) {
            line << QCPGraphData(
                across.value(x0 + way * (x1 - x0)), up.value(y0 + way * (y1 - y0)));
        };
        if (!goesOn || first > 0) {
            put(first);
            line.insert(line.size() - 1, QCPGraphData(line.back().key, kNone));
        }
        put(last);
        goesOn = last == 1;
    }
    return line;
}

QVector<QCPGraphData> marksWithin(const QCPGraph& graph, const Scale& across, const Scale& up)
{
    const QCPGraphDataContainer& points = *graph.data();
    QVector<QCPGraphData> marks;
    for (int at = 0; at < points.size(); at += graph.scatterSkip() + 1)
        if (const QCPGraphData& point = *points.at(at);
            across.holds(point.key) && up.holds(point.value))
            marks << point;
    return marks;
}

QVector<QCPGraphData> heldWithin(const QCPGraphDataContainer& points, const Scale& up)
{
    QVector<QCPGraphData> held;
    std::for_each(points.constBegin(), points.constEnd(), [&](const QCPGraphData& point) {
        held << QCPGraphData(
            point.key, up.value(std::clamp(up.place(point.value), up.low, up.high)));
    });
    return held;
}

QSharedPointer<QCPGraphDataContainer> sorted(const QVector<QCPGraphData>& points)
{
    auto container = QSharedPointer<QCPGraphDataContainer>::create();
    container->set(points, true);
    return container;
}

} // namespace

CutCurves::CutCurves(QCustomPlot& plot)
    : m_plot(plot)
{
    for (int index = 0, all = plot.graphCount(); index < all; ++index)
        cut(*plot.graph(index));
}

CutCurves::~CutCurves()
{
    for (QCPGraph* part : m_parts)
        m_plot.removePlottable(part);
    for (const Whole& whole : m_whole)
        whole.graph->setData(whole.points);
}

void CutCurves::cut(QCPGraph& graph)
{
    const Scale across(*graph.keyAxis()), up(*graph.valueAxis());
    const Points points = graph.data();
    const bool staysWithin
        = std::all_of(points->constBegin(), points->constEnd(), [&](const QCPGraphData& point) {
              return across.holds(point.key) && (up.holds(point.value) || std::isnan(point.value));
          });
    if (!graph.visible() || staysWithin)
        return;
    m_whole.push_back({&graph, points});
    if (graph.pen().style() == Qt::NoPen) { // the edge of a band
        graph.setData(sorted(heldWithin(*points, up)));
        return;
    }
    const auto newPart = [&](const QVector<QCPGraphData>& shown) -> QCPGraph& {
        auto* part = new QCPGraph(graph.keyAxis(), graph.valueAxis());
        part->setLayer(graph.layer());
        part->setPen(graph.pen());
        part->removeFromLegend();
        part->setAdaptiveSampling(false); // which would close gaps
        part->setData(sorted(shown));
        m_parts.push_back(part);
        return *part;
    };
    if (graph.lineStyle() != QCPGraph::lsNone)
        newPart(lineWithin(*points, across, up));
    if (!graph.scatterStyle().isNone()) {
        QCPGraph& marks = newPart(marksWithin(graph, across, up));
        marks.setLineStyle(QCPGraph::lsNone);
        marks.setScatterStyle(graph.scatterStyle());
    }
    graph.setData(sorted({})); // its look stays in the legend
}

} // namespace glowworm
