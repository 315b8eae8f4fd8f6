// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/engine/attribution.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <numeric>
#include <utility>

namespace glowworm {
namespace {

constexpr std::size_t kKept = 256; // characters; at full size 37 kB each

} // namespace

DirectEffects::DirectEffects(std::shared_ptr<const LanguageWeights> weights, const Kernels& kernels)
    : m_weights(std::move(weights))
    , m_kernels(kernels)
{
}

std::vector<float> DirectEffects::direction(int token)
{
    const LinearWeights& head = m_weights->head;
    const std::int64_t D = head.inputs, V = head.outputs;
    const WeightRows rows = head.weight.rows();
    if (m_mean.empty()) {
        m_mean.resize(static_cast<std::size_t>(D));
        for (std::int64_t row = 0; row < V; ++row)
            for (std::int64_t i = 0; i < D; ++i)
                m_mean[static_cast<std::size_t>(i)]
                    += weightAt(rows, row, i) / static_cast<double>(V);
    }
    std::vector<double> exact(m_mean.size());
    for (std::size_t i = 0; i < exact.size(); ++i)
        exact[i] = static_cast<double>(m_weights->norm.weight.data()[i])
            * (weightAt(rows, token, static_cast<std::int64_t>(i)) - m_mean[i]);
    // v less its mean, times u, is v times u less its mean.
    const double mean = std::accumulate(exact.begin(), exact.end(), 0.0) / static_cast<double>(D);
    std::vector<float> direction;
    direction.reserve(exact.size());
    for (const double value : exact)
        direction.push_back(static_cast<float>(value - mean));
    return direction;
}

std::span<const float> DirectEffects::on(int token)
{
    if (const auto known = m_known.find(token); known != m_known.end())
        return known->second;
    if (m_known.size() >= kKept)
        m_known.clear();
    const std::vector<float> u = direction(token);
    const std::int64_t D = m_weights->config.dModel, F = m_weights->config.neurons;
    std::vector<float>& effects = m_known[token];
    effects.resize(m_weights->blocks.size() * static_cast<std::size_t>(F));
    float* layer = effects.data();
    for (const BlockWeights& block : m_weights->blocks) {
        const FeedForwardWeights& w = block.feedForward;
        if (w.isByOutput())
            m_kernels.accumulate({u.data(), D}, w.down(), D, 1, {layer, F}, 0, F);
        else
            m_kernels.linear(w.down(), nullptr, D, {u.data(), D}, 1, {layer, F}, 0, F);
        layer += F;
    }
    return effects;
}

std::vector<Attribution> DirectEffects::largest(const FiringRecord& firing,
    std::span<const std::span<const float>> gates, double deviation, int token, std::size_t most)
{
    const std::span<const float> effects = on(token);
    const auto F = static_cast<std::size_t>(m_weights->config.neurons);
    std::vector<Attribution> all;
    for (std::size_t layer = 0; layer < firing.layers.size(); ++layer) {
        const LayerFiring& fired = firing.layers[layer];
        for (std::size_t i = 0; i < fired.neurons.size(); ++i) {
            const double gate = gates.empty() ? 1 : gates[layer][i],
                         added
                = fired.values[i] * gate / deviation * effects[layer * F + fired.neurons[i]];
            if (added > 0)
                all.push_back(
                    {{static_cast<int>(layer), fired.neurons[i]}, static_cast<float>(added)});
        }
    }
    const std::size_t count = std::min(most, all.size());
    std::ranges::partial_sort(all, all.begin() + static_cast<std::ptrdiff_t>(count),
        std::ranges::greater(), &Attribution::logit);
    all.resize(count);
    return all;
}

} // namespace glowworm
