// SPDX-License-Identifier: GPL-3.0-or-later
// Timings of dense against sparse: FF layer alone and whole token. A step machine: runNext() does one bounded piece (preparation and gate,
// a warm-up or one round of one case), all implementations of a case interleaved round by round in shuffled order, never concurrent. No
// thread of its own. LibTorch cases come in through the seam and are left out, with a notice, when the library is missing.
#pragma once

#include "bench/statistics.h"
#include "build_info.h"
#include "engine/weights.h"
#include "runs/trainer.h"

#include <functional>
#include <memory>
#include <optional>

namespace glowworm {

enum class BenchTarget { FeedForward, Token };

struct BenchConfig {
    BenchTarget target = BenchTarget::FeedForward;
    // FeedForward: random weights of this shape, uniform routing, `layers` copies in rotation, fresh inputs each call
    int dModel = 384, neurons = 1536, routerRank = 24, layers = 6;
    std::vector<int> groups = {24, 64, 128, 384}; // densities groups / neurons to measure
    std::vector<int> tokens = {1}; // tokens per call
    Routing routing = Routing::Gated; // of the sparse layer
    // Token: the models; the timed tokens are centred on a cache of `context` tokens, moved to fit the models' own context
    std::shared_ptr<const ModelState> dense, sparse;
    int context = 128;
    int generated = 64; // tokens per round
    // both
    int threads = 1;
    int repeats = 15, warmup = 3; // rounds
    double blockSeconds = 0.05; // least time of one implementation's block in a round
    bool libtorch = true;
    std::uint64_t seed = 1;
};
/// One sentence each; empty = valid.
std::vector<std::string> problems(const BenchConfig& config);

struct BenchRow {
    std::string impl; // dense | sparse | libtorch-dense | libtorch-sparse
    double density = 1; // of the case's sparse layer; 1 for dense rows of the token target
    int tokens = 1; // per call
    Quartiles microseconds; // per call (FeedForward: one layer; Token: one token)
    std::vector<double> samples; // microseconds, one per round
    int roundsDone = 0;
};
struct BenchRatio {
    std::string over; // "dense/sparse", "libtorch-dense/sparse", ...
    double density = 1;
    int tokens = 1;
    RatioInterval ratio;
    std::string verdict;
};
struct Equivalence {
    double maxRelativeDifference = 0; // of sparse against masked dense, over random inputs, relative to the largest output
    std::int64_t rowsReadPerLayer = 0; // per token
    std::int64_t inputs = 0;
    int groups = 0; // rows expected
};

struct BenchResult {
    MachineInfo machine;
    BenchConfig config; // weights not kept
    std::vector<BenchRow> rows;
    std::vector<BenchRatio> ratios;
    std::optional<Equivalence> equivalence; // largest difference of all cases; rows of the first one
    std::vector<Equivalence> gates; // one for each sparse layer shape, in order
    std::vector<std::string> notices; // noisy machine, LibTorch missing ...
    std::string denseHash, sparseHash;
    bool complete = false; // false: cancelled, fewer rounds
};

class Benchmark {
public:
    using Clock = std::function<double()>; // seconds; for tests
    /// torch: null = without LibTorch rows. Throws Error for an invalid config.
    Benchmark(BenchConfig config, const TrainEntry* torch, Clock clock = {});
    ~Benchmark();
    /// False when nothing is left. Throws Error when the equivalence gate fails: what is not equal is not timed.
    bool runNext();
    double progress() const; // 0 ... 1
    std::string current() const; // what the next piece is, for the status line
    BenchResult result() const; // so far

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

std::string toJson(const MachineInfo& machine);
std::string toJson(const BenchResult& result); // one object; field names are those of `glowworm-cli bench --json`
std::string toCsv(const BenchResult& result);
std::string toMarkdown(const BenchResult& result);

} // namespace glowworm
