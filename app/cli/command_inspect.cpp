// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "model/io/model_file.h"
#include "model/io/safetensors.h"
#include "model/line/command_options.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace glowworm {

namespace {

using Json = nlohmann::ordered_json;

/// Smallest, largest and mean of the finite values, and how many are not finite.
void addStatistics(Json& json, const TensorStatistics& values)
{
    const auto orNull = [&](double value) { return values.finite > 0 ? Json(value) : Json(); };
    json["min"] = orNull(values.low);
    json["max"] = orNull(values.high);
    json["mean"] = orNull(static_cast<double>(
        values.sum / static_cast<long double>(std::max<std::int64_t>(values.finite, 1))));
    json["non_finite"] = values.nonFinite;
}

Json inspectJson(const std::filesystem::path& file, const SafetensorsScan& scan)
{
    const SafetensorsHeader& header = scan.header;
    std::uint64_t dataBytes = 0;
    Json tensors = Json::array();
    for (std::size_t i = 0; i < header.tensors.size(); ++i) {
        const TensorEntry& entry = header.tensors[i];
        Json json = {{"name", entry.name}, {"dtype", entry.type}, {"shape", entry.shape},
            {"begin", entry.begin}, {"end", entry.end}};
        if (hasValues(entry.dtype))
            addStatistics(json, scan.statistics[i]);
        tensors.push_back(std::move(json));
        dataBytes = std::max(dataBytes, entry.end);
    }
    return {{"file", file.string()},
        {"header",
            {{"data_offset", header.dataOffset}, {"data_bytes", dataBytes},
                {"tensors", header.tensors.size()}}},
        {"sha256", scan.hash}, {"metadata", header.metadata}, {"tensors", std::move(tensors)}};
}

std::string inspectText(const Json& json)
{
    std::string text = json["file"].get<std::string>() + "\n";
    for (const auto& [name, value] : json["metadata"].items())
        text += "  " + printable(name) + " = " + printable(value.get<std::string>()) + "\n";
    for (const Json& tensor : json["tensors"]) {
        text += printable(tensor["name"].get<std::string>()) + "  "
            + printable(tensor["dtype"].get<std::string>()) + " " + tensor["shape"].dump();
        if (tensor.contains("min") && !tensor["min"].is_null())
            text += "  " + significant(tensor["min"].get<double>()) + " ... "
                + significant(tensor["max"].get<double>()) + ", mean "
                + significant(tensor["mean"].get<double>());
        if (tensor.contains("non_finite") && tensor["non_finite"].get<std::int64_t>() > 0)
            text += "  NOT FINITE: " + tensor["non_finite"].dump();
        text += "\n";
    }
    return text;
}

int inspectFile(const std::filesystem::path& file, Session& session)
{
    std::uint64_t shownPercent = 0;
    const auto scan = scanSafetensors(file, [&](std::uint64_t done, std::uint64_t all) {
        if (const std::uint64_t percent = done * 100 / all; percent > shownPercent)
            session.output.progress("Reading: " + std::to_string(shownPercent = percent) + " %");
        return !interrupted();
    });
    if (!scan)
        return kExitInterrupted;
    const Json json = inspectJson(file, *scan);
    session.output.result(
        json.dump(2, ' ', false, Json::error_handler_t::replace), inspectText(json));
    return kExitDone;
}

} // namespace

void addInspect(CLI::App& app, Session& session)
{
    const auto options = std::make_shared<InspectOptions>();
    CLI::App* command = declareInspect(app, *options);
    whenNamed(*command, session, [options, &session] {
        const bool asksNeurons = !options->neuron.empty() || options->census
            || !options->compare.empty() || !options->surgery.empty();
        if (options->at && options->neuron.empty())
            throw UsageError(
                "--at says where a neuron is looked at: name that with --neuron as well.");
        if (!options->prompt.empty() && options->neuron.empty() && options->compare.empty()
            && options->surgery.pin.empty())
            throw UsageError("--prompt is what --neuron and --compare look at, and what --pin "
                             "keeps to: name one of them as well.");
        if (options->whole && options->neuron.empty() && !options->census
            && options->compare.empty())
            throw UsageError("--whole says of which text neurons are looked at: name --neuron, "
                             "--census or --compare as well.");
        return asksNeurons ? inspectNeurons(*options, session)
                           : inspectFile(modelFile(options->model), session);
    });
}

} // namespace glowworm
