// SPDX-License-Identifier: GPL-3.0-or-later
// A drawing from a PNG file, as ink on paper. Blocks; any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace glowworm {

struct Drawing {
    int width = 0, height = 0;
    std::vector<std::uint8_t> ink; // (height, width), 0 paper ... 255 ink
    bool inverted = false; // the file had dark ink on light paper
};

/// Any PNG of at most 8192 x 8192 pixels. Colours become grey; transparent parts become white paper, or black paper when the drawing
/// is white itself. Mostly light pictures are taken for dark ink on light paper. Throws Error.
Drawing readDrawing(const std::filesystem::path& file);

/// The same from grey levels and opacities, (height, width) each.
Drawing drawingFrom(int width, int height, const std::vector<std::uint8_t>& grey, const std::vector<std::uint8_t>& alpha);

} // namespace glowworm
