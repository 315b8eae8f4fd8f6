// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/utf8.h"
#include "model/training/training_loop_impl.h"

#include "model/base/error.h"
#include "model/base/numbers.h"
#include "model/io/paths.h"
#include "model/training/probe.h"
#include "model/training/run_branch.h"
#include "model/training/run_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace glowworm {
namespace {

using Kind = TrainingEvent::Kind;

constexpr std::chrono::milliseconds kProgressEvery{100};

/// What does not apply to a model (the router's settings, where there is none) is at its default,
/// as run.json keeps it: a run that was resumed then writes the same metadata as one that was not.
RunConfig asKept(const RunConfig& config)
{
    RunConfig kept = runConfigFromJson(toJson(config));
    kept.model.vocabSize = config.model.vocabSize; // follows from the data, and is no setting
    return kept;
}

/// What the model writes at this point of its training, so that texts along a run compare. Nothing
/// when stopped, or when its weights are beyond writing: the losses tell that.
std::optional<std::string> sampleText(const ModelState& model, std::stop_token stop)
try {
    Probe probe(model);
    while (probe.advance(stop)) { }
    if (stop.stop_requested())
        return {};
    std::u32string text;
    for (const ProbePlace& place : probe.places()) {
        if (!place.isGiven)
            text.push_back(place.character);
    }
    return encodeUtf8(text);
} catch (const Error&) {
    return {};
}

} // namespace

TrainingLoop::Impl::Impl(
    TrainingSpec wanted, const Create& create, Report reportTo, Publish publishTo)
    : spec(std::move(wanted))
    , report(std::move(reportTo))
    , publishModel(std::move(publishTo))
{
    if (!spec.resume && keeps() && holdsRun(spec.folder))
        throw Error("The folder " + shownPath(spec.folder)
            + " holds a run already. Resume it or choose another folder.");
    NewFolder unlessRefused(spec.branchOf.empty() ? std::filesystem::path() : spec.folder);
    if (!spec.branchOf.empty())
        branch();
    if (spec.resume)
        claimKeptRun();
    if (spec.runs.empty())
        throw Error("There is nothing to train: no model was chosen.");
    rules = spec.stop.value_or(kept.stop);
    requireOneProcess();
    requireMemory();
    for (const auto& [twin, config] : spec.runs) {
        TwinRun run;
        run.twin = twin;
        run.config = asKept(config);
        std::optional<TrainerState> from;
        if (spec.resume)
            from = readState(twin);
        if (from) {
            run.step = run.savedStep = from->model.steps;
            run.savedEvaluated = from->model.valLoss || from->model.accuracy;
            requireSteps(run);
            run.best = readBest(twin, *from);
        }
        if (spec.resume)
            takeSettings(run, from);
        run.trainer = create(run.config, spec.data, std::move(from), spec.threads);
        runs.push_back(std::move(run));
    }
    setEnds();
    // Only now, so that a refused start leaves no empty run behind.
    keeps() ? openFolder() : planAsked();
    unlessRefused.keep();
    for (auto& [twin, text] : notices) {
        say(*std::ranges::find(runs, twin, &TwinRun::twin), Kind::Notice, std::move(text));
    }
    for (TwinRun& run : runs) {
        ModelState model = run.trainer->model();
        run.step = model.steps; // the first process may have resumed
        // All processes have to evaluate at the same steps, and the history tells only the first
        // one.
        if (spec.environment.size > 1)
            run.evaluatedStep = model.valLoss || model.accuracy ? model.steps : -1;
        if (run.best)
            publish(run, *std::exchange(run.best, std::nullopt));
        publish(run, std::move(model));
    }
    if (spec.goOn)
        liftRules();
    endByRules(); // of a run that was ended by one before
}

/// To the history, then to whoever watches. A disk that refuses the history does not stop the
/// training: the records wait.
void TrainingLoop::Impl::emit(const TwinRun& run, TrainingEvent event)
{
    event.twin = run.twin;
    event.elapsed = run.elapsed;
    event.step.step = std::max(event.step.step, run.step); // a change may be told before it is made
    const bool waited = history && history->waiting() > 0;
    if (history)
        history->append(historyLine(event));
    report(std::move(event));
    if (history && (history->waiting() > 0) != waited)
        say(run, Kind::Notice, historyNotice(waited));
}

void TrainingLoop::Impl::say(const TwinRun& run, Kind kind, std::string text, bool warning)
{
    TrainingEvent event;
    event.kind = kind;
    event.text = std::move(text);
    event.warning = warning;
    emit(run, std::move(event));
}

/// The twin whose turn it is. When they are level, one that has yet to be evaluated there, so that
/// a stop in its evaluation finds none ahead; else the first of the spec. Null when all are
/// finished.
TwinRun* TrainingLoop::Impl::behind()
{
    TwinRun* last = nullptr;
    for (TwinRun& run : runs) {
        if (run.finished())
            continue;
        const bool goesFirst
            = last && run.step == last->step && run.evaluationDue() && !last->evaluationDue();
        if (!last || run.step < last->step || goesFirst)
            last = &run;
    }
    return last;
}

/// Tells how far an evaluation is, when it takes long enough for somebody to ask.
std::function<void(double)> TrainingLoop::Impl::progressOf(const TwinRun& run) const
{
    TrainingEvent event;
    event.kind = Kind::Evaluating;
    event.twin = run.twin;
    event.elapsed = run.elapsed;
    event.step.step = run.step;
    return [this, event, told = Clock::now()](double fraction) mutable {
        if (Clock::now() - told < kProgressEvery)
            return;
        told = Clock::now();
        event.fraction = fraction;
        report(event);
    };
}

