// SPDX-License-Identifier: GPL-3.0-or-later
// Order statistics and the bootstrap interval behind every timing on screen. Pure functions, any
// thread.
#pragma once

#include <span>
#include <vector>

namespace glowworm {

struct Quartiles {
    double q1 = 0, median = 0, q3 = 0;
};
/// Linear interpolation between order statistics (Hyndman and Fan 1996, definition 7). values not
/// empty.
Quartiles quartiles(std::vector<double> values);

struct RatioInterval {
    double value = 0;         // median(numerator) / median(denominator)
    double low = 0, high = 0; // 95 % percentile bootstrap over paired rounds (Efron 1979), 2,000
                              // resamples, fixed seed
};
/// Same length, round by round; not empty.
RatioInterval ratioOfMedians(
    std::span<const double> numerator, std::span<const double> denominator);

} // namespace glowworm
