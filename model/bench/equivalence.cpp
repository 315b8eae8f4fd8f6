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

/// Largest difference relative to the largest output; throws when it is too large.
double difference(std::span<const float> found, std::span<const float> masked, std::size_t width, const char* how)
{
    double largest = 0, result = 0;
    for (float value : masked)
        largest = std::max(largest, static_cast<double>(std::abs(value)));
    std::size_t worst = 0;
    for (std::size_t i = 0; i < masked.size(); ++i) {
        const double difference = std::abs(static_cast<double>(found[i]) - masked[i]) / (largest > 0 ? largest : 1);
        if (!std::isfinite(difference))
            throw Error("Timing refused: the layer's output for random input " + std::to_string(i / width)
                + " is not a finite number. The weights may be damaged.");
        if (difference > result) {
            result = difference;
            worst = i;
        }
    }
    if (result > kLargestDifference)
        throw Error("Timing refused: sparse (" + std::string(how) + ") and masked dense differ by " + std::to_string(result)
            + " relative at random input " + std::to_string(worst / width) + ", output " + std::to_string(worst % width)
            + " (at most 0.0001 is allowed).");
    return result;
}

} // namespace

SparseLayer engineLayer()
{
    return [](const FeedForwardWeights& weights, std::span<const float> x, std::int64_t n, std::span<float> y) {
        ThreadPool pool(1);
        FeedForward layer;
        layer.run(weights, x, n, y, pool, n == 1 ? FeedForwardPath::Fired : FeedForwardPath::Auto);
        return layer.rowsRead();
    };
}

Equivalence checkEquivalence(const FeedForwardWeights& weights, std::int64_t inputs, std::uint64_t seed, const SparseLayer& layer)
{
    const auto width = static_cast<std::size_t>(weights.dModel);
    const std::vector<float> x = randomInputs(inputs * weights.dModel, seed);
    std::vector<float> masked(x.size()), single(x.size()), together(x.size());
    ThreadPool pool(1);
    FeedForward().run(weights, x, inputs, masked, pool, FeedForwardPath::MaskedDense);

    Equivalence result;
    result.inputs = inputs;
    result.groups = weights.groups;
    for (std::int64_t i = 0; i < inputs; ++i) { // counted token by token, so that one greedy token cannot hide behind the others
        const std::size_t at = static_cast<std::size_t>(i) * width;
        const std::int64_t read = layer(weights, std::span(x).subspan(at, width), 1, std::span(single).subspan(at, width));
        if (read > weights.groups)
            throw Error("Timing refused: the sparse layer read " + std::to_string(read) + " rows for random input " + std::to_string(i)
                + ", expected " + std::to_string(weights.groups) + " (one a group).");
        result.rowsReadPerLayer = std::max(result.rowsReadPerLayer, read);
    }
    layer(weights, x, inputs, together);
    result.maxRelativeDifference
        = std::max(difference(single, masked, width, "one token a call"), difference(together, masked, width, "many tokens a call"));
    return result;
}

} // namespace glowworm
