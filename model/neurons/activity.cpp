// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/neurons/activity.h"

#include "model/base/error.h"
#include "model/engine/decision.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <utility>

namespace glowworm {
namespace {

bool isBefore(const NeuronActivity::Place& a, const NeuronActivity::Place& b)
{
    return a.value > b.value || (a.value == b.value && a.where < b.where);
}

} // namespace

NeuronActivity::NeuronActivity(const NeuronGrid& of, bool isSparse)
    : m_grid(of)
    , m_isSparse(isSparse)
{
    const auto all = static_cast<std::size_t>(of.layers) * static_cast<std::size_t>(of.neurons());
    m_counts.fired.resize(all);
    m_counts.strongest.resize(all);
    m_counts.rivals.resize(all);
}

NeuronActivity::NeuronActivity(const NeuronGrid& of, bool isSparse, Counts counts)
    : NeuronActivity(of, isSparse)
{
    const std::size_t all = m_counts.fired.size();
    if (counts.seen < 0 || counts.fired.size() != all || counts.strongest.size() != all
        || counts.rivals.size() != all)
        throw Error("the counts are of another number of neurons");
    m_counts = std::move(counts);
    for (std::size_t neuron = 0; neuron < all; ++neuron)
        requireConsistent(neuron);
    const auto size = static_cast<std::size_t>(of.groupSize);
    for (std::size_t first = 0; isSparse && first < all; first += size)
        if (std::accumulate(m_counts.fired.begin() + static_cast<std::ptrdiff_t>(first),
                m_counts.fired.begin() + static_cast<std::ptrdiff_t>(first + size), std::int64_t(0))
            != m_counts.seen)
            throw Error("the neurons of a group did not fire once for each token");
}

void NeuronActivity::requireConsistent(std::size_t neuron) const
{
    const std::int64_t fired = m_counts.fired[neuron];
    if (fired < 0 || fired > m_counts.seen)
        throw Error("a neuron fired more often than there are tokens");
    const std::vector<Place>& places = m_counts.strongest[neuron];
    if (places.size() > kStrongest || static_cast<std::int64_t>(places.size()) > fired
        || !std::ranges::all_of(places, [](Place place) { return std::isfinite(place.value); })
        || std::ranges::adjacent_find(places, [](Place a, Place b) { return !isBefore(a, b); })
            != places.end())
        throw Error("the places where a neuron is largest are not in order");
    const std::vector<Rival>& rivals = m_counts.rivals[neuron];
    const std::size_t inLayer = neuron % static_cast<std::size_t>(m_grid.neurons());
    const auto size = static_cast<std::size_t>(m_grid.groupSize);
    std::int64_t times = 0;
    for (const Rival& rival : rivals) {
        times += rival.times;
        if (rival.times == 0 || rival.neuron == inLayer || rival.neuron / size != inLayer / size)
            throw Error("a neuron's rivals are not of its group");
    }
    if (times > fired || (!rivals.empty() && !m_isSparse)
        || std::ranges::adjacent_find(rivals, std::ranges::greater_equal(), &Rival::neuron)
            != rivals.end())
        throw Error("a neuron's rivals are not in order");
}

void NeuronActivity::add(const FiringRecord& record, std::uint32_t where)
{
    ++m_counts.seen;
    for (std::size_t layer = 0; layer < record.layers.size(); ++layer) {
        const LayerFiring& firing = record.layers[layer];
        const std::size_t first = layer * static_cast<std::size_t>(m_grid.neurons());
        for (std::size_t i = 0; i < firing.neurons.size(); ++i) {
            ++m_counts.fired[first + firing.neurons[i]];
            keepPlace(first + firing.neurons[i], {firing.values[i], where});
        }
        if (m_isSparse && !firing.logits.empty())
            addRivals(layer, firing);
    }
}

void NeuronActivity::keepPlace(std::size_t neuron, Place place)
{
    std::vector<Place>& kept = m_counts.strongest[neuron];
    if (!std::isfinite(place.value)) // of damaged weights: it has no order
        return;
    if (kept.size() == kStrongest && !isBefore(place, kept.back()))
        return;
    if (kept.size() == kStrongest)
        kept.pop_back();
    kept.insert(std::ranges::upper_bound(kept, place, isBefore), place);
}

void NeuronActivity::addRivals(std::size_t layer, const LayerFiring& firing)
{
    for (const std::uint16_t winner : firing.neurons) {
        const int size = m_grid.groupSize, first = winner / size * size;
        const int rival
            = rivalOf(std::span(firing.logits)
                          .subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(size)),
                winner - first);
        if (rival < 0)
            continue;
        const auto number = static_cast<std::uint16_t>(first + rival);
        std::vector<Rival>& known
            = m_counts.rivals[layer * static_cast<std::size_t>(m_grid.neurons()) + winner];
        const auto at = std::ranges::lower_bound(known, number, {}, &Rival::neuron);
        if (at != known.end() && at->neuron == number)
            ++at->times;
        else
            known.insert(at, {number, 1});
    }
}

std::span<const std::int64_t> NeuronActivity::firedInGroup(NeuronAddress neuron) const
{
    const auto size = static_cast<std::size_t>(m_grid.groupSize);
    return fired().subspan(at(neuron) / size * size, size);
}

std::vector<NeuronActivity::Rival> NeuronActivity::rivals(NeuronAddress neuron) const
{
    std::vector<Rival> sorted = m_counts.rivals[at(neuron)]; // ascending numbers
    std::ranges::stable_sort(sorted, std::ranges::greater(), &Rival::times);
    return sorted;
}

std::vector<bool> hotOf(std::span<const std::int64_t> counts)
{
    const auto total = std::accumulate(counts.begin(), counts.end(), std::int64_t(0));
    const double even = static_cast<double>(total) / static_cast<double>(counts.size());
    std::vector<bool> hot;
    for (const std::int64_t count : counts)
        hot.push_back(count > 0 && static_cast<double>(count) >= GroupCensus::kHot * even);
    return hot;
}

GroupCensus groupCensusOf(std::span<const std::int64_t> counts, int layer, int group)
{
    GroupCensus census{layer, group, 0, 0, 0};
    census.dead = static_cast<int>(std::ranges::count(counts, std::int64_t(0)));
    const std::vector<bool> hot = hotOf(counts);
    census.hot = static_cast<int>(std::ranges::count(hot, true));
    const auto total
        = static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::int64_t(0)));
    double entropy = 0;
    for (const std::int64_t count : counts)
        if (count > 0)
            entropy -= static_cast<double>(count) / total
                * std::log(static_cast<double>(count) / total);
    census.evenness
        = counts.size() > 1 ? entropy / std::log(static_cast<double>(counts.size())) : 1;
    return census;
}

std::vector<GroupCensus> censusOf(const NeuronActivity& activity)
{
    std::vector<GroupCensus> census;
    const NeuronGrid& grid = activity.grid();
    for (int layer = 0; activity.seen() > 0 && layer < grid.layers; ++layer)
        for (int group = 0; group < grid.groups; ++group)
            census.push_back(groupCensusOf(
                activity.firedInGroup({layer, group * grid.groupSize}), layer, group));
    return census;
}

} // namespace glowworm
