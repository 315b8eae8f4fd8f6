// SPDX-License-Identifier: GPL-3.0-or-later
// Everything the original study did, in one go: both of its problems, then what is timed. The step
// machine of a Reproduction; no thread of its own, used from one thread.
#pragma once

#include "model/experiments/reproduction.h"

namespace glowworm {

class ReproductionRun {
public:
    /// digits, text: the declared experiments reproduce-digits and reproduce-text; text.threads
    /// also time the steps. create: empty = advance() is not called, result() tells what the
    /// folders hold. torch: null = nothing is timed. Throws Error as ExperimentRun.
    ReproductionRun(ExperimentSpec digits, ExperimentSpec text, TrainingLoop::Create create,
        const TrainEntry* torch);
    /// One training step or one round of a benchmark; blocks. False when all is done or `stop` was
    /// requested; training can then go on another time, while timings begin anew.
    bool advance(std::stop_token stop);
    /// Of the experiment at work; of a benchmark only `what`, and no steps.
    ExperimentProgress progress() const;
    Reproduction result() const;
    /// As ExperimentRun's, of both.
    const std::string& problem() const
    {
        return m_digits.problem().empty() ? m_text.problem() : m_digits.problem();
    }

private:
    bool time(const StopCheck& stop);

    const int m_threads;
    const TrainEntry* m_torch;
    ExperimentRun m_digits, m_text;
    const ExperimentRun* m_training = &m_digits; // the one at work; null = timing
    std::vector<TrainBenchResult> m_steps;       // finished ones
    std::optional<TrainBenchmark> m_benchmark;   // the one at work
    std::optional<Scorecard> m_scorecard;
};

} // namespace glowworm
