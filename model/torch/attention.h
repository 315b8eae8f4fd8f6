// SPDX-License-Identifier: GPL-3.0-or-later
// Causal self-attention that keeps no (T, T) matrix between forward and backward: one head's
// probabilities stay in the cache, and backward computes them anew (Dao et al. 2022,
// FlashAttention, section 3.1, on a CPU). Training lane only.
#pragma once

#include "model/torch/torch_compat.h"

#include <cstdint>

namespace glowworm {

/// qkv (B, T, 3 D), queries, then keys, then values -> (B, T, D), heads side by side. `dropout`, 0
/// ... 1, of the probabilities is a function of (dropoutKey, text, head, query, key) alone.
torch::Tensor causalAttention(
    const torch::Tensor& qkv, std::int64_t heads, double dropout, std::uint64_t dropoutKey);

} // namespace glowworm
