// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "model/io/checkpoint.h"
#include "model/io/input_file.h"
#include "model/io/safetensors.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>

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

/// The file that --out names, tried before the work.
OutputTarget outTarget(const std::filesystem::path& to)
{
    std::optional<OutputTarget> target = targetOf("--out", to);
    if (!target)
        throw UsageError("--out: name the file to write.");
    return std::move(*target);
}

int writeAndTell(OutputTarget target, const ModelState& model, DType dtype, Session& session)
{
    const bool takesResult
        = !target.isStandardOutput(); // what is said about the file must not be in it
    const std::string file = target.file().string();
    const WrittenFile written = writeModel(std::move(target), model, dtype);
    const Json json
        = {{"file", file}, {"dtype", nameOf(dtype)}, {"parameters", parameterCount(model.config)},
            {"steps", model.steps}, {"bytes", written.bytes}, {"sha256", written.hash}};
    if (takesResult)
        session.output.result(json.dump(2, ' ', false, Json::error_handler_t::replace));
    return kExitDone;
}

int exportModel(const std::filesystem::path& from, const std::filesystem::path& to,
    const std::string& dtype, Session& session)
{
    OutputTarget target = outTarget(to);
    const DType type = dtype == "f16" ? DType::F16 : dtype == "bf16" ? DType::BF16 : DType::F32;
    return writeAndTell(std::move(target), readModel(modelFile(from)), type, session);
}

struct ImportOptions {
    std::filesystem::path from, to;
    std::string preset;
    std::vector<std::string> settings;
};

int importModel(const ImportOptions& options, Session& session)
{
    const ModelConfig network = presetConfig(options.preset, options.settings).model;
    OutputTarget target = outTarget(options.to);
    requireImportable(
        readSafetensorsHeader(options.from), network, printable(options.from.filename().string()));
    return writeAndTell(std::move(target), readModel(options.from, network), DType::F32, session);
}

void addImport(CLI::App& app, Session& session)
{
    CLI::App* command = app.add_subcommand("import",
        "Make a model file of another program's safetensors, given the network it belongs to");
    const auto options = std::make_shared<ImportOptions>();
    command
        ->add_option("--model", options->from,
            "A file with exactly the tensors of a network of Glowworm's (inspect lists those of "
            "any file); text: also \"vocab\", the code "
            "points of its characters as whole numbers, ascending")
        ->required()
        ->type_name("FILE");
    command
        ->add_option("--preset", options->preset, "The network: that of a preset, see train --help")
        ->required()
        ->type_name("NAME");
    command
        ->add_option(
            "--set", options->settings, "Change one setting of the preset; may be repeated")
        ->type_name("NAME=VALUE")
        ->allow_extra_args(false);
    command->add_option("--out", options->to, "File to write, or to replace")
        ->required()
        ->type_name("FILE");
    addCommon(*command, session);
    command->callback([options, &session] {
        session.run = [options, &session] { return importModel(*options, session); };
    });
}

} // namespace

void addInspect(CLI::App& app, Session& session)
{
    CLI::App* inspect = app.add_subcommand(
        "inspect", "List what a safetensors file holds: metadata, tensors, ranges of their values");
    const auto model = std::make_shared<std::filesystem::path>();
    inspect->add_option("--model", *model, "Any safetensors file, or folder of a run")
        ->required()
        ->type_name("FILE");
    addCommon(*inspect, session);
    inspect->callback([model, &session] {
        session.run = [model, &session] { return inspectFile(modelFile(*model), session); };
    });

    struct ExportOptions {
        std::filesystem::path from, to;
        std::string dtype = "f32";
    };
    CLI::App* command = app.add_subcommand(
        "export", "Write a model's weights alone, without what only training needs");
    const auto options = std::make_shared<ExportOptions>();
    command->add_option("--model", options->from, "Model file, or folder of a run")
        ->required()
        ->type_name("FILE");
    command->add_option("--out", options->to, "File to write, or to replace")
        ->required()
        ->type_name("FILE");
    command->add_option("--dtype", options->dtype, "Number format")
        ->check(CLI::IsMember({"f32", "f16", "bf16"}))
        ->capture_default_str();
    addCommon(*command, session);
    command->callback([options, &session] {
        session.run = [options, &session] {
            return exportModel(options->from, options->to, options->dtype, session);
        };
    });
    addImport(app, session);
}

} // namespace glowworm
