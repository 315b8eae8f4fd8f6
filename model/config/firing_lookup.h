// SPDX-License-Identifier: GPL-3.0-or-later
// What a firing record says of one neuron or of one group. Pure functions, any thread.
#pragma once

#include "model/config/firing.h"
#include "model/config/neuron.h"

#include <cstddef>
#include <optional>

namespace glowworm {

/// Where it stands in the lists of its layer; none = it did not fire.
std::optional<std::size_t> placeOf(const FiringRecord& record, NeuronAddress neuron);
/// After the activation, before the gate; 0 where it did not fire.
float valueOf(const FiringRecord& record, NeuronAddress neuron);
/// Of a sparse model's record: what the group chose, 0 ... F - 1; -1 = the record does not say.
int winnerOf(const FiringRecord& record, int layer, int group);
/// How it chose; null = the record does not say.
const Decision* decisionOf(const FiringRecord& record, int layer, int group);

} // namespace glowworm
