// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/neurons/census.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

namespace glowworm {

std::vector<LayerCensus> layersOf(const NeuronCensus& census)
{
    std::vector<LayerCensus> layers;
    for (const GroupCensus& group : census.groups) {
        if (group.group == 0)
            layers.push_back({group.layer, 0, 0, 0, group});
        LayerCensus& layer = layers.back();
        layer.dead += group.dead;
        layer.hot += group.hot;
        layer.evenness += group.evenness / census.grid.groups;
        if (group.evenness < layer.leastEven.evenness)
            layer.leastEven = group;
    }
    return layers;
}

std::vector<NeuronAddress> neuronsUsed(
    const NeuronCensus& census, Usage usage, int layer, int group)
{
    std::vector<NeuronAddress> found;
    const auto size = static_cast<std::size_t>(census.grid.groupSize);
    const int from = group < 0 ? 0 : group, to = group < 0 ? census.grid.groups : group + 1;
    for (int one = from; census.seen > 0 && one < to; ++one) {
        const auto first = static_cast<std::size_t>(layer * census.grid.groups + one) * size;
        const auto counts = std::span(census.fired).subspan(first, size);
        const std::vector<bool> hot = hotOf(counts);
        for (std::size_t i = 0; i < size; ++i)
            if (usage == Usage::Dead ? counts[i] == 0 : hot[i])
                found.push_back({layer, one * census.grid.groupSize + static_cast<int>(i)});
    }
    return found;
}

} // namespace glowworm
