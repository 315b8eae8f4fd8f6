// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "data_options.h"

#include "data/data_folder.h"
#include "interrupt.h"
#include "runs/study.h"
#include "runs/train_library.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace glowworm {
namespace {

namespace fs = std::filesystem;

struct StudyOptions {
    std::string name;
    fs::path out;
    std::vector<std::string> rows;
    std::vector<std::uint64_t> seeds;
    DataOptions data;
    int threads = 0; // 0 = all cores
    bool resultOnly = false;
};

/// A file, or the name of one that ships.
fs::path studyFile(const std::string& name)
{
    if (name.ends_with(".json") || name.find('/') != std::string::npos)
        return name;
    std::string names;
    for (const fs::path& file : listStudies()) {
        if (file.stem() == name)
            return file;
        names += (names.empty() ? "" : ", ") + file.stem().string();
    }
    throw UsageError("There is no study \"" + printable(name) + "\": choose one of " + names + ", or name a .json file.");
}

void show(const StudyProgress& progress, Output& output, bool milestone)
{
    std::string line = "run " + std::to_string(progress.run) + " of " + std::to_string(progress.runs) + "  " + progress.what + "  "
        + std::to_string(progress.step) + " of " + std::to_string(progress.steps);
    if (progress.loss)
        line += "  validation " + significant(*progress.loss);
    output.progress(line, milestone);
}

int study(const StudyOptions& options, Session& session)
{
    StudySpec spec;
    spec.study = readStudy(studyFile(options.name));
    spec.folder = options.out.empty() ? runsFolder() / ("study-" + spec.study.name) : options.out;
    spec.threads = options.threads > 0 ? options.threads : std::max(1, machineInfo().hardwareThreads);
    spec.rows = options.rows;
    spec.seeds = options.seeds;
    NamedData named = openData(options.data, spec.study.task(), {});
    spec.data = std::move(named.data);
    spec.dataName = std::move(named.name);
    const std::string folder = spec.folder.string();
    session.output.progress("Loading LibTorch ...");
    StudyRun run(std::move(spec), options.resultOnly ? TrainingLoop::Create() : TrainingLoop::Create(trainLibrary().createTrainer));
    std::stop_source stop;
    std::string shown;
    while (!options.resultOnly && run.advance(stop.get_token())) {
        const StudyProgress now = run.progress();
        show(now, session.output, now.what != shown);
        shown = now.what;
        if (interrupted() && !stop.stop_requested()) {
            stop.request_stop();
            run.advance(stop.get_token()); // saves what was done
            break;
        }
    }
    session.output.endProgress();
    const StudyResult result = run.result();
    session.output.notice("Runs and result.json are in " + folder + ".");
    session.output.result(toJson(result), toMarkdown(result));
    return stop.stop_requested() ? kExitInterrupted : kExitDone;
}

std::string studyHelp()
{
    std::string text = "A .json file, or one of:";
    for (const fs::path& file : listStudies())
        try {
            text += "\n" + file.stem().string() + ": " + readStudy(file).title;
        } catch (const Error& error) {
            text += "\n" + std::string(error.what());
        }
    return text;
}

} // namespace

void addStudy(CLI::App& app, Session& session)
{
    CLI::App* command = app.add_subcommand("study", "Train a declared set of models with several seeds and compare them; resumable");
    const auto options = std::make_shared<StudyOptions>();
    command->add_option("name", options->name, studyHelp())->required()->type_name("NAME");
    command->add_option("--out", options->out, "Folder of its runs and result (default: among the user's runs)")->type_name("DIR");
    command->add_option("--row", options->rows, "Only this row; may be repeated")->type_name("ROW")->allow_extra_args(false);
    command->add_option("--seed", options->seeds, "Only this seed; may be repeated")->type_name("S")->allow_extra_args(false);
    command->add_flag("--result-only", options->resultOnly, "Train nothing: tell what the folder holds");
    command->add_option("--threads", options->threads, "Threads (default: all)")->check(CLI::Range(1, 256));
    addDataOptions(*command, options->data);
    addCommon(*command, session);
    command->callback([options, &session] { session.run = [options, &session] { return study(*options, session); }; });
}

} // namespace glowworm
