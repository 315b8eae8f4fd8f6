// SPDX-License-Identifier: GPL-3.0-or-later
// Counter-based dropout and Gumbel noise: functions of (key, element), so a step can be repeated or dropped without a trace and no
// generator state has to be saved. LibTorch's own draws are sequential and many times slower.
#pragma once

#include "train/torch_compat.h"

#include <cstdint>

namespace glowworm {

/// x with each element dropped with `probability` (resolution 1/65,536), the rest scaled by 1 / (1 - probability); x itself when 0.
torch::Tensor counterDropout(const torch::Tensor& x, double probability, std::uint64_t key);

/// Factors of rows firstRow ... of a matrix, (rows, columns) at most 262,144 wide: 0 with `probability`, else 1 / (1 - probability). An
/// element's factor depends on its row and column alone. Runs on the caller's thread.
torch::Tensor dropoutMask(std::int64_t rows, std::int64_t columns, double probability, std::uint64_t key, std::int64_t firstRow);

/// Standard Gumbel noise, float.
torch::Tensor gumbelNoise(at::IntArrayRef shape, std::uint64_t key);

} // namespace glowworm
