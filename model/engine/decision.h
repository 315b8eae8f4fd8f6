// SPDX-License-Identifier: GPL-3.0-or-later
// How clearly the router of a sparse layer chose: for each group the winner, the rival that came
// second, and what lies between them. Pure functions, any thread.
#pragma once

#include <span>
#include <vector>

namespace glowworm {

struct Decision {
    int winner = 0;             // 0 ... F - 1
    int rival = -1;             // the second; -1: the group has one neuron
    float probability = 1;      // of the winner, in a softmax over the group's logits
    float rivalProbability = 0; // of the rival, in the same
    float lead = 0;             // the winner's logit minus the rival's

    float margin() const { return probability - rivalProbability; }
    bool isTossUp() const { return rival >= 0 && margin() < kTossUp; }
    static constexpr float kTossUp = 0.05F;
};

/// One for each of the `groups` equal groups. logits (F), finite, F a multiple of groups. Of equal
/// logits the first wins, as in the engine.
std::vector<Decision> decisionsOf(std::span<const float> logits, int groups);

/// What `neuron`'s logit lacks, 0 or more, to win its group.
float lackingOf(std::span<const float> logits, int groups, int neuron);

} // namespace glowworm
