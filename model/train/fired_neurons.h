// SPDX-License-Identifier: GPL-3.0-or-later
// The two custom autograd functions of the Gated layer: its gate, and its fired neurons. Both touch winners only in backward, as the
// mathematics of the layer allows: a loser's neuron has no part in the output or in any gradient.
#pragma once

#include "train/torch_compat.h"

#include "config.h"

namespace glowworm {

/// Winner of each group as neuron numbers (n, G), kLong. choice (n, G, N): the logits, with noise if any.
torch::Tensor groupWinners(const torch::Tensor& choice);

/// gate_g = scale * softmax(z_g)[winner], (n, G). z (n, G, N), fp32. winners: from groupWinners of another choice than z, or undefined and
/// then set to those of z, found in the same pass. Gradient: dz_j = dgate * gate * ([j = winner] - q_j).
torch::Tensor softmaxGate(const torch::Tensor& z, torch::Tensor& winners, double scale);

/// y = sum_g gate_g act(w_c . x + b1_c) v_c, without b2, (n, D). x (n, D), up (F, D), upBias (F), down (D, F), gate (n, G).
torch::Tensor firedNeurons(const torch::Tensor& x, const torch::Tensor& up, const torch::Tensor& upBias, const torch::Tensor& down,
    const torch::Tensor& gate, const torch::Tensor& winners, Activation activation);

} // namespace glowworm
