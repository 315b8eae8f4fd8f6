// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/kernels/fired_training.h"
#include "model/kernels/kernels.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace glowworm {
namespace {

constexpr std::int64_t kTokensAPiece
    = 64; // fixed, so that results do not depend on the number of threads
constexpr std::int64_t kNumberedTokens = 1 << 16; // as many as 16 bits tell apart

float slope(Activation kind, float u)
{
    switch (kind) {
    case Activation::Identity:
        return 1;
    case Activation::Relu:
        return u > 0 ? 1 : 0;
    case Activation::Gelu: {
        const float density = std::exp(-0.5F * u * u) / std::sqrt(2 * std::numbers::pi_v<float>);
        return 0.5F * (1.0F + std::erf(u * std::numbers::sqrt2_v<float> / 2)) + u * density;
    }
    }
    return 1;
}

void forEachTokenBlock(const FiredShape& shape, const ParallelFor& parallel,
    const std::function<void(std::int64_t token)>& work)
{
    parallel((shape.tokens + kTokensAPiece - 1) / kTokensAPiece, [&](std::int64_t piece) {
        const std::int64_t end = std::min(shape.tokens, (piece + 1) * kTokensAPiece);
        for (std::int64_t token = piece * kTokensAPiece; token < end; ++token)
            work(token);
    });
}

std::vector<float> activated(const FiredShape& s, const float* preactivation)
{
    std::vector<float> values(preactivation, preactivation + s.groups);
    simdKernels().activate(s.activation, values.data(), s.groups);
    return values;
}

/// One group's part of dW1, db1, dW2 for at most kNumberedTokens: its tokens sorted by winner
/// (counting sort), then one pass a neuron. du, weighted (n, G).
void addGroupGradients(const FiredShape& s, int group, const float* x, const float* dy,
    const std::uint16_t* winners, const float* du, const float* weighted, float* dUp,
    float* dUpBias, float* dDownT)
{
    const int size = s.neurons / s.groups, first = group * size;
    std::vector<std::uint32_t> start(static_cast<std::size_t>(size) + 1);
    for (std::int64_t t = 0; t < s.tokens; ++t)
        ++start[winners[t * s.groups + group] - first + 1U];
    for (int j = 0; j < size; ++j)
        start[j + 1U] += start[j];
    std::vector<std::uint32_t> next(start.begin(), start.end() - 1);
    std::vector<std::uint16_t> tokens(static_cast<std::size_t>(s.tokens));
    std::vector<float> duSorted(tokens.size()), weightedSorted(tokens.size());
    for (std::int64_t t = 0; t < s.tokens; ++t) {
        const std::int64_t at = t * s.groups + group;
        const std::uint32_t place = next[winners[at] - first]++;
        tokens[place] = static_cast<std::uint16_t>(t);
        duSorted[place] = du[at];
        weightedSorted[place] = weighted[at];
    }
    const Kernels& kernels = simdKernels();
    for (int j = 0; j < size; ++j) {
        const std::uint32_t begin = start[j], count = start[j + 1U] - begin;
        const std::int64_t neuron = first + j, row = neuron * s.dModel;
        kernels.gatherAdd(duSorted.data() + begin, {x, s.dModel}, tokens.data() + begin, count,
            dUp + row, 0, s.dModel);
        kernels.gatherAdd(weightedSorted.data() + begin, {dy, s.dModel}, tokens.data() + begin,
            count, dDownT + row, 0, s.dModel);
        for (std::uint32_t i = 0; i < count; ++i)
            dUpBias[neuron] += duSorted[begin + i];
    }
}

} // namespace

void firedForward(const FiredShape& s, const float* x, const float* up, const float* upBias,
    const float* downT, const std::uint16_t* winners, const float* gate, float* preactivation,
    float* y, const ParallelFor& parallel)
{
    const Kernels& kernels = simdKernels();
    forEachTokenBlock(s, parallel, [&](std::int64_t t) {
        const std::int64_t at = t * s.groups, row = t * s.dModel;
        kernels.gatherDot(
            {up, s.dModel}, upBias, s.dModel, winners + at, s.groups, x + row, preactivation + at);
        std::vector<float> factors = activated(s, preactivation + at);
        std::transform(
            factors.begin(), factors.end(), gate + at, factors.begin(), std::multiplies<>());
        std::fill_n(y + row, s.dModel, 0.0F);
        kernels.gatherAdd(
            factors.data(), {downT, s.dModel}, winners + at, s.groups, y + row, 0, s.dModel);
    });
}

void firedBackward(const FiredShape& s, const float* x, const float* up, const float* downT,
    const std::uint16_t* winners, const float* gate, const float* preactivation, const float* dy,
    float* dx, float* dUp, float* dUpBias, float* dDownT, float* dGate, const ParallelFor& parallel)
{
    const Kernels& kernels = simdKernels();
    std::vector<float> du(static_cast<std::size_t>(s.tokens * s.groups)),
        weighted(du.size()); // act'(u) gate p; gate act(u)
    forEachTokenBlock(s, parallel, [&](std::int64_t t) {
        const std::int64_t at = t * s.groups, row = t * s.dModel;
        std::vector<float> p(static_cast<std::size_t>(s.groups)); // v_c . dy
        kernels.gatherDot(
            {downT, s.dModel}, nullptr, s.dModel, winners + at, s.groups, dy + row, p.data());
        const std::vector<float> a = activated(s, preactivation + at);
        for (std::size_t g = 0; g < p.size(); ++g) {
            const std::size_t i = static_cast<std::size_t>(at) + g;
            dGate[i] = a[g] * p[g];
            du[i] = gate[i] * slope(s.activation, preactivation[i]) * p[g];
            weighted[i] = gate[i] * a[g];
        }
        std::fill_n(dx + row, s.dModel, 0.0F);
        kernels.gatherAdd(
            du.data() + at, {up, s.dModel}, winners + at, s.groups, dx + row, 0, s.dModel);
    });
    parallel(s.groups, [&](std::int64_t group) {
        for (std::int64_t first = 0; first < s.tokens; first += kNumberedTokens) {
            FiredShape some = s;
            some.tokens = std::min(kNumberedTokens, s.tokens - first);
            const std::int64_t at = first * s.groups, row = first * s.dModel;
            addGroupGradients(some, static_cast<int>(group), x + row, dy + row, winners + at,
                du.data() + at, weighted.data() + at, dUp, dUpBias, dDownT);
        }
    });
}

} // namespace glowworm
