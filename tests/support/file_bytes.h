// SPDX-License-Identifier: GPL-3.0-or-later
// Hand-made files for tests: bytes in and bytes out.
#pragma once

#include "support/refusal.h"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace glowworm::test {

inline void writeBytes(const std::filesystem::path& file, const std::string& bytes)
{
    std::ofstream(file, std::ios::binary)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

inline std::string readBytes(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

inline std::string littleEndian64(std::uint64_t value)
{
    std::string bytes;
    for (int shift = 0; shift < 64; shift += 8)
        bytes += static_cast<char>(value >> shift & 0xFF);
    return bytes;
}

/// Length, header and data of a safetensors file, right or wrong as the test wants it.
inline std::string safetensorsBytes(const std::string& header, const std::string& data = {})
{
    return littleEndian64(header.size()) + header + data;
}

} // namespace glowworm::test
