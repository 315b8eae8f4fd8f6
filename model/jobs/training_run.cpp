// SPDX-License-Identifier: GPL-3.0-or-later
// Every command is a job on the lane that first does what is still pending (a new loop, another
// learning rate), then its own part. The lane's latest-wins start may drop a job that has not
// begun, so whatever must not be lost stands in Impl, not in the job.
#include "model/jobs/training_run.h"

#include "model/base/error.h"
#include "model/base/sentence.h"
#include "model/jobs/worker.h"
#include "model/training/train_library.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace glowworm {
namespace {

constexpr std::int64_t kNoTarget = std::numeric_limits<std::int64_t>::max();

struct Results : TrainingOutbox {
    std::array<double, 2> bestFigure{HUGE_VAL, HUGE_VAL}; // lower is better; lane's thread

    /// Only weights that were just evaluated carry a figure.
    void publish(Twin twin, ModelState model)
    {
        const auto slot = static_cast<std::size_t>(twin);
        const double figure
            = model.accuracy ? 1 - *model.accuracy : model.valLoss.value_or(HUGE_VAL);
        if (model.steps > 0 && figure < bestFigure[slot]) {
            bestFigure[slot] = figure;
            best[slot].post(model);
        }
        newest[slot].post(std::move(model));
    }
};

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

struct PendingStart {
    TrainingSpec spec;
    std::shared_ptr<Results> out;
    std::optional<int> steps; // to make before it pauses
};

} // namespace

struct TrainingRun::Impl {
    TrainingLoop::Create create;

    mutable std::mutex mutex; // of what follows
    // Where the newest command leads. A command looks at it and sets it under one lock, its job
    // moves it on from there: neither a command nor an end that came just before it is overlooked.
    State state = State::Empty;
    std::string failure; // of the newest job that failed; emptied by start() and stop()
    // Set by start(), taken by whatever job runs next, or dropped by a stop() before that: the loop
    // that the other members speak of is this one as long as it is here.
    std::optional<PendingStart> pending;
    std::optional<double> learningRate;      // asked for and not yet told the loop
    std::int64_t target = kNoTarget;         // pause when every twin has got there
    std::int64_t step = 0, plannedSteps = 0; // of the loop, as they were between two of its steps

    std::unique_ptr<TrainingLoop> loop;        // lane's thread
    Worker<Results> worker{Order::LatestWins}; // last: it stops before the rest goes

    void run(void (Impl::*job)(std::stop_token));
    void train(std::stop_token stop);
    void leave(std::stop_token stop);
    void finish(std::stop_token stop);
    void finishAtOnce(std::stop_token stop);
    void prepare();
    void build(PendingStart start);
    bool reachedTarget();
    void closeLoop(State last);
    void applyLearningRate();
    void noteProgress();
    void settle(State expected, State next);
    void end(State last);
    template <class T> T read(T Impl::*member) const
    {
        const std::lock_guard lock(mutex);
        return this->*member;
    }
};

/// A command's job, whose errors end in Failed.
void TrainingRun::Impl::run(void (Impl::*job)(std::stop_token))
{
    worker.ask([this, job](std::stop_token stop, Results&) {
        try {
            prepare();
            (this->*job)(stop);
        } catch (const std::exception& exception) {
            {
                const std::lock_guard lock(mutex);
                failure = sentenceOf(exception);
            }
            end(State::Failed);
            throw;
        }
    });
}

/// Ends a job in `next`, unless a newer command has set another state: its own job then follows.
void TrainingRun::Impl::settle(State expected, State next)
{
    const std::lock_guard lock(mutex);
    if (state == expected)
        state = next;
}

/// The loop is over, unless the owner has already asked for a new one.
void TrainingRun::Impl::end(State last)
{
    const std::lock_guard lock(mutex);
    if (!pending)
        state = last;
}

/// Lane: a start that is still pending becomes the loop.
void TrainingRun::Impl::prepare()
{
    std::optional<PendingStart> start = takenOut(pending, mutex);
    if (!start)
        return;
    if (loop)
        loop->save(); // a stop that was overtaken by this start
    loop.reset();
    build(std::move(*start));
}

void TrainingRun::Impl::build(PendingStart start)
{
    const TrainingLoop::Create trainers = create ? create : trainersFor(start.spec);
    const auto report
        = [out = start.out](TrainingEvent event) { out->events.post(std::move(event)); };
    const auto publish
        = [out = start.out](Twin twin, ModelState model) { out->publish(twin, std::move(model)); };
    loop = std::make_unique<TrainingLoop>(std::move(start.spec), trainers, report, publish);
    noteProgress();
    const std::lock_guard lock(mutex);
    if (start.steps)
        target = step + *start.steps;
    if (state == State::Loading)
        state = State::Running;
}

void TrainingRun::Impl::noteProgress()
{
    const std::lock_guard lock(mutex);
    step = loop->step();
    plannedSteps = loop->plannedSteps();
}

void TrainingRun::Impl::applyLearningRate()
{
    if (const auto rate = takenOut(learningRate, mutex))
        loop->setLearningRate(*rate);
}

