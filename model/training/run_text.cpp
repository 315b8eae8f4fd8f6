// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/training/run_text.h"

#include "model/base/error.h"
#include "model/base/json_reader.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace glowworm {
namespace {

using Json = nlohmann::json;
using Kind = TrainingEvent::Kind;

constexpr int kRunFormat = 1;
constexpr std::array kKindNames{"step", "evaluation", "sample", "saved",
    "notice"}; // in the order of Kind; Evaluating is not kept
constexpr const char* kResumed = "resumed";
// No run comes near these; what goes beyond them is damage, and sums of it would not be finite.
constexpr std::int64_t kMostSteps = 1'000'000'000'000;
constexpr double kMostSeconds = 1e12;
constexpr int kMostThreads = 4096;
constexpr int kMostPerDoubling = 100;
/// Of a model whose counts are kept with each evaluation; a line must stay a line.
constexpr std::size_t kMostNeuronsKept = 100'000;

std::string dump(const Json& json, int indent = -1)
{
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

double secondsOf(const JsonObject& record, const char* key)
{
    return record.number(key, 0, kMostSeconds);
}

/// Empty where older runs lack it.
std::vector<double> numbersOf(const JsonObject& record, const char* key)
{
    return record.has(key) ? record.numbers(key) : std::vector<double>();
}

Twin twinOf(const JsonObject& object)
{
    const std::string name = object.text("twin");
    for (Twin twin : kTwins) {
        if (name == nameOf(twin))
            return twin;
    }
    object.refuse("twin", "\"sparse\" or \"dense\"");
}

void readStep(const JsonObject& record, StepReport& step)
{
    step.loss = record.number("loss");
    step.gradientNorm = record.number("gradient_norm");
    step.learningRate = record.number("learning_rate");
    step.seconds = secondsOf(record, "seconds");
    step.units = record.integer<std::int64_t>("units", 0, kMostSteps);
}

void readEvaluation(const JsonObject& record, EvalReport& evaluation)
{
    evaluation.loss = record.number("loss");
    if (record.has("accuracy"))
        evaluation.accuracy = record.number("accuracy");
    evaluation.deadFraction = record.number("dead_share");
    evaluation.routingEntropy = record.number("routing_entropy");
    evaluation.groupEntropy = numbersOf(record, "group_entropy");
    evaluation.groupDead = numbersOf(record, "group_dead");
    if (record.has("fired"))
        evaluation.fired = record.integers<std::int64_t>("fired", 0, kMostSteps);
    evaluation.seconds = secondsOf(record, "seconds");
}

/// The numbers of a run depend on it, so one that cannot have been made is damage.
SettingChange changeOf(const JsonObject& record)
{
    const JsonObject object = record.object("change");
    SettingChange change{object.text("field"), object.text("before"), object.text("after")};
    try {
        requireChangeable(change);
    } catch (const Error&) {
        record.refuse("change", "a change of a setting");
    }
    return change;
}

Json settingsJson(const TrainingSettings& settings)
{
    Json json{{"twins", Json::array()}};
    for (const auto& [twin, config] : settings.runs)
        json["twins"].push_back({{"twin", nameOf(twin)}, {"config", Json::parse(toJson(config))}});
    if (settings.stop != StopRules())
        json["stop"] = Json::parse(toJson(settings.stop));
    return json;
}

TrainingSettings settingsFrom(const JsonObject& object)
{
    TrainingSettings settings;
    for (const JsonObject& twin : object.objects("twins"))
        settings.runs.emplace_back(twinOf(twin), runConfigFrom(twin.object("config")));
    if (settings.runs.empty())
        object.refuse("twins", "a list of the models trained");
    if (settings.runs.size() > 2
        || (settings.runs.size() == 2 && settings.runs.front().first == settings.runs.back().first))
        throw Error("\"twins\" names a model twice");
    if (object.has("stop"))
        settings.stop = stopRulesFrom(object.object("stop"));
    return settings;
}

} // namespace

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
        record["dead_share"] = event.eval.deadFraction;
        record["routing_entropy"] = event.eval.routingEntropy;
        if (!event.eval.groupEntropy.empty()) {
            record["group_entropy"] = event.eval.groupEntropy;
            record["group_dead"] = event.eval.groupDead;
        }
        if (!event.eval.fired.empty() && event.eval.fired.size() <= kMostNeuronsKept)
            record["fired"] = event.eval.fired;
        record["seconds"] = event.eval.seconds;
        break;
    case Kind::Sample:
    case Kind::Saved:
    case Kind::Notice:
    case Kind::Evaluating: // comes here never
        record["text"] = event.text;
        if (event.change)
            record["change"] = {{"field", event.change->field}, {"before", event.change->before},
                {"after", event.change->after}, {"decided", event.decided}};
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
    const JsonDocument document(line);
    const JsonObject record = document.object();
    HistoryLine parsed;
    TrainingEvent& event = parsed.event;
    const std::string name = record.text("kind");
    event.twin = twinOf(record);
    event.step.step = record.integer<std::int64_t>("step", 0, kMostSteps);
    parsed.resumed = name == kResumed;
    if (parsed.resumed)
        return parsed;
    const auto kind = std::find(kKindNames.begin(), kKindNames.end(), name);
    if (kind == kKindNames.end())
        record.refuse("kind", "the name of a record");
    event.kind = static_cast<Kind>(kind - kKindNames.begin());
    event.elapsed = secondsOf(record, "elapsed");
    if (event.kind == Kind::Step) {
        readStep(record, event.step);
    } else if (event.kind == Kind::Evaluation) {
        event.eval.step = event.step.step;
        readEvaluation(record, event.eval);
    } else {
        event.text = record.text("text");
        if (event.kind == Kind::Notice && record.has("change")) {
            event.change = changeOf(record);
            const JsonObject change = record.object("change");
            event.decided = change.has("decided") // older runs lack it
                ? change.integer<std::int64_t>("decided", 0, event.step.step)
                : event.step.step;
        }
    }
    return parsed;
}

std::string runText(const KeptRun& run)
{
    Json json{{"format", kRunFormat}, {"name", run.name}, {"data", run.dataName},
        {"started", run.startedUnix}, {"threads", run.threads}, {"build", run.build}};
    const Json settings = settingsJson({run.runs, run.stop});
    json.update(settings);
    if (Json begun = settingsJson(run.begun); !run.begun.runs.empty() && begun != settings)
        json["begun"] = std::move(begun);
    if (run.momentsPerDoubling > 0)
        json["moments_per_doubling"] = run.momentsPerDoubling;
    return dump(json, 2) + "\n";
}

KeptRun parseRun(const std::string& text, const std::string& shownName)
{
    KeptRun run;
    const JsonFile file{shownName, "is damaged",
        "The checkpoints beside it can still be opened one by one.", kRunFormat};
    readJsonFile(text, file, [&run](const JsonObject& object) {
        run.name = object.text("name");
        run.dataName = object.text("data");
        run.startedUnix = object.integer<std::int64_t>("started", 0, kMostSteps);
        run.threads = object.integer("threads", 1, kMostThreads);
        run.build = object.text("build");
        TrainingSettings now = settingsFrom(object);
        run.runs = std::move(now.runs);
        run.stop = now.stop;
        if (object.has("begun"))
            run.begun = settingsFrom(object.object("begun"));
        if (object.has("moments_per_doubling"))
            run.momentsPerDoubling = object.integer("moments_per_doubling", 0, kMostPerDoubling);
    });
    return run;
}

} // namespace glowworm
