// SPDX-License-Identifier: GPL-3.0-or-later
// What changes when a neuron may not fire, or must. An edit says which neurons a group may choose
// from; the softmax of its gate goes over those that are left, as if the rows of the others had
// been removed. Weights as plain values, never the file they came from. Pure functions, any thread.
#pragma once

#include "model/config/firing.h"
#include "model/config/model_state.h"
#include "model/config/neuron.h"

#include <string>
#include <vector>

namespace glowworm {

/// A router's logit beside which every other one wins and whose share of a softmax is 0; finite, as
/// the router's check of its logits asks for.
inline constexpr float kNeverChosen = -1e30F;

struct Surgery {
    std::vector<NeuronAddress> disabled; // never fire; of a dense layer: stay at zero
    std::vector<NeuronAddress> forced;   // always fire, alone in their group: sparse only

    bool empty() const { return disabled.empty() && forced.empty(); }
    bool operator==(const Surgery&) const = default;
};
/// The same with ascending neurons, each once: what does the same compares equal.
Surgery ordered(Surgery surgery);

/// "disabled L2.G07.N41; forced L0.G01.N03", "" = nothing is done.
std::string words(const NeuronGrid& grid, const Surgery& surgery);

/// Why it cannot be done to such a model, one sentence; "" = it can. Refused: a neuron outside the
/// model, one that is disabled and forced, two that are forced in one group, a group with none
/// left, a forced neuron of a dense layer.
std::string problem(const ModelConfig& config, const Surgery& surgery);

/// Forces what each of the groups, named by a neuron of theirs, chose in the record; sparse.
void pin(Surgery& surgery, const ModelConfig& config, const std::vector<NeuronAddress>& groups,
    const FiringRecord& chosen);

/// The model with other biases of its router (sparse), or without the neurons' input weights
/// (dense). Throws Error, the problem.
ModelState operated(ModelState state, const Surgery& surgery);

} // namespace glowworm
