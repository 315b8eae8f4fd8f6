// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/session/packed_levels.h"

#include "model/io/base64.h"

#include <algorithm>

namespace glowworm {
namespace {

constexpr std::size_t kMost = 128; // levels behind one byte
constexpr int kOfRun = 257;

} // namespace

std::vector<std::uint8_t> packed(std::span<const std::uint8_t> levels)
{
    std::vector<std::uint8_t> bytes;
    const auto runAt = [levels](std::size_t first) {
        std::size_t end = first + 1;
        while (end < levels.size() && end - first < kMost && levels[end] == levels[first])
            ++end;
        return end - first;
    };
    for (std::size_t i = 0; i < levels.size();) {
        if (const std::size_t run = runAt(i); run > 1) {
            bytes.push_back(static_cast<std::uint8_t>(kOfRun - static_cast<int>(run)));
            bytes.push_back(levels[i]);
            i += run;
            continue;
        }
        std::size_t end = i + 1;
        while (end < levels.size() && end - i < kMost && runAt(end) == 1)
            ++end;
        bytes.push_back(static_cast<std::uint8_t>(end - i - 1));
        bytes.insert(bytes.end(), levels.begin() + static_cast<std::ptrdiff_t>(i),
            levels.begin() + static_cast<std::ptrdiff_t>(end));
        i = end;
    }
    return bytes;
}

std::optional<std::vector<std::uint8_t>> unpacked(
    std::span<const std::uint8_t> bytes, std::size_t count)
{
    std::vector<std::uint8_t> levels;
    levels.reserve(count);
    while (!bytes.empty()) {
        const int head = bytes.front();
        const bool isRun = head > static_cast<int>(kMost);
        const auto many = static_cast<std::size_t>(isRun ? kOfRun - head : head + 1);
        if (head == static_cast<int>(kMost) || many > count - levels.size()
            || bytes.size() < 1 + (isRun ? 1 : many))
            return {};
        if (isRun)
            levels.insert(levels.end(), many, bytes[1]);
        else
            levels.insert(levels.end(), bytes.begin() + 1,
                bytes.begin() + 1 + static_cast<std::ptrdiff_t>(many));
        bytes = bytes.subspan(1 + (isRun ? 1 : many));
    }
    if (levels.size() != count)
        return {};
    return levels;
}

std::string packedText(std::span<const std::uint8_t> levels)
{
    const std::vector<std::uint8_t> bytes = packed(levels);
    return base64(std::as_bytes(std::span(bytes)));
}

std::optional<std::vector<std::uint8_t>> unpackedText(std::string_view text, std::size_t count)
{
    const auto bytes = fromBase64(text);
    if (!bytes)
        return {};
    const auto* first = reinterpret_cast<const std::uint8_t*>(bytes->data());
    return unpacked(std::span(first, bytes->size()), count);
}

} // namespace glowworm
