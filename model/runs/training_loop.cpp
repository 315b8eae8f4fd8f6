// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs/training_loop.h"

#include "build_info.h"
#include "error.h"
#include "io/atomic_file.h"
#include "io/checkpoint.h"
#include "runs/divergence.h"
#include "runs/generation_run.h"
#include "runs/history.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace glowworm {
namespace {

using Clock = std::chrono::steady_clock;
using Kind = TrainingEvent::Kind;

constexpr int kSampleCharacters = 200;

struct TwinRun {
    Twin twin = Twin::Sparse;
    RunConfig config;
    std::unique_ptr<Trainer> trainer;
    std::int64_t step = 0; // finished
    std::int64_t evaluatedStep = -1; // newest step with an evaluation
    std::int64_t publishedStep = -1;
    std::int64_t savedStep = 0; // a run that never made a step has nothing to save
    double elapsed = 0;
    DivergenceWatch watch;
    std::optional<ModelState> best; // of a resumed run, where the newest is not the best; until it is published
    Clock::time_point lastSave = Clock::now();

    bool stepsLeft() const { return step < config.train.steps; }
    bool evaluationDue() const { return evaluatedStep != step && (step == 0 || !stepsLeft() || step % config.train.evalInterval == 0); }
    bool finished() const { return !stepsLeft() && !evaluationDue(); }
};

std::string toText(double value)
{
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end};
}

std::string rateNotice(const TwinRun& run)
{
    return "Learning rate " + toText(run.config.train.learningRate) + " from step " + std::to_string(run.step + 1) + " on.";
}

/// What the model writes at this point of its training: always the same prompt and noise, so that texts along a run compare.
/// Nothing when stopped.
std::optional<std::string> sampleText(Twin twin, const ModelState& model, std::stop_token stop)
{
    GenerationSpec spec;
    (twin == Twin::Sparse ? spec.sparse : spec.dense) = packLanguage(model);
    spec.sample.temperature = 0.8;
    spec.sample.seed = 1;
    spec.sample.tokens = kSampleCharacters;
    Generator generator(std::move(spec));
    std::u32string text;
    while (!generator.finished()) {
        if (stop.stop_requested())
            return {};
        for (const GeneratedToken& token : generator.next().tokens) {
            if (!token.fromPrompt)
                text.push_back(token.character);
        }
    }
    return encodeUtf8(text);
}

} // namespace

struct TrainingLoop::Impl {
    TrainingSpec spec;
    Report report;
    Publish publishModel;
    std::vector<TwinRun> runs;
    KeptRun kept; // of run.json, when there is a folder
    std::optional<RunLock> lock;
    std::optional<HistoryWriter> history;
    std::vector<std::pair<Twin, std::string>> notices; // found before there was a history to write them to

    Impl(TrainingSpec wanted, const Create& create, Report reportTo, Publish publishTo);
    bool keeps() const { return !spec.folder.empty(); }
    std::filesystem::path folderOf(Twin twin) const { return spec.folder / nameOf(twin); }
    void claimKeptRun();
    std::optional<TrainerState> readState(Twin twin);
    std::optional<ModelState> readBest(Twin twin, const TrainerState& newest);
    void openFolder();
    void writeSettings();
    void replayHistory();
    void emit(const TwinRun& run, TrainingEvent event);
    void say(const TwinRun& run, Kind kind, std::string text, bool warning = false);
    TwinRun* behind();
    bool makeStep(TwinRun& run, std::stop_token stop);
    bool evaluate(TwinRun& run, std::stop_token stop);
    void publish(TwinRun& run, ModelState model);
    void write(TwinRun& run);
    void autosave(TwinRun& run);
};

