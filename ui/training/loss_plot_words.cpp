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
constexpr int kSteadyEnd = 20;   // steps: a name stands at their mean, which does not jitter
constexpr double kNameGap = 10;  // pixels, beside a name
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
void LossPlot::placeWords()
{
    std::vector<QRectF> taken = m_flags.place();
    taken.push_back(placeFall());
    m_overlay.placeNames(placeBestLabels(std::move(taken)), endNames());
}

/// What lies above the axis, behind where the curves come in from there.
QRectF LossPlot::placeFall()
{
    const std::int64_t above = stepsAbove();
    m_fall->setVisible(above > 0);
    if (above == 0)
        return {};
    m_fall->setText(tr("\u25b4 steps 0 to %1 lie above").arg(countText(above)));
    const QRectF area = QRectF(plot().axisRect()->rect());
    const QRectF place(
        QPointF(plot().xAxis->coordToPixel(keyOfStep(above)) + 2 * kNameGap, area.top()),
        QFontMetricsF(m_fall->font()).size(0, m_fall->text()));
    m_fall->position->setCoords(place.topLeft());
    return place;
}

double LossPlot::nameRoom() const
{
    double widest = 0;
    const QFontMetricsF metrics(smallFont(this));
    for (const Lines& lines : m_lines)
        if (!exporting() && !(lines.raw->data()->isEmpty() && lines.validation->data()->isEmpty()))
            widest = std::max(widest, metrics.horizontalAdvance(lines.name->text()) + kNameGap);
    return widest;
}

/// Of those that there are, in sight.
std::vector<RunOverlay::EndName> LossPlot::endNames()
{
    const QRectF area = QRectF(plot().axisRect()->rect());
    std::vector<RunOverlay::EndName> names;
    for (const Twin twin : kTwins) {
        const Lines& lines = linesOf(twin);
        lines.name->setVisible(false);
        const QCPGraphDataContainer &raw = *lines.raw->data(),
                                    &validation = *lines.validation->data();
        if ((raw.isEmpty() && validation.isEmpty()) || exporting())
            continue; // an export has a legend
        const double key = std::max(raw.isEmpty() ? 0 : (raw.constEnd() - 1)->key,
            validation.isEmpty() ? 0 : (validation.constEnd() - 1)->key);
        double loss = 0; // of the steadier curve, so that the names lie as those do
        if (!validation.isEmpty())
            loss = (validation.constEnd() - 1)->value;
        else
            for (int steady = std::min(kSteadyEnd, raw.size()), at = 1; at <= steady; ++at)
                loss += (raw.constEnd() - at)->value / steady;
        const QPointF end(plot().xAxis->coordToPixel(key), plot().yAxis->coordToPixel(loss));
        lines.name->setVisible(area.contains(end));
        if (lines.name->visible())
            names.push_back({end, lines.name});
    }
    return names;
}

/// Each number at its own point where that is in sight, whole within the axes: that of the higher
/// point above it, the other one below. Returns what marks and numbers lie on.
std::vector<QRectF> LossPlot::placeBestLabels(std::vector<QRectF> taken)
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
    if (isReadInOneLine() && lines.size() > 1) {
        const QString all = lines.join(kBetweenTwins), brief = readOutOfBoth(key);
        lines = {fitsInOneLine(all) || brief.isEmpty() ? all : brief};
    }
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

/// In fewer words, with what is changed there; "" = they are not at one step.
QString LossPlot::readOutOfBoth(double key) const
{
    const std::vector<LossPoint>&sparse = m_curves->of(Twin::Sparse).losses,
          &dense = m_curves->of(Twin::Dense).losses;
    if (sparse.empty() || dense.empty())
        return {};
    const std::size_t last = std::min(sparse.size(), dense.size()) - 1;
    const auto found = std::ranges::partition_point(sparse,
        [&](const LossPoint& point) { return keyOf(point.report.step, point.elapsed) < key; });
    const std::size_t at = std::min(last, static_cast<std::size_t>(found - sparse.begin()));
    const StepReport &ofSparse = sparse[at].report, &ofDense = dense[at].report;
    if (ofSparse.step != ofDense.step)
        return {};
    const auto evaluation = [&](Twin twin) -> const EvalReport* {
        const auto& all = m_curves->of(twin).evaluations;
        const auto after = std::ranges::partition_point(
            all, [&](const EvalPoint& point) { return point.report.step <= ofSparse.step; });
        return after == all.begin() ? nullptr : &(after - 1)->report;
    };
    const EvalReport *first = evaluation(Twin::Sparse), *second = evaluation(Twin::Dense);
    QString words
        = tr("step %1: sparse %2, dense %3")
              .arg(countText(ofSparse.step), lossText(ofSparse.loss), lossText(ofDense.loss));
    if (first && second && first->step == second->step)
        words = tr("%1; validation %2, %3 (step %4)")
                    .arg(words, lossText(first->loss), lossText(second->loss),
                        countText(first->step));
    if (QString flag = m_flags.readOut(key); !flag.isEmpty())
        words += kBetweenTwins + flag.replace(QLatin1Char('\n'), QStringLiteral("; "));
    return words;
}

bool LossPlot::fitsInOneLine(const QString& words) const
{
    return QFontMetrics(smallFont(this)).horizontalAdvance(words) <= width();
}

/// In the fewest words there are.
bool LossPlot::isReadInOneLine() const
{
    const QString step = countText(10'000), loss = lossText(1);
    return fitsInOneLine(
        tr("%1; validation %2, %3 (step %4)")
            .arg(tr("step %1: sparse %2, dense %3").arg(step, loss, loss), loss, loss, step));
}

} // namespace glowworm
