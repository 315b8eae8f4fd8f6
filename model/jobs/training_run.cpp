// SPDX-License-Identifier: GPL-3.0-or-later
// Every command is a job on the lane that first does what is still pending (a new loop, other
// settings), then its own part. The lane's latest-wins start may drop a job that has not
// begun, so whatever must not be lost stands in the members, not in the job.
#include "model/jobs/training_run.h"

#include "model/base/error.h"
#include "model/base/sentence.h"
#include "model/jobs/worker.h"
#include "model/training/train_library.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace glowworm {
namespace {

template <class T> std::optional<T> takenOut(std::optional<T>& value, std::mutex& mutex)
{
    const std::lock_guard lock(mutex);
    return std::exchange(value, std::nullopt);
}

/// The library's trainers on the spec's device, together with the other processes, which are waited
/// for. Throws Error.
TrainingLoop::Create trainersFor(const TrainingSpec& spec)
{
    const TrainEntry& library = trainLibrary();
    std::shared_ptr<ProcessGroup> group
        = spec.environment.size > 1 ? library.join(spec.environment, spec.device) : nullptr;
    return [&library, device = spec.device, group = std::move(group)](const RunConfig& config,
               const TrainingData& data, std::optional<TrainerState> from, int threads) {
        return library.createTrainer(
            config, data, std::move(from), Placement(threads, device, group));
    };
}

} // namespace

/// Only weights that were just evaluated carry a figure.
void TrainingRun::Results::publish(Twin twin, ModelState model)
{
    const auto slot = slotOf(twin);
    const double figure = model.accuracy ? 1 - *model.accuracy : model.valLoss.value_or(HUGE_VAL);
    if (model.steps > 0 && figure < bestFigure[slot]) {
        bestFigure[slot] = figure;
        best[slot].post(model);
    }
    newest[slot].post(std::move(model));
}

/// A command's job, whose errors end in Failed.
void TrainingRun::run(void (TrainingRun::*job)(std::stop_token))
{
    m_worker.ask([this, job](std::stop_token stop, Results&) {
        try {
            prepare();
            (this->*job)(stop);
        } catch (const std::exception& exception) {
            {
                const std::lock_guard lock(m_mutex);
                m_failure = sentenceOf(exception);
                m_diverged = dynamic_cast<const NotFinite*>(&exception) != nullptr;
            }
            end(State::Failed);
            throw;
        }
    });
}

/// Ends a job in `next`, unless a newer command has set another state: its own job then follows.
void TrainingRun::settle(State expected, State next)
{
    const std::lock_guard lock(m_mutex);
    if (m_state == expected)
        m_state = next;
}

/// The loop is over, unless the owner has already asked for a new one.
void TrainingRun::end(State last)
{
    const std::lock_guard lock(m_mutex);
    if (!m_pending)
        m_state = last;
}

/// Lane: a start that is still pending becomes the loop.
void TrainingRun::prepare()
{
    std::optional<PendingStart> start = takenOut(m_pending, m_mutex);
    if (!start)
        return;
    try {
        if (m_loop)
            m_loop->save(); // a stop that was overtaken by this start
    } catch (...) {
        noteProgress(); // it stays the loop there is
        throw;
    }
    dropLoop();
    build(std::move(*start));
}

void TrainingRun::build(PendingStart start)
{
    const TrainingLoop::Create trainers = m_create ? m_create : trainersFor(start.spec);
    const auto report
        = [out = start.out](TrainingEvent event) { out->events.post(std::move(event)); };
    const auto publish
        = [out = start.out](Twin twin, ModelState model) { out->publish(twin, std::move(model)); };
    m_loop = std::make_unique<TrainingLoop>(std::move(start.spec), trainers, report, publish);
    noteProgress();
    const std::lock_guard lock(m_mutex);
    m_holdsLoop = true;
    if (m_pending) // it is replaced already
        return;
    if (start.steps)
        m_target = m_step + *start.steps;
    if (m_state == State::Loading)
        m_state = State::Running;
}

void TrainingRun::noteProgress()
{
    const std::lock_guard lock(m_mutex);
    if (m_pending) // they are of that one
        return;
    m_step = m_loop->step();
    m_plannedSteps = m_loop->plannedSteps();
    m_settings = m_loop->settings();
    m_folder = m_loop->folder();
}

void TrainingRun::dropLoop()
{
    m_loop.reset();
    const std::lock_guard lock(m_mutex);
    m_holdsLoop = false;
}

void TrainingRun::takeChanges()
{
    std::vector<FieldValues> changes;
    {
        const std::lock_guard lock(m_mutex);
        changes.swap(m_changes);
    }
    for (const FieldValues& values : changes)
        m_loop->change(values);
    if (!changes.empty())
        noteProgress(); // they are in force, and a rule may end it elsewhere
}

