// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/training/training_summary.h"

#include "model/base/numbers.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace glowworm {
namespace {

using OrderedJson = nlohmann::ordered_json;

/// Of TwinHistory::units().
std::string unitsOf(Task task) { return task == Task::Text ? "characters" : "pictures"; }

template <class Value> OrderedJson orNull(const std::optional<Value>& value)
{
    return value ? OrderedJson(*value) : OrderedJson();
}

OrderedJson describe(
    const RunConfig& config, const std::string& checkpoint, const TwinHistory& history)
{
    const StepReport* last = history.losses.empty() ? nullptr : &history.losses.back().report;
    const EvalReport* evaluation
        = history.evaluations.empty() ? nullptr : &history.evaluations.back().report;
    OrderedJson json = {{"steps", last ? last->step : 0},
        {"train_loss", last ? OrderedJson(last->loss) : OrderedJson()}};
    if (config.model.task == Task::Text)
        json["val_loss"] = evaluation ? OrderedJson(evaluation->loss) : OrderedJson();
    else
        json["accuracy"] = evaluation ? orNull(evaluation->accuracy) : OrderedJson();
    json["evaluated_step"] = evaluation ? OrderedJson(evaluation->step) : OrderedJson();
    StopProgress seen;
    for (const EvalPoint& point : history.evaluations)
        seen.add(point.report);
    json["best_step"] = evaluation ? OrderedJson(seen.bestStep) : OrderedJson();
    const double seconds = history.seconds();
    json["seconds"] = seconds;
    json["units_per_second"]
        = seconds > 0 ? OrderedJson(static_cast<double>(history.units()) / seconds) : OrderedJson();
    json["units"] = config.model.task == Task::Text ? "characters" : "images";
    json["checkpoint"] = checkpoint.empty() ? OrderedJson() : OrderedJson(checkpoint);
    json["routing"] = nameOf(config.model.routing);
    json["parameters"] = parameterCount(config.model);
    json["seed"] = config.train.seed;
    return json;
}

} // namespace

void TrainingSummary::add(const TrainingEvent& event)
{
    m_history.add(event);
    if (event.kind == TrainingEvent::Kind::Notice)
        note(event.text);
    else if (event.kind == TrainingEvent::Kind::Saved)
        m_checkpoints[static_cast<std::size_t>(event.twin)] = event.text;
}

const RunConfig& TrainingSummary::configOf(Twin twin) const
{
    return std::ranges::find(m_spec.runs, twin, &std::pair<Twin, RunConfig>::first)->second;
}

std::string TrainingSummary::line(Twin twin) const
{
    const TwinHistory& history = m_history.of(twin);
    if (history.losses.empty())
        return {};
    const StepReport& last = history.losses.back().report;
    const RunConfig& config = configOf(twin);
    const std::int64_t end = lastStep(config.train, m_spec.stop.value_or(StopRules()));
    std::string line = std::string(nameOf(twin)) + "  step " + std::to_string(last.step) + " of "
        + std::to_string(end) + "  loss " + significant(last.loss);
    if (!history.evaluations.empty()) {
        const EvalReport& evaluation = history.evaluations.back().report;
        line += evaluation.accuracy ? "  accuracy " + significant(*evaluation.accuracy)
                                    : "  validation " + significant(evaluation.loss);
    }
    if (const auto speed = history.unitsPerSecond())
        line += "  " + significant(*speed, 3) + " " + unitsOf(config.model.task) + "/s";
    if (const auto left = history.secondsFrom(last.step, end, config.train.evalInterval))
        line += "  " + duration(*left) + " left";
    return line;
}

std::string TrainingSummary::toJson(bool finished) const
{
    const auto described = [this](Twin twin) {
        return describe(configOf(twin), checkpointOf(twin), m_history.of(twin));
    };
    const Twin first = m_spec.runs.front().first;
    OrderedJson json = described(first);
    if (m_spec.runs.size() > 1)
        json["dense_twin"] = described(m_spec.runs.back().first);
    // The folder may have been moved meanwhile: where it is now is told by its newest checkpoint.
    const std::filesystem::path newest = checkpointOf(first);
    json["folder"] = (newest.empty() ? m_spec.folder : newest.parent_path().parent_path()).string();
    json["threads"] = m_spec.threads;
    json["device"] = m_spec.device;
    json["processes"] = m_spec.environment.size;
    json["finished"] = finished;
    json["notices"] = m_notices;
    return json.dump(2, ' ', false, OrderedJson::error_handler_t::replace);
}

} // namespace glowworm
