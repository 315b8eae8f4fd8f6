// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers of bytes as people read them, for messages. 1 MB = 10^6 bytes. Pure functions, any
// thread.
#pragma once

#include <cstdint>
#include <string>

namespace glowworm {

/// "312 bytes", "128.1 MB"
inline std::string bytesText(std::uint64_t bytes)
{
    if (bytes < 100'000)
        return std::to_string(bytes) + (bytes == 1 ? " byte" : " bytes");
    const std::uint64_t tenths
        = bytes / 100'000 + (bytes % 100'000 >= 50'000); // no floating point: no locale
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " MB";
}

/// "128.1 MB expected, 12.0 MB found"; to the byte where rounding would hide the difference.
inline std::string expectedFound(std::uint64_t expected, std::uint64_t found)
{
    if (bytesText(expected) == bytesText(found))
        return std::to_string(expected) + " bytes expected, " + std::to_string(found)
            + " bytes found";
    return bytesText(expected) + " expected, " + bytesText(found) + " found";
}

} // namespace glowworm
