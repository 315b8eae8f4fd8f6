// SPDX-License-Identifier: GPL-3.0-or-later
// TrainingLoop on the training lane: the thread that does all LibTorch work of the process. Used
// from the owner's thread; nothing blocks but the destructor.
#pragma once

#include "model/jobs/lane.h"
#include "model/jobs/mailbox.h"
#include "model/training/training_loop.h"

#include <array>

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
    explicit TrainingRun(TrainingLoop::Create create = {});
    ~TrainingRun();

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
    void setLearningRate(double rate);

    enum class State { Empty, Loading, Running, Pausing, Paused, Stopping, Finished, Failed };
    State state() const;
    std::string failure() const; // of Failed, one sentence
    bool busy() const;           // the lane runs a job
    std::int64_t step() const;
    std::int64_t plannedSteps() const;

    TrainingOutbox& outbox(); // of the newest loop; the next start() ends the reference

    /// The lane itself, for the LibTorch cases of a benchmark. Start jobs on it only while not
    /// busy().
    Lane& lane();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace glowworm
