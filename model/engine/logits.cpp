// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/engine/logits.h"

#include "model/base/error.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace glowworm {

double crossEntropy(std::span<const float> logits, std::size_t target)
{
    const double largest = std::ranges::max(logits);
    double sum = 0;
    for (const float logit : logits)
        sum += std::exp(logit - largest);
    return largest + std::log(sum) - logits[target];
}

void requireFinite(std::span<const float> logits)
{
    if (!std::ranges::all_of(logits, [](float logit) { return std::isfinite(logit); }))
        throw Error("The model's scores are not finite numbers, so it has no answer: its weights "
                    "are too large or damaged. Open another model.");
}

void centre(std::span<float> logits)
{
    const double mean = std::accumulate(logits.begin(), logits.end(), 0.0)
        / static_cast<double>(std::max<std::size_t>(logits.size(), 1));
    for (float& logit : logits)
        logit = static_cast<float>(logit - mean);
}

} // namespace glowworm
