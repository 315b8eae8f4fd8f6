// SPDX-License-Identifier: GPL-3.0-or-later
// The gate before any timing: the sparse path must compute the same function as the masked dense product and read only the fired rows.
#pragma once

#include "bench/benchmark.h"
#include "engine/feed_forward.h"

namespace glowworm {

/// Compares `layer` on random tokens, singly and together, with the masked dense product on `inputs` tokens; throws Error that names the
/// largest difference and its token when it exceeds 1e-4 relative, or when more than `groups` rows per token were read.
Equivalence checkEquivalence(
    const FeedForwardWeights& weights, std::int64_t inputs, std::uint64_t seed, const SparseLayer& layer = engineLayer());

} // namespace glowworm
