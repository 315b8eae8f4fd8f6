// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/data/drawing.h"

#include "model/data/paper.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace glowworm {
namespace {

/// Below this, paper and ink cannot be told apart: the noise, and how far the paper lies on the
/// wrong side of the surface.
double floorOf(const std::vector<double>& ink, double contrast, double noise)
{
    constexpr double kRounding = 0.3; // grey levels; of the surface of clean paper
    std::vector<double> wrong;
    for (double level : ink)
        if (std::abs(level) < std::max(0.2 * contrast, 3 * noise))
            wrong.push_back(std::max(0.0, -level));
    const double apart = wrong.empty() ? 0 : quantile(wrong, 0.99);
    const double floor = std::max(4 * noise, 1.25 * apart);
    return floor < kRounding
        ? 0
        : std::max(floor, 1.5); // a slope in whole grey levels differs by one from any surface
}

/// Keeps what hangs together and is strong somewhere and not tiny beside the largest: noise leaves
/// specks.
void dropSpecks(std::vector<double>& ink, int width, double strong)
{
    constexpr double kTiny = 0.02;
    struct Piece {
        std::vector<std::size_t> pixels;
        double peak = 0, mass = 0;
    };
    std::vector<Piece> pieces;
    std::vector<bool> seen(ink.size());
    for (std::size_t start = 0; start < ink.size(); ++start) {
        if (seen[start] || ink[start] <= 0)
            continue;
        Piece piece{{start}};
        seen[start] = true;
        for (std::size_t i = 0; i < piece.pixels.size(); ++i) {
            const auto here = static_cast<std::ptrdiff_t>(piece.pixels[i]);
            piece.peak = std::max(piece.peak, ink[piece.pixels[i]]);
            piece.mass += ink[piece.pixels[i]];
            const std::ptrdiff_t column = here % width;
            for (std::ptrdiff_t dy = -width; dy <= width; dy += width)
                for (std::ptrdiff_t dx = column > 0 ? -1 : 0; dx <= (column + 1 < width ? 1 : 0);
                     ++dx) {
                    const std::ptrdiff_t beside = here + dy + dx;
                    if (beside < 0 || beside >= static_cast<std::ptrdiff_t>(ink.size()))
                        continue;
                    if (const auto next = static_cast<std::size_t>(beside);
                        !seen[next] && ink[next] > 0) {
                        seen[next] = true;
                        piece.pixels.push_back(next);
                    }
                }
        }
        pieces.push_back(std::move(piece));
    }
    const double largest
        = pieces.empty() ? 0 : std::ranges::max_element(pieces, {}, &Piece::mass)->mass;
    for (const Piece& piece : pieces)
        if (piece.peak < strong || piece.mass < kTiny * largest)
            for (std::size_t pixel : piece.pixels)
                ink[pixel] = 0;
}

/// The pixels `at` away from the border, of which nearly all must be alike; nothing when they are
/// not.
std::optional<double> evenRing(const Picture& picture, int at)
{
    constexpr double kAlike = 40; // grey levels
    std::vector<double> levels;
    const int right = picture.width - 1 - at, bottom = picture.height - 1 - at;
    for (int x = at; x <= right; ++x)
        for (int y : {at, bottom})
            levels.push_back(picture.at(x, y));
    for (int y = at + 1; y < bottom; ++y)
        for (int x : {at, right})
            levels.push_back(picture.at(x, y));
    if (quantile(levels, 0.98) - quantile(levels, 0.02) > kAlike)
        return {};
    return quantile(levels, 0.5);
}

Picture inside(const Picture& picture, int border)
{
    Picture inner{picture.width - 2 * border, picture.height - 2 * border, {}};
    for (int y = 0; y < inner.height; ++y)
        for (int x = 0; x < inner.width; ++x)
            inner.grey.push_back(static_cast<std::uint8_t>(picture.at(x + border, y + border)));
    return inner;
}

/// A frame or box around the drawing, as forms and scanners leave it, is neither ink nor paper: an
/// even ring of another level directly around an even ring of what most of the inside is, and
/// something else drawn on that.
Picture withoutFrame(const Picture& picture)
{
    constexpr int kSoft = 2, kApart = 80; // pixels in which one becomes the other; grey levels
    constexpr double kDrawn = 0.005, kPaper = 0.5; // fractions of the inside
    for (int ring = std::min(picture.width, picture.height) / 6 - kSoft; ring >= 0; --ring) {
        const auto frame = evenRing(picture, ring),
                   paper = frame ? evenRing(picture, ring + kSoft) : std::nullopt;
        if (!paper || std::abs(*frame - *paper) < kApart)
            continue;
        Picture inner = inside(picture, ring + kSoft);
        const auto fraction = [&](auto is) {
            return static_cast<double>(std::ranges::count_if(inner.grey, is))
                / static_cast<double>(inner.grey.size());
        };
        if (fraction([&](int level) { return std::abs(level - *paper) < kApart / 2; }) > kPaper
            && fraction([&](int level) { return std::abs(level - *paper) >= kApart / 2; }) > kDrawn)
            return inner;
    }
    return picture;
}

/// The strongest ink; where there is noise, a strength that some of the ink exceeds.
double strengthOf(const std::vector<double>& ink)
{
    const double most = *std::ranges::max_element(ink);
    std::vector<double> strong;
    std::ranges::copy_if(
        ink, std::back_inserter(strong), [most](double level) { return level > most / 2; });
    return strong.empty() ? 0 : quantile(strong, 0.98);
}

} // namespace

Drawing drawingFrom(const Picture& framed)
{
    const Picture picture = withoutFrame(framed);
    constexpr double kDarkest = 32; // paper in deeper shadow is taken for no darker
    InkOnPaper paper = inkOnPaper(picture);
    std::vector<double>& ink = paper.levels;
    const double floor = floorOf(ink, paper.contrast, paper.noise);
    for (std::size_t i = 0; i < ink.size(); ++i) {
        // Dark ink reflects a fraction of the light that falls on it; light ink, on a board or a
        // screen, adds to what is there.
        const double light = paper.dark ? std::max(kDarkest, picture.grey[i] + ink[i]) / 255 : 1;
        ink[i] = ink[i] > floor ? (ink[i] - floor) / light : 0;
    }
    const double strength = strengthOf(ink);
    if (floor > 0)
        dropSpecks(ink, picture.width, 0.5 * strength);

    Drawing drawing{
        picture.width, picture.height, std::vector<std::uint8_t>(ink.size()), paper.dark};
    if (strength < 0.5 + floor) // as faint as what was taken away
        return drawing;
    std::ranges::transform(ink, drawing.ink.begin(), [strength](double level) {
        return static_cast<std::uint8_t>(std::lround(std::min(255.0, level * 255 / strength)));
    });
    return drawing;
}

Drawing levelsOf(const Picture& picture)
{
    const bool dark = hasDarkInk(picture);
    Drawing drawing{picture.width, picture.height, picture.grey, dark};
    if (dark)
        for (std::uint8_t& level : drawing.ink)
            level = static_cast<std::uint8_t>(255 - level);
    return drawing;
}

} // namespace glowworm
