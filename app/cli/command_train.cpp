// SPDX-License-Identifier: GPL-3.0-or-later
#include "command_options.h"
#include "commands.h"
#include "data_options.h"

#include "interrupt.h"
#include "model/base/build_info.h"
#include "model/data/data_folder.h"
#include "model/io/checkpoint.h"
#include "model/io/paths.h"
#include "model/jobs/training_run.h"
#include "model/training/distributed_environment.h"
#include "model/training/training_history.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ctime>

namespace glowworm {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// What came of one model.
struct Outcome {
    Twin twin = Twin::Sparse;
    RunConfig config;
    fs::path saved; // newest checkpoint told of
};

/// Throws UsageError.
void assignAll(RunConfig& config, const std::vector<std::string>& settings)
{
    try {
        for (const std::string& setting : settings)
            assign(config, setting);
    } catch (const Error& error) {
        throw UsageError(error.what());
    }
}

/// A preset's warm-up is meant for its own length: in a shorter run it keeps at most a tenth of the
/// steps, unless it was set by hand.
bool shortenWarmup(const TrainOptions& options, RunConfig& config)
{
    const bool byHand = std::ranges::any_of(options.settings,
        [](const std::string& setting) { return setting.starts_with("warmup="); });
    if (byHand || config.train.warmup <= config.train.steps)
        return false;
    config.train.warmup = static_cast<int>(config.train.steps / 10);
    return true;
}

/// A new folder among the kept runs, named after the moment and the preset.
fs::path freshFolder(const std::string& preset)
{
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    std::array<char, 32> stamp{};
    std::strftime(stamp.data(), stamp.size(), "%Y%m%d-%H%M%S-", &local);
    const fs::path first = runsFolder() / (stamp.data() + preset);
    fs::path folder = first;
    for (int i = 2; isThere(folder); ++i)
        folder = first.string() + "-" + std::to_string(i);
    return folder;
}

/// Where it runs, and as which of several processes. Throws UsageError.
void placeRun(TrainingSpec& spec, const TrainOptions& options)
{
    const auto variable = [](const char* name) -> const char* { return std::getenv(name); };
    try {
        spec.environment = readDistributedEnvironment(variable);
        spec.device = deviceOfProcess(options.device, variable);
    } catch (const Error& error) {
        throw UsageError(error.what());
    }
}

TrainingSpec makeSpec(const TrainOptions& options, std::vector<std::string>& notices)
{
    TrainingSpec spec;
    spec.threads = usableThreads();
    spec.autosave = std::chrono::seconds(options.autosave);
    placeRun(spec, options);
    KeptRun kept;
    if (!options.resume.empty()) {
        if (!options.preset.empty() || !options.out.empty() || options.twin)
            throw UsageError(
                "--resume goes on with the run as it was: leave out --preset, --out and --twin.");
        kept = readRun(options.resume);
        spec.threads = kept.threads; // so that it stays equal to the last bit
        spec.resume = spec.environment.rank == 0;
        spec.folder = spec.resume ? options.resume : fs::path();
        spec.runs = kept.runs;
        for (auto& [twin, config] : spec.runs)
            assignAll(config, settingsOf(options));
    } else {
        if (options.preset.empty())
            throw UsageError("Say what to train with --preset NAME, or go on with --resume DIR.");
        RunConfig config = presetConfig(options.preset, settingsOf(options));
        if (shortenWarmup(options, config))
            notices.push_back("The warm-up was shortened to " + std::to_string(config.train.warmup)
                + (config.train.warmup == 1 ? " step." : " steps."));
        spec.runs.emplace_back(config.model.isSparse() ? Twin::Sparse : Twin::Dense, config);
        if (options.twin && !config.model.isSparse())
            throw UsageError("--twin adds the dense twin of a sparse model, but \"" + options.preset
                + "\" is dense already.");
        if (options.twin)
            spec.runs.emplace_back(Twin::Dense, denseTwin(config));
        if (spec.environment.rank == 0)
            spec.folder = options.out.empty() ? freshFolder(options.preset) : options.out;
        spec.name = options.out.empty() ? options.preset : "";
    }
    if (options.threads > 0)
        spec.threads = options.threads;
    NamedData named = openData(options.data, spec.runs.front().second.model.task, kept.dataName);
    spec.data = std::move(named.data);
    spec.dataName = std::move(named.name);
    notices.insert(notices.end(), named.notices.begin(), named.notices.end());
    for (auto& [twin, config] : spec.runs) {
        if (spec.data.text)
            config.model.vocabSize = spec.data.text->vocabulary().size();
        const std::vector<Problem> wrong = problems(config);
        if (!wrong.empty())
            throw UsageError(wrong.front().sentence);
        if (spec.data.text)
            spec.data.text->requireContext(config.model.context);
    }
    return spec;
}

std::string_view unitName(const RunConfig& config)
{
    return config.model.task == Task::Text ? "characters" : "images";
}

/// Follows a run to its end and keeps what the final object tells.
class Watch {
public:
    Watch(const TrainingSpec& spec, const std::vector<std::string>& notices, Output& output)
        : m_output(output)
    {
        for (const std::string& notice : notices)
            say(notice);
        for (const auto& [twin, config] : spec.runs) {
            Outcome outcome;
            outcome.twin = twin;
            outcome.config = config;
            m_outcomes.push_back(outcome);
        }
    }
    const std::vector<Outcome>& outcomes() const { return m_outcomes; }
    const std::vector<std::string>& notices() const { return m_notices; }
    const TwinHistory& historyOf(Twin twin) const { return m_history.of(twin); }
    void take(const TrainingEvent& event);

private:
    Outcome& of(Twin twin) { return *std::ranges::find(m_outcomes, twin, &Outcome::twin); }
    void show(const Outcome& outcome, bool milestone);
    void say(const std::string& sentence)
    {
        m_notices.push_back(sentence);
        m_output.notice(sentence);
    }

