// SPDX-License-Identifier: GPL-3.0-or-later
// The kernels as plain loops with sums in double: what the vector kernels are tested against.
#include "model/kernels/kernels.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace glowworm {

namespace {

float dot(const WeightRows& weight, const float* bias, std::int64_t row, const float* x,
    std::int64_t count)
{
    double sum = bias ? bias[row] : 0.0F;
    for (std::int64_t i = 0; i < count; ++i)
        sum += weightAt(weight, row, i) * x[i];
    return static_cast<float>(sum);
}

float activated(Activation activation, float u)
{
    switch (activation) {
    case Activation::Relu:
        return u < 0 ? 0.0F : u;
    case Activation::Gelu:
        return static_cast<float>(0.5 * u * std::erfc(-u / std::numbers::sqrt2));
    case Activation::Identity:
        break;
    }
    return u;
}

void linear(WeightRows weight, const float* bias, std::int64_t inputs, Rows x, std::int64_t n,
    MutableRows y, std::int64_t begin, std::int64_t end)
{
    for (std::int64_t t = 0; t < n; ++t)
        for (std::int64_t o = begin; o < end; ++o)
            y[t][o] = dot(weight, bias, o, x[t], inputs);
}

void accumulate(Rows coefficients, WeightRows values, std::int64_t count, std::int64_t n,
    MutableRows y, std::int64_t begin, std::int64_t end)
{
    for (std::int64_t t = 0; t < n; ++t)
        for (std::int64_t c = begin; c < end; ++c) {
            double sum = y[t][c];
            for (std::int64_t j = 0; j < count; ++j)
                sum += coefficients[t][j] * weightAt(values, j, c);
            y[t][c] = static_cast<float>(sum);
        }
}

void gatherDot(WeightRows weight, const float* bias, std::int64_t inputs,
    const std::uint16_t* which, std::int64_t count, const float* x, float* y)
{
    for (std::int64_t i = 0; i < count; ++i)
        y[i] = dot(weight, bias, which[i], x, inputs);
}

void gatherAdd(const float* coefficients, WeightRows values, const std::uint16_t* which,
    std::int64_t count, float* y, std::int64_t begin, std::int64_t end)
{
    for (std::int64_t c = begin; c < end; ++c) {
        double sum = y[c];
        for (std::int64_t i = 0; i < count; ++i)
            if (coefficients[i] != 0)
                sum += coefficients[i] * weightAt(values, which ? which[i] : i, c);
        y[c] = static_cast<float>(sum);
    }
}

void add(float* target, const float* source, std::int64_t count)
{
    for (std::int64_t i = 0; i < count; ++i)
        target[i] += source[i];
}

void layerNorm(Rows x, const float* weight, const float* bias, std::int64_t width, std::int64_t n,
    MutableRows y)
{
    for (std::int64_t t = 0; t < n; ++t) {
        double mean = 0, variance = 0;
        for (std::int64_t i = 0; i < width; ++i)
            mean += x[t][i];
        mean /= static_cast<double>(width);
        for (std::int64_t i = 0; i < width; ++i)
            variance += (x[t][i] - mean) * (x[t][i] - mean);
        const double scale = 1 / std::sqrt(variance / static_cast<double>(width) + kNormEpsilon);
        for (std::int64_t i = 0; i < width; ++i)
            y[t][i] = static_cast<float>((x[t][i] - mean) * scale * weight[i] + bias[i]);
    }
}

void softmax(float* values, std::int64_t count, float scale)
{
    const double largest = *std::max_element(values, values + count);
    double sum = 0;
    for (std::int64_t i = 0; i < count; ++i)
        sum += std::exp(scale * (values[i] - largest));
    for (std::int64_t i = 0; i < count; ++i)
        values[i] = static_cast<float>(std::exp(scale * (values[i] - largest)) / sum);
}

void activate(Activation activation, float* values, std::int64_t count)
{
    for (std::int64_t i = 0; i < count; ++i)
        values[i] = activated(activation, values[i]);
}

float gateOf(const FeedForwardWeights& weights, const float* logits, float winner)
{
    if (weights.routing != Routing::Gated)
        return 1;
    if (weights.gate == Gate::Sigmoid)
        return static_cast<float>(
            weights.gateScale * 2 / (1 + std::exp(-static_cast<double>(winner))));
    double sum = 0;
    for (int i = 0; i < weights.groupSize(); ++i)
        sum += std::exp(static_cast<double>(logits[i]) - winner);
    return static_cast<float>(weights.gateScale / sum);
}

std::int64_t route(const FeedForwardWeights& weights, Rows hidden, std::int64_t begin,
    std::int64_t end, std::uint16_t* winners, float* gates, float* scratch)
{
    const int G = weights.groups, N = weights.groupSize(), R = weights.routerRank,
              width = weights.routerPanel();
    const WeightRows up = weights.routerUp.rows();
    for (std::int64_t t = begin; t < end; ++t)
        for (int g = 0; g < G; ++g) {
            for (int i = 0; i < N; ++i) {
                const int column = weights.routerColumn(g, i), panel = column / width;
                double logit = weights.routerUpBias.data()[column];
                for (int r = 0; r < R; ++r)
                    logit += hidden[t][r] * weightAt(up, panel * R + r, column % width);
                scratch[i] = static_cast<float>(logit);
                if (!std::isfinite(scratch[i]))
                    return t;
            }
            const float* best = std::max_element(scratch, scratch + N); // the first of equals
            winners[t * G + g] = static_cast<std::uint16_t>(g * N + (best - scratch));
            gates[t * G + g] = gateOf(weights, scratch, *best);
        }
    return -1;
}

} // namespace

const Kernels& referenceKernels()
{
    static constexpr Kernels table{"reference", linear, accumulate, gatherDot, gatherAdd, add,
        layerNorm, softmax, activate, route};
    return table;
}

} // namespace glowworm
