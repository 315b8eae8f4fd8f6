// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/data/paper.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

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
    return bends.empty() ? 0 : quantile(bends, 0.5) / (0.6745 * std::sqrt(6.0));
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
    surface[0] = quantile(levels, 0.5);
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
                cells[cell] = quantile(found[cell], 0.5);
        fillCells(cells, known);
        paper.mended.resize(cells.size());
        std::ranges::transform(cells, paper.mended, paper.mended.begin(), std::plus());
    }
}

} // namespace

InkOnPaper inkOnPaper(const Picture& picture)
{
    const double noise = noiseOf(picture);
    Paper paper = paperOf(picture, noise);
    mend(picture, paper, noise);
    return {inkOver(picture, paper), paper.sign < 0, paper.contrast, noise};
}

bool hasDarkInk(const Picture& picture) { return paperOf(picture, noiseOf(picture)).sign < 0; }

double quantile(std::vector<double>& levels, double fraction)
{
    const auto place = levels.begin()
        + static_cast<std::ptrdiff_t>(std::ceil(fraction * static_cast<double>(levels.size() - 1)));
    std::nth_element(levels.begin(), place, levels.end());
    return *place;
}

} // namespace glowworm
