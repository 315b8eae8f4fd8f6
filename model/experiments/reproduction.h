// SPDX-License-Identifier: GPL-3.0-or-later
// The original study that Glowworm starts from, figure by figure, beside ours: puts together what
// the declared experiments reproduce-text and reproduce-digits and the benchmarks found. Pure
// functions of their results; any thread.
#pragma once

#include "model/bench/scorecard.h"
#include "model/bench/train_benchmark.h"
#include "model/experiments/experiment.h"

namespace glowworm {

struct Reproduction {
    ExperimentResult text, digits; // rows named dense and sparse, of digits also gumbel (the
                                   // study's router); unfinished ones are told as such
    std::vector<TrainBenchResult>
        steps; // time of a training step, in one or more formats of the matrix products
    ScorecardResult scorecard; // what generation gains
};

/// One line a figure: what, the study's, ours, and the command that prints ours.
std::string toMarkdown(const Reproduction& reproduction);
std::string toJson(
    const Reproduction& reproduction); // the same lines, and the results they come from

} // namespace glowworm
