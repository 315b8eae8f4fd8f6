// SPDX-License-Identifier: GPL-3.0-or-later
// Random weights and comparisons for tests of kernels and weight matrices. Tests only.
#pragma once

#include "model/base/counter_random.h"
#include "model/kernels/kernels.h"

#include <cmath>
#include <cstring>
#include <limits>

namespace glowworm::test {

inline constexpr std::int64_t kLargestSize = 67;
inline constexpr float kNaN = std::numeric_limits<float>::quiet_NaN(),
                       kInfinity = std::numeric_limits<float>::infinity();

inline std::vector<float> noise(std::int64_t count, std::uint64_t seed)
{
    std::vector<float> values(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = static_cast<float>(randomNormal(seed, i));
    return values;
}

/// Largest difference, as a fraction of `scale` plus the value.
inline double farthest(
    const std::vector<float>& got, const std::vector<float>& want, double scale = 1)
{
    double worst = 0;
    for (std::size_t i = 0; i < want.size(); ++i) {
        const double difference = std::abs(static_cast<double>(got[i]) - want[i])
            / (scale + std::abs(static_cast<double>(want[i])));
        worst = difference > worst || std::isnan(difference) ? difference : worst;
    }
    return worst;
}

inline bool sameBits(const std::vector<float>& a, const std::vector<float>& b)
{
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

inline Tensor randomTensor(Shape shape, std::uint64_t seed)
{
    const std::int64_t count = elementCount(shape);
    return {std::move(shape), noise(count, seed)};
}

inline ModelConfig layerConfig(
    int dModel, int groups, int groupSize, int rank, Gate gate = Gate::Softmax)
{
    ModelConfig config;
    config.routing = Routing::Gated;
    config.dModel = dModel;
    config.groups = groups;
    config.neurons = groups * groupSize;
    config.routerRank = rank;
    config.gate = gate;
    config.gateScale = 1.5;
    return config;
}

inline Tensors layerTensors(const ModelConfig& c, std::uint64_t seed)
{
    return {{"ff.up.weight", randomTensor({c.neurons, c.dModel}, seed)},
        {"ff.up.bias", randomTensor({c.neurons}, seed + 1)},
        {"ff.down.weight", randomTensor({c.dModel, c.neurons}, seed + 2)},
        {"ff.down.bias", randomTensor({c.dModel}, seed + 3)},
        {"ff.router.down.weight", randomTensor({c.routerRank, c.dModel}, seed + 4)},
        {"ff.router.down.bias", randomTensor({c.routerRank}, seed + 5)},
        {"ff.router.up.weight", randomTensor({c.neurons, c.routerRank}, seed + 6)},
        {"ff.router.up.bias", randomTensor({c.neurons}, seed + 7)}};
}

/// `rows` rows of noise in a format.
inline WeightMatrix packedNoise(
    WeightFormat format, std::int64_t rows, std::int64_t columns, std::uint64_t seed)
{
    WeightBlock block(WeightMatrix::bytesFor(format, rows, columns));
    WeightMatrix matrix(format, rows, columns, block);
    for (std::int64_t i = 0; i < rows; ++i)
        matrix.setRow(i, noise(columns, seed + static_cast<std::uint64_t>(i)));
    return matrix;
}

/// The tables and that of the plain loops.
inline std::vector<const Kernels*> withPlainLoops(std::vector<const Kernels*> tables)
{
    tables.push_back(&referenceKernels());
    return tables;
}

} // namespace glowworm::test
