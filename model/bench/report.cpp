// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/benchmark.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <cstdio>

namespace glowworm {

namespace {

using Json = nlohmann::ordered_json;

bool isToken(const BenchResult& result) { return result.config.target == BenchTarget::Token; }

/// Shortest text that reads back as the same number.
std::string exact(double value)
{
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value).ptr;
    return {text, end};
}

/// For people: four significant digits, no powers of ten for large numbers.
std::string shown(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, value >= 10000 ? "%.0f" : "%.4g", value);
    return text;
}

double perSecond(double microseconds) { return microseconds > 0 ? 1e6 / microseconds : 0; }

Json machineJson(const MachineInfo& machine)
{
    return {{"cpu", machine.cpu}, {"simd", machine.simd}, {"hardware_threads", machine.hardwareThreads},
        {"memory_bytes", machine.memoryBytes}, {"available_memory_bytes", machine.availableMemoryBytes}, {"compiler", machine.compiler},
        {"build", machine.build}};
}

Json configJson(const BenchConfig& config)
{
    Json json = {{"target", config.target == BenchTarget::Token ? "token" : "ff"}};
    if (config.target == BenchTarget::FeedForward) {
        json["d_model"] = config.dModel;
        json["neurons"] = config.neurons;
        json["groups"] = config.groups;
        json["router_rank"] = config.routerRank;
        json["routing"] = nameOf(config.routing);
        json["tokens"] = config.tokens;
        json["layers"] = config.layers;
    } else {
        json["context"] = config.context;
        json["tokens_per_round"] = config.generated;
    }
    json["threads"] = config.threads;
    json["repeats"] = config.repeats;
    json["warmup"] = config.warmup;
    json["block_seconds"] = config.blockSeconds;
    json["seed"] = config.seed;
    return json;
}

/// Nothing measured yet is not zero.
Json orNull(const BenchRow& row, double value) { return row.roundsDone > 0 ? Json(value) : Json(); }

Json rowJson(const BenchRow& row, bool token)
{
    Json json = {{"impl", row.impl}, {"density", row.density}};
    if (token) {
        json["tokens_per_second"] = orNull(row, perSecond(row.microseconds.median));
        json["q1"] = orNull(row, perSecond(row.microseconds.q3));
        json["q3"] = orNull(row, perSecond(row.microseconds.q1));
    } else {
        json["tokens"] = row.tokens;
    }
    json["median_us"] = orNull(row, row.microseconds.median);
    json["q1_us"] = orNull(row, row.microseconds.q1);
    json["q3_us"] = orNull(row, row.microseconds.q3);
    json["rounds"] = row.roundsDone;
    json["samples_us"] = row.samples;
    return json;
}

Json gateJson(const Equivalence& gate)
{
    return {{"max_rel_diff", gate.maxRelativeDifference}, {"rows_read_per_layer", gate.rowsReadPerLayer}, {"rows_expected", gate.groups},
        {"inputs", gate.inputs}};
}

} // namespace

std::string toJson(const MachineInfo& machine) { return machineJson(machine).dump(2, ' ', false, Json::error_handler_t::replace); }

std::string toJson(const BenchResult& result)
{
    Json json = {{"machine", machineJson(result.machine)}, {"config", configJson(result.config)}, {"complete", result.complete}};
    if (isToken(result)) {
        json["dense_sha256"] = result.denseHash;
        json["sparse_sha256"] = result.sparseHash;
    }
    json["rows"] = Json::array();
    for (const BenchRow& row : result.rows)
        json["rows"].push_back(rowJson(row, isToken(result)));
    json["ratios"] = Json::array();
    for (const BenchRatio& ratio : result.ratios)
        json["ratios"].push_back({{"over", ratio.over}, {"density", ratio.density}, {"tokens", ratio.tokens}, {"value", ratio.ratio.value},
            {"low", ratio.ratio.low}, {"high", ratio.ratio.high}, {"verdict", ratio.verdict}});
    json["equivalence"] = result.equivalence ? gateJson(*result.equivalence) : Json();
    if (result.gates.size() > 1)
        for (const Equivalence& gate : result.gates)
            json["equivalence"]["cases"].push_back(gateJson(gate));
    json["notices"] = result.notices;
    return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string toCsv(const BenchResult& result)
{
    std::string csv = "impl,density,tokens,median_us,q1_us,q3_us,rounds\n";
    for (const BenchRow& row : result.rows) {
        if (row.roundsDone == 0)
            continue;
        csv += row.impl + "," + exact(row.density) + "," + std::to_string(row.tokens) + "," + exact(row.microseconds.median) + ","
            + exact(row.microseconds.q1) + "," + exact(row.microseconds.q3) + "," + std::to_string(row.roundsDone) + "\n";
    }
    return csv;
}

std::string toMarkdown(const BenchResult& result)
{
    const bool token = isToken(result);
    std::string text = token
        ? "| variant | fired | us per token | middle half | tokens/s | against sparse |\n|---|---|---|---|---|---|\n"
        : "| variant | fired | tokens per call | us per call | middle half | against sparse |\n|---|---|---|---|---|---|\n";
    for (const BenchRow& row : result.rows) {
        if (row.roundsDone == 0)
            continue;
        std::string verdict;
        for (const BenchRatio& ratio : result.ratios)
            if (ratio.over == row.impl + "/sparse" && ratio.tokens == row.tokens && (token || ratio.density == row.density))
                verdict = ratio.verdict;
        text += "| " + row.impl + " | " + shown(100 * row.density) + " % | ";
        if (!token)
            text += std::to_string(row.tokens) + " | ";
        text += shown(row.microseconds.median) + " | " + shown(row.microseconds.q1) + " to " + shown(row.microseconds.q3) + " | ";
        if (token)
            text += shown(perSecond(row.microseconds.median)) + " | ";
        text += verdict + " |\n";
    }
    text += "\n" + result.machine.cpu + ", " + std::to_string(result.config.threads)
        + (result.config.threads == 1 ? " thread, " : " threads, ") + std::to_string(result.config.repeats) + " rounds"
        + (result.complete ? ".\n" : ", stopped before the end.\n");
    if (result.equivalence)
        text += "Gate: sparse = masked dense on " + std::to_string(result.equivalence->inputs) + " inputs, largest relative difference "
            + shown(result.equivalence->maxRelativeDifference) + "; rows read " + std::to_string(result.equivalence->rowsReadPerLayer)
            + ".\n";
    for (const std::string& notice : result.notices)
        text += notice + "\n";
    return text;
}

} // namespace glowworm
