// SPDX-License-Identifier: GPL-3.0-or-later
// A grey picture as a short text, to stand among the values of a session: exactly, and small where
// most of it is paper. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace glowworm {

/// Runs in the way of PackBits (Apple, TN1023), a byte n before each: 0 ... 127 n + 1 levels as
/// they are; 129 ... 255 one level, 257 - n times.
std::vector<std::uint8_t> packed(std::span<const std::uint8_t> levels);
/// So many levels; nothing where the bytes do not make exactly those.
std::optional<std::vector<std::uint8_t>> unpacked(
    std::span<const std::uint8_t> bytes, std::size_t count);

/// The same as base64.
std::string packedText(std::span<const std::uint8_t> levels);
std::optional<std::vector<std::uint8_t>> unpackedText(std::string_view text, std::size_t count);

} // namespace glowworm
