// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/training/training_history.h"

#include "model/base/numbers.h"
#include "model/base/table.h"
#include "model/training/evaluation_schedule.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <span>

#include <nlohmann/json.hpp>

namespace glowworm {

namespace {

constexpr std::size_t kSpeedWindow = 50; // steps
constexpr std::int64_t kStepsForEstimate = 20;

/// Drops what a repeated step replaces; true when something was dropped.
template <typename Point> bool dropFrom(std::vector<Point>& points, std::int64_t step)
{
    const auto first = std::ranges::lower_bound(
        points, step, {}, [](const Point& point) { return point.report.step; });
    const bool dropped = first != points.end();
    points.erase(first, points.end());
    return dropped;
}

std::span<const LossPoint> newest(const TwinHistory& twin)
{
    const std::size_t count = std::min(kSpeedWindow, twin.losses.size());
    return std::span(twin.losses).last(count);
}

using HistoryCells = std::vector<std::optional<double>>;

/// What was not reported is an empty cell.
/// hasRouter: else nothing chooses, and the figures of the choices stay empty.
void addCells(
    HistoryCells& cells, const LossPoint* step, const EvalPoint* evaluation, bool hasRouter)
{
    if (step) {
        const StepReport& report = step->report;
        cells.insert(
            cells.end(), {report.loss, report.gradientNorm, report.learningRate, step->elapsed});
    } else
        cells.resize(cells.size() + 4);
    if (evaluation) {
        const EvalReport& report = evaluation->report;
        cells.insert(cells.end(), {report.loss, report.accuracy});
        if (hasRouter)
            cells.insert(cells.end(), {report.deadFraction, report.routingEntropy});
        else
            cells.resize(cells.size() + 2);
    } else
        cells.resize(cells.size() + 4);
}

} // namespace

const EvalPoint* TwinHistory::best() const
{
    const auto lowest = std::ranges::min_element(
        evaluations, {}, [](const EvalPoint& point) { return point.report.loss; });
    return lowest == evaluations.end() ? nullptr : &*lowest;
}

std::optional<double> TwinHistory::unitsPerSecond() const
{
    double units = 0, seconds = 0;
    for (const LossPoint& point : newest(*this)) {
        units += static_cast<double>(point.report.units);
        seconds += point.report.seconds;
    }
    return seconds > 0 ? std::optional(units / seconds) : std::nullopt;
}

double TwinHistory::seconds() const
{
    return std::accumulate(losses.begin(), losses.end(), 0.0,
        [](double sum, const LossPoint& point) { return sum + point.report.seconds; });
}

std::int64_t TwinHistory::units() const
{
    return std::accumulate(losses.begin(), losses.end(), std::int64_t{0},
        [](std::int64_t sum, const LossPoint& point) { return sum + point.report.units; });
}

std::optional<double> TwinHistory::secondsFrom(
    std::int64_t from, std::int64_t plannedSteps, int evalInterval) const
{
    if (static_cast<std::int64_t>(losses.size()) < kStepsForEstimate)
        return std::nullopt;
    double stepSeconds = 0;
    const auto window = newest(*this);
    for (const LossPoint& point : window)
        stepSeconds += point.report.seconds;
    stepSeconds /= static_cast<double>(window.size());
    const auto step = std::min(from, plannedSteps);
    double seconds = static_cast<double>(plannedSteps - step) * stepSeconds;
    if (!evaluations.empty())
        seconds += evaluations.back().report.seconds
            * static_cast<double>(evaluationsLeft(step, plannedSteps, evalInterval));
    return seconds;
}

void TrainingHistory::reset()
{
    m_twins = {};
    ++m_generation;
}

void TrainingHistory::append(const std::vector<TrainingEvent>& events)
{
    for (const TrainingEvent& event : events)
        add(event);
}

void TrainingHistory::add(const TrainingEvent& event)
{
    TwinHistory& twin = m_twins[static_cast<std::size_t>(event.twin)];
    bool replaced = false;
    if (event.kind == TrainingEvent::Kind::Step) {
        replaced = dropFrom(twin.losses, event.step.step);
        replaced |= dropFrom(twin.evaluations, event.step.step);
        twin.losses.push_back({event.elapsed, event.step});
    } else if (event.kind == TrainingEvent::Kind::Evaluation) {
        replaced = dropFrom(twin.evaluations, event.eval.step);
        twin.evaluations.push_back({event.elapsed, event.eval});
    }
    if (replaced)
        ++m_generation;
}

bool TrainingHistory::empty() const
{
    return std::all_of(
        m_twins.begin(), m_twins.end(), [](const TwinHistory& twin) { return twin.empty(); });
}

std::optional<Gap> TrainingHistory::gap() const
{
    const auto& dense = of(Twin::Dense).evaluations;
    const auto& sparse = of(Twin::Sparse).evaluations;
    for (auto s = sparse.rbegin(); s != sparse.rend(); ++s)
        for (auto d = dense.rbegin(); d != dense.rend() && d->report.step >= s->report.step; ++d)
            if (d->report.step == s->report.step)
                return Gap{s->report.step, s->report.loss - d->report.loss};
    return std::nullopt;
}

template <class Seconds> std::optional<double> TrainingHistory::sumOverTwins(Seconds seconds) const
{
    std::optional<double> sum;
    for (const TwinHistory& twin : m_twins) {
        if (twin.losses.empty())
            continue;
        const std::optional<double> own = seconds(twin);
        if (!own)
            return std::nullopt;
        sum = sum.value_or(0) + *own;
    }
    return sum;
}

std::optional<double> TrainingHistory::secondsLeft(
    std::int64_t plannedSteps, int evalInterval) const
{
    return sumOverTwins([&](const TwinHistory& twin) {
        return twin.secondsFrom(twin.losses.back().report.step, plannedSteps, evalInterval);
    });
}

std::optional<double> TrainingHistory::secondsOfAll(
    std::int64_t plannedSteps, int evalInterval) const
{
    return sumOverTwins(
        [&](const TwinHistory& twin) { return twin.secondsFrom(0, plannedSteps, evalInterval); });
}

struct TrainingHistory::Table {
    TableRow columns;                          // behind the step
    std::map<std::int64_t, HistoryCells> rows; // by step
};

TrainingHistory::Table TrainingHistory::table() const
{
    struct Row {
        std::array<const LossPoint*, 2> losses{};
        std::array<const EvalPoint*, 2> evaluations{};
    };
    std::map<std::int64_t, Row> rows;
    Table table;
    for (const Twin twin : kTwins) {
        const auto slot = slotOf(twin);
        if (of(twin).empty())
            continue;
        for (const LossPoint& point : of(twin).losses)
            rows[point.report.step].losses[slot] = &point;
        for (const EvalPoint& point : of(twin).evaluations)
            rows[point.report.step].evaluations[slot] = &point;
        for (const char* column : {"train_loss", "gradient_norm", "learning_rate", "seconds",
                 "val_loss", "accuracy", "dead_share", "routing_entropy"})
            table.columns.push_back(std::string(nameOf(twin)) + "_" + column);
    }
    for (const auto& [step, row] : rows) {
        HistoryCells& cells = table.rows[step];
        for (const Twin twin : kTwins)
            if (!of(twin).empty()) {
                const auto slot = slotOf(twin);
                addCells(cells, row.losses[slot], row.evaluations[slot], twin == Twin::Sparse);
            }
    }
    return table;
}

std::string TrainingHistory::csv(
    const std::vector<std::pair<std::string, std::string>>& origin) const
{
    const Table all = table();
    TableRow header{"step"};
    for (const std::string& column : all.columns)
        header.push_back(column + (column.ends_with("_loss") ? "_nats" : ""));
    for (const auto& [name, value] : origin)
        header.push_back(name);
    std::string text = csvLine(header);
    for (const auto& [step, row] : all.rows) {
        TableRow cells{shortest(step)};
        for (const std::optional<double> cell : row)
            cells.push_back(cell ? shortest(*cell) : std::string());
        for (const auto& [name, value] : origin)
            cells.push_back(value);
        text += csvLine(cells);
    }
    return text;
}

std::string TrainingHistory::json(const std::string& origin) const
{
    using Json = nlohmann::ordered_json;
    const Table all = table();
    Json rows = Json::array();
    for (const auto& [step, cells] : all.rows) {
        Json row{{"step", step}};
        for (std::size_t i = 0; i < cells.size(); ++i)
            row[all.columns[i]] = cells[i] ? Json(*cells[i]) : Json();
        rows.push_back(std::move(row));
    }
    const Json json{{"origin", origin}, {"rows", std::move(rows)}};
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace glowworm
