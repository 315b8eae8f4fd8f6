// SPDX-License-Identifier: GPL-3.0-or-later
// Every goal of the project in one run: a list of benchmarks, one after another, and what they
// say about each goal. A step machine like Benchmark; no thread of its own.
#pragma once

#include "model/bench/benchmark.h"

namespace glowworm {

/// What its benchmarks share unless asked otherwise: shorter than a single one.
BenchConfig usualScorecard();

struct ScorecardConfig {
    /// Its models are timed where a benchmark takes some; rounds, time, LibTorch and seed are those
    /// of all benchmarks.
    BenchConfig bench = usualScorecard();
    std::shared_ptr<const ModelState> trainedDense,
        trainedSparse; // whose loss in each number format is measured on the text; none = it is not
};

struct Goal {
    std::string what, study; // what is measured; what the original study found
    std::string wanted;      // "at least 18x"
    RatioInterval measured;
    bool met = false; // the measured value reaches the goal
    std::string note; // the point behind a smallest value, the format chosen ...
};

struct ScorecardResult {
    std::vector<Goal> goals; // of the runs finished so far
    std::vector<BenchResult> runs;
    std::vector<std::string> notices;
    bool complete = false;
};

class Scorecard {
public:
    Scorecard(ScorecardConfig config, const TrainEntry* torch);
    ~Scorecard();
    bool advance(const StopCheck& stop = {}); // as Benchmark's
    std::string current() const;
    ScorecardResult result() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

std::string toJson(const ScorecardResult& result);
std::string toMarkdown(const ScorecardResult& result);

} // namespace glowworm
