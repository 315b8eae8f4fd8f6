// SPDX-License-Identifier: GPL-3.0-or-later
// Every target of the project in one run: a list of benchmarks, one after another, and what they
// say about each target. A step machine like Benchmark; no thread of its own.
#pragma once

#include "model/bench/benchmark.h"

namespace glowworm {

struct SweepConfig {
    std::shared_ptr<const ModelState> dense,
        sparse; // text models to time; none = random weights of the study's size
    std::shared_ptr<const ModelState> trainedDense,
        trainedSparse; // whose loss in each number format is measured; none = not measured
    std::shared_ptr<const TextCorpus> text; // to measure it on
    int repeats = 15, warmup = 2;
    double blockSeconds = 0.03;
    bool libtorch = true;
    std::uint64_t seed = 1;
};

struct SweepTarget {
    std::string what, study;             // what is measured; what the study found
    std::string target;                  // "at least 18x"
    double value = 0, low = 0, high = 0; // measured, 95 % interval
    bool met = false;                    // value reaches the target
    std::string note;                    // the point behind a smallest value, the format chosen ...
};

struct SweepResult {
    std::vector<SweepTarget> targets; // of the runs finished so far
    std::vector<BenchResult> runs;
    std::vector<std::string> notices;
    bool complete = false;
};

class Sweep {
public:
    Sweep(SweepConfig config, const TrainEntry* torch);
    ~Sweep();
    bool runNext(const StopCheck& stop = {}); // as Benchmark's
    std::string current() const;
    SweepResult result() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

std::string toJson(const SweepResult& result);
std::string toMarkdown(const SweepResult& result);

} // namespace glowworm
