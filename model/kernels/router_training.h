// SPDX-License-Identifier: GPL-3.0-or-later
// Forward and backward of the router's second stage and the softmax gate of a Gated layer, for
// training. The logits z (n, F) never leave the cache: a few tokens are taken at a time, and
// backward computes their logits and probabilities anew, which costs less than fetching them from
// memory. LibTorch-free, so that it is tested against plain loops. One thread.
#pragma once

#include <cstdint>

namespace glowworm {

struct RouterShape {
    std::int64_t tokens;       // n
    int rank, neurons, groups; // R, F, G; N = F / G neurons a group
    float scale;               // of the gate
};

/// z = U h + b; winner of group g: the largest of its N logits, the first of equals; gate_g = scale
/// softmax(z_g)[winner]. h (n, R), up = U (F, R), bias = b (F). Writes winners, numbers among all F
/// neurons (n, G), and gate (n, G); adds the sum over tokens of softmax(z) into probabilities (F),
/// unless that is null.
void routerForward(const RouterShape& shape, const float* h, const float* up, const float* bias,
    std::int64_t* winners, float* gate, float* probabilities = nullptr);

/// With q = softmax(z_g) and dz_j = dGate_g gate_g ([j = winner] - q_j) + q_j (dShares_j - sum_i
/// q_i dShares_i): adds dz^T h into dUp (F, R) and the sum of dz over tokens into dBias (F); writes
/// dH = U^T dz (n, R). winners and gate are those of routerForward() with the same h, up and bias;
/// dProbabilities (F) belongs to its probabilities, null = 0.
void routerBackward(const RouterShape& shape, const float* h, const float* up, const float* bias,
    const std::int64_t* winners, const float* gate, const float* dGate, const float* dProbabilities,
    float* dH, float* dUp, float* dBias);

} // namespace glowworm