TrainingLoop::Impl::Impl(TrainingSpec wanted, const Create& create, Report reportTo, Publish publishTo)
    : spec(std::move(wanted))
    , report(std::move(reportTo))
    , publishModel(std::move(publishTo))
{
    if (spec.resume)
        claimKeptRun();
    else if (keeps() && holdsRun(spec.folder))
        throw Error("The folder " + printable(spec.folder.string(), 200) + " holds a run already. Resume it or choose another folder.");
    if (spec.runs.empty())
        throw Error("There is nothing to train: no model was chosen.");
    for (const auto& [twin, config] : spec.runs) {
        TwinRun run;
        run.twin = twin;
        run.config = config;
        std::optional<TrainerState> from;
        if (spec.resume)
            from = readState(twin);
        if (from) {
            run.step = run.savedStep = from->model.steps;
            run.best = readBest(twin, *from);
            if (from->train.learningRate != config.train.learningRate)
                notices.emplace_back(twin, rateNotice(run));
        }
        run.trainer = create(run.config, spec.data, std::move(from), spec.threads);
        runs.push_back(std::move(run));
    }
    // Only now, so that a refused start leaves no empty run behind.
    if (keeps())
        openFolder();
    for (auto& [twin, text] : notices) {
        const auto run = std::find_if(runs.begin(), runs.end(), [&](const TwinRun& candidate) { return candidate.twin == twin; });
        say(*run, Kind::Notice, std::move(text));
    }
    for (TwinRun& run : runs) {
        ModelState model = run.trainer->model();
        run.step = model.steps; // the first process may have resumed
        // All processes have to evaluate at the same steps, and the history tells only the first one.
        if (spec.ranks.size > 1)
            run.evaluatedStep = model.valLoss || model.accuracy ? model.steps : -1;
        if (run.best)
            publish(run, *std::exchange(run.best, std::nullopt));
        publish(run, std::move(model));
    }
}

/// Resuming: locks the folder before anything in it is read.
void TrainingLoop::Impl::claimKeptRun()
{
    if (!keeps() || !holdsRun(spec.folder))
        throw Error("The folder " + printable(spec.folder.string(), 200) + " holds no run to resume: there is no run.json in it.");
    lock.emplace(spec.folder);
    kept = readRun(spec.folder);
    if (spec.runs.empty())
        spec.runs = kept.runs;
    if (readRunMachine(spec.folder) != RunMachine{spec.threads, buildId()})
        notices.emplace_back(spec.runs.front().first,
            "Resumed with another number of threads or another build: no longer equal bit for bit to an "
            "uninterrupted run.");
}

std::optional<TrainerState> TrainingLoop::Impl::readState(Twin twin)
{
    if (listCheckpoints(folderOf(twin)).empty()) {
        notices.emplace_back(twin, "Nothing was saved of this run yet: it starts at step 0.");
        return {};
    }
    std::vector<std::string> skipped;
    TrainerState state = readNewestTrainer(folderOf(twin), &skipped);
    for (const std::string& sentence : skipped)
        notices.emplace_back(
            twin, sentence + " Resumed from step " + std::to_string(state.model.steps) + " instead; the file was left in place.");
    return state;
}

/// The evaluation with the best result may lie behind the newest checkpoint.
std::optional<ModelState> TrainingLoop::Impl::readBest(Twin twin, const TrainerState& newest)
{
    const std::vector<FoundCheckpoint> kept = listCheckpoints(folderOf(twin));
    const auto best = std::find_if(kept.begin(), kept.end(), [&](const FoundCheckpoint& file) { return file.step == newest.bestStep; });
    if (newest.bestStep == newest.model.steps || best == kept.end())
        return {};
    try {
        return readModel(best->file);
    } catch (const Error& error) {
        notices.emplace_back(twin, error.what() + std::string(" The best weights so far are lost with it."));
        return {};
    }
}

void TrainingLoop::Impl::openFolder()
{
    for (const TwinRun& run : runs) {
        std::error_code failed;
        std::filesystem::create_directories(folderOf(run.twin), failed);
        if (failed)
            throw Error(printable(folderOf(run.twin).string(), 200) + " cannot be made: " + failed.message()
                + ". Choose another folder for the run.");
        sweepTemporaryFiles(folderOf(run.twin));
    }
    if (!lock)
        lock.emplace(spec.folder);
    if (!spec.resume)
        kept = describeNewRun(spec);
    writeSettings();
    history.emplace(spec.folder);
    if (spec.resume)
        replayHistory();
}

