// SPDX-License-Identifier: GPL-3.0-or-later
// A benchmark on a lane; LibTorch cases need the training lane, so the whole benchmark runs there
// (it always runs alone). Owner's thread.
#pragma once

#include "model/bench/benchmark.h"
#include "model/jobs/lane.h"

#include <filesystem>

namespace glowworm {

struct BenchProgress {
    double fraction = 0;
    std::string current;
    BenchResult result; // so far
    std::filesystem::path
        kept; // the file of the result, in the last news of a run that measured something
    std::string notKept; // why there is no such file; "" = no reason
};

/// What a benchmark's result is kept with and where.
struct BenchKeeping {
    std::filesystem::path folder;      // empty: nowhere
    std::string denseHash, sparseHash; // of the checkpoints, "" when not from a file
};

class BenchmarkRun {
public:
    /// lane: the training lane, which must outlive this. torch: loads the library, may throw Error
    /// (then rows without LibTorch, with a notice).
    BenchmarkRun(Lane& lane, std::function<const TrainEntry&()> torch);
    ~BenchmarkRun();
    void start(BenchConfig config, BenchKeeping keeping = {});
    void stop(); // what was measured is kept, marked incomplete
    bool busy() const;
    Lane::Status status() const;
    std::optional<BenchProgress> takeProgress(); // newest

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace glowworm
