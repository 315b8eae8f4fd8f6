// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/neurons/activity.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace glowworm {
namespace {

bool isBefore(const NeuronActivity::Place& a, const NeuronActivity::Place& b)
{
    return a.value > b.value || (a.value == b.value && a.where < b.where);
}

/// The largest logit of the winner's group but its own, the first of equals; -1: there is no other.
int rivalOf(const std::vector<float>& logits, int groupSize, int winner)
{
    const int first = winner / groupSize * groupSize;
    int rival = -1;
    for (int j = first; j < first + groupSize; ++j)
        if (j != winner
            && (rival < 0
                || logits[static_cast<std::size_t>(j)] > logits[static_cast<std::size_t>(rival)]))
            rival = j;
    return rival;
}

} // namespace

NeuronActivity::NeuronActivity(const NeuronGrid& of, bool isSparse)
    : m_grid(of)
    , m_isSparse(isSparse)
    , m_fired(static_cast<std::size_t>(of.layers) * static_cast<std::size_t>(of.neurons()))
    , m_strongest(m_fired.size())
    , m_rivals(m_fired.size())
{
}

void NeuronActivity::add(const FiringRecord& record, std::uint32_t where)
{
    ++m_seen;
    for (std::size_t layer = 0; layer < record.layers.size(); ++layer) {
        const LayerFiring& firing = record.layers[layer];
        const std::size_t first = layer * static_cast<std::size_t>(m_grid.neurons());
        for (std::size_t i = 0; i < firing.neurons.size(); ++i) {
            ++m_fired[first + firing.neurons[i]];
            keepPlace(first + firing.neurons[i], {firing.values[i], where});
        }
        if (m_isSparse && !firing.logits.empty())
            addRivals(layer, firing);
    }
}

void NeuronActivity::keepPlace(std::size_t neuron, Place place)
{
    std::vector<Place>& kept = m_strongest[neuron];
    if (kept.size() == kStrongest && !isBefore(place, kept.back()))
        return;
    if (kept.size() == kStrongest)
        kept.pop_back();
    kept.insert(std::ranges::upper_bound(kept, place, isBefore), place);
}

void NeuronActivity::addRivals(std::size_t layer, const LayerFiring& firing)
{
    for (const std::uint16_t winner : firing.neurons) {
        const int rival = rivalOf(firing.logits, m_grid.groupSize, winner);
        if (rival < 0)
            continue;
        const auto number = static_cast<std::uint16_t>(rival);
        std::vector<Rival>& known
            = m_rivals[layer * static_cast<std::size_t>(m_grid.neurons()) + winner];
        const auto at = std::ranges::lower_bound(known, number, {}, &Rival::neuron);
        if (at != known.end() && at->neuron == number)
            ++at->times;
        else
            known.insert(at, {number, 1});
    }
}

double NeuronActivity::rate(NeuronAddress neuron) const
{
    return m_seen > 0 ? static_cast<double>(fired(neuron)) / static_cast<double>(m_seen) : 0;
}

std::vector<NeuronActivity::Rival> NeuronActivity::rivals(NeuronAddress neuron) const
{
    std::vector<Rival> sorted = m_rivals[at(neuron)]; // ascending numbers
    std::ranges::stable_sort(sorted, std::ranges::greater(), &Rival::times);
    return sorted;
}

std::vector<GroupCensus> censusOf(const NeuronActivity& activity)
{
    std::vector<GroupCensus> census;
    const auto size = static_cast<std::size_t>(activity.grid().groupSize);
    const auto groups = static_cast<std::size_t>(activity.grid().groups);
    const std::span<const std::int64_t> fired = activity.fired();
    for (std::size_t first = 0; activity.seen() > 0 && first < fired.size(); first += size) {
        const auto counts = fired.subspan(first, size);
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
