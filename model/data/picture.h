// SPDX-License-Identifier: GPL-3.0-or-later
// A picture in grey levels from a PNG file, bounded in size. Blocks; any thread.
#pragma once

#include "model/base/stop_check.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace glowworm {

/// Grey levels (height, width) on opaque paper, row-major, 0 black ... 255 white.
struct Picture {
    int width = 0, height = 0;
    std::vector<std::uint8_t> grey;

    int at(int x, int y) const
    {
        return grey[static_cast<std::size_t>(y) * static_cast<std::size_t>(width)
            + static_cast<std::size_t>(x)];
    }
};

/// Any PNG of at most 8192 x 8192 pixels; beyond 1024 a side it is scaled down by a whole number.
/// Colours become grey: their luminance, or the one channel that shows much more. Transparent parts
/// become white paper, or black paper where that shows more. Throws Error with one sentence, which
/// names the kind of a file that is no PNG. A stream is read to its end.
Picture readPng(const std::filesystem::path& file, StopCheck stop = {});
/// The same from the bytes of a file; `shownName` for the sentences.
Picture decodePng(std::string_view bytes, const std::string& shownName);

} // namespace glowworm
