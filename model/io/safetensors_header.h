// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON part of a safetensors header, taken apart by a SAX handler that refuses everything the
// format does not need: duplicate keys, floats, minus signs, other fields, depth above 3, NUL,
// byte-order marks. Sizes are bounded while parsing. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace glowworm {

inline constexpr std::uint64_t kNumberLimit = std::uint64_t{1}
    << 48; // exclusive, for every number in a header
inline constexpr std::size_t kMostTensors = 4096;
inline constexpr std::size_t kMostDimensions = 8;
inline constexpr std::size_t kLongestName = 255;      // bytes
inline constexpr std::size_t kMetadataLimit = 64'000; // bytes, keys and values together

struct HeaderItem {
    std::string name, dtype;
    std::vector<std::uint64_t> shape;
    std::vector<std::uint64_t> offsets; // exactly 2
};

struct HeaderItems {
    std::map<std::string, std::string> metadata;
    std::vector<HeaderItem> tensors; // in the file's order; names are unique
};

/// "__metadata__": null stands for no metadata. Throws Error whose text starts with `shownName` and
/// names the limit where one is exceeded.
HeaderItems parseHeaderJson(std::string_view json, const std::string& shownName);

} // namespace glowworm
