// SPDX-License-Identifier: GPL-3.0-or-later
// What a training step does with the (T, T) scores of one head between the matrix products: scale,
// causal softmax, dropout and back, each row while it is in the first-level cache. LibTorch-free,
// so that it is tested against plain loops. One thread.
#pragma once

#include "model/kernels/training_kernels.h"

#include <cstdint>

namespace glowworm {

struct ProbabilityShape {
    std::int64_t tokens; // T queries and keys; query q sees the keys 0 ... q
    float scale;         // of the scores
    Dropping dropping;   // of probabilities; threshold 0: none
    std::uint64_t key;   // row q is dropped under randomKey(key, firstRow + q)
    std::uint64_t firstRow;
};

/// scores (T, T), query by key -> kept = drop(softmax(scale scores)), in place; 0 for keys not
/// seen. Numbers are fp32, or bf16 as its bits (computed in fp32, rounded to nearest even).
void attentionProbabilities(const ProbabilityShape& shape, float* scores);
void attentionProbabilities(const ProbabilityShape& shape, std::uint16_t* scores);

/// scores -> kept as above; dKept (T, T), the gradient of kept -> that of the scores, in place:
/// with p the probabilities before dropout and dp = drop(dKept), scale p (dp - sum over keys of p
/// dp); 0 for keys not seen.
void attentionProbabilitiesBackward(const ProbabilityShape& shape, float* scores, float* dKept);
void attentionProbabilitiesBackward(
    const ProbabilityShape& shape, std::uint16_t* scores, std::uint16_t* dKept);

} // namespace glowworm
