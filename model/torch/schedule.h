// SPDX-License-Identifier: GPL-3.0-or-later
// What changes from step to step of a training. Pure functions.
#pragma once

#include "model/config/config.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace glowworm {

/// Linear warm-up to learningRate, then half a cosine down to finalLearningRate of it. finished:
/// steps done before this one, >= 0.
inline double learningRateAt(const TrainConfig& train, std::int64_t finished)
{
    if (finished < train.warmup)
        return train.learningRate * static_cast<double>(finished + 1) / train.warmup;
    const double progress = std::min(1.0,
        static_cast<double>(finished - train.warmup)
            / static_cast<double>(std::max<std::int64_t>(1, train.steps - train.warmup)));
    return train.learningRate
        * (train.finalLearningRate
            + (1 - train.finalLearningRate) * 0.5 * (1 + std::cos(std::numbers::pi * progress)));
}

/// Scale of the Gumbel noise on the router's choice, which falls linearly to 0.
inline double routerNoiseAt(const TrainConfig& train, std::int64_t finished)
{
    const double end = train.routerNoiseSteps * static_cast<double>(train.steps);
    return end > 0 ? train.routerNoise * std::max(0.0, 1.0 - static_cast<double>(finished) / end)
                   : 0.0;
}

} // namespace glowworm