/// Whether single steps are done; the run is then paused.
bool TrainingRun::Impl::reachedTarget()
{
    {
        const std::lock_guard lock(mutex);
        if (loop->step() < target)
            return false;
    }
    loop->publish();
    const std::lock_guard lock(mutex);
    if (loop->step() < target) // one more was asked for
        return false;
    if (state == State::Running)
        state = State::Paused;
    return true;
}

void TrainingRun::Impl::train(std::stop_token stop)
{
    if (!loop) { // resumed after a failure that left nothing to go on with
        settle(State::Running, State::Failed);
        return;
    }
    bool going = true;
    try {
        while (going && !reachedTarget()) {
            applyLearningRate();
            going = loop->advance(stop);
            noteProgress();
            if (stop.stop_requested())
                return; // paused, stopped or replaced: the next job knows
        }
    } catch (...) {
        // The weights of the last finished step are shown, but not saved: the last good checkpoint
        // stays the newest.
        const std::unique_ptr<TrainingLoop> failed = std::move(loop);
        failed->publish();
        throw;
    }
    if (!going)
        closeLoop(State::Finished);
}

/// A refused save throws and keeps the loop, so that it can be tried again.
void TrainingRun::Impl::closeLoop(State last)
{
    applyLearningRate();
    loop->save();
    loop.reset();
    end(last);
}

void TrainingRun::Impl::leave(std::stop_token stop)
{
    if (!loop)
        return; // it ended by itself
    applyLearningRate();
    loop->level(stop);
    noteProgress();
    loop->publish();
    settle(State::Pausing, State::Paused);
}

void TrainingRun::Impl::finish(std::stop_token stop)
{
    if (loop) {
        applyLearningRate();
        loop->level(stop);
        noteProgress();
    }
    finishAtOnce(stop);
}

/// As finish(), for a program that is about to end.
void TrainingRun::Impl::finishAtOnce(std::stop_token)
{
    if (loop)
        closeLoop(State::Empty);
    else
        settle(State::Stopping, State::Empty);
}

TrainingRun::TrainingRun(TrainingLoop::Create create)
    : m_impl(std::make_unique<Impl>())
{
    m_impl->create = std::move(create);
}

TrainingRun::~TrainingRun() = default;

void TrainingRun::start(TrainingSpec spec, std::optional<int> steps)
{
    const auto out = m_impl->worker.renewOutbox(); // no late report of the old loop is taken for
                                                   // one of the new
    {
        const std::lock_guard lock(m_impl->mutex);
        m_impl->state = State::Loading;
        m_impl->step = 0;
        m_impl->plannedSteps = 0;
        for (const auto& [twin, config] : spec.runs)
            m_impl->plannedSteps = std::max(m_impl->plannedSteps, config.train.steps);
        m_impl->failure.clear();
        m_impl->learningRate.reset();
        m_impl->target = kNoTarget;
        m_impl->pending = PendingStart{std::move(spec), out, steps};
    }
    m_impl->run(&Impl::train);
}

void TrainingRun::resume()
{
    {
        const std::lock_guard lock(m_impl->mutex);
        State& state = m_impl->state;
        if (state != State::Paused && state != State::Pausing && state != State::Failed)
            return;
        state = m_impl->pending ? State::Loading : State::Running;
        m_impl->target = kNoTarget;
        if (m_impl->pending)
            m_impl->pending->steps.reset();
    }
    m_impl->run(&Impl::train);
}

void TrainingRun::pause()
{
    {
        const std::lock_guard lock(m_impl->mutex);
        if (m_impl->state != State::Running && m_impl->state != State::Loading)
            return;
        m_impl->state = State::Pausing;
    }
    m_impl->run(&Impl::leave);
}

void TrainingRun::stepOnce(int steps)
{
    {
        const std::lock_guard lock(m_impl->mutex);
        if (m_impl->state == State::Running && m_impl->target != kNoTarget) {
            m_impl->target += steps; // the step in progress is not thrown away for it
            return;
        }
        if (m_impl->state != State::Paused)
            return;
        m_impl->state = State::Running;
        m_impl->target = m_impl->step + steps;
    }
    m_impl->run(&Impl::train);
}

void TrainingRun::stop(bool level)
{
    {
        const std::lock_guard lock(m_impl->mutex);
        State& state = m_impl->state;
        if (state == State::Empty || state == State::Finished || state == State::Stopping)
            return;
        state = State::Stopping;
        m_impl->pending.reset(); // not a step of it was made
        m_impl->failure.clear();
    }
    m_impl->run(level ? &Impl::finish : &Impl::finishAtOnce);
}

void TrainingRun::setLearningRate(double rate)
{
    const std::lock_guard lock(m_impl->mutex);
    m_impl->learningRate = rate;
}

TrainingRun::State TrainingRun::state() const { return m_impl->read(&Impl::state); }

std::string TrainingRun::failure() const { return m_impl->read(&Impl::failure); }

bool TrainingRun::busy() const { return m_impl->worker.lane().status().busy(); }

std::int64_t TrainingRun::step() const { return m_impl->read(&Impl::step); }

std::int64_t TrainingRun::plannedSteps() const { return m_impl->read(&Impl::plannedSteps); }

TrainingOutbox& TrainingRun::outbox() { return m_impl->worker.outbox(); }

Lane& TrainingRun::lane() { return m_impl->worker.lane(); }

} // namespace glowworm
