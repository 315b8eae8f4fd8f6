// SPDX-License-Identifier: GPL-3.0-or-later
// Which FF neurons worked on one token, and how clearly a router chose them: the record behind the
// switchboard, the trace and the counters. Plain values, any thread.
#pragma once

#include <cstdint>
#include <vector>

namespace glowworm {

/// How one group of a sparse layer chose: the winner, the rival that came second, and what lies
/// between them (model/engine/decision).
struct Decision {
    int winner = 0;             // 0 ... F - 1
    int rival = -1;             // the second; -1: no other may fire
    float probability = 1;      // of the winner, in a softmax over the group's logits
    float rivalProbability = 0; // of the rival, in the same
    float lead = 0;             // the winner's logit minus the rival's

    float margin() const { return probability - rivalProbability; }
    /// Of shares of the whole group: where they are spread over many neurons none stands out, and
    /// noise in the logits would choose another as soon as this one.
    bool isTossUp() const { return rival >= 0 && margin() < kTossUp; }
    static constexpr float kTossUp = 0.05F;
};

/// One layer's part. Sparse kinds: exactly one neuron a group, in group order. Dense: every neuron
/// whose value is above zero, ascending.
struct LayerFiring {
    std::vector<std::uint16_t> neurons; // 0 ... F - 1
    std::vector<float> values;          // after the activation, before the gate; as many as neurons
    std::vector<float> logits;          // (F) of the router, of an engine that is to keep them
    std::vector<Decision> decisions;    // (G) of a sparse layer of a text, in group order, or none
};

struct FiringRecord {
    std::vector<LayerFiring> layers; // L
    bool valuesKnown = true;         // false, of a tape: of a value only its sign, 1, 0 or -1
};

} // namespace glowworm