/// run.json says with which settings the run goes on: a resumed one may be given more steps or another rate.
void TrainingLoop::Impl::writeSettings()
{
    kept.runs.clear();
    for (const TwinRun& run : runs)
        kept.runs.emplace_back(run.twin, run.config);
    writeRun(kept, {spec.threads, buildId()});
}

void TrainingLoop::Impl::replayHistory()
{
    for (const TwinRun& run : runs)
        history->appendResumed(run.twin, run.step);
    for (TrainingEvent& event : readHistory(spec.folder)) {
        for (TwinRun& run : runs) {
            if (run.twin != event.twin)
                continue;
            run.elapsed = std::max(run.elapsed, event.elapsed);
            if (event.kind == Kind::Evaluation)
                run.evaluatedStep = event.eval.step;
            else if (event.kind == Kind::Step)
                run.watch.next(nameOf(run.twin), event.step.step, event.step.loss);
        }
        report(std::move(event));
    }
}

/// To the history, then to whoever watches. A history that cannot be continued does not stop the training.
void TrainingLoop::Impl::emit(const TwinRun& run, TrainingEvent event)
{
    event.twin = run.twin;
    event.elapsed = run.elapsed;
    event.step.step = run.step;
    std::optional<TrainingEvent> notice;
    if (history) {
        try {
            history->append(event);
        } catch (const Error& error) {
            history.reset();
            notice = TrainingEvent{Kind::Notice, run.twin, run.elapsed, {}, {}, error.what()};
            notice->step.step = run.step;
        }
    }
    report(std::move(event));
    if (notice)
        report(std::move(*notice));
}

void TrainingLoop::Impl::say(const TwinRun& run, Kind kind, std::string text, bool warning)
{
    TrainingEvent event;
    event.kind = kind;
    event.text = std::move(text);
    event.warning = warning;
    emit(run, std::move(event));
}

/// The twin whose turn it is; the first of the spec when they are level. Null when all are finished.
TwinRun* TrainingLoop::Impl::behind()
{
    TwinRun* last = nullptr;
    for (TwinRun& run : runs) {
        if (!run.finished() && (!last || run.step < last->step))
            last = &run;
    }
    return last;
}

/// False when stopped: no trace of the step is left.
bool TrainingLoop::Impl::makeStep(TwinRun& run, std::stop_token stop)
{
    const std::optional<StepReport> made = run.trainer->step(stop);
    if (!made)
        return false;
    run.step = made->step;
    run.elapsed += made->seconds;
    TrainingEvent event;
    event.kind = Kind::Step;
    event.step = *made;
    emit(run, std::move(event));
    if (auto sentence = run.watch.next(nameOf(run.twin), made->step, made->loss))
        say(run, Kind::Notice, std::move(*sentence), true);
    return true;
}

/// False when stopped: the evaluation is then due again.
bool TrainingLoop::Impl::evaluate(TwinRun& run, std::stop_token stop)
{
    const std::optional<EvalReport> result = run.trainer->evaluate(stop);
    if (!result)
        return false;
    if (!std::isfinite(result->loss))
        throw Error("Training stopped at step " + std::to_string(run.step)
            + ": the validation loss is not a number. The last checkpoint was kept; try a smaller learning rate.");
    run.evaluatedStep = run.step;
    TrainingEvent event;
    event.kind = Kind::Evaluation;
    event.eval = *result;
    emit(run, std::move(event));
    ModelState model = run.trainer->model();
    if (model.config.task == Task::Text) {
        if (auto text = sampleText(run.twin, model, stop))
            say(run, Kind::Sample, std::move(*text));
    }
    publish(run, std::move(model));
    return true;
}

void TrainingLoop::Impl::publish(TwinRun& run, ModelState model)
{
    run.publishedStep = run.step;
    publishModel(run.twin, std::move(model));
}