    Output& m_output;
    TrainingHistory m_history;
    std::vector<Outcome> m_outcomes;
    std::vector<std::string> m_notices;
};

void Watch::show(const Outcome& outcome, bool milestone)
{
    const TwinHistory& history = historyOf(outcome.twin);
    if (history.losses.empty())
        return;
    const StepReport& last = history.losses.back().report;
    const TrainConfig& config = outcome.config.train;
    std::string line = std::string(nameOf(outcome.twin)) + "  step " + std::to_string(last.step)
        + " of " + std::to_string(config.steps) + "  loss " + significant(last.loss);
    if (!history.evaluations.empty()) {
        const EvalReport& evaluation = history.evaluations.back().report;
        line += evaluation.accuracy ? "  accuracy " + significant(*evaluation.accuracy)
                                    : "  validation " + significant(evaluation.loss);
    }
    if (const auto speed = history.unitsPerSecond())
        line += "  " + significant(*speed, 3) + " " + std::string(unitName(outcome.config)) + "/s";
    if (const auto left = history.secondsFrom(last.step, config.steps, config.evalInterval))
        line += "  " + duration(*left) + " left";
    m_output.progress(line, milestone);
}

void Watch::take(const TrainingEvent& event)
{
    m_history.add(event);
    Outcome& outcome = of(event.twin);
    switch (event.kind) {
    case TrainingEvent::Kind::Step:
    case TrainingEvent::Kind::Evaluation:
        show(outcome, event.kind == TrainingEvent::Kind::Evaluation);
        break;
    case TrainingEvent::Kind::Notice:
        say(event.text);
        break;
    case TrainingEvent::Kind::Evaluating:
        m_output.progress(std::string(nameOf(event.twin)) + "  step "
            + std::to_string(event.step.step) + "  evaluating, "
            + significant(100 * event.fraction, 2) + " % done");
        break;
    case TrainingEvent::Kind::Saved:
        outcome.saved = event.text;
        break;
    case TrainingEvent::Kind::Sample:
        break;
    }
}

constexpr std::chrono::milliseconds kLook{50}; // between two looks at the run's news

/// True when all steps are made, false when interrupted, here or in another process; what was done
/// is saved either way. Throws Error.
bool follow(TrainingRun& run, Watch& watch)
{
    bool stopping = false;
    while (run.busy()) {
        for (const TrainingEvent& event : run.drain())
            watch.take(event);
        if (!stopping && waitForInterrupt(kLook)) {
            stopping = true;
            run.stop();
            run.lane().wait(); // finishes or drops its piece, then saves
        }
    }
    for (const TrainingEvent& event : run.drain())
        watch.take(event);
    if (run.state() == TrainingRun::State::Failed)
        throw Error(run.failure());
    return !stopping && run.step() >= run.plannedSteps();
}

Json describe(const Outcome& outcome, const TwinHistory& history)
{
    const StepReport* last = history.losses.empty() ? nullptr : &history.losses.back().report;
    const EvalReport* evaluation
        = history.evaluations.empty() ? nullptr : &history.evaluations.back().report;
    Json json
        = {{"steps", last ? last->step : 0}, {"train_loss", last ? Json(last->loss) : Json()}};
    if (outcome.config.model.task == Task::Text)
        json["val_loss"] = evaluation ? Json(evaluation->loss) : Json();
    else
        json["accuracy"]
            = evaluation && evaluation->accuracy ? Json(*evaluation->accuracy) : Json();
    json["evaluated_step"] = evaluation ? Json(evaluation->step) : Json();
    const double seconds = history.seconds();
    json["seconds"] = seconds;
    json["units_per_second"]
        = seconds > 0 ? Json(static_cast<double>(history.units()) / seconds) : Json();
    json["units"] = unitName(outcome.config);
    json["checkpoint"] = outcome.saved.empty() ? Json() : Json(outcome.saved.string());
    json["routing"] = nameOf(outcome.config.model.routing);
    json["parameters"] = parameterCount(outcome.config.model);
    json["seed"] = outcome.config.train.seed;
    return json;
}

int train(const TrainOptions& options, Session& session)
{
    std::vector<std::string> notices;
    session.output.progress("Reading the data ...");
    TrainingSpec spec = makeSpec(options, notices);
    const fs::path folder = spec.folder;
    const int threads = spec.threads;
    const std::string device = spec.device;
    const DistributedEnvironment environment = spec.environment;
    session.output.quiet = environment.rank > 0;
    Watch watch(spec, notices, session.output);
    TrainingRun run;
    session.output.progress(
        environment.size > 1 ? "Waiting for the other processes ..." : "Loading LibTorch ...");
    run.start(std::move(spec));
    const bool finished = follow(run, watch);
    if (environment.rank > 0)
        return finished ? kExitDone : kExitInterrupted;

    const Outcome& first = watch.outcomes().front();
    Json json = describe(first, watch.historyOf(first.twin));
    if (watch.outcomes().size() > 1)
        json["dense_twin"]
            = describe(watch.outcomes().back(), watch.historyOf(watch.outcomes().back().twin));
    // The folder may have been moved meanwhile: where it is now is told by its newest checkpoint.
    json["folder"]
        = (first.saved.empty() ? folder : first.saved.parent_path().parent_path()).string();
    json["threads"] = threads;
    json["device"] = device;
    json["processes"] = environment.size;
    json["finished"] = finished;
    json["notices"] = watch.notices();
    session.output.result(json.dump(2, ' ', false, Json::error_handler_t::replace));
    return finished ? kExitDone : kExitInterrupted;
}

} // namespace

RunConfig presetConfig(const std::string& name, const std::vector<std::string>& settings)
{
    RunConfig config;
    try {
        config = preset(name).config;
    } catch (const Error& error) {
        throw UsageError(error.what());
    }
    assignAll(config, settings);
    return config;
}

void addTrain(CLI::App& app, Session& session)
{
    const auto options = std::make_shared<TrainOptions>();
    CLI::App* command = declareTrain(app, *options);
    addCommon(*command, session);
    command->callback([options, &session] {
        session.run = [options, &session] { return train(*options, session); };
    });
}

} // namespace glowworm