/// Whether single steps are done; the run is then paused.
bool TrainingRun::reachedTarget()
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_loop->step() < m_target)
            return false;
    }
    m_loop->publish();
    const std::lock_guard lock(m_mutex);
    if (m_loop->step() < m_target) // one more was asked for
        return false;
    if (m_state == State::Running)
        m_state = State::Paused;
    return true;
}

void TrainingRun::train(std::stop_token stop)
{
    if (!m_loop) { // resumed after a failure that left nothing to go on with
        settle(State::Running, State::Failed);
        return;
    }
    bool going = !m_loop->finished(); // one that is over is not paused at its end
    try {
        while (going && !reachedTarget()) {
            takeChanges();
            going = m_loop->advance(stop);
            noteProgress();
            if (stop.stop_requested())
                return; // paused, stopped or replaced: the next job knows
        }
    } catch (...) {
        // The weights of the last finished step are shown, but not saved: the last good checkpoint
        // stays the newest.
        const std::unique_ptr<TrainingLoop> failed = std::move(m_loop);
        dropLoop();
        failed->publish();
        throw;
    }
    if (!going)
        closeLoop(State::Finished);
}

/// A refused save throws and keeps the loop, so that it can be tried again.
void TrainingRun::closeLoop(State last)
{
    takeChanges();
    m_loop->save();
    noteProgress(); // it may have been moved
    dropLoop();
    end(last);
}

void TrainingRun::leave(std::stop_token stop)
{
    if (!m_loop)
        return; // it ended by itself
    takeChanges();
    m_loop->level(stop);
    noteProgress();
    m_loop->publish();
    settle(State::Pausing, State::Paused);
}

void TrainingRun::finish(std::stop_token stop)
{
    if (m_loop) {
        takeChanges();
        m_loop->level(stop);
        noteProgress();
    }
    finishAtOnce(stop);
}

/// As finish(), for a program that is about to end.
void TrainingRun::finishAtOnce(std::stop_token)
{
    if (m_loop)
        closeLoop(State::Empty);
    else
        settle(State::Stopping, State::Empty);
}

void TrainingRun::start(TrainingSpec spec, std::optional<int> steps)
{
    const auto out = m_worker.renewOutbox(); // no late report of the old loop is taken for
                                             // one of the new
    {
        const std::lock_guard lock(m_mutex);
        m_state = State::Loading;
        m_step = 0;
        m_plannedSteps = 0;
        for (const auto& [twin, config] : spec.runs)
            m_plannedSteps = std::max(m_plannedSteps, config.train.steps);
        m_settings = {spec.runs, spec.stop.value_or(StopRules())};
        m_folder = spec.folder;
        m_failure.clear();
        m_diverged = false;
        m_changes.clear();
        m_target = kNoTarget;
        m_pending = PendingStart{std::move(spec), out, steps};
    }
    run(&TrainingRun::train);
}

void TrainingRun::resume()
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_state != State::Paused && m_state != State::Pausing && m_state != State::Failed)
            return;
        m_state = m_pending ? State::Loading : State::Running;
        m_target = kNoTarget;
        if (m_pending)
            m_pending->steps.reset();
    }
    run(&TrainingRun::train);
}

void TrainingRun::pause()
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_state != State::Running && m_state != State::Loading)
            return;
        m_state = State::Pausing;
    }
    run(&TrainingRun::leave);
}

void TrainingRun::stepOnce(int steps)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_state == State::Running && m_target != kNoTarget) {
            m_target += steps; // the step in progress is not thrown away for it
            return;
        }
        if (m_state != State::Paused && (m_state != State::Failed || !m_holdsLoop))
            return;
        m_state = State::Running;
        m_target = m_step + steps;
    }
    run(&TrainingRun::train);
}

void TrainingRun::stop(bool level)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_state == State::Empty || m_state == State::Finished || m_state == State::Stopping)
            return;
        m_state = State::Stopping;
        m_pending.reset(); // not a step of it was made
        m_failure.clear();
        m_diverged = false;
    }
    run(level ? &TrainingRun::finish : &TrainingRun::finishAtOnce);
}

void TrainingRun::makeChanges()
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_state != State::Paused || m_changes.empty())
            return;
    }
    run(&TrainingRun::obey);
}

void TrainingRun::obey(std::stop_token)
{
    if (m_loop)
        takeChanges();
}

bool TrainingRun::changesWait() const
{
    const std::lock_guard lock(m_mutex);
    return !m_changes.empty();
}

void TrainingRun::change(FieldValues values)
{
    const std::lock_guard lock(m_mutex);
    m_changes.push_back(std::move(values));
}

} // namespace glowworm
