// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/error.h"
#include "model/data/digits.h"

#include <algorithm>
#include <cmath>

namespace glowworm {
namespace {

constexpr int kSide = 28, kBoxSide = 20;
static_assert(kSide * kSide == kDigitPixels);

struct Box {
    int left, top, width, height;
};

/// Grey image (height, width), row-major.
struct Ink {
    std::span<const std::uint8_t> grey;
    int width, height;

    int at(int x, int y) const
    {
        return grey[static_cast<std::size_t>(y) * static_cast<std::size_t>(width)
            + static_cast<std::size_t>(x)];
    }
};

/// The smallest box around all ink, however faint (as MNIST's own boxes); width 0 when there is
/// none.
Box boundingBox(const Ink& ink)
{
    int left = ink.width, right = -1, top = ink.height, bottom = -1;
    for (int y = 0; y < ink.height; ++y)
        for (int x = 0; x < ink.width; ++x)
            if (ink.at(x, y) > 0) {
                left = std::min(left, x);
                right = std::max(right, x);
                top = std::min(top, y);
                bottom = y;
            }
    return right < 0 ? Box{0, 0, 0, 0} : Box{left, top, right - left + 1, bottom - top + 1};
}

/// Mean grey of the box's part [x0, x1) x [y0, y1), in pixels from its corner; paper outside the
/// box.
double areaMean(const Ink& ink, const Box& box, double x0, double y0, double x1, double y1)
{
    double sum = 0;
    for (int y = static_cast<int>(y0); y < y1 && y < box.height; ++y) {
        const double rowFraction = std::min(y1, y + 1.0) - std::max(y0, static_cast<double>(y));
        for (int x = static_cast<int>(x0); x < x1 && x < box.width; ++x)
            sum += rowFraction * (std::min(x1, x + 1.0) - std::max(x0, static_cast<double>(x)))
                * ink.at(box.left + x, box.top + y);
    }
    return sum / ((x1 - x0) * (y1 - y0));
}

/// The box scaled by `scale`, its corner at that of the picture.
DigitPicture scaled(const Ink& ink, const Box& box, double scale, bool smooth)
{
    DigitPicture picture{};
    const auto cells = [&](int size) {
        return std::min(kSide, static_cast<int>(std::ceil(size * scale - 1e-9)));
    };
    for (int y = 0; y < cells(box.height); ++y)
        for (int x = 0; x < cells(box.width); ++x) {
            const auto nearest = [&](int cell, int size) {
                return std::min(size - 1, static_cast<int>((cell + 0.5) / scale));
            };
            const double grey = smooth
                ? areaMean(ink, box, x / scale, y / scale, (x + 1) / scale, (y + 1) / scale)
                : ink.at(box.left + nearest(x, box.width), box.top + nearest(y, box.height));
            picture[static_cast<std::size_t>(y * kSide + x)]
                = static_cast<std::uint8_t>(std::lround(grey));
        }
    return picture;
}

/// How far to move along one axis: `from` to the middle (14, as in MNIST's own files), but no ink
/// out of the picture.
int offsetTo(double from, int start, int length)
{
    return std::clamp(
        static_cast<int>(std::lround(kSide / 2 - from)), -start, kSide - start - length);
}

/// The picture moved by whole pixels, so that its centre of mass or its ink's box lies in the
/// middle.
DigitPicture centred(const DigitPicture& picture, bool byMass)
{
    const Ink ink{picture, kSide, kSide};
    const Box box = boundingBox(ink);
    double x = box.left + box.width / 2.0, y = box.top + box.height / 2.0;
    if (byMass) {
        double mass = 0, sumX = 0, sumY = 0;
        for (int row = 0; row < kSide; ++row)
            for (int column = 0; column < kSide; ++column) {
                mass += ink.at(column, row);
                sumX += static_cast<double>(column) * ink.at(column, row);
                sumY += static_cast<double>(row) * ink.at(column, row);
            }
        x = sumX / mass;
        y = sumY / mass;
    }
    const int dx = offsetTo(x, box.left, box.width), dy = offsetTo(y, box.top, box.height);
    DigitPicture moved{};
    for (int row = box.top; row < box.top + box.height; ++row)
        for (int column = box.left; column < box.left + box.width; ++column)
            moved[static_cast<std::size_t>((row + dy) * kSide + column + dx)]
                = static_cast<std::uint8_t>(ink.at(column, row));
    return moved;
}

} // namespace

DigitPicture normaliseDrawing(
    std::span<const std::uint8_t> grey, int width, int height, const NormaliseOptions& options)
{
    if (width < 1 || height < 1
        || grey.size() != static_cast<std::size_t>(width) * static_cast<std::size_t>(height))
        throw Error("A drawing of " + std::to_string(width) + " x " + std::to_string(height)
            + " does not have " + std::to_string(grey.size()) + " pixels.");
    const Ink ink{grey, width, height};
    const Box box = options.fitBox ? boundingBox(ink) : Box{0, 0, width, height};
    if (box.width == 0)
        return {};
    const double scale
        = static_cast<double>(options.fitBox ? kBoxSide : kSide) / std::max(box.width, box.height);
    const DigitPicture picture = scaled(ink, box, scale, options.smooth);
    if (std::all_of(picture.begin(), picture.end(), [](std::uint8_t pixel) { return pixel == 0; }))
        return {}; // no ink on a canvas kept whole, or a speck too small for one grey level
    if (!options.fitBox && !options.centreOfMass)
        return picture;
    return centred(picture, options.centreOfMass);
}

} // namespace glowworm
