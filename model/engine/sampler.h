// SPDX-License-Identifier: GPL-3.0-or-later
// Chooses the next token from logits. The noise is a function of (seed, position, token), so twins
// draw the same. Any thread.
#pragma once

#include "model/config/config.h"

#include <span>
#include <vector>

namespace glowworm {

struct Candidate {
    int token;
    float probability; // after temperature, top-k and top-p
};

/// What may follow, likeliest first, probabilities summing to 1. Temperature 0: the single largest
/// logit (lowest id wins a tie). Top-k keeps the k largest; top-p the smallest set whose
/// probability reaches p (Holtzman et al. 2020, 3.1). logits (V), finite.
std::vector<Candidate> candidates(std::span<const float> logits, const SampleConfig& config);

/// Of one token as the model says it: at temperature 1, nothing cut. Never below the smallest
/// normal float, so that its logarithm is a number. logits (V), finite.
float probabilityOf(std::span<const float> logits, int token);

/// One draw by the Gumbel-max trick (Maddison et al. 2014). position: number of tokens before it.
int sample(
    std::span<const Candidate> candidates, const SampleConfig& config, std::int64_t position);

} // namespace glowworm
