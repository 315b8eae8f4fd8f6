// SPDX-License-Identifier: GPL-3.0-or-later
// What single neurons add to the logit of one character on the straight way to the head, past all
// later layers: the "direct logit attribution" of Elhage et al. 2021, A Mathematical Framework for
// Transformer Circuits. model/neurons/direct_effect.h has it for one neuron and all characters. One
// object per thread; blocks for the computation.
#pragma once

#include "model/config/firing.h"
#include "model/config/neuron.h"
#include "model/kernels/kernels.h"

#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

namespace glowworm {

/// One neuron's part of a logit.
struct Attribution {
    NeuronAddress neuron;
    float logit = 0; // that it adds, less what it adds to all characters on the average
};

class DirectEffects {
public:
    DirectEffects(std::shared_ptr<const LanguageWeights> weights, const Kernels& kernels);

    /// Of what fired on one token, up to `most` that add most to the logit of a character, the
    /// largest first, only what is above 0. A neuron of value a, gate p and output row v adds
    /// a p u . v / s: s is the deviation of the stream before the last norm, held; u = g * (h -
    /// mean of all h) less its own mean, h the character's row of the head, g the weight of the
    /// last norm. gates: by layer, with their scale, as many as fired; of a dense model none.
    /// token: 0
    /// ... V - 1; the first call for it takes about a millisecond at full size.
    std::vector<Attribution> largest(const FiringRecord& firing,
        std::span<const std::span<const float>> gates, double deviation, int token,
        std::size_t most);

private:
    std::span<const float> on(int token);    // (L, F): u . v, kept; valid until the next call
    std::vector<float> direction(int token); // u (D)

    std::shared_ptr<const LanguageWeights> m_weights;
    const Kernels& m_kernels;
    std::vector<double> m_mean;                          // (D) of the head's rows
    std::unordered_map<int, std::vector<float>> m_known; // by token
};

} // namespace glowworm
