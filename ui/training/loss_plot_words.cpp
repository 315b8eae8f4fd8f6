// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in the loss plot in words: names at the ends of the lines, the best numbers at their
// points, the legend of an export, the read-out.
#include "ui/training/loss_plot.h"

#include "ui/widgets/value_label.h"

#include <algorithm>
#include <span>
#include <utility>

#include "ui/widgets/qcustomplot_wrapper.h"

namespace glowworm {
namespace {

constexpr int kMostRunsRead = 4; // kept runs in the read-out
const QString kBetweenTwins = QStringLiteral("    ");

/// Where a number of this size goes at its point: on the side wanted, on the other one, beside it,
/// or a little farther; whole within the area, and clear of what is taken, if there is such a
/// place.
QRectF placeBeside(
    QPointF point, QSizeF size, bool above, const QRectF& area, const std::vector<QRectF>& taken)
{
    const double up = -(size.height() + LossPlot::kRing) / 2 - LossPlot::kLabelGap,
                 side = (size.width() + LossPlot::kRing) / 2 + LossPlot::kLabelGap;
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
                within(at(away + QPointF(aside * (size.width() + LossPlot::kLabelGap), 0)), false));
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

QString LossPlot::restWords() const
{
    return m_smoothing > 0
        ? tr("thin: training loss, average over %1 steps; bold: validation, the best one ringed")
              .arg(m_smoothing)
        : tr("thin: training loss of each step; bold: validation, the best one ringed");
}

/// At the size drawn now, also of an export.
void LossPlot::placeWords() { m_overlay.placeNames(placeBestLabels(), endNames()); }

/// Of those that there are, in sight.
std::vector<RunOverlay::EndName> LossPlot::endNames()
{
    const QRectF area = QRectF(plot().axisRect()->rect());
    std::vector<RunOverlay::EndName> names;
    for (const Twin twin : kTwins) {
        const Lines& lines = linesOf(twin);
        lines.name->setVisible(false);
        const QCPGraph& line = lines.raw->data()->isEmpty() ? *lines.validation : *lines.raw;
        if (line.data()->isEmpty() || exporting())
            continue; // an export has a legend
        const auto last = line.data()->constEnd() - 1;
        const QPointF end(
            plot().xAxis->coordToPixel(last->key), plot().yAxis->coordToPixel(last->value));
        lines.name->setVisible(area.contains(end));
        if (lines.name->visible())
            names.push_back({end, lines.name});
    }
    return names;
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
    lines.name->setText(screenName(twin));
    lines.raw->setName(tr("%1 training").arg(screenName(twin)));
    lines.smooth->setName(
        tr("%1 training, average over %2 steps").arg(screenName(twin)).arg(m_smoothing));
    const EvalPoint* best = m_curves->of(twin).best();
    lines.validation->setName(best ? tr("%1 validation, best at step %2")
                                         .arg(screenName(twin), countText(best->report.step))
                                   : QString());
}

/// Of an export, in one order, whatever came first: on the screen the names stand at the lines.
void LossPlot::fillLegend()
{
    std::vector<QCPGraph*> told;
    for (const Lines& lines :
        exporting() ? std::span<const Lines>(m_lines) : std::span<const Lines>())
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

/// The numbers of the step at or behind `key`, with the newest evaluation up to it; "" = nothing
/// was trained.
QString LossPlot::readOut(Twin twin, double key) const
{
    const TwinHistory& history = m_curves->of(twin);
    if (history.losses.empty())
        return {};
    const auto before = [this](const auto& point, double k) {
        return keyOf(point.report.step, point.elapsed) < k;
    };
    auto loss = std::lower_bound(history.losses.begin(), history.losses.end(), key, before);
    if (loss == history.losses.end())
        --loss;
    const QString name = screenName(twin), step = countText(loss->report.step),
                  training = lossText(loss->report.loss);
    const auto after = std::partition_point(history.evaluations.begin(), history.evaluations.end(),
        [&](const EvalPoint& evaluation) { return evaluation.report.step <= loss->report.step; });
    if (after == history.evaluations.begin())
        return tr("%1 step %2: %3").arg(name, step, training);
    const EvalReport& newest = (after - 1)->report;
    return tr("%1 step %2: %3, validation %4 (step %5)")
        .arg(name, step, training, lossText(newest.loss), countText(newest.step));
}

QString LossPlot::readOutAt(double key) const
{
    QStringList lines;
    for (const Twin twin : kTwins)
        if (const QString line = readOut(twin, key); !line.isEmpty())
            lines += line;
    if (QString flag = m_flags.readOut(key); !flag.isEmpty() && !lines.isEmpty())
        lines.back() += kBetweenTwins + flag.replace(QLatin1Char('\n'), QStringLiteral("; "));
    if (isReadInOneLine() && lines.size() > 1)
        lines = {lines.join(kBetweenTwins)};
    lines += m_overlay.readOut(key);
    return lines.join(QLatin1Char('\n'));
}

int LossPlot::readOutLines() const
{
    const bool both = std::ranges::none_of(
        kTwins, [this](Twin twin) { return m_curves->of(twin).losses.empty(); });
    return (both && !isReadInOneLine() ? 2 : 1)
        + static_cast<int>(std::min<std::size_t>(m_overlaid.size(), kMostRunsRead));
}

bool LossPlot::isReadInOneLine() const
{
    const QString step = countText(10'000), loss = lossText(1),
                  longest
        = tr("%1 step %2: %3, validation %4 (step %5)").arg(tr("sparse"), step, loss, loss, step);
    return 2 * QFontMetrics(smallFont(this)).horizontalAdvance(longest + kBetweenTwins) <= width();
}

} // namespace glowworm