/// Throws Error; what was saved before is then still there.
void TrainingLoop::Impl::write(TwinRun& run)
{
    run.lastSave = Clock::now(); // a refused save is tried again after the same time
    const std::filesystem::path file = folderOf(run.twin) / checkpointName(run.step);
    const TrainerState state = run.trainer->state();
    writeTrainer(file, state);
    run.savedStep = run.step;
    say(run, Kind::Saved, file.string());
    try {
        pruneCheckpoints(folderOf(run.twin), state.bestStep);
    } catch (const Error& error) {
        say(run, Kind::Notice, error.what());
    }
}

/// After an evaluation, so that the best one is always kept, and by the clock between them.
void TrainingLoop::Impl::autosave(TwinRun& run)
{
    if (!keeps() || run.savedStep == run.step || (run.evaluatedStep != run.step && Clock::now() - run.lastSave < spec.autosave))
        return;
    try {
        write(run);
    } catch (const Error& error) {
        say(run, Kind::Notice,
            error.what() + std::string(" Training goes on; the last saved step is ") + std::to_string(run.savedStep) + ".");
    }
}

TrainingLoop::TrainingLoop(TrainingSpec spec, Create create, Report report, Publish publish)
    : m_impl(std::make_unique<Impl>(std::move(spec), create, std::move(report), std::move(publish)))
{
}

TrainingLoop::~TrainingLoop() = default;

bool TrainingLoop::advance(std::stop_token stop)
{
    TwinRun* run = m_impl->behind();
    if (!run || stop.stop_requested())
        return false;
    if (run->evaluationDue() && !m_impl->evaluate(*run, stop))
        return false;
    if (run->stepsLeft()) {
        if (!m_impl->makeStep(*run, stop))
            return false;
        if (run->evaluationDue() && !m_impl->evaluate(*run, stop))
            return false;
    }
    m_impl->autosave(*run);
    return !finished();
}

bool TrainingLoop::finished() const { return !m_impl->behind(); }

std::int64_t TrainingLoop::step() const
{
    const TwinRun* run = m_impl->behind();
    return run ? run->step : plannedSteps();
}

std::int64_t TrainingLoop::plannedSteps() const
{
    std::int64_t steps = 0;
    for (const TwinRun& run : m_impl->runs)
        steps = std::max(steps, run.config.train.steps);
    return steps;
}

void TrainingLoop::level(std::stop_token stop)
{
    if (m_impl->spec.ranks.size > 1) // a step is one of all processes, and the others are not asked for it
        return;
    TwinRun* run = m_impl->behind();
    const auto isAhead = [run](const TwinRun& other) { return other.step == run->step + 1; };
    if (!run || !run->stepsLeft() || std::none_of(m_impl->runs.begin(), m_impl->runs.end(), isAhead))
        return;
    try {
        m_impl->makeStep(*run, stop);
    } catch (const Error& error) { // what was reached can be saved all the same
        m_impl->say(*run, Kind::Notice, error.what(), true);
    }
}

void TrainingLoop::publish()
{
    for (TwinRun& run : m_impl->runs) {
        if (run.publishedStep != run.step)
            m_impl->publish(run, run.trainer->model());
    }
}

void TrainingLoop::save()
{
    publish();
    std::optional<Error> failure;
    for (TwinRun& run : m_impl->runs) {
        if (!m_impl->keeps() || run.savedStep == run.step)
            continue;
        try {
            m_impl->write(run);
        } catch (const Error& error) {
            if (!failure)
                failure = error;
        }
    }
    if (failure)
        throw *failure;
}

void TrainingLoop::setLearningRate(double rate)
{
    for (TwinRun& run : m_impl->runs) {
        try {
            runField("learning_rate").write(run.config, toText(rate));
            run.trainer->setLearningRate(rate);
            m_impl->say(run, Kind::Notice, rateNotice(run));
            if (m_impl->keeps())
                m_impl->writeSettings();
        } catch (const Error& error) {
            m_impl->say(run, Kind::Notice, std::string("The new learning rate is not kept: ") + error.what());
        }
    }
}

} // namespace glowworm
