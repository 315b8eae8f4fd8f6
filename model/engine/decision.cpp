// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/engine/decision.h"

#include "model/config/surgery.h"

#include <algorithm>
#include <cmath>

namespace glowworm {

std::vector<Decision> decisionsOf(std::span<const float> logits, int groups)
{
    const std::size_t size = logits.size() / static_cast<std::size_t>(groups);
    std::vector<Decision> decisions;
    for (std::size_t first = 0; first < logits.size(); first += size) {
        const auto group = logits.subspan(first, size);
        const auto best = std::ranges::max_element(group); // the first of equals
        auto second = group.end();
        double sum = 0;
        for (auto at = group.begin(); at != group.end(); ++at) {
            sum += std::exp(static_cast<double>(*at) - *best);
            if (at != best && *at > kNeverChosen && (second == group.end() || *at > *second))
                second = at;
        }
        Decision made;
        made.winner = static_cast<int>(best - group.begin() + static_cast<std::ptrdiff_t>(first));
        made.probability = static_cast<float>(1 / sum);
        if (second != group.end()) {
            made.rival
                = static_cast<int>(second - group.begin() + static_cast<std::ptrdiff_t>(first));
            made.rivalProbability
                = static_cast<float>(std::exp(static_cast<double>(*second) - *best) / sum);
            made.lead = *best - *second;
        }
        decisions.push_back(made);
    }
    return decisions;
}

float lackingOf(std::span<const float> logits, int groups, int neuron)
{
    const int size = static_cast<int>(logits.size()) / groups;
    const auto group = logits.subspan(
        static_cast<std::size_t>(neuron / size * size), static_cast<std::size_t>(size));
    return *std::ranges::max_element(group) - logits[static_cast<std::size_t>(neuron)];
}

} // namespace glowworm
