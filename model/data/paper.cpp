// SPDX-License-Identifier: GPL-3.0-or-later
// What is paper in a picture, and what is ink. Along the border most is paper; what differs much
// from a surface through it is ink. The paper's light is then followed by a surface through all of
// it, and by what that leaves over in parts of the picture.
#include "model/data/drawing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>

namespace glowworm {
namespace {

constexpr int kSamplesASide = 72; // of the picture, where a surface is fitted
constexpr int kCells = 12;        // a side, where the surface is mended
constexpr std::size_t kTerms = 6; // 1, x, y, x^2, xy, y^2

using Terms = std::array<double, kTerms>;

/// Steps over the picture so that at most kSamplesASide lie in a row or column.
int strideOf(const Picture& picture)
{
    return (std::max(picture.width, picture.height) + kSamplesASide - 1) / kSamplesASide;
}

/// The middle one of `values`, which are put into another order; at least one.
double median(std::vector<double>& values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

double quantile(std::vector<double>& values, double fraction)
{
    const auto place = values.begin()
        + static_cast<std::ptrdiff_t>(std::ceil(fraction * static_cast<double>(values.size() - 1)));
    std::nth_element(values.begin(), place, values.end());
    return *place;
}

struct Sample {
    Terms terms;
    double level;
};

Terms termsAt(const Picture& picture, int column, int row)
{
    const double x = (2.0 * column + 1) / picture.width - 1,
                 y = (2.0 * row + 1) / picture.height - 1;
    return {1, x, y, x * x, x * y, y * y};
}

double product(const Terms& a, const Terms& b)
{
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

std::vector<Sample> samplesOf(const Picture& picture)
{
    std::vector<Sample> samples;
    const int stride = strideOf(picture);
    for (int y = stride / 2; y < picture.height; y += stride)
        for (int x = stride / 2; x < picture.width; x += stride)
            samples.push_back({termsAt(picture, x, y), static_cast<double>(picture.at(x, y))});
    return samples;
}

/// Least squares with weights, by Gauss's elimination. The ridge keeps it solvable where the
/// picture is too narrow for a slope or a curve.
template <class Weight>
Terms fitted(const std::vector<Sample>& samples, const Terms& before, Weight weight)
{
    constexpr double kRidge = 1e-3; // of the number of samples
    std::array<std::array<double, kTerms + 1>, kTerms> a{};
    for (const Sample& sample : samples) {
        const double w = weight(sample.level - product(before, sample.terms));
        for (std::size_t i = 0; i < kTerms; ++i) {
            for (std::size_t j = 0; j < kTerms; ++j)
                a[i][j] += w * sample.terms[i] * sample.terms[j];
            a[i][kTerms] += w * sample.terms[i] * sample.level;
        }
    }
    if (a[0][0] <= 0)
        return before;
    for (std::size_t i = 1; i < kTerms; ++i)
        a[i][i] += kRidge * static_cast<double>(samples.size());
    for (std::size_t i = 0; i < kTerms; ++i)
        for (std::size_t row = 0; row < kTerms; ++row)
            if (row != i) {
                const double factor = a[row][i] / a[i][i];
                for (std::size_t j = i; j <= kTerms; ++j)
                    a[row][j] -= factor * a[i][j];
            }
    Terms solution{};
    for (std::size_t i = 0; i < kTerms; ++i)
        solution[i] = a[i][kTerms] / a[i][i];
    return solution;
}

/// Deviation of the noise from one pixel to the next, from second differences, which no even slope
/// disturbs.
double noiseOf(const Picture& picture)
{
    std::vector<double> bends;
    const int stride = strideOf(picture);
    for (int y = 0; y < picture.height; y += stride)
        for (int x = 1; x + 1 < picture.width; ++x)
            bends.push_back(
                std::abs(picture.at(x - 1, y) - 2 * picture.at(x, y) + picture.at(x + 1, y)));
    return bends.empty() ? 0 : median(bends) / (0.6745 * std::sqrt(6.0));
}

struct Paper {
    int sign = 1; // of ink in grey levels: -1 = dark ink
    Terms surface{};
    double contrast = 0;        // of the darkest or brightest sample against the surface
    std::vector<double> mended; // (kCells, kCells) on top of the surface; empty = nothing

    double inkOf(double level, const Terms& terms) const
    {
        return sign * (level - product(surface, terms));
    }
};

/// The outermost pixels, some hundred of them.
std::vector<Sample> borderOf(const Picture& picture)
{
    const int ring = std::max(1, std::min(picture.width, picture.height) / 40);
    const int stride = ring * std::max(1, (picture.width + picture.height) / 400);
    std::vector<Sample> border;
    int pixel = 0;
    for (int y = 0; y < picture.height; ++y)
        for (int x = 0; x < picture.width; ++x) {
            const bool inside
                = x >= ring && y >= ring && x < picture.width - ring && y < picture.height - ring;
            if (!inside && pixel++ % stride == 0)
                border.push_back({termsAt(picture, x, y), static_cast<double>(picture.at(x, y))});
        }
    return border;
}

/// Through most of the border: least distances, not squares, so that ink which touches the border
/// does not bend it.
Terms surfaceOf(const std::vector<Sample>& border)
{
    std::vector<double> levels;
    std::ranges::transform(border, std::back_inserter(levels), &Sample::level);
    Terms surface{};
    surface[0] = median(levels);
    for (int i = 0; i < 20; ++i)
        surface = fitted(border, surface, [](double apart) { return 1 / (std::abs(apart) + 1); });
    return surface;
}

/// Through what lies near the border's surface, then near that, less and less far, at last through
/// most of it exactly.
Paper paperOf(const Picture& picture, double noise)
{
    std::vector<Sample> samples = samplesOf(picture);
    const std::vector<Sample> border = borderOf(picture);
    Paper paper;
    paper.surface = surfaceOf(border);
    double skew = 0; // the fifth power: ink lies far from the paper, what the light does to the
                     // paper nearer
    for (const Sample& sample : samples)
        skew += std::pow(sample.level - product(paper.surface, sample.terms), 5);
    paper.sign = skew < 0 ? -1 : 1;
    samples.insert(samples.end(), border.begin(),
        border.end()); // a narrow border may lie between the other samples
    const auto fit = [&](auto weight) { paper.surface = fitted(samples, paper.surface, weight); };
    const auto measure = [&] {
        paper.contrast = 0;
        for (const Sample& sample : samples)
            paper.contrast = std::max(paper.contrast, paper.inkOf(sample.level, sample.terms));
    };
    for (double fraction : {0.4, 0.3, 0.2, 0.15, 0.15}) {
        measure();
        const double near = std::max({fraction * paper.contrast, 3 * noise, 2.0});
        fit([near](double apart) { return std::abs(apart) < near ? 1.0 : 0.0; });
    }
    measure();
    const double near = std::max({0.15 * paper.contrast, 3 * noise, 2.0}),
                 exact = std::max(0.5, 2.5 * noise);
    for (int i = 0; i < 8; ++i)
        fit([=](double apart) {
            return std::abs(apart) < near ? 1 / (1 + apart * apart / (exact * exact)) : 0.0;
        });
    measure();
    return paper;
}

/// Cells without paper take the mean of their neighbours', from the paper inwards.
void fillCells(std::vector<double>& cells, std::vector<bool>& known)
{
    while (!std::ranges::all_of(known, [](bool is) { return is; })) {
        const std::vector<double> before = cells;
        const std::vector<bool> knownBefore = known;
        bool any = false;
        for (int cell = 0; cell < kCells * kCells; ++cell) {
            double sum = 0;
            int count = 0;
            for (int row = std::max(0, cell / kCells - 1);
                 row <= std::min(kCells - 1, cell / kCells + 1); ++row)
                for (int column = std::max(0, cell % kCells - 1);
                     column <= std::min(kCells - 1, cell % kCells + 1); ++column)
                    if (const auto beside = static_cast<std::size_t>(row * kCells + column);
                        knownBefore[beside]) {
                        sum += before[beside];
                        ++count;
                    }
            if (const auto here = static_cast<std::size_t>(cell); !knownBefore[here] && count > 0) {
                cells[here] = sum / count;
                known[here] = any = true;
            }
        }
        if (!any)
            return;
    }
}

/// A value of the cells between their middles.
double between(const std::vector<double>& cells, const Picture& picture, int column, int row)
{
    const auto place = [](int pixel, int size) {
        return std::clamp((pixel + 0.5) * kCells / size - 0.5, 0.0, kCells - 1.0);
    };
    const double x = place(column, picture.width), y = place(row, picture.height);
    const int left = std::min(static_cast<int>(x), kCells - 2),
              top = std::min(static_cast<int>(y), kCells - 2);
    const auto at = [&](int dx, int dy) {
        return cells[static_cast<std::size_t>((top + dy) * kCells + left + dx)];
    };
    return std::lerp(
        std::lerp(at(0, 0), at(1, 0), x - left), std::lerp(at(0, 1), at(1, 1), x - left), y - top);
}

/// Ink (height, width) in grey levels, negative where the picture is on the other side of its
/// paper.
std::vector<double> inkOver(const Picture& picture, const Paper& paper)
{
    std::vector<double> ink;
    ink.reserve(picture.grey.size());
    for (int y = 0; y < picture.height; ++y)
        for (int x = 0; x < picture.width; ++x) {
            ink.push_back(paper.inkOf(picture.at(x, y), termsAt(picture, x, y)));
            if (!paper.mended.empty())
                ink.back() -= between(paper.mended, picture, x, y);
        }
    return ink;
}

/// Shadows and spots of light that no quadratic surface follows: the median of what the paper's
/// pixels in each cell differ by.
void mend(const Picture& picture, Paper& paper, double noise)
{
    const double near = std::max({0.2 * paper.contrast, 3 * noise, 2.0});
    for (int pass = 0; pass < 2; ++pass) {
        const std::vector<double> ink = inkOver(picture, paper);
        std::vector<std::vector<double>> found(kCells * kCells);
        std::vector<std::size_t> pixels(kCells * kCells);
        std::size_t off = 0, onPaper = 0;
        for (std::size_t i = 0; i < ink.size(); ++i) {
            const int x = static_cast<int>(i) % picture.width,
                      y = static_cast<int>(i) / picture.width;
            const auto cell = static_cast<std::size_t>(
                y * kCells / picture.height * kCells + x * kCells / picture.width);
            ++pixels[cell];
            if (std::abs(ink[i]) >= near)
                continue;
            found[cell].push_back(ink[i]);
            ++onPaper;
            off += std::abs(ink[i]) > std::max(1.5, 3 * noise);
        }
        if (off * 4 < onPaper)
            return; // the surface is the paper already: soft edges of the ink must not bend it
        std::vector<double> cells(kCells * kCells);
        std::vector<bool> known(cells.size());
        for (std::size_t cell = 0; cell < cells.size(); ++cell)
            if (known[cell] = found[cell].size() * 4 > pixels[cell]; known[cell])
                cells[cell] = median(found[cell]);
        fillCells(cells, known);
        paper.mended.resize(cells.size());
        std::ranges::transform(cells, paper.mended, paper.mended.begin(), std::plus());
    }
}

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
    return median(levels);
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
    const double noise = noiseOf(picture);
    Paper paper = paperOf(picture, noise);
    mend(picture, paper, noise);
    std::vector<double> ink = inkOver(picture, paper);
    const double floor = floorOf(ink, paper.contrast, noise);
    for (std::size_t i = 0; i < ink.size(); ++i) {
        // Dark ink reflects a fraction of the light that falls on it; light ink, on a board or a
        // screen, adds to what is there.
        const double light
            = paper.sign < 0 ? std::max(kDarkest, picture.grey[i] + ink[i]) / 255 : 1;
        ink[i] = ink[i] > floor ? (ink[i] - floor) / light : 0;
    }
    const double strength = strengthOf(ink);
    if (floor > 0)
        dropSpecks(ink, picture.width, 0.5 * strength);

    Drawing drawing{
        picture.width, picture.height, std::vector<std::uint8_t>(ink.size()), paper.sign < 0};
    if (strength < 0.5 + floor) // as faint as what was taken away
        return drawing;
    std::ranges::transform(ink, drawing.ink.begin(), [strength](double level) {
        return static_cast<std::uint8_t>(std::lround(std::min(255.0, level * 255 / strength)));
    });
    return drawing;
}

Drawing levelsOf(const Picture& picture)
{
    const bool dark = paperOf(picture, noiseOf(picture)).sign < 0;
    Drawing drawing{picture.width, picture.height, picture.grey, dark};
    if (dark)
        for (std::uint8_t& level : drawing.ink)
            level = static_cast<std::uint8_t>(255 - level);
    return drawing;
}

} // namespace glowworm
