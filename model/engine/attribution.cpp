// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/engine/attribution.h"

#include "model/base/error.h"
#include "model/engine/logits.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <string>

namespace glowworm {
namespace {

/// u (D) of a character.
std::vector<float> directionOf(const LanguageWeights& weights, const Kernels& kernels, int token)
{
    const LinearWeights& head = weights.head;
    std::vector<float> parts(
        static_cast<std::size_t>(head.outputs), -1.0F / static_cast<float>(head.outputs));
    parts[static_cast<std::size_t>(token)] += 1;
    std::vector<float> u(static_cast<std::size_t>(head.inputs));
    kernels.gatherAdd(
        parts.data(), head.weight.rows(), nullptr, head.outputs, u.data(), 0, head.inputs);
    for (std::size_t i = 0; i < u.size(); ++i)
        u[i] *= weights.norm.weight.data()[i];
    centre(u); // v less its mean, times u, is v times u less its mean
    return u;
}

/// u . v of each of the neurons.
std::vector<float> effectsOf(const FeedForwardWeights& w, const Kernels& kernels,
    std::span<const std::uint16_t> neurons, const std::vector<float>& u)
{
    std::vector<float> effects(neurons.size());
    if (!w.isByOutput()) {
        kernels.gatherDot(w.down(), nullptr, w.dModel, neurons.data(),
            static_cast<std::int64_t>(neurons.size()), u.data(), effects.data());
        return effects;
    }
    std::vector<float> all(static_cast<std::size_t>(w.neurons));
    kernels.gatherAdd(u.data(), w.down(), nullptr, w.dModel, all.data(), 0, w.neurons);
    std::ranges::transform(
        neurons, effects.begin(), [&](std::uint16_t neuron) { return all[neuron]; });
    return effects;
}

void requireAsked(const ModelConfig& config, const FiringRecord& firing, int token)
{
    if (token < 0 || token >= config.vocabSize)
        throw Error("Attributions: the vocabulary has " + std::to_string(config.vocabSize)
            + " characters; asked for number " + std::to_string(token) + ".");
    const auto fits = [&](const LayerFiring& fired) {
        return fired.values.size() == fired.neurons.size()
            && (!config.isSparse() || std::ssize(fired.neurons) == config.groups)
            && std::ranges::all_of(
                fired.neurons, [&](int neuron) { return neuron < config.neurons; });
    };
    if (std::ssize(firing.layers) != config.layers || !std::ranges::all_of(firing.layers, fits))
        throw Error("Attributions: the record is not one of this model, which has "
            + std::to_string(config.layers) + " layers of " + std::to_string(config.neurons)
            + " neurons.");
}

} // namespace

std::vector<Attribution> largestAttributions(const LanguageWeights& weights, const Kernels& kernels,
    const FiringRecord& firing, std::span<const std::span<const float>> gates, double deviation,
    int token, std::size_t most)
{
    requireAsked(weights.config, firing, token);
    const std::vector<float> u = directionOf(weights, kernels, token);
    std::vector<Attribution> all;
    for (std::size_t layer = 0; layer < firing.layers.size(); ++layer) {
        const LayerFiring& fired = firing.layers[layer];
        const std::vector<float> effects
            = effectsOf(weights.blocks[layer].feedForward, kernels, fired.neurons, u);
        for (std::size_t i = 0; i < effects.size(); ++i) {
            const double gate = gates.empty() ? 1 : gates[layer][i];
            const auto added = static_cast<float>(fired.values[i] * gate / deviation * effects[i]);
            if (added > 0 || added < 0)
                all.push_back({{static_cast<int>(layer), fired.neurons[i]}, added});
        }
    }
    const auto against = std::partition(
        all.begin(), all.end(), [](const Attribution& each) { return each.logit > 0; });
    std::vector<Attribution> largest;
    const auto take = [&largest](auto first, auto last, std::size_t count, auto order) {
        const auto end = first + std::min(static_cast<std::ptrdiff_t>(count), last - first);
        std::ranges::partial_sort(first, end, last, order, &Attribution::logit);
        largest.insert(largest.end(), first, end);
    };
    take(all.begin(), against, most, std::ranges::greater());
    take(against, all.end(), most / 2, std::ranges::less());
    return largest;
}

} // namespace glowworm
