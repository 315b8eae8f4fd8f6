// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/data/likeness.h"

#include "model/data/mnist_ink.h"

#include <algorithm>
#include <cmath>

namespace glowworm {
namespace {

constexpr int kPictureSide = 28;

/// Grey levels 0 ... 1; paper outside.
struct Grey {
    const DigitPicture& picture;

    double at(int x, int y) const
    {
        const bool inside = x >= 0 && y >= 0 && x < kPictureSide && y < kPictureSide;
        return inside ? picture[static_cast<std::size_t>(y * kPictureSide + x)] / 255.0 : 0;
    }
    bool inked(int x, int y) const { return at(x, y) > 0.5; }
    /// The least of the 3 x 3 around: what is left when a pixel is taken off the ink all around.
    double within(int x, int y) const
    {
        double least = 1;
        for (int row = y - 1; row <= y + 1; ++row)
            for (int column = x - 1; column <= x + 1; ++column)
                least = std::min(least, at(column, row));
        return least;
    }
};

struct Sums {
    double mass = 0, within = 0, steps = 0, slanted = 0;
    double x = 0, y = 0, xx = 0, yy = 0, xy = 0;
    int rowStarts = 0, columnStarts = 0; // strokes that rows and columns enter
    int left = kPictureSide, right = -1, top = kPictureSide,
        bottom = -1; // of all ink, however faint
};

Sums sumsOf(const Grey& grey)
{
    Sums sums;
    for (int y = 0; y < kPictureSide; ++y)
        for (int x = 0; x < kPictureSide; ++x) {
            const double level = grey.at(x, y);
            const double right = x + 1 < kPictureSide ? grey.at(x + 1, y) - level : 0,
                         down = y + 1 < kPictureSide ? grey.at(x, y + 1) - level : 0;
            sums.steps += std::abs(right) + std::abs(down);
            sums.slanted += std::abs(right * down);
            if (level == 0)
                continue;
            sums.mass += level;
            sums.within += grey.within(x, y);
            sums.x += level * x;
            sums.y += level * y;
            sums.xx += level * x * x;
            sums.yy += level * y * y;
            sums.xy += level * x * y;
            sums.rowStarts += grey.inked(x, y) && !grey.inked(x - 1, y);
            sums.columnStarts += grey.inked(x, y) && !grey.inked(x, y - 1);
            sums.left = std::min(sums.left, x);
            sums.right = std::max(sums.right, x);
            sums.top = std::min(sums.top, y);
            sums.bottom = y;
        }
    return sums;
}

/// The square of the distance in units of the digit's own deviations, and what makes the distances
/// to different digits comparable.
double distance(const InkStatistics& statistics, const InkOfDigit& digit)
{
    double sum = digit.logDeterminant;
    auto factor = digit.whitening.begin();
    for (std::size_t row = 0; row < statistics.size(); ++row) {
        double component = 0;
        for (std::size_t column = 0; column <= row; ++column)
            component += *factor++ * (statistics[column] - digit.mean[column]);
        sum += component * component;
    }
    return sum;
}

} // namespace

InkStatistics inkStatistics(const DigitPicture& picture)
{
    const Sums sums = sumsOf({picture});
    if (sums.mass == 0)
        return {};
    const double x = sums.x / sums.mass, y = sums.y / sums.mass;
    return {std::sqrt(sums.mass), std::sqrt(sums.within), sums.mass / (sums.steps + 1),
        sums.steps / 10, static_cast<double>(sums.rowStarts) / (sums.bottom - sums.top + 1),
        static_cast<double>(sums.columnStarts) / (sums.right - sums.left + 1),
        sums.xx / sums.mass - x * x, sums.yy / sums.mass - y * y, sums.xy / sums.mass - x * y,
        sums.slanted / 10};
}

double unlikeness(const DigitPicture& picture)
{
    const InkStatistics statistics = inkStatistics(picture);
    if (statistics[0] == 0)
        return 0;
    double nearest = distance(statistics, kMnistInk[0]);
    for (const InkOfDigit& digit : kMnistInk)
        nearest = std::min(nearest, distance(statistics, digit));
    const double middle
        = std::ranges::min_element(kMnistInk, {}, &InkOfDigit::logDeterminant)->logDeterminant;
    return (nearest - middle) / (kFarthestPercent - middle);
}

} // namespace glowworm
