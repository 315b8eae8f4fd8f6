// SPDX-License-Identifier: GPL-3.0-or-later
// What single neurons add to the logit of one character on the straight way to the head, past all
// later layers: the "direct logit attribution" of Elhage et al. 2021, A Mathematical Framework for
// Transformer Circuits. model/neurons/direct_effect.h has it for one neuron and all characters.
// Pure, any thread.
#pragma once

#include "model/config/firing.h"
#include "model/config/neuron.h"
#include "model/kernels/kernels.h"

#include <span>
#include <vector>

namespace glowworm {

/// One neuron's part of a logit.
struct Attribution {
    NeuronAddress neuron;
    float logit = 0; // that it adds, less what it adds to all characters on the average
};

/// Of what fired on one token, up to `most` that add most to the logit of a character, the largest
/// first, only what is above 0; behind them up to half as many that take most from it, the smallest
/// first, only what is below 0. A neuron of value a, gate p and output row v adds a p u . v / s: s
/// is the deviation of the stream before the last norm, held; u = g * (h - mean of all h) less its
/// own mean, h the character's row of the head, g the weight of the last norm. gates: by layer,
/// with their scale, as many as fired; of a dense model none. Reads the head and the output rows of
/// what fired (where rows are outputs, all of a dense layer): what the token itself has just read,
/// so that a measured one behind it finds its weights where they were. Throws Error for a token not
/// in 0 ... V - 1 and for the record of a model of another shape.
std::vector<Attribution> largestAttributions(const LanguageWeights& weights, const Kernels& kernels,
    const FiringRecord& firing, std::span<const std::span<const float>> gates, double deviation,
    int token, std::size_t most);

} // namespace glowworm
