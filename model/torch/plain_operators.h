// SPDX-License-Identifier: GPL-3.0-or-later
// What our kernels for the CPU compute, by LibTorch's own operators, for tensors that lie
// elsewhere: the same noise, bit for bit, the same values but for rounding. They run on any device,
// so tests compare them with the kernels on the CPU.
#pragma once

#include "model/torch/torch_compat.h"

#include "model/kernels/training_kernels.h"

#include <cstdint>

namespace glowworm {

/// counterDropout, with x's gradient.
torch::Tensor plainDropout(const torch::Tensor& x, double probability, std::uint64_t key);

/// gumbelNoise on a device.
torch::Tensor plainGumbelNoise(
    at::IntArrayRef shape, std::uint64_t key, const torch::Device& device);

/// causalAttention; keeps (B, H, T, T) probabilities for backward.
torch::Tensor plainCausalAttention(
    const torch::Tensor& qkv, std::int64_t heads, double dropout, std::uint64_t dropoutKey);

/// gate_g = scale * softmax(z_g)[winner], (n, G). z (n, G, N), winners (n, G) from groupWinners().
torch::Tensor plainSoftmaxGate(const torch::Tensor& z, const torch::Tensor& winners, double scale);

/// adamWUpdate of one tensor, in place.
void plainAdamW(const AdamWFactors& factors, const torch::Tensor& gradient, torch::Tensor& weight,
    torch::Tensor& first, torch::Tensor& second);

} // namespace glowworm
