// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include "model/base/build_info.h"
#include "model/bench/benchmark.h"
#include "model/data/data_folder.h"
#include "model/data/data_set.h"
#include "model/io/checkpoint.h"
#include "model/io/model_file.h"
#include "model/io/paths.h"
#include "model/training/kept_run.h"
#include "model/training/moments.h"
#include "model/training/train_library.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace glowworm {

namespace {

using Json = nlohmann::ordered_json;

Json orNull(bool applies, int value) { return applies ? Json(value) : Json(); }

Json modelJson(const std::filesystem::path& path)
{
    const std::filesystem::path file = modelFile(path);
    const ModelState model = readModel(file);
    const ModelConfig& config = model.config;
    const bool text = config.task == Task::Text;
    Json json = {{"kind", nameOf(config.task)}, {"routing", nameOf(config.routing)},
        {"parameters", parameterCount(config)}, {"d_model", config.dModel},
        {"layers", gridOf(config).layers}, {"heads", orNull(text, config.heads)},
        {"context", orNull(text, config.context)}, {"neurons", config.neurons},
        {"groups", orNull(config.isSparse(), config.groups)}, {"fired", config.fired()},
        {"router_rank", orNull(config.isSparse(), config.routerRank)},
        {"vocab_size", orNull(text, config.vocabSize)}, {"steps", model.steps}};
    if (text)
        json["val_loss"] = model.valLoss ? Json(*model.valLoss) : Json();
    else
        json["accuracy"] = model.accuracy ? Json(*model.accuracy) : Json();
    json["density"] = config.density();
    json["corpus_sha256"] = model.corpusHash.empty() ? Json() : Json(model.corpusHash);
    json["file"] = file.string();
    json["sha256"] = checkpointHash(file);
    return json;
}

/// Best and moments of one model of a run.
Json keptModelJson(const std::filesystem::path& folder, Twin twin, const RunConfig& config)
{
    const std::filesystem::path own = folder / nameOf(twin);
    Json moments = Json::array();
    for (const Moment& moment : listMoments(own))
        moments.push_back({{"step", moment.step}, {"file", moment.file.string()},
            {"bytes", moment.bytes}, {"exact", moment.isExact}});
    Json best;
    try {
        best = bestCheckpoint(own).string();
    } catch (const Error&) {
        // none yet: null
    }
    return {{"model", nameOf(twin)}, {"settings", Json::parse(toJson(config))},
        {"best", std::move(best)}, {"moments", std::move(moments)}};
}

Json runJson(const std::filesystem::path& folder)
{
    const KeptRun run = readRun(folder);
    Json models = Json::array(), changes = Json::array();
    for (const auto& [twin, config] : run.runs)
        models.push_back(keptModelJson(folder, twin, config));
    for (const TrainingEvent& event : readHistory(folder))
        if (event.change)
            changes.push_back({{"model", nameOf(event.twin)}, {"step", event.step.step},
                {"field", event.change->field}, {"before", event.change->before},
                {"after", event.change->after}});
    return {{"name", run.label.name.empty() ? run.name : run.label.name},
        {"folder", folder.string()}, {"data", run.dataName}, {"started_unix", run.startedUnix},
        {"threads", run.threads}, {"build", run.build}, {"step", run.step},
        {"stop", Json::parse(toJson(run.stop))}, {"changes", std::move(changes)},
        {"models", std::move(models)}};
}

std::string runText(const Json& json)
{
    std::string text = json["name"].get<std::string>() + ", step " + json["step"].dump() + "\n";
    for (const auto& [rule, value] : json["stop"].items())
        if (value.get<double>() > 0)
            text += rule + " " + value.dump() + "\n";
    for (const Json& change : json["changes"])
        text += "change    " + change["model"].get<std::string>() + " after step "
            + change["step"].dump() + ": " + change["field"].get<std::string>() + " "
            + change["before"].get<std::string>() + " -> " + change["after"].get<std::string>()
            + "\n";
    for (const Json& model : json["models"]) {
        const std::string name = model["model"].get<std::string>();
        if (!model["best"].is_null())
            text += "best      " + model["best"].get<std::string>() + "\n";
        std::uint64_t bytes = 0;
        for (const Json& moment : model["moments"]) {
            bytes += moment["bytes"].get<std::uint64_t>();
            text += "moment    " + name + " step " + moment["step"].dump() + "  "
                + moment["file"].get<std::string>()
                + (moment["exact"].get<bool>() ? "  (checkpoint)\n" : "\n");
        }
        text += "          " + counted(std::ssize(model["moments"]), "moment") + ", "
            + bytesText(bytes) + "\n";
    }
    return text;
}

Json libraryJson()
{
    try {
        const TrainLibraryInfo info = trainLibrary().info();
        return {{"version", info.libtorchVersion}, {"blas", info.blas}, {"devices", info.devices}};
    } catch (const Error& error) {
        return {{"version", nullptr}, {"reason", error.what()}};
    }
}

Json shippedModels()
{
    Json list = Json::array();
    for (const auto& file : entriesOf(modelsFolder()))
        if (file.extension() == ".safetensors")
            list.push_back(file.string());
    return list;
}

Json programJson()
{
    return {{"version", version()}, {"build", buildId()},
        {"machine", Json::parse(toJson(machineInfo()))}, {"libtorch", libraryJson()},
        {"data_folder", dataFolder().string()}, {"runs_folder", runsFolder().string()},
        {"data",
            {{"tinyshakespeare", shakespeareFile().has_value()},
                {"mnist", filesOfSet("mnist").has_value()},
                {"fashion-mnist", filesOfSet("fashion-mnist").has_value()}}},
        {"models", shippedModels()}};
}

std::string programText(const Json& json)
{
    const Json &machine = json["machine"], &library = json["libtorch"];
    std::string text = "Glowworm " + json["version"].get<std::string>() + " ("
        + json["build"].get<std::string>() + ")\n";
    text += "machine   " + machine["cpu"].get<std::string>() + ", "
        + machine["hardware_threads"].dump() + " threads (" + machine["usable_threads"].dump()
        + " usable), " + significant(machine["memory_bytes"].get<double>() / (1 << 30), 3)
        + " GiB, kernels " + machine["simd"].get<std::string>() + "\n";
    text += "LibTorch  "
        + (library["version"].is_null() ? library["reason"] : library["version"]).get<std::string>()
        + "\n";
    text += "data      " + json["data_folder"].get<std::string>() + "\n";
    for (const auto& [name, there] : json["data"].items())
        text += "          " + name + (there.get<bool>() ? "\n" : " (missing)\n");
    for (const Json& model : json["models"])
        text += "model     " + model.get<std::string>() + "\n";
    return text;
}

} // namespace

void addInfo(CLI::App& app, Session& session)
{
    CLI::App* command
        = app.add_subcommand("info", "Describe a model, a kept run, or this program and machine");
    const auto model = std::make_shared<std::filesystem::path>(),
               run = std::make_shared<std::filesystem::path>();
    CLI::Option* named = command->add_option("--model", *model, "Model file, or folder of a run")
                             ->type_name("FILE");
    command
        ->add_option("--run", *run,
            "Folder of a run: its stop rules, changes on the way, best weights and moments")
        ->type_name("DIR")
        ->excludes(named);
    whenNamed(*command, session, [model, run, &session] {
        const Json json = !run->empty() ? runJson(*run)
            : model->empty()            ? programJson()
                                        : modelJson(*model);
        session.output.result(json.dump(2, ' ', false, Json::error_handler_t::replace),
            !run->empty()        ? runText(json)
                : model->empty() ? programText(json)
                                 : "");
        return kExitDone;
    });
}

} // namespace glowworm
