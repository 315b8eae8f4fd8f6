// SPDX-License-Identifier: GPL-3.0-or-later
// What came of a training run, put together from the loop's events for whoever followed it. Plain
// values, any thread.
#pragma once

#include "model/training/training_history.h"

namespace glowworm {

class TrainingSummary {
public:
    explicit TrainingSummary(TrainingSpec spec)
        : m_spec(std::move(spec))
    {
    }
    void add(const TrainingEvent& event);
    /// A sentence that belongs to the run, as those of the events do.
    void note(const std::string& sentence) { m_notices.push_back(sentence); }
    /// The newest of a model that has made a step, "" before: "sparse  step 5 of 10  loss 3.1
    /// validation 3.2  120 characters/s  0:01 left".
    std::string line(Twin twin) const;
    /// One object: of the first model steps, losses, speed, checkpoint, parameters; the same of its
    /// dense twin; then folder, threads, device, processes, finished and notices.
    std::string toJson(bool finished) const;

private:
    const RunConfig& configOf(Twin twin) const; // of one that is trained
    const std::string& checkpointOf(Twin twin) const { return m_checkpoints[slotOf(twin)]; }

    TrainingSpec m_spec;
    std::array<std::string, 2> m_checkpoints; // newest one of each twin; "" = none
    TrainingHistory m_history;
    std::vector<std::string> m_notices;
};

} // namespace glowworm
