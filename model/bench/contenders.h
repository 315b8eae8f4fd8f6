// SPDX-License-Identifier: GPL-3.0-or-later
// What a benchmark times: one implementation of an FF layer or of a whole token, ready to run again and again on fresh inputs, and the
// cases they compete in. Internal to model/bench; used from the benchmark's thread.
#pragma once

#include "bench/benchmark.h"
#include "engine/feed_forward.h"
#include "engine/thread_pool.h"

namespace glowworm {

class Contender {
public:
    virtual ~Contender() = default;
    virtual void prepare() = 0; // not timed: lays out the next inputs
    virtual void pass() = 0; // timed: `calls` calls
};

struct Entrant {
    std::string impl;
    double density = 1;
    int calls = 1; // of one pass
    std::unique_ptr<Contender> contender;
};

/// Implementations that compete round by round, with the gate they passed.
struct BenchCase {
    std::vector<Entrant> entrants;
    Equivalence gate;
    std::vector<std::string> notices; // entrants left out
};

/// The same FF layer in several copies with different random weights, packed for the engine and, when there is LibTorch, for it too.
struct LayerSet {
    ModelConfig config;
    std::vector<FeedForwardWeights> packed; // layers
    std::vector<std::unique_ptr<TorchFeedForward>> torch; // layers, or empty
};
/// groups 0: dense. Blocks, about a second at study size.
std::shared_ptr<LayerSet> makeLayerSet(const BenchConfig& config, int groups, const TrainEntry* torch);

/// Throws Error when the gate fails.
BenchCase makeFeedForwardCase(const BenchConfig& config, std::shared_ptr<LayerSet> dense, std::shared_ptr<LayerSet> sparse, int tokens);
BenchCase makeTokenCase(const BenchConfig& config, const TrainEntry* torch);

/// First position of the timed tokens in a context of `context` tokens.
int firstTimedPosition(const BenchConfig& config);

} // namespace glowworm
