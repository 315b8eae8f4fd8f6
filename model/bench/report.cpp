// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/cell_text.h"
#include "model/bench/sweep.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <cstdio>

namespace glowworm {

namespace {

using Json = nlohmann::ordered_json;

/// Rows whose density is their own model's, not the case's.
bool isWholeModel(const BenchResult& result)
{
    return result.config.target != BenchTarget::FeedForward
        && result.config.target != BenchTarget::Layer;
}

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
    return {{"cpu", machine.cpu}, {"simd", machine.simd},
        {"hardware_threads", machine.hardwareThreads}, {"usable_threads", machine.usableThreads},
        {"memory_bytes", machine.memoryBytes},
        {"available_memory_bytes", machine.availableMemoryBytes}, {"compiler", machine.compiler},
        {"build", machine.build}};
}

Json configJson(const BenchConfig& config)
{
    Json json = {{"target", nameOf(config.target)}};
    if (config.target == BenchTarget::FeedForward || config.target == BenchTarget::Layer) {
        json["d_model"] = config.dModel;
        json["neurons"] = config.neurons;
        json["groups"] = config.groups;
        json["router_rank"] = config.routerRank;
        json["routing"] = nameOf(config.routing);
        json["layers"] = config.layers;
    }
    json["tokens"] = config.tokens;
    if (config.target == BenchTarget::Layer || config.target == BenchTarget::Token
        || config.target == BenchTarget::Batch) {
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

Json rowJson(const BenchRow& row, BenchTarget target)
{
    Json json = {{"impl", row.impl}, {"density", row.density}, {"tokens", row.tokens},
        {"format", row.format}, {"threads", row.threads}};
    if (row.neurons > 0)
        json["neurons"] = row.neurons;
    if (row.impl == "dense-skip")
        json["active_share"] = row.activeShare;
    if (row.yardstick) {
        json["yardstick"] = true;
    } else if (target != BenchTarget::FeedForward && target != BenchTarget::Layer) {
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
            {"bytes_share", part.share}, {"median_us", part.microseconds.median},
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

Json gateJson(const Equivalence& gate)
{
    return {{"max_rel_diff", gate.maxRelativeDifference},
        {"rows_read_per_layer", gate.rowsReadPerLayer}, {"rows_expected", gate.groups},
        {"inputs", gate.inputs}};
}

/// Ratios across number formats, parts, bandwidth, threads and quality, where there are any.
std::string detailsMarkdown(const BenchResult& result)
{
    std::string text;
    for (const BenchRatio& ratio : result.ratios)
        if (ratio.over.find("/sparse-") != std::string::npos)
            text += "\n" + ratio.over + " (" + ratio.formats + "): " + ratio.verdict + "\n";
    if (!result.parts.empty())
        text += "\n| of a token | part | bytes | share of bytes | us | middle half "
                "|\n|---|---|---|---|---|---|\n";
    for (const BenchPart& part : result.parts)
        text += "| " + markdownCell(part.impl) + " | " + markdownCell(part.part) + " | "
            + std::to_string(part.bytes) + " | " + shown(100 * part.share) + " % | "
            + shown(part.microseconds.median) + " | " + shown(part.microseconds.q1) + " to "
            + shown(part.microseconds.q3) + " |\n";
    if (result.bandwidth)
        text += "\nDense token: " + shown(result.bandwidth->denseGbPerSecond) + " GB/s, "
            + shown(100 * result.bandwidth->fraction.value) + " % of the "
            + shown(result.bandwidth->readGbPerSecond) + " GB/s at which a buffer of "
            + std::to_string(result.bandwidth->bytes) + " bytes is summed.\n";
    for (const BenchThreads& gain : result.threads)
        text += "\nDense token, " + gain.verdict + ".\n";
    for (const BenchQuality& quality : result.quality) {
        text += "\n" + quality.impl + ":";
        if (quality.loss)
            text += " loss " + shown(*quality.loss) + " nats per character";
        if (quality.accuracy)
            text += " accuracy " + shown(100 * *quality.accuracy) + " %";
        text += " after " + std::to_string(quality.steps) + " steps"
            + (quality.windows > 0
                    ? ", measured on " + std::to_string(quality.windows) + " windows.\n"
                    : ", from the file.\n");
    }
    return text;
}

} // namespace

std::string_view nameOf(BenchTarget target)
{
    switch (target) {
    case BenchTarget::FeedForward:
        return "ff";
    case BenchTarget::Layer:
        return "layer";
    case BenchTarget::Token:
        return "token";
    case BenchTarget::Prompt:
        return "prompt";
    case BenchTarget::Batch:
        return "batch";
    case BenchTarget::Digits:
        return "digits";
    }
    return "";
}

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
        json["rows"].push_back(rowJson(row, result.config.target));
    json["ratios"] = Json::array();
    for (const BenchRatio& ratio : result.ratios)
        json["ratios"].push_back({{"over", ratio.over}, {"density", ratio.density},
            {"tokens", ratio.tokens}, {"value", ratio.ratio.value}, {"low", ratio.ratio.low},
            {"high", ratio.ratio.high}, {"verdict", ratio.verdict}, {"formats", ratio.formats}});
    json["equivalence"] = result.equivalence ? gateJson(*result.equivalence) : Json();
    if (result.gates.size() > 1)
        for (const Equivalence& gate : result.gates)
            json["equivalence"]["cases"].push_back(gateJson(gate));
    addDetails(json, result);
    json["notices"] = result.notices;
    return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string toCsv(const BenchResult& result)
{
    std::string csv = "impl,density,tokens,median_us,q1_us,q3_us,rounds\n";
    for (const BenchRow& row : result.rows) {
        if (row.roundsDone == 0)
            continue;
        csv += csvCell(row.impl) + "," + exact(row.density) + "," + std::to_string(row.tokens) + ","
            + exact(row.microseconds.median) + "," + exact(row.microseconds.q1) + ","
            + exact(row.microseconds.q3) + "," + std::to_string(row.roundsDone) + "\n";
    }
    return csv;
}

std::string toMarkdown(const BenchResult& result)
{
    const bool whole = isWholeModel(result);
    const std::string units = result.config.target == BenchTarget::Digits ? "pictures" : "tokens";
    std::string text = "| variant | fired | " + units + " per call | us per call | middle half |";
    text += whole ? " " + units + "/s | against sparse |\n|---|---|---|---|---|---|---|\n"
                  : " against sparse |\n|---|---|---|---|---|---|\n";
    for (const BenchRow& row : result.rows) {
        if (row.roundsDone == 0 || row.yardstick)
            continue;
        std::string verdict;
        for (const BenchRatio& ratio : result.ratios)
            if (ratio.over == row.impl + "/sparse" && ratio.tokens == row.tokens
                && (whole || ratio.density == row.density))
                verdict = ratio.verdict;
        text += "| " + markdownCell(row.impl) + " | " + shown(100 * row.density) + " % | "
            + std::to_string(row.tokens) + " | " + shown(row.microseconds.median) + " | "
            + shown(row.microseconds.q1) + " to " + shown(row.microseconds.q3) + " | ";
        if (whole)
            text += shown(row.tokens * perSecond(row.microseconds.median)) + " | ";
        text += markdownCell(verdict) + " |\n";
    }
    text += detailsMarkdown(result);
    text += "\n" + result.machine.cpu + ", " + std::to_string(result.config.threads)
        + (result.config.threads == 1 ? " thread, " : " threads, ")
        + std::to_string(result.config.repeats) + " rounds"
        + (result.complete ? ".\n" : ", stopped before the end.\n");
    if (result.equivalence)
        text += "Gate: sparse = masked dense on " + std::to_string(result.equivalence->inputs)
            + " inputs, largest relative difference "
            + shown(result.equivalence->maxRelativeDifference) + "; rows read "
            + std::to_string(result.equivalence->rowsReadPerLayer) + ".\n";
    for (const BenchRow& row : result.rows)
        if (row.impl == "dense-skip" && row.density == result.rows.front().density
            && row.tokens == result.rows.front().tokens)
            text += "dense-skip: " + shown(100 * row.activeShare)
                + " % of the neurons are above zero after the ReLU.\n";
    for (const std::string& notice : result.notices)
        text += notice + "\n";
    return text;
}

std::string toJson(const SweepResult& result)
{
    Json json = {{"machine",
                     result.runs.empty() ? machineJson(machineInfo())
                                         : machineJson(result.runs.front().machine)},
        {"complete", result.complete}, {"targets", Json::array()}, {"runs", Json::array()}};
    for (const SweepTarget& target : result.targets)
        json["targets"].push_back({{"what", target.what}, {"study", target.study},
            {"target", target.target}, {"value", target.value}, {"low", target.low},
            {"high", target.high}, {"met", target.met}, {"note", target.note}});
    for (const BenchResult& run : result.runs)
        json["runs"].push_back(Json::parse(toJson(run)));
    json["notices"] = result.notices;
    return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string toMarkdown(const SweepResult& result)
{
    std::string text
        = "| what | the study | target | measured [95 %] | met |\n|---|---|---|---|---|\n";
    for (const SweepTarget& target : result.targets)
        text += "| " + markdownCell(target.what) + " | " + markdownCell(target.study) + " | "
            + markdownCell(target.target) + " | " + shown(target.value) + " [" + shown(target.low)
            + ", " + shown(target.high) + "] | " + (target.met ? "yes" : "**no**") + " |\n";
    for (const SweepTarget& target : result.targets)
        if (!target.note.empty())
            text += "\n" + target.what + ": " + target.note + ".\n";
    if (!result.runs.empty())
        text += "\n" + result.runs.front().machine.cpu + ", " + result.runs.front().machine.simd
            + ", 1 thread, " + std::to_string(result.runs.front().config.repeats) + " rounds"
            + (result.complete ? ".\n" : ", stopped before the end.\n");
    for (const std::string& notice : result.notices)
        text += notice + "\n";
    return text;
}

} // namespace glowworm
