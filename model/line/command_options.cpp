// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/line/command_options.h"

#include "model/bench/scorecard.h"
#include "model/line/options.h"
#include "model/training/setting_changes.h"

#include <CLI/CLI.hpp>

namespace glowworm {
namespace {

std::string presetHelp()
{
    std::string text = "One of:";
    for (const Preset& preset : presets())
        text += "\n" + std::string(preset.name) + ": " + std::string(preset.help);
    return text;
}

std::string fieldHelp()
{
    std::string text = "Settings for --set NAME=VALUE:\n";
    for (const Field<RunConfig>& field : runFields())
        text += "  " + std::string(field.name) + ": " + std::string(field.help) + "\n";
    return text;
}

std::string changeableNames()
{
    std::string list;
    for (const std::string_view name : changeableFields())
        list += (list.empty() ? "" : ", ") + std::string(name);
    return list;
}

/// With no usual value: a resumed run has its own.
void addStopRules(CLI::App& command, TrainOptions& options)
{
    for (const Field<StopRules>& field : stopFields())
        addSetting(command,
            {field.name, field.help, field.kind, field.minimum, field.maximum, field.choices, {}},
            [&options, name = std::string(field.name)](
                const std::string& text) { options.rules.emplace_back(name, text); });
}

void addThreads(CLI::App& command, int& threads)
{
    within(command.add_option("--threads", threads, "Threads"), 1, kMostThreads)
        ->capture_default_str();
}

void addModels(CLI::App& command, BenchOptions& options)
{
    command.add_option("--dense", options.dense, "Dense model file, or folder of a run")
        ->type_name("FILE");
    command.add_option("--sparse", options.sparse, "Sparse model file, or folder of a run")
        ->type_name("FILE");
}

void addText(CLI::App& command, BenchOptions& options)
{
    command
        .add_option("--text", options.text,
            "Text whose last tenth measures the loss of each number format (default: Tiny "
            "Shakespeare)")
        ->type_name("FILE");
}

const char* helpOf(Workload workload)
{
    switch (workload) {
    case Workload::FeedForward:
        return "One FF layer with random weights, several copies in rotation";
    case Workload::Layer:
        return "One block with random weights (norms, attention, FF), several copies in rotation";
    case Workload::Token:
        return "Whole tokens of two text models; without files, random weights of the original "
               "study's size";
    case Workload::Prompt:
        return "A whole prompt at once, from an empty cache";
    case Workload::Batch:
        return "One token of each of several texts";
    case Workload::Digits:
        return "Pictures through two digit models";
    }
    return "";
}

} // namespace

void addDataOptions(CLI::App& command, DataOptions& options)
{
    for (const DataOption& option : dataOptions())
        command
            .add_option(std::string(option.option), options.*option.file, std::string(option.help))
            ->type_name("FILE");
    std::vector<std::string> sets;
    for (const KnownDigits& set : kDigitSets)
        sets.emplace_back(set.name);
    command
        .add_option(std::string(kDatasetOption), options.dataset,
            "Digits when no files are given (default: mnist, with --resume those of the run)")
        ->check(CLI::IsMember(sets));
}

CLI::App* declareTrain(CLI::App& app, TrainOptions& options)
{
    CLI::App* command = app.add_subcommand(
        "train", "Train a model and keep it in a folder; Ctrl+C saves and stops");
    command->add_option("--preset", options.preset, presetHelp())->type_name("NAME");
    for (const char* name : {"steps", "seed"}) {
        const Field<RunConfig>& field = runField(name);
        addSetting(*command,
            {field.name, field.help, field.kind, field.minimum, field.maximum, field.choices, {}},
            [&options, name](
                const std::string& text) { options.direct.push_back(name + ("=" + text)); });
    }
    command
        ->add_option("--set", options.settings, "Change one setting of the preset; may be repeated")
        ->type_name("NAME=VALUE")
        ->allow_extra_args(false);
    addStopRules(*command, options);
    command
        ->add_option("--change", options.changes,
            "Change a setting on the way, from the step after STEP on; may be repeated. Of: "
                + changeableNames())
        ->type_name("STEP:NAME=VALUE")
        ->allow_extra_args(false);
    command
        ->add_option("--out", options.out,
            "Folder of the run (default: a new one in the user's data folder)")
        ->type_name("DIR");
    command->add_option("--resume", options.resume, "Go on with the run in this folder")
        ->type_name("DIR");
    command
        ->add_option("--from-best", options.fromBest,
            "A new run that goes on from the best weights of the run in this folder, at half its "
            "learning rate: for one that has run away")
        ->type_name("DIR");
    within(command->add_option("--moments", options.moments,
               "Room for the weights at log-spaced steps, which info --run lists, MB a model "
               "(default: none are kept)"),
        0, 1'000'000);
    command->add_flag("--twin", options.twin, "Train the dense twin too, step by step in turn");
    addDataOptions(*command, options.data);
    within(command->add_option("--threads", options.threads,
               "Threads (default: all it may use; with --resume: those of the run)"),
        1, kMostThreads);
    command
        ->add_option("--device", options.device,
            "cpu, cuda (with LOCAL_RANK: that one) or cuda:N; glowworm-cli info --json lists what "
            "is here")
        ->type_name("NAME")
        ->capture_default_str();
    within(command->add_option("--autosave", options.autosave, "Seconds between saves"), 1, 86400)
        ->capture_default_str();
    command->footer("Several processes train one network together when RANK, WORLD_SIZE, "
                    "MASTER_ADDR and MASTER_PORT say so, as a launcher\n"
                    "sets them: each computes its part of every step, the one with RANK=0 keeps "
                    "the run and reports.\n\n"
        + fieldHelp());
    return command;
}

std::vector<std::string> settingsOf(const TrainOptions& options)
{
    std::vector<std::string> settings = options.settings;
    settings.insert(settings.end(), options.direct.begin(), options.direct.end());
    return settings;
}

StopRules rulesOf(const TrainOptions& options, StopRules before)
{
    for (const auto& [rule, value] : options.rules)
        stopField(rule)->write(before, value);
    return before;
}

void addSurgery(CLI::App& command, SurgeryOptions& options)
{
    command
        .add_option("--disable", options.disable,
            "Neurons that may not fire, as L2.G07.N41: their rival does")
        ->type_name("ADDRESS");
    command
        .add_option("--force", options.force,
            "Neurons that always fire, alone in their group; of sparse models")
        ->type_name("ADDRESS");
    command
        .add_option("--pin", options.pin,
            "Groups, as L2.G07, that keep to what they choose for the last character of the "
            "prompt, "
            "or for the first picture; of sparse models")
        ->type_name("GROUP");
}

CLI::App* declareGenerate(CLI::App& app, GenerateOptions& options)
{
    CLI::App* command = app.add_subcommand("generate", "Continue a text");
    command->add_option("--model", options.model, "Model file, or folder of a run")
        ->required()
        ->type_name("FILE");
    command
        ->add_option("--prompt", options.prompt,
            "Text to continue; - reads standard input (default: a newline)")
        ->type_name("TEXT");
    command
        ->add_option(
            "--trace", options.trace, "Write the fired neurons of every token and layer as JSON")
        ->type_name("FILE");
    command
        ->add_option("--tape", options.tape,
            "Record the text with its neurons (.glowtape): the window plays it, tape reads it")
        ->type_name("FILE");
    addSurgery(*command, options.surgery);
    addThreads(*command, options.threads);
    std::vector<std::string> formats;
    for (const WeightFormat format : kWeightFormats)
        formats.emplace_back(nameOf(format));
    command
        ->add_option_function<std::string>(
            "--format",
            [&options](const std::string& name) {
                for (const WeightFormat format : kWeightFormats)
                    if (name == nameOf(format))
                        options.format = format;
            },
            "How the weights are stored in memory")
        ->check(CLI::IsMember(formats))
        ->default_str(std::string(nameOf(options.format)));
    addFields(*command, sampleFields(), options.sample);
    return command;
}

CLI::App* declareClassify(CLI::App& app, ClassifyOptions& options)
{
    CLI::App* command = app.add_subcommand("classify",
        "Say which digit a drawing shows, or how many pictures of a set are told right");
    command->add_option("--model", options.model, "Model file, or folder of a run")
        ->required()
        ->type_name("FILE");
    command->add_option("--png", options.png, "A drawing; dark ink on light paper is inverted")
        ->type_name("FILE");
    command->add_flag(
        "--as-is", options.asIs, "The drawing is a 28 x 28 picture in MNIST's form already");
    command->add_option("--images", options.images, "Pictures, IDX")->type_name("FILE");
    command->add_option("--labels", options.labels, "Their labels, IDX")->type_name("FILE");
    addSurgery(*command, options.surgery);
    addThreads(*command, options.threads);
    return command;
}

CLI::App* declareInspect(CLI::App& app, InspectOptions& options)
{
    CLI::App* command = app.add_subcommand("inspect",
        "List what a safetensors file holds: metadata, tensors, ranges of their values; or say "
        "what "
        "single neurons of a model do");
    command->add_option("--model", options.model, "Model file, or folder of a run")
        ->required()
        ->type_name("FILE");
    command
        ->add_option("--neuron", options.neuron,
            "One neuron, as L2.G07.N41: how often it fires, where it is largest, what it makes "
            "likelier, its rivals")
        ->type_name("ADDRESS");
    command->add_flag("--census", options.census, "How evenly the neurons of each group are used");
    within(command->add_option("--compare", options.compare,
               "Which neurons fire at two places, or pictures, or at both"),
        0, kLastPlace)
        ->expected(2)
        ->type_name("PLACE");
    command
        ->add_option("--prompt", options.prompt,
            "Text whose last character is looked at, and whose characters are the places, counted "
            "from 0 (default: those of the data)")
        ->type_name("TEXT");
    within(command->add_option("--at", options.at,
               "Place, or picture, that the neuron is looked at, counted from 0"),
        0, kLastPlace)
        ->type_name("PLACE");
    command->add_flag("--whole", options.whole,
        "Read the whole text (default: the last tenth, which training does not see)");
    addDataOptions(*command, options.data);
    addSurgery(*command, options.surgery);
    addThreads(*command, options.threads);
    command->footer("What is counted is kept in the cache folder and gone on with. With --disable, "
                    "--force or --pin the change of the loss is measured too.");
    return command;
}

CLI::App* declareBench(CLI::App& bench, Workload workload, BenchOptions& options)
{
    CLI::App* command = bench.add_subcommand(std::string(nameOf(workload)), helpOf(workload));
    options.config = usualBench(workload);
    addFields(*command, benchFields(), options.config);
    if (!isShaped(workload))
        addModels(*command, options);
    if (workload == Workload::Token)
        addText(*command, options);
    command->add_option("--csv", options.csv, "Write the rows as CSV too")->type_name("FILE");
    return command;
}

CLI::App* declareScorecard(CLI::App& bench, BenchOptions& options)
{
    CLI::App* command
        = bench.add_subcommand("scorecard", "Every goal of the project in one run, in minutes");
    options.config = usualScorecard();
    addModels(*command, options);
    addText(*command, options);
    addFields(*command, benchFields(), options.config,
        {"repeats", "warmup", "libtorch", "block_seconds", "seed"});
    return command;
}

} // namespace glowworm
