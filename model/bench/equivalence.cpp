// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/equivalence.h"

#include "counter_random.h"
#include "error.h"

#include <algorithm>
#include <cmath>

namespace glowworm {

namespace {

constexpr double kLargestDifference = 1e-4; // relative, fp32

std::vector<float> randomInputs(std::int64_t count, std::uint64_t seed)
{
    const std::uint64_t key = randomKey(seed, "equivalence");
    std::vector<float> values(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = static_cast<float>(randomNormal(key, i));
    return values;
}

/// Rows are counted token by token, so that one greedy token cannot hide behind the others.
std::int64_t mostRowsRead(const FeedForwardWeights& weights, std::span<const float> x, std::int64_t inputs, ThreadPool& pool)
{
    const auto width = static_cast<std::size_t>(weights.dModel);
    FeedForward layer;
    std::vector<float> y(width);
    std::int64_t most = 0;
    for (std::int64_t i = 0; i < inputs; ++i) {
        layer.run(weights, x.subspan(static_cast<std::size_t>(i) * width, width), 1, y, pool);
        if (layer.rowsRead() > weights.groups)
            throw Error("Timing refused: the sparse layer read " + std::to_string(layer.rowsRead()) + " rows for random input "
                + std::to_string(i) + ", expected " + std::to_string(weights.groups) + " (one a group).");
        most = std::max(most, layer.rowsRead());
    }
    return most;
}

} // namespace

Equivalence checkEquivalence(const FeedForwardWeights& weights, std::int64_t inputs, std::uint64_t seed)
{
    const auto width = static_cast<std::size_t>(weights.dModel);
    const std::vector<float> x = randomInputs(inputs * weights.dModel, seed);
    std::vector<float> fired(x.size()), masked(x.size());
    ThreadPool pool(1);
    FeedForward layer;
    layer.run(weights, x, inputs, fired, pool, FeedForwardPath::Fired);
    layer.run(weights, x, inputs, masked, pool, FeedForwardPath::MaskedDense);

    double largest = 0;
    for (float value : masked)
        largest = std::max(largest, static_cast<double>(std::abs(value)));
    Equivalence result;
    result.inputs = inputs;
    result.groups = weights.groups;
    std::size_t worst = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double difference = std::abs(static_cast<double>(fired[i]) - masked[i]) / (largest > 0 ? largest : 1);
        if (!std::isfinite(difference))
            throw Error("Timing refused: the layer's output for random input " + std::to_string(i / width)
                + " is not a finite number. The weights may be damaged.");
        if (difference > result.maxRelativeDifference) {
            result.maxRelativeDifference = difference;
            worst = i;
        }
    }
    if (result.maxRelativeDifference > kLargestDifference)
        throw Error("Timing refused: sparse and masked dense differ by " + std::to_string(result.maxRelativeDifference)
            + " relative at random input " + std::to_string(worst / width) + ", output " + std::to_string(worst % width)
            + " (at most 0.0001 is allowed).");
    result.rowsReadPerLayer = mostRowsRead(weights, x, inputs, pool);
    return result;
}

} // namespace glowworm
