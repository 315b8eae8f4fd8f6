// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/ink_table.h"

#include "model/data/likeness.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

namespace glowworm::test {

namespace {

using Matrix = std::array<InkStatistics, kInkStatistics>;

struct Normal {
    InkStatistics mean{};
    Matrix whitening{}; // lower triangle
    double logDeterminant = 0;
};

/// The inverse of Cholesky's factor of `covariance`, and the logarithm of its determinant.
void whiten(const Matrix& covariance, Normal& normal)
{
    Matrix factor{};
    for (std::size_t i = 0; i < kInkStatistics; ++i)
        for (std::size_t j = 0; j <= i; ++j) {
            double sum = covariance[i][j];
            for (std::size_t k = 0; k < j; ++k)
                sum -= factor[i][k] * factor[j][k];
            factor[i][j] = i == j ? std::sqrt(sum) : sum / factor[j][j];
        }
    for (std::size_t i = 0; i < kInkStatistics; ++i) {
        normal.logDeterminant += 2 * std::log(factor[i][i]);
        for (std::size_t j = 0; j <= i; ++j) {
            double sum = i == j ? 1 : 0;
            for (std::size_t k = j; k < i; ++k)
                sum -= factor[i][k] * normal.whitening[k][j];
            normal.whitening[i][j] = sum / factor[i][i];
        }
    }
}

/// Mean and covariance, n - 1; `ridge` is added to the variances.
Normal fitted(const std::vector<InkStatistics>& statistics, const InkStatistics& ridge)
{
    Normal normal;
    Matrix covariance{};
    const auto count = static_cast<double>(statistics.size());
    for (const InkStatistics& of : statistics)
        for (std::size_t i = 0; i < kInkStatistics; ++i)
            normal.mean[i] += of[i] / count;
    for (const InkStatistics& of : statistics)
        for (std::size_t i = 0; i < kInkStatistics; ++i)
            for (std::size_t j = 0; j < kInkStatistics; ++j)
                covariance[i][j]
                    += (of[i] - normal.mean[i]) * (of[j] - normal.mean[j]) / (count - 1);
    for (std::size_t i = 0; i < kInkStatistics; ++i)
        covariance[i][i] += ridge[i];
    whiten(covariance, normal);
    return normal;
}

/// A fiftieth of each statistic's variance over all digits: a 1 drawn along a ruler is still a 1.
InkStatistics ridgeOf(const std::vector<InkStatistics>& statistics)
{
    InkStatistics mean{}, square{};
    for (const InkStatistics& of : statistics)
        for (std::size_t i = 0; i < kInkStatistics; ++i) {
            mean[i] += of[i] / static_cast<double>(statistics.size());
            square[i] += of[i] * of[i] / static_cast<double>(statistics.size());
        }
    for (std::size_t i = 0; i < kInkStatistics; ++i)
        square[i] = (square[i] - mean[i] * mean[i]) / 50;
    return square;
}

double distance(const InkStatistics& statistics, const Normal& normal)
{
    double sum = normal.logDeterminant;
    for (std::size_t i = 0; i < kInkStatistics; ++i) {
        double component = 0;
        for (std::size_t j = 0; j <= i; ++j)
            component += normal.whitening[i][j] * (statistics[j] - normal.mean[j]);
        sum += component * component;
    }
    return sum;
}

/// Numbers, separated by commas, in lines that fit.
void printNumbers(const std::vector<double>& numbers)
{
    std::string line = "        {{";
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        char text[32];
        std::snprintf(text, sizeof text, "%.6g", numbers[i]);
        if (line.size() + std::strlen(text) > 134) {
            std::printf("%s\n", line.c_str());
            line = "       ";
        }
        line += (line.ends_with("{") ? "" : " ") + std::string(text)
            + (i + 1 < numbers.size() ? "," : "}},");
    }
    std::printf("%s\n", line.c_str());
}

constexpr const char* kStart = R"(// SPDX-License-Identifier: GPL-3.0-or-later
// Ink statistics (model/data/likeness.h) of MNIST's training pictures, a digit at a time: means, the
// lower triangle of the matrix that makes the deviations independent and as large as 1, row by row,
// and the logarithm of the covariance's determinant. Printed by `drawings --fit`
// (tests/bench/ink_table.cpp); not to be edited by hand.
#pragma once

#include "model/data/likeness.h"

namespace glowworm {

struct InkOfDigit {
    InkStatistics mean;
    std::array<double, %d> whitening;
    double logDeterminant;
};

inline constexpr double kFarthestPercent
    = %.6g; // 99 %% of the pictures lie nearer to one of the digits

// clang-format off
inline constexpr std::array<InkOfDigit, kDigitClasses> kMnistInk{{
)";

} // namespace

DigitPicture pictureOf(const DigitSet& set, std::int64_t index)
{
    DigitPicture picture;
    std::ranges::copy(set.picture(index), picture.begin());
    return picture;
}

void printInkTable(const DigitSet& set)
{
    std::vector<InkStatistics> all;
    std::array<std::vector<InkStatistics>, kDigitClasses> byDigit;
    for (std::int64_t i = 0; i < set.count(); ++i) {
        all.push_back(inkStatistics(pictureOf(set, i)));
        byDigit[static_cast<std::size_t>(set.label(i))].push_back(all.back());
    }
    const InkStatistics ridge = ridgeOf(all);
    std::vector<Normal> normals;
    for (const auto& statistics : byDigit)
        normals.push_back(fitted(statistics, ridge));
    std::vector<double> nearest;
    for (const InkStatistics& statistics : all) {
        nearest.push_back(distance(statistics, normals[0]));
        for (const Normal& normal : normals)
            nearest.back() = std::min(nearest.back(), distance(statistics, normal));
    }
    std::ranges::sort(nearest);
    std::printf(
        kStart, kInkStatistics * (kInkStatistics + 1) / 2, nearest[nearest.size() * 99 / 100]);
    for (std::size_t digit = 0; digit < normals.size(); ++digit) {
        std::printf("    { // %zu\n", digit);
        printNumbers({normals[digit].mean.begin(), normals[digit].mean.end()});
        std::vector<double> triangle;
        for (std::size_t i = 0; i < kInkStatistics; ++i)
            triangle.insert(triangle.end(), normals[digit].whitening[i].begin(),
                normals[digit].whitening[i].begin() + static_cast<std::ptrdiff_t>(i) + 1);
        printNumbers(triangle);
        std::printf("        %.6g,\n    },\n", normals[digit].logDeterminant);
    }
    std::printf("}};\n// clang-format on\n\n} // namespace glowworm\n");
}

} // namespace glowworm::test
