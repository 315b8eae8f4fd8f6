// SPDX-License-Identifier: GPL-3.0-or-later
// The fired neurons of the Gated layer as a custom autograd function. A loser's neuron has no part
// in the output or in any gradient, so backward does not touch it.
#pragma once

#include "model/torch/torch_compat.h"

#include "model/config/config.h"

namespace glowworm {

/// y = sum_g gate_g act(w_c . x + b1_c) v_c, without b2, (n, D). x (n, D), up (F, D), upBias (F),
/// down (D, F), gate (n, G).
torch::Tensor firedNeurons(const torch::Tensor& x, const torch::Tensor& up,
    const torch::Tensor& upBias, const torch::Tensor& down, const torch::Tensor& gate,
    const torch::Tensor& winners, Activation activation);

} // namespace glowworm
