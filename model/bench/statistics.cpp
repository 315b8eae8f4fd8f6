// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bench/statistics.h"

#include "model/base/counter_random.h"

#include <algorithm>

namespace glowworm {

namespace {

constexpr int kResamples = 2000;
constexpr std::uint64_t kBootstrapSeed = 1979;

/// Definition 7 of Hyndman and Fan: position p (n - 1) between the sorted values.
double quantileOfSorted(std::span<const double> sorted, double p)
{
    const double position = p * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(position);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below]
        + (position - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

double medianOf(std::vector<double>& values)
{
    std::sort(values.begin(), values.end());
    return quantileOfSorted(values, 0.5);
}

} // namespace

Quartiles quartiles(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return {quantileOfSorted(values, 0.25), quantileOfSorted(values, 0.5),
        quantileOfSorted(values, 0.75)};
}

RatioInterval ratioOfMedians(std::span<const double> numerator, std::span<const double> denominator)
{
    const std::size_t rounds = std::min(numerator.size(), denominator.size());
    std::vector<double> above(
        numerator.begin(), numerator.begin() + static_cast<std::ptrdiff_t>(rounds));
    std::vector<double> below(
        denominator.begin(), denominator.begin() + static_cast<std::ptrdiff_t>(rounds));
    RatioInterval result;
    result.value = medianOf(above) / medianOf(below);

    const std::uint64_t key
        = randomKey(kBootstrapSeed, static_cast<std::uint64_t>(Stream::Benchmark));
    std::vector<double> ratios(kResamples);
    std::uint64_t draw = 0;
    for (double& ratio : ratios) {
        for (std::size_t i = 0; i < rounds; ++i) {
            const auto round = static_cast<std::size_t>(
                randomUniform(key, draw++) * static_cast<double>(rounds));
            above[i] = numerator[round];
            below[i] = denominator[round];
        }
        ratio = medianOf(above) / medianOf(below);
    }
    std::sort(ratios.begin(), ratios.end());
    result.low = quantileOfSorted(ratios, 0.025);
    result.high = quantileOfSorted(ratios, 0.975);
    return result;
}

} // namespace glowworm