/// False when stopped: no trace of the step is left.
bool TrainingLoop::Impl::makeStep(TwinRun& run, std::stop_token stop)
{
    if (makeChanges(run))
        keepSettings(run);
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
        say(run, Kind::Notice, *sentence + adviceOnRate(run), true);
    keepMoment(run);
    endByRules();
    return true;
}

/// False when stopped: the evaluation is then due again.
bool TrainingLoop::Impl::evaluate(TwinRun& run, std::stop_token stop)
{
    const std::optional<EvalReport> result = run.trainer->evaluate(stop, progressOf(run));
    if (!result)
        return false;
    if (!std::isfinite(result->loss))
        throw NotFinite("Training stopped at step " + std::to_string(run.step)
            + ": the validation loss is not a number; try a smaller learning rate.");
    run.evaluatedStep = run.step;
    run.seen.add(*result);
    TrainingEvent event;
    event.kind = Kind::Evaluation;
    event.eval = *result;
    emit(run, std::move(event));
    ModelState model = run.trainer->model();
    if (model.config.task == Task::Text) {
        if (auto text = sampleText(model, stop))
            say(run, Kind::Sample, std::move(*text));
    }
    publish(run, std::move(model));
    endByRules();
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
    const TrainerState state = run.trainer->state();
    const std::filesystem::path file = freeCheckpoint(folderOf(run.twin), run.step);
    writeTrainer(file, state);
    run.known[file.filename().string()] = true;
    run.savedStep = run.step;
    run.savedEvaluated = run.evaluatedStep == run.step;
    say(run, Kind::Saved, file.string());
    pruneCheckpoints(folderOf(run.twin), state.bestStep, run.known);
}

/// After an evaluation, so that the best one is always kept, and by the clock between them.
void TrainingLoop::Impl::autosave(TwinRun& run)
{
    if (!keeps() || run.isSaved()
        || (run.evaluatedStep != run.step && Clock::now() - run.lastSave < spec.autosave))
        return;
    try {
        write(run);
    } catch (const Error& error) {
        say(run, Kind::Notice, error.what() + std::string(" Training goes on. ") + diskWords());
    }
}

/// False when there is nothing more to do now.
bool TrainingLoop::Impl::advance(std::stop_token stop)
{
    TwinRun* run = behind();
    if (!run || stop.stop_requested())
        return false;
    watchFolder();
    const bool isStep = !run->evaluationDue();
    if (run->step == 0 && !isStep)
        keepMoment(*run);
    try {
        if (isStep && !makeStep(*run, stop))
            return false;
        if (run->evaluationDue() && !evaluate(*run, stop))
            return false;
    } catch (const NotFinite& error) {
        throw NotFinite(error.what() + adviceOnRate(*run));
    }
    autosave(*run);
    return behind() != nullptr;
}

/// Everything that is not yet on the disk. Throws Error when something could not be written; the
/// rest is.
void TrainingLoop::Impl::save()
{
    nextRepair = {};
    watchFolder();
    std::optional<Error> failure;
    for (TwinRun& run : runs) {
        if (!keeps() || run.step == 0 || (run.isSaved() && onDisk(run)))
            continue;
        try {
            write(run);
        } catch (const Error& error) {
            if (!failure)
                failure = error;
        }
    }
    if (history)
        history->flush();
    if (!failure && history && history->waiting() > 0)
        failure = Error(historyNotice(false));
    if (failure)
        throw *failure;
}

TrainingLoop::TrainingLoop(TrainingSpec spec, Create create, Report report, Publish publish)
    : m_impl(std::make_unique<Impl>(std::move(spec), create, std::move(report), std::move(publish)))
{
}

TrainingLoop::~TrainingLoop() = default;

bool TrainingLoop::advance(std::stop_token stop)
try {
    return m_impl->advance(stop);
} catch (const NotFinite& error) {
    const Error told = m_impl->withDiskWords(error);
    m_impl->removeEmptyRun();
    throw NotFinite(told.what());
} catch (const Error& error) {
    const Error told = m_impl->withDiskWords(error);
    m_impl->removeEmptyRun();
    throw told;
} catch (const std::exception&) {
    m_impl->removeEmptyRun();
    throw;
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
        steps = std::max(steps, run.end);
    return steps;
}

TrainingSettings TrainingLoop::settings() const { return m_impl->settings(); }

void TrainingLoop::level(std::stop_token stop)
{
    if (m_impl->spec.environment.size
        > 1) // a step is one of all processes, and the others are not asked for it
        return;
    TwinRun* run = m_impl->behind(); // when it has yet to be evaluated where it stands, it stays
                                     // there: the evaluation would be skipped
    const auto isAhead = [run](const TwinRun& other) { return other.step == run->step + 1; };
    if (!run || !run->stepsLeft() || run->evaluationDue()
        || std::none_of(m_impl->runs.begin(), m_impl->runs.end(), isAhead))
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
try {
    publish();
    m_impl->save();
} catch (const Error& error) {
    throw m_impl->withDiskWords(error);
}

void TrainingLoop::change(const FieldValues& values) { m_impl->change(values); }

const std::filesystem::path& TrainingLoop::folder() const { return m_impl->spec.folder; }

} // namespace glowworm
