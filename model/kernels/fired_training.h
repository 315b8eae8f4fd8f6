// SPDX-License-Identifier: GPL-3.0-or-later
// Forward and backward of the fired neurons of a Gated layer for training: only G of F neurons are
// touched. LibTorch-free, so that it is tested against plain loops; torch/fired_neurons wraps it
// for autograd. Splits over threads by group (weights) and by token (x, y) with fixed parts, so
// results do not depend on the number of threads. Formulas: Glowworm's layer, y = b2 + sum_g gate_g
// act(u_c) v_c, u_c = w_c . x + b1_c (winner c of group g); gradients by the chain rule through
// winners only.
#pragma once

#include "model/config/config.h"

#include <cstdint>
#include <functional>

namespace glowworm {

/// Runs piece(i) for i in [0, count), in any order, possibly in parallel; returns when all are
/// done.
using ParallelFor
    = std::function<void(std::int64_t count, const std::function<void(std::int64_t)>& piece)>;

struct FiredShape {
    std::int64_t tokens; // n
    int dModel, neurons, groups;
    Activation activation;
};

/// x (n,D), up = W1 (F,D), upBias (F), downT = W2 transposed (F,D), winners (n,G) neuron numbers,
/// gate (n,G). Writes preactivation u (n,G) and y (n,D), without b2.
void firedForward(const FiredShape& shape, const float* x, const float* up, const float* upBias,
    const float* downT, const std::uint16_t* winners, const float* gate, float* preactivation,
    float* y, const ParallelFor& parallel);

/// dy (n,D). Adds into dUp (F,D), dUpBias (F), dDownT (F,D); writes dx (n,D) and dGate (n,G).
void firedBackward(const FiredShape& shape, const float* x, const float* up, const float* downT,
    const std::uint16_t* winners, const float* gate, const float* preactivation, const float* dy,
    float* dx, float* dUp, float* dUpBias, float* dDownT, float* dGate,
    const ParallelFor& parallel);

} // namespace glowworm
