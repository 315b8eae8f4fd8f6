// SPDX-License-Identifier: GPL-3.0-or-later
// Counter-based dropout and Gumbel noise: functions of (key, element), so a step can be repeated or
// dropped without a trace, no generator state has to be saved and no mask has to be kept for
// backward. LibTorch's own draws are sequential and many times slower.
#pragma once

#include "model/torch/torch_compat.h"

#include <cstdint>

namespace glowworm {

/// x with each element dropped with `probability` (resolution 1/65,536), the rest scaled by 1 / (1
/// - probability); x itself when 0.
torch::Tensor counterDropout(const torch::Tensor& x, double probability, std::uint64_t key);

/// Standard Gumbel noise, float.
torch::Tensor gumbelNoise(
    at::IntArrayRef shape, std::uint64_t key, const torch::Device& device = torch::kCPU);

} // namespace glowworm
