// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/neurons/census.h"

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>

namespace glowworm {

std::vector<NeuronAddress> neuronsUsed(
    const NeuronCensus& census, Usage usage, int layer, int group)
{
    std::vector<NeuronAddress> found;
    const auto size = static_cast<std::size_t>(census.grid.groupSize);
    const int from = group < 0 ? 0 : group, to = group < 0 ? census.grid.groups : group + 1;
    for (int one = from; census.seen > 0 && one < to; ++one) {
        const auto first = static_cast<std::size_t>(layer * census.grid.groups + one) * size;
        const auto counts = std::span(census.fired).subspan(first, size);
        const double even
            = static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::int64_t(0)))
            / static_cast<double>(size);
        for (std::size_t i = 0; i < size; ++i) {
            const bool isHot
                = counts[i] > 0 && static_cast<double>(counts[i]) >= GroupCensus::kHot * even;
            if (usage == Usage::Dead ? counts[i] == 0 : isHot)
                found.push_back({layer, one * census.grid.groupSize + static_cast<int>(i)});
        }
    }
    return found;
}

} // namespace glowworm
