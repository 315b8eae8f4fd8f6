// SPDX-License-Identifier: GPL-3.0-or-later
// Neurons that fired as rows of comma-separated values: RFC 4180 in the C locale. Pure functions,
// any thread.
#pragma once

#include "model/base/table.h"
#include "model/config/firing.h"
#include "model/config/neuron.h"

#include <string>

namespace glowworm {

/// The cells that say which neuron it is: layer, group, neuron (counted in its group), address.
TableRow neuronCells(const NeuronGrid& grid, NeuronAddress neuron);

/// One token or drawing: neuronCells(), value, probability, rival (counted in its group) and its
/// probability. What the record does not know is empty.
std::string firingCsv(const NeuronGrid& grid, const FiringRecord& record);

} // namespace glowworm
