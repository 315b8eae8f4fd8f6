// SPDX-License-Identifier: GPL-3.0-or-later
// The kernels as plain loops with sums in double: what the vector kernels are tested against.
#include "engine/kernels.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace glowworm {

namespace {

constexpr double kNormEpsilon = 1e-5; // as LibTorch's layer_norm

double dot(const float* a, const float* b, std::int64_t count)
{
    double sum = 0;
    for (std::int64_t i = 0; i < count; ++i)
        sum += static_cast<double>(a[i]) * b[i];
    return sum;
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

void linear(
    Rows weight, const float* bias, std::int64_t inputs, Rows x, std::int64_t n, MutableRows y, std::int64_t begin, std::int64_t end)
{
    for (std::int64_t t = 0; t < n; ++t)
        for (std::int64_t o = begin; o < end; ++o)
            y[t][o] = static_cast<float>(dot(weight[o], x[t], inputs) + (bias ? bias[o] : 0.0F));
}

void accumulate(Rows coefficients, Rows values, std::int64_t count, std::int64_t n, MutableRows y, std::int64_t begin, std::int64_t end)
{
    for (std::int64_t t = 0; t < n; ++t)
        for (std::int64_t c = begin; c < end; ++c) {
            double sum = y[t][c];
            for (std::int64_t j = 0; j < count; ++j)
                sum += static_cast<double>(coefficients[t][j]) * values[j][c];
            y[t][c] = static_cast<float>(sum);
        }
}

void add(float* target, const float* source, std::int64_t count)
{
    for (std::int64_t i = 0; i < count; ++i)
        target[i] += source[i];
}

void layerNorm(Rows x, const float* weight, const float* bias, std::int64_t width, std::int64_t n, MutableRows y)
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
        return static_cast<float>(weights.gateScale * 2 / (1 + std::exp(-static_cast<double>(winner))));
    double sum = 0;
    for (int i = 0; i < weights.groupSize(); ++i)
        sum += std::exp(static_cast<double>(logits[i]) - winner);
    return static_cast<float>(weights.gateScale / sum);
}

std::int64_t route(const FeedForwardWeights& weights, Rows hidden, std::int64_t begin, std::int64_t end, std::uint16_t* winners,
    float* gates, float* scratch)
{
    const int G = weights.groups, N = weights.groupSize(), R = weights.routerRank, width = weights.panelWidth;
    for (std::int64_t t = begin; t < end; ++t)
        for (int g = 0; g < G; ++g) {
            const int panel = g / weights.panelGroups, first = g % weights.panelGroups * N;
            for (int i = 0; i < N; ++i) {
                double logit = weights.routerUpBias.data()[panel * width + first + i];
                for (int r = 0; r < R; ++r)
                    logit += static_cast<double>(hidden[t][r]) * weights.routerUp.data()[(panel * R + r) * width + first + i];
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

void fired(const FeedForwardWeights& weights, const float* x, const std::uint16_t* winners, const float* gates, float* values,
    float* coefficients, float* y)
{
    const int D = weights.dModel, G = weights.groups;
    for (int g = 0; g < G; ++g) {
        const int neuron = winners[g];
        const double u = dot(weights.up(neuron), x, D) + weights.upBias.data()[neuron];
        values[g] = activated(weights.activation, static_cast<float>(u));
        coefficients[g] = gates[g] * values[g];
    }
    for (int i = 0; i < D; ++i) {
        double sum = weights.downBias.data()[i];
        for (int g = 0; g < G; ++g)
            sum += static_cast<double>(coefficients[g]) * weights.down(winners[g])[i];
        y[i] = static_cast<float>(sum);
    }
}

} // namespace

const Kernels& referenceKernels()
{
    static constexpr Kernels table{"reference", linear, accumulate, add, layerNorm, softmax, activate, route, fired};
    return table;
}

} // namespace glowworm
