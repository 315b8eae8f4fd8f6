// SPDX-License-Identifier: GPL-3.0-or-later
// bfloat16, the upper half of a float, as files and the engine's weights store it.
#pragma once

#include <bit>
#include <cstdint>

namespace glowworm {

/// value / 2^shift, a tie going to the even neighbour. 1 <= shift <= 31.
constexpr std::uint32_t shiftToNearestEven(std::uint32_t value, unsigned shift)
{
    const std::uint32_t quotient = value >> shift, rest = value & ((1u << shift) - 1),
                        half = 1u << (shift - 1);
    return quotient + (rest > half || (rest == half && (quotient & 1)));
}

constexpr float bf16ToFloat(std::uint16_t bits)
{
    return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16);
}

constexpr std::uint16_t floatToBf16(float value)
{
    const std::uint32_t bits = std::bit_cast<std::uint32_t>(value);
    if ((bits & 0x7FFFFFFFu) > 0x7F800000u)
        return static_cast<std::uint16_t>(bits >> 16 | 0x40); // stays NaN
    return static_cast<std::uint16_t>(shiftToNearestEven(bits, 16));
}

} // namespace glowworm
