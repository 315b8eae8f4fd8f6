// SPDX-License-Identifier: GPL-3.0-or-later
// The file with a study's result: written, read strictly, and listed.
#include "runs/study.h"

#include "bench/benchmark.h"
#include "error.h"
#include "io/input_file.h"
#include "io/json_strict.h"
#include "io/paths.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace glowworm {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kFormat = 1;                       // of the result file
constexpr std::uint64_t kMostBytes = 64'000'000; // of it
constexpr int kMostThreads = 4096;
constexpr std::int64_t kMostMemory = std::int64_t{1} << 60; // bytes
constexpr std::int64_t kLargestCount = 1'000'000'000'000;   // of steps, parameters
constexpr double kLargestFigure
    = 1e300; // a loss that ran away may be large, but sums of it are numbers

Json numberOr(const std::optional<double>& value) { return value ? Json(*value) : Json(); }

Json rowJson(const StudyResult& result, const StudyRowResult& item)
{
    const StudyRowResult* reference = result.bestOf(result.reference);
    Json curves = Json::array();
    for (const StudyCurve& curve : item.curves) {
        Json points = Json::array();
        for (const StudyPoint& point : curve.points) {
            Json record{{"step", point.step}, {"loss", point.loss}};
            if (point.accuracy)
                record["accuracy"] = *point.accuracy;
            if (item.row.config.model.isSparse())
                record.update(
                    {{"dead_share", point.deadShare}, {"routing_entropy", point.routingEntropy}});
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

/// A number of the file between two bounds, beyond which it is damage. Throws Error that names the
/// field.
template <class Number>
Number bounded(const Json& value, const char* field, Number low, Number high)
{
    const bool isNumber
        = std::is_integral_v<Number> ? value.is_number_integer() : value.is_number();
    const double size = isNumber ? value.get<double>() : 0;
    if (!isNumber || size < static_cast<double>(low) || size > static_cast<double>(high))
        throw Error("\"" + std::string(field) + "\" is "
            + printable(value.dump(-1, ' ', false, Json::error_handler_t::replace), 40) + ", not a "
            + (std::is_integral_v<Number> ? "whole " : "") + "number that it can be");
    return value.get<Number>();
}

std::int64_t countAt(const Json& json, const char* field)
{
    return bounded<std::int64_t>(json.at(field), field, 0, kLargestCount);
}
double figureAt(const Json& json, const char* field)
{
    return bounded(json.at(field), field, -kLargestFigure, kLargestFigure);
}

StudyRowResult rowFrom(const Json& json, Task task)
{
    StudyRowResult item;
    item.row.name = json.at("name");
    item.row.label = json.at("label");
    item.row.family = json.at("family");
    item.row.config = runConfigFromJson(json.at("config").dump());
    if (item.row.config.model.task != task)
        throw Error("its rows are not all of its task");
    for (const Json& seed : json.at("seeds"))
        item.row.seeds.push_back(bounded<std::uint64_t>(seed, "seeds", 0, kLargestCount));
    item.parameters = countAt(json, "parameters");
    for (const Json& seconds : json.at("step_seconds"))
        item.stepSeconds.push_back(bounded(seconds, "step_seconds", 0.0, kLargestFigure));
    for (const Json& from : json.at("curves")) {
        StudyCurve curve{.seed = static_cast<std::uint64_t>(countAt(from, "seed")),
            .finished = from.at("finished"),
            .points = {}};
        for (const Json& record : from.at("points")) {
            const auto figureOr0 = [&](const char* field) {
                return record.contains(field) ? figureAt(record, field) : 0.0;
            };
            StudyPoint point{.step = countAt(record, "step"),
                .loss = figureAt(record, "loss"),
                .accuracy = {},
                .deadShare = figureOr0("dead_share"),
                .routingEntropy = figureOr0("routing_entropy")};
            if (record.contains("accuracy"))
                point.accuracy = figureAt(record, "accuracy");
            if (point.accuracy.has_value() != (task == Task::Digits))
                throw Error("digits, and only they, have an accuracy at each point");
            if (!curve.points.empty() && point.step <= curve.points.back().step)
                throw Error("the steps of a curve do not ascend");
            curve.points.push_back(point);
        }
        if (curve.finished && curve.points.empty())
            throw Error("a finished curve has no points");
        item.curves.push_back(std::move(curve));
    }
    return item;
}

} // namespace

std::string toJson(const StudyResult& result)
{
    Json rows = Json::array();
    for (const StudyRowResult& item : result.rows)
        rows.push_back(rowJson(result, item));
    const Json json{{"format", kFormat}, {"study", result.name}, {"title", result.title},
        {"about", result.about}, {"task", nameOf(result.task)}, {"reference", result.reference},
        {"margin", result.margin}, {"threads", result.threads},
        {"machine", Json::parse(toJson(result.machine))}, {"complete", result.complete},
        {"rows", std::move(rows)}};
    return json.dump(1, ' ', false, Json::error_handler_t::replace);
}

std::vector<KeptStudy> listStudyResults(const std::filesystem::path& runsFolder)
{
    std::vector<KeptStudy> found;
    for (const std::filesystem::path& folder : entriesOf(runsFolder)) {
        const std::filesystem::path file = folder / "result.json";
        if (folder.filename().string().starts_with("study-") && isThere(file))
            found.push_back({file, writtenUnix(file)});
    }
    std::ranges::stable_sort(found, std::ranges::greater(), &KeptStudy::writtenUnix);
    return found;
}

StudyResult readStudyResult(const std::filesystem::path& file)
{
    const std::string text = readText(file, kMostBytes),
                      shown = printable(file.filename().string());
    try {
        if (nestsTooDeep(text))
            throw Error("its brackets nest too deep");
        const Json json = Json::parse(text);
        if (countAt(json, "format") > kFormat)
            throw Error("it was made by a newer version of Glowworm; update to open it");
        StudyResult result;
        result.name = json.at("study");
        result.title = json.at("title");
        result.about = json.at("about");
        result.task = json.at("task") == nameOf(Task::Digits) ? Task::Digits : Task::Text;
        result.reference = json.at("reference");
        result.margin = figureAt(json, "margin");
        result.threads = bounded(json.at("threads"), "threads", 1, kMostThreads);
        const Json& machine = json.at("machine");
        const auto wholeOr
            = [&machine](const char* field, auto absent, auto most) { // older results lack some
                  return machine.contains(field)
                      ? bounded<decltype(absent)>(machine.at(field), field, 0, most)
                      : absent;
              };
        result.machine.cpu = machine.value("cpu", "");
        result.machine.simd = machine.value("simd", "");
        result.machine.compiler = machine.value("compiler", "");
        result.machine.build = machine.value("build", "");
        result.machine.hardwareThreads = wholeOr("hardware_threads", 0, kMostThreads);
        result.machine.usableThreads
            = wholeOr("usable_threads", result.machine.hardwareThreads, kMostThreads);
        result.machine.memoryBytes = wholeOr("memory_bytes", std::int64_t{0}, kMostMemory);
        result.machine.availableMemoryBytes
            = wholeOr("available_memory_bytes", std::int64_t{0}, kMostMemory);
        result.complete = json.at("complete");
        for (const Json& row : json.at("rows"))
            result.rows.push_back(rowFrom(row, result.task));
        if (result.rows.empty())
            throw Error("it has no rows");
        return result;
    } catch (const Json::exception&) {
        throw Error(shown
            + " is no result of a study: choose the result.json that `glowworm-cli study` wrote.");
    } catch (const Error& error) {
        std::string reason = error.what(); // that of a setting is a sentence of its own
        if (reason.ends_with('.'))
            reason.pop_back();
        throw Error(shown + " cannot be shown: " + reason + ".");
    }
}

} // namespace glowworm
