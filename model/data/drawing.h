// SPDX-License-Identifier: GPL-3.0-or-later
// A drawing of one digit from a PNG file: the picture, and the ink on its paper. Pictures are
// bounded in size. Blocks; any thread.
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

struct Drawing {
    int width = 0, height = 0;
    std::vector<std::uint8_t> ink; // (height, width), 0 paper ... 255 ink
    bool inverted = false;         // the picture had dark ink on light paper
};

/// Any PNG of at most 8192 x 8192 pixels; beyond 1024 a side it is scaled down by a whole number.
/// Colours become grey: their luminance, or the one channel that shows much more. Transparent parts
/// become white paper, or black paper where that shows more. Throws Error with one sentence, which
/// names the kind of a file that is no PNG. A stream is read to its end.
Picture readPng(const std::filesystem::path& file, StopCheck stop = {});
/// The same from the bytes of a file; `shownName` for the sentences.
Picture decodePng(std::string_view bytes, const std::string& shownName);

/// The ink on its paper. What lies at the border is paper, so also a bold digit cut out closely is
/// told from its paper. Light that falls unevenly on the paper and noise are taken away, as is an
/// even frame with all outside it (the drawing is smaller then); clean pictures keep their grey
/// levels, stretched so that the strongest ink is 255. All paper (0) where there is no ink.
Drawing drawingFrom(const Picture& picture);
/// The levels as they are, turned over where the picture has dark ink on light paper.
Drawing levelsOf(const Picture& picture);

} // namespace glowworm
