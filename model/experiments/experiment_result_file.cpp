// SPDX-License-Identifier: GPL-3.0-or-later
// The file with an experiment's result: written, read strictly, and listed.
#include "model/experiments/experiment.h"

#include "model/base/error.h"
#include "model/base/json_reader.h"
#include "model/bench/result_file.h"
#include "model/io/input_file.h"
#include "model/io/paths.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace glowworm {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kFormat = 1;                             // of the result file
constexpr std::uint64_t kMostResultBytes = 64'000'000; // of it
constexpr int kMostThreads = 4096;
constexpr const char *kFolderPrefix = "experiment-",
                     *kOldFolderPrefix = "study-";        // the latter before 0.2
constexpr std::int64_t kLargestCount = 1'000'000'000'000; // of steps, parameters

Json numberOr(const std::optional<double>& value) { return value ? Json(*value) : Json(); }

Json rowJson(const ExperimentResult& result, const ExperimentRowResult& item)
{
    const ExperimentRowResult* reference = result.bestOf(result.reference);
    Json curves = Json::array();
    for (const ExperimentCurve& curve : item.curves) {
        Json points = Json::array();
        for (const ExperimentPoint& point : curve.points) {
            Json record{{"step", point.step}, {"loss", point.loss}};
            if (point.accuracy)
                record["accuracy"] = *point.accuracy;
            if (item.row.config.model.isSparse())
                record.update({{"dead_share", point.deadFraction},
                    {"routing_entropy", point.routingEntropy}});
            points.push_back(std::move(record));
        }
        curves.push_back(
            {{"seed", curve.seed}, {"finished", curve.finished}, {"points", std::move(points)}});
    }
    Json json{{"name", item.row.name}, {"label", item.row.label}, {"family", item.row.family},
        {"parameters", item.parameters}, {"config", Json::parse(toJson(item.row.config))},
        {"seeds", item.row.seeds}, {"step_seconds", item.stepSeconds},
        {"loss", numberOr(item.loss())}, {"accuracy", numberOr(item.accuracy())}};
    if (reference && reference->loss())
        json["steps_to_target"] = numberOr(stepsTo(item, *reference->loss() + result.margin));
    json["curves"] = std::move(curves);
    return json;
}

std::int64_t countOf(const JsonObject& object, const char* key)
{
    return object.integer<std::int64_t>(key, 0, kLargestCount);
}

ExperimentPoint pointOf(const JsonObject& record)
{
    const auto figureOr0
        = [&record](const char* key) { return record.has(key) ? record.number(key) : 0.0; };
    ExperimentPoint point{.step = countOf(record, "step"),
        .loss = record.number("loss"),
        .accuracy = {},
        .deadFraction = figureOr0("dead_share"),
        .routingEntropy = figureOr0("routing_entropy")};
    if (record.has("accuracy"))
        point.accuracy = record.number("accuracy");
    return point;
}

ExperimentCurve curveOf(const JsonObject& object, Task task)
{
    ExperimentCurve curve{.seed = static_cast<std::uint64_t>(countOf(object, "seed")),
        .finished = object.flag("finished"),
        .points = {}};
    for (const JsonObject& record : object.objects("points")) {
        const ExperimentPoint point = pointOf(record);
        if (point.accuracy.has_value() != (task == Task::Digits))
            throw Error("digits, and only they, have an accuracy at each point");
        if (!curve.points.empty() && point.step <= curve.points.back().step)
            record.refuse("step", "above the one before");
        curve.points.push_back(point);
    }
    if (curve.finished && curve.points.empty())
        throw Error("a finished curve has no points");
    return curve;
}

ExperimentRowResult rowOf(const JsonObject& object, Task task)
{
    ExperimentRowResult item;
    item.row.name = object.text("name");
    item.row.label = object.text("label");
    item.row.family = object.text("family");
    item.row.config = runConfigFrom(object.object("config"));
    if (item.row.config.model.task != task)
        throw Error("its rows are not all of its task");
    item.row.seeds = object.integers<std::uint64_t>("seeds", 0, kLargestCount);
    item.parameters = countOf(object, "parameters");
    item.stepSeconds = object.numbers("step_seconds", 0);
    for (const JsonObject& curve : object.objects("curves"))
        item.curves.push_back(curveOf(curve, task));
    return item;
}

ExperimentResult resultOf(const JsonObject& object)
{
    ExperimentResult result;
    result.name
        = object.text(object.has("experiment") ? "experiment" : "study"); // "study" before 0.2
    result.title = object.text("title");
    result.about = object.text("about");
    result.task = object.text("task") == nameOf(Task::Digits) ? Task::Digits : Task::Text;
    result.reference = object.text("reference");
    result.margin = object.number("margin");
    result.threads = object.integer("threads", 1, kMostThreads);
    result.machine = machineFrom(object.object("machine"));
    if (object.has("data")) { // since 0.2
        result.dataName = object.text("data");
        result.dataHash = object.text("data_sha256");
    }
    result.complete = object.flag("complete");
    for (const JsonObject& row : object.objects("rows"))
        result.rows.push_back(rowOf(row, result.task));
    if (result.rows.empty())
        throw Error("it has no rows");
    return result;
}

} // namespace

std::string toJson(const ExperimentResult& result)
{
    Json rows = Json::array();
    for (const ExperimentRowResult& item : result.rows)
        rows.push_back(rowJson(result, item));
    Json json{{"format", kFormat}, {"experiment", result.name}, {"title", result.title},
        {"about", result.about}, {"task", nameOf(result.task)}, {"reference", result.reference},
        {"margin", result.margin}, {"threads", result.threads},
        {"machine", Json::parse(toJson(result.machine))}, {"complete", result.complete}};
    if (!result.dataName.empty())
        json.update({{"data", result.dataName}, {"data_sha256", result.dataHash}});
    json["rows"] = std::move(rows);
    return json.dump(1, ' ', false, Json::error_handler_t::replace);
}

std::vector<KeptExperiment> listExperimentResults(const std::filesystem::path& runsFolder)
{
    std::vector<KeptExperiment> found;
    for (const std::filesystem::path& folder : entriesOf(runsFolder)) {
        const std::filesystem::path file = folder / "result.json";
        const std::string name = folder.filename().string();
        if ((name.starts_with(kFolderPrefix) || name.starts_with(kOldFolderPrefix))
            && isThere(file))
            found.push_back({file, writtenUnix(file)});
    }
    std::ranges::stable_sort(found, std::ranges::greater(), &KeptExperiment::writtenUnix);
    return found;
}

ExperimentFolder experimentFolder(const std::filesystem::path& runsFolder, const std::string& name)
{
    const std::filesystem::path folder = runsFolder / (kFolderPrefix + name),
                                old = runsFolder / (kOldFolderPrefix + name);
    const bool isOld = !isFolder(folder) && isFolder(old);
    return {isOld ? old : folder, isOld};
}

ExperimentResult readExperimentResult(const std::filesystem::path& file)
{
    ExperimentResult result;
    const JsonFile kind{printable(file.filename().string()), "is no result of an experiment",
        "Choose the result.json that `glowworm-cli experiment` wrote.", kFormat};
    readJsonFile(readText(file, kMostResultBytes), kind,
        [&result](const JsonObject& object) { result = resultOf(object); });
    return result;
}

} // namespace glowworm
