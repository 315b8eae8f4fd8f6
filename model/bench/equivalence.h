// SPDX-License-Identifier: GPL-3.0-or-later
// The equivalence check before any timing: the sparse layer must choose the winners that plain
// loops choose, compute the function that the masked dense product computes, and read only the rows
// it must, by every path that a timed call may take.
#pragma once

#include "model/bench/benchmark.h"

namespace glowworm {

inline constexpr double kLargestDifference = 1e-4; // relative, fp32

/// Tries `layer` on `inputs` random tokens, singly and together; throws Error that names layer
/// `number` (0 ... as in the file) and the first wrong winner, the wrong number of rows, or the
/// output that is more than kLargestDifference off, relative to the largest.
Equivalence checkEquivalence(const FeedForwardWeights& weights, int number, std::int64_t inputs,
    std::uint64_t seed, const SparseLayer& layer = engineLayer());

} // namespace glowworm
