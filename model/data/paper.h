// SPDX-License-Identifier: GPL-3.0-or-later
// The paper in a picture, taken away. Along the border most is paper; what differs much from a
// surface through it is ink. The paper's light is then followed by a surface through all of it, and
// by what that leaves over in parts of the picture. Pure functions, any thread.
#pragma once

#include "model/data/picture.h"

namespace glowworm {

struct InkOnPaper {
    std::vector<double> levels; // (height, width), grey levels from the paper towards the ink
    bool dark = true;           // the ink is darker than its paper
    double contrast = 0;        // grey levels of the strongest ink
    double noise = 0;           // grey levels: deviation from one pixel to the next
};
InkOnPaper inkOnPaper(const Picture& picture);

/// InkOnPaper::dark alone, which takes a fraction of the time.
bool hasDarkInk(const Picture& picture);

/// The level that `fraction` (0 ... 1) of `levels` do not exceed; at least one level, which are put
/// into another order.
double quantile(std::vector<double>& levels, double fraction);

} // namespace glowworm
