// SPDX-License-Identifier: GPL-3.0-or-later
// A benchmark on a lane; LibTorch cases need the training lane, so the whole benchmark runs there
// (it always runs alone). Owner's thread.
#pragma once

#include "model/bench/benchmark.h"
#include "model/jobs/worker.h"

#include <filesystem>

namespace glowworm {

struct BenchProgress {
    double fraction = 0;
    double secondsLeft = 0; // about
    std::string current;
    BenchResult result; // so far
    /// The file of the result: in the last news of a run that measured something; before, of what
    /// there was a moment ago (isPart()), once there is one.
    std::filesystem::path kept;
    std::string notKept; // why there is no such file; "" = no reason
};

class BenchmarkRun {
public:
    /// lane: the training lane, which must outlive this. torch: loads the library, may throw Error
    /// (then rows without LibTorch, with a notice).
    BenchmarkRun(Lane& lane, std::function<const TrainEntry&()> torch);
    /// folder: where the result is kept; empty = nowhere.
    void start(BenchConfig config, std::filesystem::path folder = {});
    void stop() { m_worker.stop(); } // what was measured is kept, marked incomplete
    bool busy() const { return m_worker.busy(); }
    Lane::Status status() const { return m_worker.status(); }
    std::optional<BenchProgress> takeProgress() { return m_worker.outbox().take(); } // newest

private:
    std::function<const TrainEntry&()> m_torch;
    Worker<Latest<BenchProgress>> m_worker;
};

} // namespace glowworm
