// SPDX-License-Identifier: GPL-3.0-or-later
// What a study found: the figures of its rows, its table and its list of points; the result file
// stands in study_result_file.cpp.
#include "model/experiments/study.h"

#include "model/base/cell_text.h"
#include "model/bench/statistics.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <map>
#include <numeric>

namespace glowworm {
namespace {

std::optional<double> mean(const std::vector<double>& values)
{
    if (values.empty())
        return {};
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// Of what the finished seeds are judged by.
template <class Value> std::vector<double> overSeeds(const StudyRowResult& row, Value value)
{
    std::vector<double> values;
    for (const StudyPoint& point : row.judged())
        values.push_back(value(point));
    return values;
}

/// Mean over seeds of the lowest loss among the points that `counts`; nothing when a seed has none.
template <class Counts> std::optional<double> lowestOf(const StudyRowResult& row, Counts counts)
{
    std::vector<double> values;
    for (const StudyCurve& curve : row.curves) {
        std::optional<double> lowest;
        for (const StudyPoint& point : curve.points)
            if (counts(point) && (!lowest || point.loss < *lowest))
                lowest = point.loss;
        if (!lowest)
            return {};
        values.push_back(*lowest);
    }
    return mean(values);
}

/// The last step that every seed was evaluated at or beyond; all seeds have points.
std::int64_t lastStepOf(const StudyRowResult& row)
{
    std::int64_t step = row.curves.front().points.back().step;
    for (const StudyCurve& curve : row.curves)
        step = std::min(step, curve.points.back().step);
    return step;
}

bool comparable(const StudyRowResult& a, const StudyRowResult& b)
{
    return !a.curves.empty() && !b.curves.empty() && a.finished() && b.finished();
}

std::optional<StudyGap> gapOf(
    const std::optional<double>& mine, const std::optional<double>& other, double at)
{
    return mine && other ? std::optional(StudyGap{*mine - *other, at}) : std::nullopt;
}

std::string fixed(double value, int digits)
{
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%.*f", digits, value);
    return text.data();
}

std::string fixedOr(const std::optional<double>& value, int digits, const std::string& unit = "")
{
    return value ? fixed(*value, digits) + unit : "-";
}

std::string withSign(double value, int digits)
{
    return (value >= 0 ? "+" : "\u2212") + fixed(std::abs(value), digits);
}

/// "1.557 (1.553 to 1.561)": the mean, and the range when there are several seeds.
std::string meanAndRange(const std::vector<double>& values, double scale, int digits)
{
    if (values.empty())
        return "-";
    std::string text = fixed(*mean(values) * scale, digits);
    if (values.size() > 1) {
        const auto [low, high] = std::ranges::minmax(values);
        text += " (" + fixed(low * scale, digits) + " to " + fixed(high * scale, digits) + ")";
    }
    return text;
}

} // namespace

const StudyPoint* StudyCurve::judged() const
{
    if (points.empty() || points.back().accuracy)
        return points.empty() ? nullptr : &points.back();
    return &*std::ranges::min_element(points, {}, &StudyPoint::loss);
}

bool StudyRowResult::finished() const { return std::ranges::all_of(curves, &StudyCurve::finished); }
double StudyRowResult::medianStepSeconds() const
{
    return stepSeconds.empty() ? 0 : quartiles(stepSeconds).median;
}

std::vector<StudyPoint> StudyRowResult::judged() const
{
    std::vector<StudyPoint> points;
    for (const StudyCurve& curve : curves)
        if (curve.finished)
            points.push_back(*curve.judged());
    return points;
}

std::optional<double> StudyRowResult::loss() const
{
    return mean(overSeeds(*this, [](const StudyPoint& point) { return point.loss; }));
}

std::optional<double> StudyRowResult::accuracy() const
{
    if (row.config.model.task != Task::Digits)
        return {};
    return mean(
        overSeeds(*this, [](const StudyPoint& point) { return point.accuracy.value_or(0); }));
}

std::optional<double> StudyRowResult::deadShare() const
{
    return row.config.model.isSparse()
        ? mean(overSeeds(*this, [](const StudyPoint& point) { return point.deadShare; }))
        : std::nullopt;
}

std::optional<double> StudyRowResult::routingEntropy() const
{
    return row.config.model.isSparse()
        ? mean(overSeeds(*this, [](const StudyPoint& point) { return point.routingEntropy; }))
        : std::nullopt;
}

const StudyRowResult* StudyResult::bestOf(const std::string& family) const
{
    const StudyRowResult* best = nullptr;
    const auto judged = [&](const StudyRowResult& item) {
        return task == Task::Text ? *item.loss() : -*item.accuracy();
    };
    for (const StudyRowResult& item : rows)
        if (item.row.family == family && item.loss() && (!best || judged(item) < judged(*best)))
            best = &item;
    return best;
}

std::optional<double> lossAtTime(const StudyRowResult& row, double seconds)
{
    const double step = row.medianStepSeconds();
    return step > 0 ? lowestOf(row,
               [&](const StudyPoint& point) {
                   return static_cast<double>(point.step) * step <= seconds;
               })
                    : std::nullopt;
}

std::optional<double> lossAtStep(const StudyRowResult& row, std::int64_t step)
{
    return lowestOf(row, [&](const StudyPoint& point) { return point.step <= step; });
}

std::optional<StudyGap> gapAtEqualSteps(const StudyRowResult& row, const StudyRowResult& reference)
{
    if (!comparable(row, reference))
        return {};
    const std::int64_t step = std::min(lastStepOf(row), lastStepOf(reference));
    return gapOf(lossAtStep(row, step), lossAtStep(reference, step), static_cast<double>(step));
}

std::optional<StudyGap> gapAtEqualTime(const StudyRowResult& row, const StudyRowResult& reference)
{
    if (!comparable(row, reference))
        return {};
    const auto end = [](const StudyRowResult& item) {
        return static_cast<double>(lastStepOf(item)) * item.medianStepSeconds();
    };
    const double seconds = std::min(end(row), end(reference));
    return gapOf(lossAtTime(row, seconds), lossAtTime(reference, seconds), seconds);
}

std::vector<StudyMean> meanCurve(const StudyRowResult& row)
{
    const bool anyFinished = std::ranges::any_of(row.curves, &StudyCurve::finished);
    std::map<std::int64_t, std::vector<double>> losses; // by step
    std::size_t seeds = 0;
    for (const StudyCurve& curve : row.curves) {
        if (curve.points.empty() || (anyFinished && !curve.finished))
            continue;
        ++seeds;
        for (const StudyPoint& point : curve.points)
            losses[point.step].push_back(point.loss);
    }
    std::vector<StudyMean> means;
    for (const auto& [step, values] : losses) {
        if (values.size() < seeds)
            continue;
        const auto [low, high] = std::ranges::minmax(values);
        means.push_back({step, *mean(values), low, high});
    }
    return means;
}

std::optional<double> stepsTo(const StudyRowResult& row, double target)
{
    std::vector<double> values;
    for (const StudyCurve& curve : row.curves) {
        const auto reached = std::ranges::find_if(
            curve.points, [&](const StudyPoint& point) { return point.loss <= target; });
        if (reached == curve.points.end())
            return {};
        double step = static_cast<double>(reached->step);
        if (reached != curve.points.begin()) {
            const StudyPoint& before = *std::prev(reached);
            step = static_cast<double>(before.step)
                + (before.loss - target) / (before.loss - reached->loss)
                    * static_cast<double>(reached->step - before.step);
        }
        values.push_back(step);
    }
    return mean(values);
}

std::string toMarkdown(const StudyResult& result)
{
    const bool digits = result.task == Task::Digits;
    const StudyRowResult* reference = result.bestOf(result.reference);
    std::string text = result.about + "\n\nOn " + result.machine.cpu + ", "
        + std::to_string(result.threads) + " threads, build " + result.machine.build
        + (result.complete ? "" : " (not all rows are finished)")
        + ".\n\n| row | parameters | seeds | "
        + (digits ? "test accuracy at the end, %" : "lowest validation loss") + " | against "
        + markdownCell(reference ? reference->row.label : result.reference)
        + " | steps to its loss + " + fixed(result.margin, 2) + " | time of a step | "
        + (digits ? "" : "loss at its time | ")
        + "dead neurons | routing entropy |\n|---|---|---|---|---|---|---|" + (digits ? "" : "---|")
        + "---|---|\n";
    for (const StudyRowResult& item : result.rows) {
        const auto best = overSeeds(
            item, [&](const StudyPoint& point) { return digits ? *point.accuracy : point.loss; });
        std::string gap = "-", time = "-", atTime = "-";
        std::optional<double> steps;
        if (reference) {
            const std::optional<double> mine = digits ? item.accuracy() : item.loss();
            if (mine)
                gap = withSign((*mine - *(digits ? reference->accuracy() : reference->loss()))
                        * (digits ? 100 : 1),
                    digits ? 2 : 3);
            steps = stepsTo(item, *reference->loss() + result.margin);
            if (!item.stepSeconds.empty()
                && item.stepSeconds.size() == reference->stepSeconds.size())
                time = fixed(ratioOfMedians(item.stepSeconds, reference->stepSeconds).value, 2)
                    + " x";
            const double end = static_cast<double>(reference->row.config.train.steps)
                * reference->medianStepSeconds();
            if (end > 0)
                atTime = fixedOr(lossAtTime(item, end), 3);
        }
        text += "| " + markdownCell(item.row.label) + " | " + std::to_string(item.parameters)
            + " | " + std::to_string(best.size()) + " | "
            + meanAndRange(best, digits ? 100 : 1, digits ? 2 : 3) + " | " + gap + " | "
            + fixedOr(steps, 0) + " | " + time + " | " + (digits ? "" : atTime + " | ");
        const auto dead = item.deadShare();
        text += fixedOr(dead ? std::optional(*dead * 100) : dead, 1, " %") + " | "
            + fixedOr(item.routingEntropy(), 2) + " |\n";
    }
    return text;
}

std::string toCsv(const StudyResult& result)
{
    std::string text = "row,seed,step,seconds,val_loss,accuracy,dead_share,routing_entropy\n";
    const auto cell = [&](double value) {
        std::array<char, 32> digits{};
        text.append(1, ',').append(
            digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr);
    };
    for (const StudyRowResult& item : result.rows) {
        const double stepSeconds = item.medianStepSeconds();
        for (const StudyCurve& curve : item.curves)
            for (const StudyPoint& point : curve.points) {
                text += csvCell(item.row.name) + ',' + std::to_string(curve.seed) + ','
                    + std::to_string(point.step);
                stepSeconds > 0 ? cell(static_cast<double>(point.step) * stepSeconds)
                                : text.push_back(',');
                cell(point.loss);
                point.accuracy ? cell(*point.accuracy) : text.push_back(',');
                if (item.row.config.model.isSparse()) {
                    cell(point.deadShare);
                    cell(point.routingEntropy);
                } else
                    text += ",,";
                text += '\n';
            }
    }
    return text;
}

} // namespace glowworm
