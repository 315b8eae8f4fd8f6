// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/run_overlay.h"

#include "ui/training/run_colours.h"
#include "ui/widgets/colour_mix.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <algorithm>
#include <utility>

#include "ui/widgets/qcustomplot_wrapper.h"

namespace glowworm {
namespace {

const QString kOverlaidLayer = QStringLiteral("overlaid"),
              kOverlaidNames = QStringLiteral("names of overlaid");
constexpr qsizetype kMostRead = 22; // letters of a name in the read-out
constexpr double kBeside = 4;       // pixels between the end of a line and its name
constexpr double kMostName = 0.4;   // of the axes' width

QString inReadOut(const QString& name)
{
    return name.size() <= kMostRead
        ? name
        : name.first(kMostRead / 2 - 1) + QChar(0x2026) + name.last(kMostRead / 2);
}

/// Below what is taken, or above it.
QRectF movedClear(QRectF place, const std::vector<QRectF>& taken, bool down)
{
    for (bool moved = true; moved;) {
        moved = false;
        for (const QRectF& other : taken)
            if (other.intersects(place)) {
                down ? place.moveTop(other.bottom()) : place.moveBottom(other.top());
                moved = true;
            }
    }
    return place;
}

/// Two names in one column lie as their lines do.
void keepOrder(QRectF& upper, QRectF& lower)
{
    if (upper.top() <= lower.top() || upper.right() <= lower.left()
        || lower.right() <= upper.left())
        return;
    const double low = upper.top();
    upper.moveTop(lower.top());
    lower.moveTop(low);
}

} // namespace

RunOverlay::RunOverlay(QCustomPlot& plot)
    : m_plot(plot)
{
    plot.addLayer(kOverlaidLayer, plot.layer(QStringLiteral("main")), QCustomPlot::limBelow);
    plot.addLayer(kOverlaidNames, plot.layer(QStringLiteral("overlay")), QCustomPlot::limBelow);
}

void RunOverlay::draw(const std::vector<OverlaidRun>& runs, const KeyOf& keyOf)
{
    for (const Line& line : m_lines) {
        m_plot.removeGraph(line.graph);
        m_plot.removeItem(line.name);
    }
    m_runs = runs;
    m_lines.clear();
    m_graphs.clear();
    for (std::size_t run = 0; run < m_runs.size(); ++run)
        for (const Twin twin : kTwins) {
            const auto& evaluations = m_runs[run].curves->of(twin).evaluations;
            if (evaluations.empty())
                continue;
            Line line{m_plot.addGraph(), new QCPItemText(&m_plot), twin, run};
            line.graph->setLayer(kOverlaidLayer);
            for (const EvalPoint& point : evaluations)
                line.graph->addData(keyOf(point.report.step, point.elapsed), point.report.loss);
            line.name->position->setType(QCPItemPosition::ptAbsolute);
            line.name->setPositionAlignment(Qt::AlignCenter);
            line.name->setLayer(kOverlaidNames);
            m_lines.push_back(line);
            m_graphs.push_back(line.graph);
        }
}

void RunOverlay::restyle(const Theme& theme, const QFont& font)
{
    for (const Line& line : m_lines) {
        const QColor colour = runColour(theme, m_runs[line.run].colour);
        QPen pen(colour, 1.3);
        if (line.twin == Twin::Dense)
            pen.setDashPattern({5, 3});
        line.graph->setPen(pen);
        line.name->setColor(colour);
        line.name->setBrush(faded(theme.base, 0.8));
        line.name->setFont(font);
    }
}

QString RunOverlay::nameOf(const Line& line) const
{
    const double width = kMostName * m_plot.axisRect()->width();
    return QFontMetricsF(line.name->font())
        .elidedText(m_runs[line.run].brief, Qt::ElideMiddle, width);
}

void RunOverlay::addNames(std::vector<EndName>& names) const
{
    const QRectF area = QRectF(m_plot.axisRect()->rect());
    for (const Line& line : m_lines) {
        const auto last = line.graph->data()->constEnd() - 1;
        const QPointF end(
            m_plot.xAxis->coordToPixel(last->key), m_plot.yAxis->coordToPixel(last->value));
        line.name->setVisible(area.contains(end));
        if (!line.name->visible())
            continue;
        const TrainingHistory& curves = *m_runs[line.run].curves;
        const bool both = !curves.of(Twin::Sparse).evaluations.empty()
            && !curves.of(Twin::Dense).evaluations.empty();
        line.name->setText(!both            ? nameOf(line)
                : line.twin == Twin::Sparse ? tr("%1, sparse").arg(nameOf(line))
                                            : tr("%1, dense").arg(nameOf(line)));
        names.push_back({end, line.name});
    }
}

/// To the right of the end where there is room, else above it; those that would lie over something
/// else move away from it.
void RunOverlay::placeNames(std::vector<QRectF> taken, std::vector<EndName> names)
{
    addNames(names);
    const QRectF area = QRectF(m_plot.axisRect()->rect());
    std::vector<std::pair<QRectF, QCPItemText*>> places;
    for (const auto& [end, text] : names) {
        const QSizeF size = QFontMetricsF(text->font()).size(0, text->text());
        QRectF place(end + QPointF(kBeside, -size.height() / 2), size);
        if (place.right() > area.right())
            place.moveBottomRight(end - QPointF(0, kBeside));
        place.moveLeft(std::max(place.left(), area.left()));
        place.moveTop(std::clamp(
            place.top(), area.top(), std::max(area.top(), area.bottom() - place.height())));
        places.emplace_back(place, text);
    }
    std::ranges::stable_sort(places, {}, [](const auto& place) { return place.first.top(); });
    std::vector<QRectF> placed;
    for (const auto& [wanted, text] : places) {
        const QRectF below = movedClear(wanted, taken, true),
                     above = movedClear(wanted, taken, false);
        const bool goesUp = area.contains(above)
            && (!area.contains(below)
                || wanted.top() - above.top() < below.top() - wanted.top()); // the shorter way
        placed.push_back(goesUp ? above : below);
        taken.push_back(placed.back());
        for (std::size_t upper = 0; upper + 1 < placed.size(); ++upper)
            keepOrder(placed[upper], placed.back());
    }
    for (std::size_t at = 0; at < places.size(); ++at)
        places[at].second->position->setCoords(placed[at].center());
}

QStringList RunOverlay::readOut(double key) const
{
    QStringList lines;
    std::size_t told = m_runs.size(); // which run the last line is of
    std::int64_t step = 0;            // of it
    QString first;                    // its loss
    for (const Line& line : m_lines) {
        const auto begin = line.graph->data()->constBegin(),
                   after = line.graph->data()->findEnd(key, false); // behind the last one up to it
        if (after == begin)
            continue;
        const OverlaidRun& run = m_runs[line.run];
        const EvalReport& newest
            = run.curves->of(line.twin).evaluations.at(after - begin - 1).report;
        const bool again = std::exchange(told, line.run) == line.run,
                   same = std::exchange(step, newest.step) == newest.step;
        const QString loss = again && same
            ? lossText(newest.loss)
            : tr("%1 (step %2)").arg(lossText(newest.loss), countText(newest.step));
        if (again)
            lines.back() = tr("%1: validation %2, dense %3").arg(inReadOut(run.name), first, loss);
        else
            lines << tr("%1: validation %2").arg(inReadOut(run.name), loss);
        first = loss;
    }
    return lines;
}

} // namespace glowworm
