// SPDX-License-Identifier: GPL-3.0-or-later
// What an experiment found: the figures of its rows, its table and its list of points; the result
// file stands in experiment_result_file.cpp.
#include "model/experiments/experiment.h"

#include "model/base/numbers.h"
#include "model/base/table.h"
#include "model/bench/statistics.h"

#include <algorithm>
#include <functional>
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

/// A figure of the point that each finished seed is judged by.
template <class Figure> std::vector<double> overSeeds(const ExperimentRowResult& row, Figure figure)
{
    std::vector<double> values;
    for (const ExperimentPoint& point : row.judged())
        values.push_back(std::invoke(figure, point));
    return values;
}

/// Mean over seeds of the lowest loss among the points that `counts`; nothing when a seed has none.
template <class Counts>
std::optional<double> lowestOf(const ExperimentRowResult& row, Counts counts)
{
    std::vector<double> values;
    for (const ExperimentCurve& curve : row.curves) {
        std::optional<double> lowest;
        for (const ExperimentPoint& point : curve.points)
            if (counts(point) && (!lowest || point.loss < *lowest))
                lowest = point.loss;
        if (!lowest)
            return {};
        values.push_back(*lowest);
    }
    return mean(values);
}

/// The last step that every seed was evaluated at or beyond; all seeds have points.
std::int64_t lastStepOf(const ExperimentRowResult& row)
{
    std::int64_t step = row.curves.front().points.back().step;
    for (const ExperimentCurve& curve : row.curves)
        step = std::min(step, curve.points.back().step);
    return step;
}

bool comparable(const ExperimentRowResult& a, const ExperimentRowResult& b)
{
    return !a.curves.empty() && !b.curves.empty() && a.finished() && b.finished();
}

std::optional<ExperimentGap> gapOf(
    const std::optional<double>& mine, const std::optional<double>& other, double at)
{
    return mine && other ? std::optional(ExperimentGap{*mine - *other, at}) : std::nullopt;
}

std::string fixedOr(const std::optional<double>& value, int digits, const std::string& unit = "")
{
    return value ? decimals(*value, digits) + unit : "-";
}

/// "1.557 (1.553 to 1.561)": the mean, and the range when there are several seeds.
std::string meanAndRange(const std::vector<double>& values, double scale, int digits)
{
    if (values.empty())
        return "-";
    std::string text = decimals(*mean(values) * scale, digits);
    if (values.size() > 1) {
        const auto [low, high] = std::ranges::minmax(values);
        text
            += " (" + decimals(low * scale, digits) + " to " + decimals(high * scale, digits) + ")";
    }
    return text;
}

} // namespace

const ExperimentPoint* ExperimentCurve::judged() const
{
    if (points.empty() || points.back().accuracy)
        return points.empty() ? nullptr : &points.back();
    return &*std::ranges::min_element(points, {}, &ExperimentPoint::loss);
}

bool ExperimentRowResult::finished() const
{
    return std::ranges::all_of(curves, &ExperimentCurve::finished);
}
double ExperimentRowResult::medianStepSeconds() const
{
    return stepSeconds.empty() ? 0 : quartiles(stepSeconds).median;
}

std::vector<ExperimentPoint> ExperimentRowResult::judged() const
{
    std::vector<ExperimentPoint> points;
    for (const ExperimentCurve& curve : curves)
        if (curve.finished)
            points.push_back(*curve.judged());
    return points;
}

std::optional<double> ExperimentRowResult::loss() const
{
    return mean(overSeeds(*this, &ExperimentPoint::loss));
}

std::optional<double> ExperimentRowResult::accuracy() const
{
    if (row.config.model.task != Task::Digits)
        return {};
    return mean(overSeeds(*this, [](const auto& point) { return point.accuracy.value_or(0); }));
}

std::optional<double> ExperimentRowResult::deadFraction() const
{
    return row.config.model.isSparse() ? mean(overSeeds(*this, &ExperimentPoint::deadFraction))
                                       : std::nullopt;
}

