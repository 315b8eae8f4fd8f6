// SPDX-License-Identifier: GPL-3.0-or-later
// Which neurons fire, in training: the winners of logits, the router's second stage with its gate
// as one custom autograd function, and the loss that balances the groups' loads. A loser's logit
// has a gradient through the softmax of its group.
#pragma once

#include "model/torch/torch_compat.h"

namespace glowworm {

/// Winner of each group as neuron numbers (n, G), kLong. choice (n, G, N): the logits, with noise
/// if any.
torch::Tensor groupWinners(const torch::Tensor& choice);

/// N sum_j f_j q_j, mean over groups: f the fraction of the tokens that neuron j wins, q its mean
/// probability (Fedus et al. 2021, arXiv 2101.03961, section 2.2, formula 4). 1 when all neurons of
/// a group have the same load. Winners (n, G); the sum over tokens of the softmax, probabilities
/// (F), which alone has a gradient.
torch::Tensor auxiliaryLossOf(const torch::Tensor& winners, const torch::Tensor& probabilities);

struct RoutedGate {
    torch::Tensor gate, winners; // (n, G) each
    torch::Tensor
        probabilities; // (F) the sum over tokens of the softmax; undefined when not asked for
};

/// The router's second stage and the softmax gate in one pass, which keeps no logits: z = U h + b,
/// winners those of z, gate_g = scale * softmax(z_g)[winner]. h (n, R), up = U (F, R), bias = b
/// (F), fp32 on the CPU. Gradient: routerBackward().
RoutedGate routerGate(const torch::Tensor& h, const torch::Tensor& up, const torch::Tensor& bias,
    std::int64_t groups, double scale, bool withProbabilities);

} // namespace glowworm
