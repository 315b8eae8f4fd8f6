// SPDX-License-Identifier: GPL-3.0-or-later
// Base64 (RFC 4648, 4) by libcrypto. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace glowworm {

std::string base64(std::span<const std::byte> bytes);
/// What base64() made this text of; nothing where it made no such text.
std::optional<std::vector<std::byte>> fromBase64(std::string_view text);

} // namespace glowworm
