// SPDX-License-Identifier: GPL-3.0-or-later
// Which characters, or digits, a neuron makes likelier by itself: what its output row adds to the
// logits on the straight way to the head, past all later layers, less what it adds to all of them
// alike (logits.h). model/engine/attribution.h finds by the same who adds most on one token. Pure
// functions, any thread.
#pragma once

#include "model/config/model_state.h"
#include "model/config/neuron.h"

#include <vector>

namespace glowworm {

/// Logits (V, or 10), of mean 0, for each unit that the neuron adds along its output row v (D).
///   digits: e - mean of e, e = W_head v
///   text:   e - mean of e, e = W_head (g * (v - mean of v)), g the weight of the last norm: for a
///           token whose stream has deviation s before that norm, a neuron of value a adds a p / s
///           times this, s being held; p is its gate with the model's gate scale (GumbelController
///           and dense: 1). The "direct logit attribution" of Elhage et al. 2021, A Mathematical
///           Framework for Transformer Circuits
/// Throws Error for a neuron outside the model. A few microseconds.
std::vector<float> directEffect(const ModelState& model, NeuronAddress neuron);

} // namespace glowworm
