// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/history_text.h"

#include "error.h"
#include "io/json_strict.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace glowworm {
namespace {

using Json = nlohmann::json;
using Kind = TrainingEvent::Kind;

constexpr int kRunFormat = 1;
constexpr std::array kKindNames{"step", "evaluation", "sample", "saved",
    "notice"}; // in the order of Kind; Evaluating is not kept
constexpr const char* kResumed = "resumed";
constexpr const char* kStillThere = " The checkpoints beside it can still be opened one by one.";
// No run comes near these; what goes beyond them is damage, and sums of it would not be finite.
constexpr std::int64_t kMostSteps = 1'000'000'000'000;
constexpr double kMostSeconds = 1e12, kLargestNumber = 1e300;
constexpr int kMostThreads = 4096;

std::string dump(const Json& json, int indent = -1)
{
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

[[noreturn]] void refuse(const char* field, const Json& found, const std::string& expected)
{
    throw Error(
        "\"" + std::string(field) + "\" is " + printable(dump(found), 40) + ", not " + expected);
}

const Json& at(const Json& object, const char* field)
{
    const auto found = object.find(field);
    if (found == object.end())
        throw Error("\"" + std::string(field) + "\" is missing");
    return *found;
}

std::string textAt(const Json& object, const char* field)
{
    const Json& value = at(object, field);
    if (!value.is_string())
        refuse(field, value, "a text");
    return value.get<std::string>();
}

std::int64_t wholeAt(const Json& object, const char* field, std::int64_t least, std::int64_t most)
{
    const Json& value = at(object, field);
    // A whole number above the signed range is stored unsigned: comparing as such keeps it from
    // turning negative.
    const bool fits = value.is_number_unsigned()
        ? value.get<std::uint64_t>() <= static_cast<std::uint64_t>(most)
        : value.is_number_integer();
    if (!fits || value.get<std::int64_t>() < least || value.get<std::int64_t>() > most)
        refuse(field, value,
            "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return value.get<std::int64_t>();
}

double numberIn(const Json& value, const char* field)
{
    if (!value.is_number() || std::abs(value.get<double>()) > kLargestNumber)
        refuse(field, value, "a number of a sensible size");
    return value.get<double>();
}

double numberAt(const Json& object, const char* field)
{
    return numberIn(at(object, field), field);
}

double secondsAt(const Json& object, const char* field)
{
    const Json& value = at(object, field);
    if (!value.is_number() || !(value.get<double>() >= 0 && value.get<double>() <= kMostSeconds))
        refuse(field, value, "a time in seconds");
    return value.get<double>();
}

/// Empty where older runs lack it.
std::vector<double> numbersIn(const Json& object, const char* field)
{
    std::vector<double> numbers;
    if (!object.contains(field))
        return numbers;
    if (!object[field].is_array())
        refuse(field, object[field], "a list of numbers");
    for (const Json& value : object[field])
        numbers.push_back(numberIn(value, field));
    return numbers;
}

Twin twinAt(const Json& object)
{
    const std::string name = textAt(object, "twin");
    for (Twin twin : {Twin::Sparse, Twin::Dense}) {
        if (name == nameOf(twin))
            return twin;
    }
    refuse("twin", object["twin"], "\"sparse\" or \"dense\"");
}

void readStep(const Json& record, StepReport& step)
{
    step.loss = numberAt(record, "loss");
    step.gradientNorm = numberAt(record, "gradient_norm");
    step.learningRate = numberAt(record, "learning_rate");
    step.seconds = secondsAt(record, "seconds");
    step.units = wholeAt(record, "units", 0, kMostSteps);
}

void readEvaluation(const Json& record, EvalReport& evaluation)
{
    evaluation.loss = numberAt(record, "loss");
    if (record.contains("accuracy"))
        evaluation.accuracy = numberAt(record, "accuracy");
    evaluation.deadShare = numberAt(record, "dead_share");
    evaluation.routingEntropy = numberAt(record, "routing_entropy");
    evaluation.groupEntropy = numbersIn(record, "group_entropy");
    evaluation.groupDead = numbersIn(record, "group_dead");
    evaluation.seconds = secondsAt(record, "seconds");
}

} // namespace

std::string_view nameOf(Twin twin) { return twin == Twin::Sparse ? "sparse" : "dense"; }

std::string historyLine(const TrainingEvent& event)
{
    Json record{{"kind", kKindNames[static_cast<std::size_t>(event.kind)]},
        {"twin", nameOf(event.twin)}, {"step", event.step.step}, {"elapsed", event.elapsed}};
    switch (event.kind) {
    case Kind::Step:
        record["loss"] = event.step.loss;
        record["gradient_norm"] = event.step.gradientNorm;
        record["learning_rate"] = event.step.learningRate;
        record["seconds"] = event.step.seconds;
        record["units"] = event.step.units;
        break;
    case Kind::Evaluation:
        record["loss"] = event.eval.loss;
        if (event.eval.accuracy)
            record["accuracy"] = *event.eval.accuracy;
        record["dead_share"] = event.eval.deadShare;
        record["routing_entropy"] = event.eval.routingEntropy;
        if (!event.eval.groupEntropy.empty()) {
            record["group_entropy"] = event.eval.groupEntropy;
            record["group_dead"] = event.eval.groupDead;
        }
        record["seconds"] = event.eval.seconds;
        break;
    case Kind::Sample:
    case Kind::Saved:
    case Kind::Notice:
    case Kind::Evaluating: // comes here never
        record["text"] = event.text;
        break;
    }
    return dump(record) + "\n";
}

std::string resumedLine(Twin twin, std::int64_t step)
{
    return dump(Json{{"kind", kResumed}, {"twin", nameOf(twin)}, {"step", step}}) + "\n";
}

HistoryLine parseHistoryLine(const std::string& line)
{
    const Json record = nestsTooDeep(line) ? Json() : Json::parse(line, nullptr, false);
    if (!record.is_object())
        throw Error("it is no JSON object");
    HistoryLine parsed;
    TrainingEvent& event = parsed.event;
    const std::string name = textAt(record, "kind");
    event.twin = twinAt(record);
    event.step.step = wholeAt(record, "step", 0, kMostSteps);
    parsed.resumed = name == kResumed;
    if (parsed.resumed)
        return parsed;
    const auto kind = std::find(kKindNames.begin(), kKindNames.end(), name);
    if (kind == kKindNames.end())
        refuse("kind", record["kind"], "the name of a record");
    event.kind = static_cast<Kind>(kind - kKindNames.begin());
    event.elapsed = secondsAt(record, "elapsed");
    if (event.kind == Kind::Step) {
        readStep(record, event.step);
    } else if (event.kind == Kind::Evaluation) {
        event.eval.step = event.step.step;
        readEvaluation(record, event.eval);
    } else {
        event.text = textAt(record, "text");
    }
    return parsed;
}

std::string runText(const KeptRun& run)
{
    Json twins = Json::array();
    for (const auto& [twin, config] : run.runs)
        twins.push_back({{"twin", nameOf(twin)}, {"config", Json::parse(toJson(config))}});
    const Json json{{"format", kRunFormat}, {"name", run.name}, {"data", run.dataName},
        {"started", run.startedUnix}, {"threads", run.threads}, {"build", run.build},
        {"twins", std::move(twins)}};
    return dump(json, 2) + "\n";
}

KeptRun parseRun(const std::string& text, const std::string& shownName)
{
    const Json json = nestsTooDeep(text) ? Json() : Json::parse(text, nullptr, false);
    if (!json.is_object())
        throw Error(shownName + " is damaged: not a JSON object." + kStillThere);
    if (const auto format = json.find("format"); format == json.end()
        || !format->is_number_integer() || *format < Json(1) || *format > Json(kRunFormat))
        throw Error(shownName + " has format "
            + (format == json.end() ? "none" : printable(dump(*format), 40))
            + ", this Glowworm reads " + std::to_string(kRunFormat) + ". Use a newer one.");
    try {
        KeptRun run;
        run.name = textAt(json, "name");
        run.dataName = textAt(json, "data");
        run.startedUnix = wholeAt(json, "started", 0, kMostSteps);
        run.threads = static_cast<int>(wholeAt(json, "threads", 1, kMostThreads));
        run.build = textAt(json, "build");
        const Json& twins = at(json, "twins");
        if (!twins.is_array() || twins.empty())
            refuse("twins", twins, "a list of the models trained");
        for (const Json& twin : twins)
            run.runs.emplace_back(twinAt(twin), runConfigFromJson(dump(at(twin, "config"))));
        if (run.runs.size() > 2
            || (run.runs.size() == 2 && run.runs.front().first == run.runs.back().first))
            throw Error("\"twins\" names a model twice");
        return run;
    } catch (const Error& error) {
        std::string reason = error.what();
        if (reason.ends_with('.'))
            reason.pop_back();
        throw Error(shownName + " is damaged: " + reason + "." + kStillThere);
    }
}

} // namespace glowworm
