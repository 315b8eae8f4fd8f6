// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/config/firing_lookup.h"

#include <algorithm>

namespace glowworm {
namespace {

const LayerFiring* layerOf(const FiringRecord& record, int layer)
{
    return layer >= 0 && static_cast<std::size_t>(layer) < record.layers.size()
        ? &record.layers[static_cast<std::size_t>(layer)]
        : nullptr;
}

} // namespace

std::optional<std::size_t> placeOf(const FiringRecord& record, NeuronAddress neuron)
{
    const LayerFiring* layer = layerOf(record, neuron.layer);
    if (!layer)
        return {};
    // Ascending, in group order too.
    const auto found
        = std::lower_bound(layer->neurons.begin(), layer->neurons.end(), neuron.neuron);
    if (found == layer->neurons.end() || *found != neuron.neuron)
        return {};
    return static_cast<std::size_t>(found - layer->neurons.begin());
}

float valueOf(const FiringRecord& record, NeuronAddress neuron)
{
    const auto place = placeOf(record, neuron);
    return place ? layerOf(record, neuron.layer)->values[*place] : 0;
}

int winnerOf(const FiringRecord& record, int layer, int group)
{
    const LayerFiring* firing = layerOf(record, layer);
    return firing && static_cast<std::size_t>(group) < firing->neurons.size()
        ? firing->neurons[static_cast<std::size_t>(group)]
        : -1;
}

const Decision* decisionOf(const FiringRecord& record, int layer, int group)
{
    const LayerFiring* firing = layerOf(record, layer);
    return firing && static_cast<std::size_t>(group) < firing->decisions.size()
        ? &firing->decisions[static_cast<std::size_t>(group)]
        : nullptr;
}

} // namespace glowworm
