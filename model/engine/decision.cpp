// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/engine/decision.h"

#include "model/config/surgery.h"

#include <algorithm>
#include <cmath>

namespace glowworm {

int rivalOf(std::span<const float> logits, int winner)
{
    int rival = -1;
    float best = kNeverChosen;
    for (int i = 0; i < static_cast<int>(logits.size()); ++i)
        if (i != winner && logits[static_cast<std::size_t>(i)] > best) {
            rival = i;
            best = logits[static_cast<std::size_t>(i)];
        }
    return rival;
}

Decision decisionOf(std::span<const float> logits, int first)
{
    const auto best = static_cast<std::size_t>(std::ranges::max_element(logits) - logits.begin());
    const auto over = [&](float logit) {
        return std::exp(static_cast<double>(logit) - static_cast<double>(logits[best]));
    };
    double sum = 0;
    for (const float logit : logits)
        sum += over(logit);
    Decision made;
    made.winner = first + static_cast<int>(best);
    made.probability = static_cast<float>(1 / sum);
    if (const int rival = rivalOf(logits, static_cast<int>(best)); rival >= 0) {
        const float logit = logits[static_cast<std::size_t>(rival)];
        made.rival = first + rival;
        made.rivalProbability = static_cast<float>(over(logit) / sum);
        made.lead = logits[best] - logit;
    }
    return made;
}

std::vector<Decision> decisionsOf(std::span<const float> logits, int groups)
{
    const std::size_t size = logits.size() / static_cast<std::size_t>(groups);
    std::vector<Decision> decisions;
    for (std::size_t first = 0; first < logits.size(); first += size)
        decisions.push_back(decisionOf(logits.subspan(first, size), static_cast<int>(first)));
    return decisions;
}

} // namespace glowworm
