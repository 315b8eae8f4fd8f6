// SPDX-License-Identifier: GPL-3.0-or-later
// Base64 (RFC 4648, 4) by libcrypto. Pure function, any thread.
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace glowworm {

std::string base64(std::span<const std::byte> bytes);

} // namespace glowworm
