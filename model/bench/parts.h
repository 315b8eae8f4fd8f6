// SPDX-License-Identifier: GPL-3.0-or-later
// References beside whole tokens: the parts of a token, the read bandwidth and the gain of a second
// thread. Internal to model/bench.
#pragma once

#include "model/bench/text_implementations.h"

namespace glowworm {

/// An implementation of the engine whose parts are to be timed.
struct SplitRow {
    BenchRow row;
    std::shared_ptr<const LanguageWeights> weights;
    EngineOptions options;
};
/// rows: all of the engine's. dense: the whole model. Throws Stopped.
void addDetails(BenchCase& result, const BenchConfig& config, const std::vector<SplitRow>& rows,
    const std::shared_ptr<const LanguageWeights>& dense, const std::shared_ptr<const Texts>& texts,
    const StopCheck& stop);

/// From the rows of a token case; fields whose rows were not measured stay empty. context: tokens
/// in the cache.
void summariseDetails(BenchResult& result, const BenchCase& token, int context);

} // namespace glowworm
