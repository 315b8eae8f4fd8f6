// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "io/checkpoint.h"
#include "io/input_file.h"
#include "io/safetensors.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace glowworm {

namespace {

using Json = nlohmann::ordered_json;

bool isFloat(DType dtype) { return dtype == DType::F32 || dtype == DType::F16 || dtype == DType::BF16; }

/// Smallest, largest and mean of the finite values, and how many are not finite.
void addStatistics(Json& json, const std::vector<float>& values)
{
    double sum = 0, low = HUGE_VAL, high = -HUGE_VAL;
    std::int64_t finite = 0;
    for (float value : values) {
        if (!std::isfinite(value))
            continue;
        ++finite;
        sum += value;
        low = std::min(low, static_cast<double>(value));
        high = std::max(high, static_cast<double>(value));
    }
    json["min"] = finite > 0 ? Json(low) : Json();
    json["max"] = finite > 0 ? Json(high) : Json();
    json["mean"] = finite > 0 ? Json(sum / static_cast<double>(finite)) : Json();
    json["non_finite"] = static_cast<std::int64_t>(values.size()) - finite;
}

Json inspectJson(const std::filesystem::path& file)
{
    const SafetensorsHeader header = readSafetensorsHeader(file);
    const SafetensorsFile content = readSafetensors(file);
    std::uint64_t dataBytes = 0;
    Json tensors = Json::array();
    for (const TensorEntry& entry : header.tensors) {
        Json json
            = {{"name", entry.name}, {"dtype", nameOf(entry.dtype)}, {"shape", entry.shape}, {"begin", entry.begin}, {"end", entry.end}};
        if (isFloat(entry.dtype))
            addStatistics(json, toFloats(content.tensors.at(entry.name), entry.name));
        tensors.push_back(std::move(json));
        dataBytes = std::max(dataBytes, entry.end);
    }
    return {{"file", file.string()},
        {"header", {{"data_offset", header.dataOffset}, {"data_bytes", dataBytes}, {"tensors", header.tensors.size()}}},
        {"sha256", content.hash}, {"metadata", header.metadata}, {"tensors", std::move(tensors)}};
}

std::string inspectText(const Json& json)
{
    std::string text = json["file"].get<std::string>() + "\n";
    for (const auto& [name, value] : json["metadata"].items())
        text += "  " + printable(name) + " = " + printable(value.get<std::string>()) + "\n";
    for (const Json& tensor : json["tensors"]) {
        text += printable(tensor["name"].get<std::string>()) + "  " + tensor["dtype"].get<std::string>() + " " + tensor["shape"].dump();
        if (tensor.contains("min") && !tensor["min"].is_null())
            text += "  " + significant(tensor["min"].get<double>()) + " ... " + significant(tensor["max"].get<double>()) + ", mean "
                + significant(tensor["mean"].get<double>());
        if (tensor.contains("non_finite") && tensor["non_finite"].get<std::int64_t>() > 0)
            text += "  NOT FINITE: " + tensor["non_finite"].dump();
        text += "\n";
    }
    return text;
}

int exportModel(const std::filesystem::path& from, const std::filesystem::path& to, const std::string& dtype, Session& session)
{
    std::optional<OutputTarget> target = targetOf("--out", to);
    if (!target)
        throw UsageError("--out: name the file to write.");
    const bool takesResult = !target->isStandardOutput(); // what is said about the file must not be in it
    const ModelState model = readModel(modelFile(from));
    const DType type = dtype == "f16" ? DType::F16 : dtype == "bf16" ? DType::BF16 : DType::F32;
    const WrittenFile written = writeModel(std::move(*target), model, type);
    const Json json = {{"file", to.string()}, {"dtype", nameOf(type)}, {"parameters", parameterCount(model.config)}, {"steps", model.steps},
        {"bytes", written.bytes}, {"sha256", written.hash}};
    if (takesResult)
        session.output.result(json.dump(2, ' ', false, Json::error_handler_t::replace));
    return kExitDone;
}

} // namespace

void addInspect(CLI::App& app, Session& session)
{
    CLI::App* inspect = app.add_subcommand("inspect", "List what a safetensors file holds: metadata, tensors, ranges of their values");
    const auto model = std::make_shared<std::filesystem::path>();
    inspect->add_option("--model", *model, "Any safetensors file, or folder of a run")->required()->type_name("FILE");
    addCommon(*inspect, session);
    inspect->callback([model, &session] {
        session.run = [model, &session] {
            const Json json = inspectJson(modelFile(*model));
            session.output.result(json.dump(2, ' ', false, Json::error_handler_t::replace), inspectText(json));
            return kExitDone;
        };
    });

    struct ExportOptions {
        std::filesystem::path from, to;
        std::string dtype = "f32";
    };
    CLI::App* command = app.add_subcommand("export", "Write a model's weights alone, without what only training needs");
    const auto options = std::make_shared<ExportOptions>();
    command->add_option("--model", options->from, "Model file, or folder of a run")->required()->type_name("FILE");
    command->add_option("--out", options->to, "File to write, or to replace")->required()->type_name("FILE");
    command->add_option("--dtype", options->dtype, "Number format")->check(CLI::IsMember({"f32", "f16", "bf16"}))->capture_default_str();
    addCommon(*command, session);
    command->callback([options, &session] {
        session.run = [options, &session] { return exportModel(options->from, options->to, options->dtype, session); };
    });
}

} // namespace glowworm
