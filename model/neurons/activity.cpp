// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/neurons/activity.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace glowworm {

NeuronActivity::NeuronActivity(const NeuronGrid& of)
    : grid(of)
    , fired(static_cast<std::size_t>(of.layers) * static_cast<std::size_t>(of.neurons()))
{
}

void NeuronActivity::add(const FiringRecord& record)
{
    ++seen;
    for (std::size_t layer = 0; layer < record.layers.size(); ++layer)
        for (const std::uint16_t neuron : record.layers[layer].neurons)
            ++fired[layer * static_cast<std::size_t>(grid.neurons()) + neuron];
}

std::int64_t NeuronActivity::of(NeuronAddress neuron) const
{
    return fired[static_cast<std::size_t>(neuron.layer) * static_cast<std::size_t>(grid.neurons())
        + static_cast<std::size_t>(neuron.neuron)];
}

double NeuronActivity::rate(NeuronAddress neuron) const
{
    return seen > 0 ? static_cast<double>(of(neuron)) / static_cast<double>(seen) : 0;
}

std::vector<GroupCensus> censusOf(const NeuronActivity& activity)
{
    std::vector<GroupCensus> census;
    const auto size = static_cast<std::size_t>(activity.grid.groupSize);
    const auto groups = static_cast<std::size_t>(activity.grid.groups);
    for (std::size_t first = 0; activity.seen > 0 && first < activity.fired.size(); first += size) {
        const auto counts = std::span(activity.fired).subspan(first, size);
        const auto total
            = static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::int64_t(0)));
        const double even = total / static_cast<double>(size);
        GroupCensus group;
        group.layer = static_cast<int>(first / size / groups);
        group.group = static_cast<int>(first / size % groups);
        double entropy = 0;
        for (const std::int64_t count : counts) {
            group.dead += count == 0;
            group.hot += count > 0 && static_cast<double>(count) >= GroupCensus::kHot * even;
            if (count > 0)
                entropy -= static_cast<double>(count) / total
                    * std::log(static_cast<double>(count) / total);
        }
        group.evenness = size > 1 ? entropy / std::log(static_cast<double>(size)) : 1;
        census.push_back(group);
    }
    return census;
}

} // namespace glowworm