std::optional<double> ExperimentRowResult::routingEntropy() const
{
    return row.config.model.isSparse() ? mean(overSeeds(*this, &ExperimentPoint::routingEntropy))
                                       : std::nullopt;
}

const ExperimentRowResult* ExperimentResult::bestOf(const std::string& family) const
{
    const ExperimentRowResult* best = nullptr;
    const auto judged = [&](const ExperimentRowResult& item) {
        return task == Task::Text ? *item.loss() : -*item.accuracy();
    };
    for (const ExperimentRowResult& item : rows)
        if (item.row.family == family && item.loss() && (!best || judged(item) < judged(*best)))
            best = &item;
    return best;
}

std::optional<double> lossAtTime(const ExperimentRowResult& row, double seconds)
{
    const double step = row.medianStepSeconds();
    return step > 0 ? lowestOf(row,
               [&](const ExperimentPoint& point) {
                   return static_cast<double>(point.step) * step <= seconds;
               })
                    : std::nullopt;
}

std::optional<double> lossAtStep(const ExperimentRowResult& row, std::int64_t step)
{
    return lowestOf(row, [&](const ExperimentPoint& point) { return point.step <= step; });
}

std::optional<ExperimentGap> gapAtEqualSteps(
    const ExperimentRowResult& row, const ExperimentRowResult& reference)
{
    if (!comparable(row, reference))
        return {};
    const std::int64_t step = std::min(lastStepOf(row), lastStepOf(reference));
    return gapOf(lossAtStep(row, step), lossAtStep(reference, step), static_cast<double>(step));
}

std::optional<ExperimentGap> gapAtEqualTime(
    const ExperimentRowResult& row, const ExperimentRowResult& reference)
{
    if (!comparable(row, reference))
        return {};
    const auto end = [](const ExperimentRowResult& item) {
        return static_cast<double>(lastStepOf(item)) * item.medianStepSeconds();
    };
    const double seconds = std::min(end(row), end(reference));
    return gapOf(lossAtTime(row, seconds), lossAtTime(reference, seconds), seconds);
}

std::vector<ExperimentMean> meanCurve(const ExperimentRowResult& row)
{
    const bool anyFinished = std::ranges::any_of(row.curves, &ExperimentCurve::finished);
    std::map<std::int64_t, std::vector<double>> losses; // by step
    std::size_t seeds = 0;
    for (const ExperimentCurve& curve : row.curves) {
        if (curve.points.empty() || (anyFinished && !curve.finished))
            continue;
        ++seeds;
        for (const ExperimentPoint& point : curve.points)
            losses[point.step].push_back(point.loss);
    }
    std::vector<ExperimentMean> means;
    for (const auto& [step, values] : losses) {
        if (values.size() < seeds)
            continue;
        const auto [low, high] = std::ranges::minmax(values);
        means.push_back({step, *mean(values), low, high});
    }
    return means;
}

std::optional<double> stepsTo(const ExperimentRowResult& row, double target)
{
    std::vector<double> values;
    for (const ExperimentCurve& curve : row.curves) {
        const auto reached = std::ranges::find_if(
            curve.points, [&](const ExperimentPoint& point) { return point.loss <= target; });
        if (reached == curve.points.end())
            return {};
        double step = static_cast<double>(reached->step);
        if (reached != curve.points.begin()) {
            const ExperimentPoint& before = *std::prev(reached);
            step = static_cast<double>(before.step)
                + (before.loss - target) / (before.loss - reached->loss)
                    * static_cast<double>(reached->step - before.step);
        }
        values.push_back(step);
    }
    return mean(values);
}

