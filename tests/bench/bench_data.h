// SPDX-License-Identifier: GPL-3.0-or-later
// The sizes that the kernels are timed at, and numbers to time them on.
#pragma once

#include "model/base/counter_random.h"
#include "model/kernels/weights.h"

namespace glowworm::test {

inline constexpr int kModel = 384, kNeurons = 1536, kLayers = 6, kRank = 24;

inline AlignedFloats noise(std::size_t count, std::uint64_t seed)
{
    AlignedFloats values(count);
    for (std::size_t i = 0; i < count; ++i)
        values.data()[i] = static_cast<float>(randomNormal(seed, i));
    return values;
}

} // namespace glowworm::test
