// SPDX-License-Identifier: GPL-3.0-or-later
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

std::string middleHalf(const Quartiles& values)
{
    return significant(values.q1) + " to " + significant(values.q3);
}

/// Ratios across number formats, parts, bandwidth, threads and quality, where there are any.
std::string detailsMarkdown(const BenchResult& result)
{
    std::string text;
    for (const BenchRatio& ratio : result.ratios)
        if (ratio.over.find("/sparse-") != std::string::npos)
            text += "\n" + ratio.over + " (" + ratio.formats + "): " + ratio.verdict + "\n";
    if (!result.parts.empty()) {
        std::vector<TableRow> rows{
            {"of a token", "part", "bytes", "fraction of bytes", "us", "middle half"}};
        for (const BenchPart& part : result.parts)
            rows.push_back({part.impl, part.part, std::to_string(part.bytes),
                significant(100 * part.fraction) + " %", significant(part.microseconds.median),
                middleHalf(part.microseconds)});
        text += "\n" + markdownTable(rows);
    }
    if (result.bandwidth)
        text += "\nDense token: " + significant(result.bandwidth->denseGbPerSecond) + " GB/s, "
            + significant(100 * result.bandwidth->fraction.value) + " % of the "
            + significant(result.bandwidth->readGbPerSecond) + " GB/s at which a buffer of "
            + std::to_string(result.bandwidth->bytes) + " bytes is summed.\n";
    for (const BenchThreads& gain : result.threads)
        text += "\nDense token, " + gain.verdict + ".\n";
    for (const BenchQuality& quality : result.quality) {
        text += "\n" + quality.impl + ":";
        if (quality.loss)
            text += " loss " + significant(*quality.loss) + " nats per character";
        if (quality.accuracy)
            text += " accuracy " + significant(100 * *quality.accuracy) + " %";
        text += " after " + std::to_string(quality.steps) + " steps"
            + (quality.windows > 0
                    ? ", measured on " + std::to_string(quality.windows) + " windows.\n"
                    : ", from the file.\n");
    }
    return text;
}

/// Of the row against sparse of the same case; null: none.
const BenchRatio* ratioOf(const BenchResult& result, const BenchRow& row)
{
    for (const BenchRatio& ratio : result.ratios)
        if (ratio.over == row.impl + "/sparse" && ratio.tokens == row.tokens
            && (isWholeModel(result) || ratio.density == row.density))
            return &ratio;
    return nullptr;
}

std::vector<TableRow> variantTable(const BenchResult& result)
{
    const bool whole = isWholeModel(result);
    const std::string units = result.config.workload == Workload::Digits ? "pictures" : "tokens";
    std::vector<TableRow> table{
        {"variant", "fired", units + " per call", "us per call", "middle half"}};
    if (whole)
        table.front().push_back(units + "/s");
    table.front().push_back("against sparse");
    for (const BenchRow& row : result.rows) {
        if (row.roundsDone == 0 || row.reference)
            continue;
        table.push_back(
            {row.impl, significant(100 * row.density) + " %", std::to_string(row.tokens),
                significant(row.microseconds.median), middleHalf(row.microseconds)});
        if (whole)
            table.back().push_back(significant(row.tokens * perSecond(row.microseconds.median)));
        const BenchRatio* ratio = ratioOf(result, row);
        table.back().push_back(ratio ? ratio->verdict : "");
    }
    return table;
}

std::string machineSentence(const BenchResult& result)
{
    return result.machine.cpu + ", " + counted(result.config.threads, "thread") + ", "
        + std::to_string(result.config.repeats) + " rounds"
        + (result.complete ? ".\n" : ", stopped before the end.\n");
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
        json["ratios"].push_back({{"over", ratio.over}, {"density", ratio.density},
            {"tokens", ratio.tokens}, {"value", ratio.ratio.value}, {"low", ratio.ratio.low},
            {"high", ratio.ratio.high}, {"verdict", ratio.verdict}, {"formats", ratio.formats}});
    json["equivalence"] = result.equivalence ? equivalenceJson(*result.equivalence) : Json();
    if (result.checks.size() > 1)
        for (const Equivalence& check : result.checks)
            json["equivalence"]["cases"].push_back(equivalenceJson(check));
    addDetails(json, result);
    json["notices"] = result.notices;
    return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string toCsv(const BenchResult& result)
{
    std::string csv = csvLine({"impl", "density", "tokens", "median_us", "q1_us", "q3_us", "rounds",
        "format", "threads", "ratio", "ratio_low", "ratio_high", "cpu", "build"});
    for (const BenchRow& row : result.rows) {
        if (row.roundsDone == 0)
            continue;
        TableRow cells{row.impl, shortest(row.density), shortest(row.tokens),
            shortest(row.microseconds.median), shortest(row.microseconds.q1),
            shortest(row.microseconds.q3), shortest(row.roundsDone), row.format,
            shortest(row.threads)};
        if (const BenchRatio* ratio = ratioOf(result, row))
            cells.insert(cells.end(),
                {shortest(ratio->ratio.value), shortest(ratio->ratio.low),
                    shortest(ratio->ratio.high)});
        else
            cells.insert(cells.end(), 3, "");
        cells.insert(cells.end(), {result.machine.cpu, result.machine.build});
        csv += csvLine(cells);
    }
    return csv;
}

std::string toLatex(const BenchResult& result)
{
    return "% " + machineSentence(result) + latexTable(variantTable(result));
}

std::string toMarkdown(const BenchResult& result)
{
    std::string text = markdownTable(variantTable(result));
    text += detailsMarkdown(result);
    text += "\n" + machineSentence(result);
    if (result.equivalence)
        text += "Equivalence check: sparse = masked dense on "
            + std::to_string(result.equivalence->inputs) + " inputs, largest relative difference "
            + significant(result.equivalence->maxRelativeDifference) + "; rows read "
            + std::to_string(result.equivalence->rowsReadPerLayer) + ".\n";
    for (const BenchRow& row : result.rows)
        if (row.impl == "dense-skip" && row.density == result.rows.front().density
            && row.tokens == result.rows.front().tokens)
            text += "dense-skip: " + significant(100 * row.activeFraction)
                + " % of the neurons are above zero after the ReLU.\n";
    for (const std::string& notice : result.notices)
        text += notice + "\n";
    return text;
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