namespace {

/// The columns that compare a row with the best one of the family that is the reference: gap, steps
/// to its loss, time of a step and, of texts, the loss at its time.
void addComparison(TableRow& cells, const ExperimentResult& result, const ExperimentRowResult& item,
    const ExperimentRowResult* reference)
{
    const bool digits = result.task == Task::Digits;
    std::string gap = "-", time = "-", atTime = "-";
    std::optional<double> steps;
    if (reference) {
        const std::optional<double> mine = digits ? item.accuracy() : item.loss();
        if (mine)
            gap = signedDecimals((*mine - *(digits ? reference->accuracy() : reference->loss()))
                    * (digits ? 100 : 1),
                digits ? 2 : 3);
        steps = stepsTo(item, *reference->loss() + result.margin);
        if (!item.stepSeconds.empty() && item.stepSeconds.size() == reference->stepSeconds.size())
            time = decimals(ratioOfMedians(item.stepSeconds, reference->stepSeconds).value, 2)
                + " x";
        const double end = static_cast<double>(reference->row.config.train.steps)
            * reference->medianStepSeconds();
        if (end > 0)
            atTime = fixedOr(lossAtTime(item, end), 3);
    }
    cells.insert(cells.end(), {gap, fixedOr(steps, 0), time});
    if (!digits)
        cells.push_back(atTime);
}

} // namespace

std::string machineLine(const ExperimentResult& result)
{
    return "On " + result.machine.cpu + ", " + counted(result.threads, "thread") + ", build "
        + result.machine.build + ".";
}

std::string toMarkdown(const ExperimentResult& result)
{
    const bool digits = result.task == Task::Digits;
    const ExperimentRowResult* reference = result.bestOf(result.reference);
    std::vector<TableRow> table{{"row", "parameters", "seeds",
        digits ? "test accuracy at the end, %" : "lowest validation loss",
        "against " + (reference ? reference->row.label : result.reference),
        "steps to its loss + " + decimals(result.margin, 2), "time of a step"}};
    if (!digits)
        table.front().push_back("loss at its time");
    table.front().insert(table.front().end(), {"never chosen", "routing entropy"});
    for (const ExperimentRowResult& item : result.rows) {
        const auto best = overSeeds(item,
            [&](const ExperimentPoint& point) { return digits ? *point.accuracy : point.loss; });
        TableRow& cells
            = table.emplace_back(TableRow{item.row.label, std::to_string(item.parameters),
                std::to_string(best.size()), meanAndRange(best, digits ? 100 : 1, digits ? 2 : 3)});
        addComparison(cells, result, item, reference);
        const auto dead = item.deadFraction();
        cells.push_back(fixedOr(dead ? std::optional(*dead * 100) : dead, 1, " %"));
        cells.push_back(fixedOr(item.routingEntropy(), 2));
    }
    std::string data = result.dataName;
    if (!result.dataHash.empty())
        data += " (SHA-256 " + result.dataHash + ")";
    return "# " + result.title + "\n\n" + result.about + "\n\n"
        + (data.empty() ? "" : "Data: " + data + ".\n\n") + machineLine(result)
        + (result.complete ? "" : " Not all rows are finished.") + "\n\n" + markdownTable(table);
}

std::string toCsv(const ExperimentResult& result)
{
    std::string text = csvLine({"row", "seed", "step", "seconds", "val_loss_nats", "accuracy",
        "dead_share", "routing_entropy", "data", "data_sha256", "threads", "cpu", "build"});
    for (const ExperimentRowResult& item : result.rows) {
        const double stepSeconds = item.medianStepSeconds();
        const bool sparse = item.row.config.model.isSparse();
        for (const ExperimentCurve& curve : item.curves)
            for (const ExperimentPoint& point : curve.points)
                text += csvLine({item.row.name, shortest(curve.seed), shortest(point.step),
                    stepSeconds > 0 ? shortest(static_cast<double>(point.step) * stepSeconds) : "",
                    shortest(point.loss), point.accuracy ? shortest(*point.accuracy) : "",
                    sparse ? shortest(point.deadFraction) : "",
                    sparse ? shortest(point.routingEntropy) : "", result.dataName, result.dataHash,
                    shortest(result.threads), result.machine.cpu, result.machine.build});
    }
    return text;
}

} // namespace glowworm
