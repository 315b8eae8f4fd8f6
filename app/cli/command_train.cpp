// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "data_options.h"

#include "interrupt.h"
#include "model/base/build_info.h"
#include "model/data/data_folder.h"
#include "model/io/paths.h"
#include "model/jobs/training_run.h"
#include "model/line/train_line.h"
#include "model/training/distributed_environment.h"
#include "model/training/training_setup.h"
#include "model/training/training_summary.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdlib>

namespace glowworm {

namespace {

namespace fs = std::filesystem;

/// A kept run, or a new one from its best weights, as far as the options change it.
TrainingSpec keptRunOf(const TrainOptions& options)
{
    const bool isNew = !options.fromBest.empty();
    if (isNew && !options.resume.empty())
        throw UsageError("--from-best begins a new run, --resume goes on with an old one: leave "
                         "one of them out.");
    if (!options.preset.empty() || options.twin || options.moments)
        throw UsageError(std::string(isNew ? "--from-best" : "--resume")
            + " goes on with the run as it was: leave out --preset, --twin and --moments.");
    if (!isNew && !options.out.empty())
        throw UsageError("--resume goes on in the folder of the run: leave out --out.");
    TrainingSpec spec = isNew
        ? trainingFromBest(options.fromBest,
            options.out.empty() ? freePath(runsFolder() / stamped("from-best")) : options.out)
        : keptTraining(options.resume);
    for (auto& [twin, config] : spec.runs)
        assignAll(config, settingsOf(options));
    return spec;
}

/// A new run, or a kept one; its data are still to be set.
TrainingSpec runOf(const TrainOptions& options, std::vector<std::string>& notices)
{
    if (!options.resume.empty() || !options.fromBest.empty())
        return keptRunOf(options);
    if (options.preset.empty())
        throw UsageError("Say what to train with --preset NAME, or go on with --resume DIR.");
    bool shortened = false;
    const RunConfig config = asUsage([&] { return configOf(options, shortened); });
    if (shortened)
        notices.push_back("The warm-up was shortened to " + std::to_string(config.train.warmup)
            + (config.train.warmup == 1 ? " step." : " steps."));
    TrainingSpec spec = newTraining(config, options.twin);
    spec.threads = usableThreads();
    spec.folder
        = options.out.empty() ? freePath(runsFolder() / stamped(options.preset)) : options.out;
    spec.name = options.out.empty() ? options.preset : "";
    if (options.moments)
        spec.momentBytes = std::int64_t{*options.moments} * 1'000'000;
    return spec;
}

TrainingSpec trainingOf(const TrainOptions& options, std::vector<std::string>& notices)
{
    const auto variable = [](const char* name) -> const char* { return std::getenv(name); };
    const auto environment = asUsage([&] { return readDistributedEnvironment(variable); });
    const auto device = asUsage([&] { return deviceOfProcess(options.device, variable); });
    TrainingSpec spec = runOf(options, notices);
    spec.environment = environment;
    spec.device = device;
    spec.autosave = std::chrono::seconds(options.autosave);
    spec.stop = rulesOf(options, spec.stop.value_or(StopRules()));
    for (const std::string& change : options.changes)
        spec.changes.push_back(asUsage([&] { return plannedChangeFrom(change); }));
    std::ranges::stable_sort(spec.changes, {}, &PlannedChange::step);
    if (environment.rank > 0) { // the first one keeps the run
        spec.resume = false;
        spec.folder.clear();
        spec.branchOf.clear();
    }
    if (options.threads > 0)
        spec.threads = options.threads;
    NamedData named = openData(options.data, spec.runs.front().second.model.task, spec.dataName);
    notices.insert(notices.end(), named.notices.begin(), named.notices.end());
    if (const std::string wrong = setData(spec, std::move(named.data), std::move(named.name));
        !wrong.empty())
        throw UsageError(wrong);
    return spec;
}

void take(const TrainingEvent& event, TrainingSummary& summary, Output& output)
{
    using Kind = TrainingEvent::Kind;
    summary.add(event);
    if (event.kind == Kind::Step || event.kind == Kind::Evaluation) {
        if (const std::string line = summary.line(event.twin); !line.empty())
            output.progress(line, event.kind == Kind::Evaluation);
    } else if (event.kind == Kind::Notice)
        output.notice(event.text);
    else if (event.kind == Kind::Evaluating)
        output.progress(std::string(nameOf(event.twin)) + "  step "
            + std::to_string(event.step.step) + "  evaluating, "
            + significant(100 * event.fraction, 2) + " % done");
}

constexpr std::chrono::milliseconds kLook{50}; // between two looks at the run's news

/// True when all steps are made, false when interrupted, here or in another process; what was done
/// is saved either way. Throws Error.
bool follow(TrainingRun& run, TrainingSummary& summary, Output& output)
{
    bool stopping = false;
    const auto takeNews = [&] {
        for (const TrainingEvent& event : run.outbox().events.drain())
            take(event, summary, output);
    };
    while (run.busy()) {
        takeNews();
        if (!stopping && waitForInterrupt(kLook)) {
            stopping = true;
            run.stop();
            run.lane().wait(); // finishes or drops its piece, then saves
        }
    }
    takeNews();
    if (run.state() == TrainingRun::State::Failed)
        throw Error(run.failure());
    return !stopping && run.step() >= run.plannedSteps();
}

int train(const TrainOptions& options, Session& session)
{
    std::vector<std::string> notices;
    session.output.progress("Reading the data ...");
    TrainingSpec spec = trainingOf(options, notices);
    const DistributedEnvironment environment = spec.environment;
    session.output.quiet = environment.rank > 0;
    TrainingSummary summary(spec);
    for (const std::string& notice : notices) {
        summary.note(notice);
        session.output.notice(notice);
    }
    TrainingRun run;
    session.output.progress(
        environment.size > 1 ? "Waiting for the other processes ..." : "Loading LibTorch ...");
    run.start(std::move(spec));
    const bool finished = follow(run, summary, session.output);
    if (environment.rank == 0)
        session.output.result(summary.toJson(finished));
    return finished ? kExitDone : kExitInterrupted;
}

} // namespace

void addTrain(CLI::App& app, Session& session)
{
    const auto options = std::make_shared<TrainOptions>();
    CLI::App* command = declareTrain(app, *options);
    whenNamed(*command, session, [options, &session] { return train(*options, session); });
}

} // namespace glowworm
