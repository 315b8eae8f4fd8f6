// SPDX-License-Identifier: GPL-3.0-or-later
// TrainingLoop on the training lane: the thread that does all LibTorch work of the process. Used
// from the owner's thread; nothing blocks but the destructor.
#pragma once

#include "model/jobs/worker.h"
#include "model/training/training_loop.h"

#include <array>
#include <cmath>
#include <limits>

namespace glowworm {

/// What one loop tells. By Twin: the newest weights it published, and those with the best
/// validation so far (text: loss, digits: accuracy); untrained weights are never the best.
struct TrainingOutbox {
    Mailbox<TrainingEvent> events;
    std::array<Latest<ModelState>, 2> newest, best;
};

class TrainingRun {
public:
    /// create: empty = from trainLibrary(), loaded on the lane at the first start.
    explicit TrainingRun(TrainingLoop::Create create = {})
        : m_create(std::move(create))
    {
    }

    /// A new loop; an old one that was not stopped is saved and dropped. With `steps` it pauses
    /// after so many (0 = before the first one).
    void start(TrainingSpec spec, std::optional<int> steps = {});
    void resume(); // go on with the loop that pause(), or a refused save, left; bit for bit
    void
    pause(); // leave the loop, twins at the same step; weights are published, nothing is written
    void stepOnce(int steps = 1); // resume for this many steps (of each twin), then pause
    /// Leave the loop, write a checkpoint when it has a folder, drop it; a refused save keeps it:
    /// Failed. level: twins end at the same step, which may take one more.
    void stop(bool level = true);
    /// TrainingLoop::change(), before the next step of the loop; a notice tells what came of it.
    void change(FieldValues values);
    void makeChanges(); // of a paused run, which else makes them when it goes on; takes the lane
    bool changesWait() const; // for that

    enum class State { Empty, Loading, Running, Pausing, Paused, Stopping, Finished, Failed };
    State state() const { return read(m_state); }
    std::string failure() const { return read(m_failure); } // of Failed, one sentence
    bool diverged() const { return read(m_diverged); }   // of Failed: a loss was no number any more
    bool holdsLoop() const { return read(m_holdsLoop); } // of Failed: its save was refused
    bool busy() const { return m_worker.lane().status().busy(); } // the lane runs a job
    std::int64_t step() const { return read(m_step); }
    std::int64_t plannedSteps() const { return read(m_plannedSteps); }
    TrainingSettings settings() const { return read(m_settings); } // in force; of no run: empty
    /// Where it is kept, also after somebody has moved it.
    std::filesystem::path folder() const { return read(m_folder); }

    /// Of the newest loop; the next start() ends the reference.
    TrainingOutbox& outbox() { return m_worker.outbox(); }

    /// The lane itself, for the LibTorch cases of a benchmark. Start jobs on it only while not
    /// busy().
    Lane& lane() { return m_worker.lane(); }

private:
    static constexpr std::int64_t kNoTarget = std::numeric_limits<std::int64_t>::max();

    struct Results : TrainingOutbox {
        std::array<double, 2> bestFigure{HUGE_VAL, HUGE_VAL}; // lower is better; lane's thread

        void publish(Twin twin, ModelState model);
    };
    struct PendingStart {
        TrainingSpec spec;
        std::shared_ptr<Results> out;
        std::optional<int> steps; // to make before it pauses
    };

    void run(void (TrainingRun::*job)(std::stop_token));
    void train(std::stop_token stop);
    void leave(std::stop_token stop);
    void finish(std::stop_token stop);
    void finishAtOnce(std::stop_token stop);
    void prepare();
    void build(PendingStart start);
    bool reachedTarget();
    void closeLoop(State last);
    void obey(std::stop_token stop);
    void dropLoop();
    void takeChanges();
    void noteProgress();
    void settle(State expected, State next);
    void end(State last);
    template <class T> T read(const T& member) const
    {
        const std::lock_guard lock(m_mutex);
        return member;
    }

    const TrainingLoop::Create m_create;

    mutable std::mutex m_mutex; // of what follows
    // Where the newest command leads. A command looks at it and sets it under one lock, its job
    // moves it on from there: neither a command nor an end that came just before it is overlooked.
    State m_state = State::Empty;
    std::string m_failure;   // of the newest job that failed; emptied by start() and stop()
    bool m_diverged = false; // it failed so
    // Set by start(), taken by whatever job runs next, or dropped by a stop() before that: the loop
    // that the other members speak of is this one as long as it is here.
    std::optional<PendingStart> m_pending;
    std::vector<FieldValues> m_changes; // asked for and not yet told the loop
    std::int64_t m_target = kNoTarget;  // pause when every twin has got there
    std::int64_t m_step = 0,
                 m_plannedSteps = 0; // of the loop, as they were between two of its steps
    TrainingSettings m_settings;     // the same
    std::filesystem::path m_folder;  // the same
    bool m_holdsLoop = false;

    std::unique_ptr<TrainingLoop> m_loop;        // lane's thread
    Worker<Results> m_worker{Order::LatestWins}; // last: it stops before the rest goes
};

} // namespace glowworm
