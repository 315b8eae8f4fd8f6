// SPDX-License-Identifier: GPL-3.0-or-later
// A drawing of one digit: the ink of a picture, apart from its paper. Pure functions, any thread.
#pragma once

#include "model/data/picture.h"

namespace glowworm {

struct Drawing {
    int width = 0, height = 0;
    std::vector<std::uint8_t> ink; // (height, width), 0 paper ... 255 ink
    bool inverted = false;         // the picture had dark ink on light paper
};

/// The ink on its paper. What lies at the border is paper, so also a bold digit cut out closely is
/// told from its paper. Light that falls unevenly on the paper and noise are taken away, as is an
/// even frame with all outside it (the drawing is smaller then); clean pictures keep their grey
/// levels, stretched so that the strongest ink is 255. All paper (0) where there is no ink.
Drawing drawingFrom(const Picture& picture);
/// The levels as they are, turned over where the picture has dark ink on light paper.
Drawing levelsOf(const Picture& picture);

} // namespace glowworm
