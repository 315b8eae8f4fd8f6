// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "data_options.h"

#include "model/data/data_folder.h"
#include "model/experiments/reproduction_run.h"
#include "model/line/command_options.h"
#include "model/line/options.h"
#include "model/training/train_library.h"

#include <CLI/CLI.hpp>

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

void show(const ExperimentProgress& progress, Output& output, bool milestone)
{
    std::string line = progress.what;
    if (progress.steps > 0)
        line = "run " + std::to_string(progress.run) + " of " + std::to_string(progress.runs) + "  "
            + progress.what + "  " + std::to_string(progress.step) + " of "
            + std::to_string(progress.steps);
    if (progress.loss)
        line += "  validation " + significant(*progress.loss);
    output.progress(line, milestone);
}

/// One declared experiment; `part`: of several that share --out, each in a folder of its own.
ExperimentSpec specOf(
    const ExperimentOptions& options, const std::string& name, bool part, Output& output)
{
    const fs::path file = asUsage([&] { return findExperiment(name); });
    const ExperimentFolder usual = experimentFolder(runsFolder(), file.stem().string());
    ExperimentSpec spec;
    spec.experiment = readExperiment(file);
    spec.folder = options.out.empty() ? usual.path : part ? options.out / name : options.out;
    if (options.out.empty() && usual.isOld)
        output.notice(
            "Glowworm 0.1 began this experiment in " + usual.path.string() + ": it goes on there.");
    spec.threads = options.threads > 0 ? options.threads : usableThreads();
    spec.rows = options.rows;
    spec.seeds = options.seeds;
    NamedData named = openData(options.data, spec.experiment.task(), {});
    spec.data = std::move(named.data);
    spec.dataName = std::move(named.name);
    return spec;
}

/// Does what is left of a run, says where it is kept, and tells its result.
template <class Run>
int follow(Run& run, bool resultOnly, const std::vector<fs::path>& folders, Session& session)
{
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
    for (const fs::path& folder : folders)
        session.output.notice("Runs and result.json are in " + folder.string() + ".");
    const auto result = run.result();
    session.output.result(toJson(result), toMarkdown(result));
    return interrupted() ? kExitInterrupted : kExitDone;
}

int experiment(const ExperimentOptions& options, Session& session)
{
    const bool isReproduction = options.name == kReproduce;
    if (isReproduction && (!options.rows.empty() || !options.seeds.empty()))
        throw UsageError("--row and --seed choose from one experiment: name reproduce-text or "
                         "reproduce-digits.");
    const auto part = [&](const std::string& name) {
        return specOf(options, name, isReproduction, session.output);
    };
    ExperimentSpec first = part(isReproduction ? "reproduce-digits" : options.name);
    std::optional<ExperimentSpec> text;
    if (isReproduction)
        text = part("reproduce-text");
    session.output.progress("Loading LibTorch ...");
    const bool resultOnly = options.resultOnly || interrupted();
    const TrainEntry* torch = resultOnly ? nullptr : &trainLibrary();
    const auto create = torch ? TrainingLoop::Create(torch->createTrainer) : TrainingLoop::Create();
    const fs::path folder = first.folder;
    if (!text) {
        ExperimentRun run(std::move(first), create);
        return follow(run, resultOnly, {folder}, session);
    }
    const fs::path textFolder = text->folder;
    ReproductionRun run(std::move(first), std::move(*text), create, torch);
    return follow(run, resultOnly, {folder, textFolder}, session);
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
    whenNamed(*command, session, [options, &session] { return experiment(*options, session); });
}

} // namespace glowworm
