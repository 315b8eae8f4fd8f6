// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/neurons/comparison.h"

#include <algorithm>
#include <iterator>

namespace glowworm {

double LayerComparison::jaccard() const
{
    const std::size_t all = onlyFirst.size() + both.size() + onlySecond.size();
    return all > 0 ? static_cast<double>(both.size()) / static_cast<double>(all) : 1;
}

std::vector<LayerComparison> comparisonOf(const FiringRecord& first, const FiringRecord& second)
{
    std::vector<LayerComparison> layers(std::min(first.layers.size(), second.layers.size()));
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const auto &a = first.layers[i].neurons, &b = second.layers[i].neurons; // ascending
        std::ranges::set_difference(a, b, std::back_inserter(layers[i].onlyFirst));
        std::ranges::set_intersection(a, b, std::back_inserter(layers[i].both));
        std::ranges::set_difference(b, a, std::back_inserter(layers[i].onlySecond));
    }
    return layers;
}

} // namespace glowworm
