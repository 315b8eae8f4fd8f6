// SPDX-License-Identifier: GPL-3.0-or-later
// Benchmarks of networks so small that a test runs them, by a clock that each look moves on. Tests
// only.
#pragma once

#include "model/bench/benchmark.h"
#include "support/refusal.h"
#include "support/tiny_config.h"

namespace glowworm::test {

/// Seconds; each look takes 0.1 ms.
inline double fakeNow = 0;
inline double fakeClock() { return fakeNow += 1e-4; }

/// Three tiny layers, one case.
inline BenchConfig smallLayers()
{
    BenchConfig config;
    config.dModel = 20;
    config.neurons = 48;
    config.routerRank = 5;
    config.layers = 3;
    config.groups = {4};
    config.tokens = {1};
    config.repeats = 9;
    config.warmup = 2;
    config.blockSeconds = 2e-3;
    return config;
}

/// Without LibTorch, and in real time: it lasts until it is stopped.
inline BenchConfig endlessLayers()
{
    BenchConfig config = smallLayers();
    config.blockSeconds = BenchConfig().blockSeconds;
    config.repeats = 101;
    config.libtorch = false;
    return config;
}

inline std::shared_ptr<const ModelState> smallModel(Routing routing)
{
    RunConfig config = tinyConfig(Task::Text, routing, {.context = 12, .routerRank = 3});
    config.model.vocabSize = 3;
    return std::make_shared<const ModelState>(initialState(config, {U'a', U'b', U'c'}));
}

inline BenchConfig smallModels()
{
    BenchConfig config;
    config.workload = Workload::Token;
    config.dense = smallModel(Routing::Dense);
    config.sparse = smallModel(Routing::Gated);
    config.generated = 4;
    config.context = 6;
    config.repeats = 5;
    config.warmup = 1;
    config.blockSeconds = 1e-3;
    return config;
}

inline bool contains(const std::string& text, const std::string& words)
{
    return text.find(words) != std::string::npos;
}

} // namespace glowworm::test
