// SPDX-License-Identifier: GPL-3.0-or-later
// Results of benchmarks as JSON, and the scorecard as text.
#include "model/base/numbers.h"
#include "model/base/table.h"
#include "model/bench/scorecard.h"
#include "model/config/field_table.h"

#include <nlohmann/json.hpp>

namespace glowworm {

namespace {

using Json = nlohmann::ordered_json;

/// Rows whose density is their own model's, not the case's.
bool isWholeModel(const BenchResult& result) { return !isShaped(result.config.workload); }

double perSecond(double microseconds) { return microseconds > 0 ? 1e6 / microseconds : 0; }

Json machineJson(const MachineInfo& machine)
{
    return {{"cpu", machine.cpu}, {"simd", machine.simd},
        {"hardware_threads", machine.hardwareThreads}, {"usable_threads", machine.usableThreads},
        {"memory_bytes", machine.memoryBytes},
        {"available_memory_bytes", machine.availableMemoryBytes}, {"compiler", machine.compiler},
        {"build", machine.build}};
}

Json configJson(const BenchConfig& config)
{
    Json json = {{"workload", nameOf(config.workload)}};
    addFields(json, benchFields(), config);
    return json;
}

/// Nothing measured yet is not zero.
Json orNull(const BenchRow& row, double value) { return row.roundsDone > 0 ? Json(value) : Json(); }

Json rowJson(const BenchRow& row, Workload workload)
{
    Json json = {{"impl", row.impl}, {"density", row.density}, {"tokens", row.tokens},
        {"format", row.format}, {"threads", row.threads}};
    if (row.neurons > 0)
        json["neurons"] = row.neurons;
    if (row.impl == "dense-skip")
        json["active_fraction"] = row.activeFraction;
    if (row.reference) {
        json["reference"] = true;
    } else if (!isShaped(workload)) {
        json["tokens_per_second"] = orNull(row, row.tokens * perSecond(row.microseconds.median));
        json["q1"] = orNull(row, row.tokens * perSecond(row.microseconds.q3));
        json["q3"] = orNull(row, row.tokens * perSecond(row.microseconds.q1));
    }
    json["median_us"] = orNull(row, row.microseconds.median);
    json["q1_us"] = orNull(row, row.microseconds.q1);
    json["q3_us"] = orNull(row, row.microseconds.q3);
    json["rounds"] = row.roundsDone;
    json["samples_us"] = row.samples;
    return json;
}

Json ratioJson(const RatioInterval& ratio)
{
    return {{"value", ratio.value}, {"low", ratio.low}, {"high", ratio.high}};
}

Json ratioJson(const BenchRatio& ratio)
{
    Json json = {{"over", ratio.over}, {"density", ratio.density}, {"tokens", ratio.tokens}};
    json.update(ratioJson(ratio.ratio));
    json["verdict"] = ratio.verdict;
    json["formats"] = ratio.formats;
    if (ratio.ceiling)
        json["ceiling"] = *ratio.ceiling;
    if (ratio.doubt != Doubt::None)
        json["believed"] = false;
    return json;
}

/// Bandwidth, threads, parts and quality, where there are any.
void addDetails(Json& json, const BenchResult& result)
{
    if (result.bandwidth)
        json["bandwidth"]
            = {{"bytes", result.bandwidth->bytes}, {"read_gb_s", result.bandwidth->readGbPerSecond},
                {"dense_gb_s", result.bandwidth->denseGbPerSecond},
                {"fraction", result.bandwidth->fraction.value},
                {"low", result.bandwidth->fraction.low}, {"high", result.bandwidth->fraction.high}};
    for (const BenchThreads& gain : result.threads) {
        Json entry = {{"impl", "dense"}, {"threads", gain.threads}};
        entry.update(ratioJson(gain.ratio));
        entry["verdict"] = gain.verdict;
        json["threads"].push_back(std::move(entry));
    }
    for (const BenchPart& part : result.parts)
        json["parts"].push_back({{"impl", part.impl}, {"part", part.part}, {"bytes", part.bytes},
            {"bytes_fraction", part.fraction}, {"median_us", part.microseconds.median},
            {"q1_us", part.microseconds.q1}, {"q3_us", part.microseconds.q3}, {"how", part.how}});
    for (const BenchQuality& quality : result.quality) {
        Json entry
            = {{"impl", quality.impl}, {"steps", quality.steps}, {"windows", quality.windows}};
        if (quality.loss)
            entry["loss"] = *quality.loss;
        if (quality.accuracy)
            entry["accuracy"] = *quality.accuracy;
        json["quality"].push_back(std::move(entry));
    }
}

Json equivalenceJson(const Equivalence& check)
{
    return {{"max_rel_diff", check.maxRelativeDifference},
        {"rows_read_per_layer", check.rowsReadPerLayer}, {"rows_expected", check.groups},
        {"inputs", check.inputs}};
}

} // namespace

std::string toJson(const MachineInfo& machine)
{
    return machineJson(machine).dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string toJson(const BenchResult& result)
{
    Json json = {{"machine", machineJson(result.machine)}, {"config", configJson(result.config)},
        {"complete", result.complete}};
    if (isWholeModel(result)) {
        json["dense_sha256"] = result.denseHash;
        json["sparse_sha256"] = result.sparseHash;
    }
    json["rows"] = Json::array();
    for (const BenchRow& row : result.rows)
        json["rows"].push_back(rowJson(row, result.config.workload));
    json["ratios"] = Json::array();
    for (const BenchRatio& ratio : result.ratios)
        json["ratios"].push_back(ratioJson(ratio));
    json["equivalence"] = result.equivalence ? equivalenceJson(*result.equivalence) : Json();
    if (result.checks.size() > 1)
        for (const Equivalence& check : result.checks)
            json["equivalence"]["cases"].push_back(equivalenceJson(check));
    addDetails(json, result);
    json["notices"] = result.notices;
    return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string toJson(const ScorecardResult& result)
{
    Json json = {{"machine",
                     result.runs.empty() ? machineJson(machineInfo())
                                         : machineJson(result.runs.front().machine)},
        {"complete", result.complete}, {"goals", Json::array()}, {"runs", Json::array()}};
    for (const Goal& goal : result.goals)
        json["goals"].push_back({{"what", goal.what}, {"study", goal.study}, {"goal", goal.wanted},
            {"value", goal.measured.value}, {"low", goal.measured.low},
            {"high", goal.measured.high}, {"met", goal.met}, {"note", goal.note}});
    for (const BenchResult& run : result.runs)
        json["runs"].push_back(Json::parse(toJson(run)));
    json["notices"] = result.notices;
    return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string toMarkdown(const ScorecardResult& result)
{
    std::vector<TableRow> table{{"what", "the study", "goal", "measured [95 %]", "met"}};
    for (const Goal& goal : result.goals)
        table.push_back({goal.what, goal.study, goal.wanted,
            significant(goal.measured.value) + " "
                + interval(significant(goal.measured.low), significant(goal.measured.high)),
            goal.met ? "yes" : "**no**"});
    std::string text = markdownTable(table);
    for (const Goal& goal : result.goals)
        if (!goal.note.empty())
            text += "\n" + goal.what + ": " + goal.note + ".\n";
    if (!result.runs.empty())
        text += "\n" + result.runs.front().machine.cpu + ", " + result.runs.front().machine.simd
            + ", 1 thread, " + std::to_string(result.runs.front().config.repeats) + " rounds"
            + (result.complete ? ".\n" : ", stopped before the end.\n");
    for (const std::string& notice : result.notices)
        text += notice + "\n";
    return text;
}

} // namespace glowworm
