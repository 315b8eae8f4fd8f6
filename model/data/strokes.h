// SPDX-License-Identifier: GPL-3.0-or-later
// A drawing as a pen made it: lines of points, as resources/drawings keeps them. Plain values, any
// thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace glowworm {

struct PenPoint {
    double x = 0, y = 0; // pixels of the models' 28 x 28 picture, from its upper left corner
};
struct PenStrokes {
    double width = 2; // of the pen, the same pixels
    std::vector<std::vector<PenPoint>> lines;
};

/// JSON: {"format": 1, "width": 2.4, "strokes": [{"x": [...], "y": [...]}, ...]}, the width 1 ...
/// 4, coordinates 0 ... 28, as many x as y, at least one point each. Throws Error, a sentence that
/// begins with `name`.
PenStrokes readStrokes(std::string_view text, const std::string& name);

} // namespace glowworm
