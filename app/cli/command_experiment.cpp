// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "data_options.h"
#include "options.h"

#include "model/data/data_folder.h"
#include "model/experiments/experiment.h"
#include "model/experiments/reproduction.h"
#include "model/training/train_library.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace glowworm {
namespace {

namespace fs = std::filesystem;
constexpr const char* kReproduce = "reproduce";

struct ExperimentOptions {
    std::string name;
    fs::path out;
    std::vector<std::string> rows;
    std::vector<std::uint64_t> seeds;
    DataOptions data;
    int threads = 0; // 0 = all that the process may use
    bool resultOnly = false;
};

/// A file, or the name of one that ships.
fs::path experimentFile(const std::string& name)
{
    if (name.ends_with(".json") || name.find('/') != std::string::npos)
        return name;
    std::string names;
    for (const fs::path& file : listExperiments()) {
        if (file.stem() == name)
            return file;
        names += (names.empty() ? "" : ", ") + file.stem().string();
    }
    throw UsageError("There is no experiment \"" + printable(name) + "\": "
        + (names.empty() ? "no experiments were found beside this program; "
                         : "choose one of " + names + ", or ")
        + "name a .json file.");
}

int threadsOf(const ExperimentOptions& options)
{
    return options.threads > 0 ? options.threads : usableThreads();
}

void show(const ExperimentProgress& progress, Output& output, bool milestone)
{
    std::string line = "run " + std::to_string(progress.run) + " of "
        + std::to_string(progress.runs) + "  " + progress.what + "  "
        + std::to_string(progress.step) + " of " + std::to_string(progress.steps);
    if (progress.loss)
        line += "  validation " + significant(*progress.loss);
    output.progress(line, milestone);
}

/// Trains what is left of one declared experiment, tells where it is kept, and gives what it has
/// found so far.
ExperimentResult follow(const ExperimentOptions& options, const fs::path& file,
    const fs::path& folder, Session& session)
{
    ExperimentSpec spec;
    spec.experiment = readExperiment(file);
    spec.folder = folder;
    spec.threads = threadsOf(options);
    spec.rows = options.rows;
    spec.seeds = options.seeds;
    NamedData named = openData(options.data, spec.experiment.task(), {});
    spec.data = std::move(named.data);
    spec.dataName = std::move(named.name);
    session.output.progress("Loading LibTorch ...");
    const bool resultOnly = options.resultOnly || interrupted();
    ExperimentRun run(std::move(spec),
        resultOnly ? TrainingLoop::Create() : TrainingLoop::Create(trainLibrary().createTrainer));
    std::stop_source stop;
    std::string shown;
    while (!resultOnly && run.advance(stop.get_token())) {
        const ExperimentProgress now = run.progress();
        show(now, session.output, now.what != shown);
        shown = now.what;
        if (interrupted())
            stop.request_stop(); // the next advance() saves what was done
    }
    session.output.endProgress();
    if (!run.problem().empty())
        session.output.fail(run.problem());
    session.output.notice("Runs and result.json are in " + folder.string() + ".");
    return run.result();
}

int experiment(const ExperimentOptions& options, Session& session)
{
    const fs::path file = experimentFile(options.name);
    const fs::path folder
        = options.out.empty() ? runsFolder() / ("experiment-" + file.stem().string()) : options.out;
    const ExperimentResult result = follow(options, file, folder, session);
    session.output.result(toJson(result), toMarkdown(result));
    return interrupted() ? kExitInterrupted : kExitDone;
}

/// Everything the original study did: both of its problems, and its timings.
int reproduce(const ExperimentOptions& options, Session& session)
{
    if (!options.rows.empty() || !options.seeds.empty())
        throw UsageError("--row and --seed choose from one experiment: name reproduce-text or "
                         "reproduce-digits.");
    const auto part = [&](const std::string& name) {
        const fs::path folder
            = options.out.empty() ? runsFolder() / ("experiment-" + name) : options.out / name;
        return follow(options, experimentFile(name), folder, session);
    };
    Reproduction all;
    all.digits = part("reproduce-digits");
    all.text = part("reproduce-text"); // interrupted: tells what there is
    for (const char* precision : {"fp32", "auto"}) {
        if (options.resultOnly || interrupted())
            break;
        TrainBenchConfig config;
        config.run = presetConfig(
            "glowworm-shakespeare", {"batch=16", std::string("matrix_precision=") + precision});
        config.threads = threadsOf(options);
        TrainBenchmark benchmark(config, trainLibrary());
        runAll(benchmark, session);
        all.steps.push_back(benchmark.result());
    }
    if (!options.resultOnly && !interrupted()) {
        Scorecard scorecard({}, &trainLibrary());
        runAll(scorecard, session);
        all.scorecard = scorecard.result();
    }
    session.output.result(toJson(all), toMarkdown(all));
    return interrupted() ? kExitInterrupted : kExitDone;
}

std::string experimentHelp()
{
    std::string text
        = "A .json file, \"reproduce\" (both problems of the original study, and its timings, "
          "in one table), or one of:";
    for (const fs::path& file : listExperiments())
        try {
            text += "\n" + file.stem().string() + ": " + readExperiment(file).title;
        } catch (const Error& error) {
            text += "\n" + std::string(error.what());
        }
    return text;
}

} // namespace

void addExperiment(CLI::App& app, Session& session)
{
    CLI::App* command = app.add_subcommand("experiment",
        "Train a declared set of models with several seeds and compare them; resumable");
    const auto options = std::make_shared<ExperimentOptions>();
    command->add_option("name", options->name, experimentHelp())->required()->type_name("NAME");
    command
        ->add_option(
            "--out", options->out, "Folder of its runs and result (default: among the user's runs)")
        ->type_name("DIR");
    command->add_option("--row", options->rows, "Only this row; may be repeated")
        ->type_name("ROW")
        ->allow_extra_args(false);
    within(command->add_option("--seed", options->seeds, "Only this seed; may be repeated"), 0,
        kHighestSeed)
        ->type_name("S")
        ->allow_extra_args(false);
    command->add_flag(
        "--result-only", options->resultOnly, "Train nothing: tell what the folder holds");
    within(command->add_option("--threads", options->threads, "Threads (default: all it may use)"),
        1, kMostThreads);
    addDataOptions(*command, options->data);
    addCommon(*command, session);
    command->callback([options, &session] {
        session.run = [options, &session] {
            return options->name == kReproduce ? reproduce(*options, session)
                                               : experiment(*options, session);
        };
    });
}

} // namespace glowworm
