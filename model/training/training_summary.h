// SPDX-License-Identifier: GPL-3.0-or-later
// What came of a training run, put together from the loop's events for whoever followed it. Plain
// values, any thread.
#pragma once

#include "model/training/training_history.h"

namespace glowworm {

class TrainingSummary {
public:
    explicit TrainingSummary(const TrainingSpec& spec);
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
    struct Model {
        Twin twin;
        RunConfig config;
        std::string checkpoint; // newest one; "" = none
    };

    const Model& of(Twin twin) const; // one that is trained

    std::vector<Model> m_models; // as in the spec
    TrainingHistory m_history;
    std::vector<std::string> m_notices;
    std::filesystem::path m_folder;
    std::string m_device;
    int m_threads, m_processes;
};

} // namespace glowworm
