// SPDX-License-Identifier: GPL-3.0-or-later
// Neurons that fired as rows of comma-separated values: RFC 4180 in the C locale. Pure functions,
// any thread.
#pragma once

#include "model/base/table.h"
#include "model/config/firing.h"
#include "model/config/neuron.h"

#include <cstdint>
#include <optional>
#include <string>

namespace glowworm {

/// The cells that say which neuron it is: layer, group, neuron (counted in its group), address.
TableRow neuronCells(const NeuronGrid& grid, NeuronAddress neuron);

/// What neurons fired for; what is not known is empty.
struct FiringSource {
    std::string model;                 // what it is called
    std::optional<std::int64_t> token; // its place in the text
    std::string character;             // of that token, UTF-8
    std::string surgery = {};          // words() of what was done to the model, "" = nothing
};

/// One token or drawing: the source in each row, neuronCells(), value, probability, rival (counted
/// in its group), its probability and the surgery. What the record does not know is empty.
std::string firingCsv(
    const NeuronGrid& grid, const FiringRecord& record, const FiringSource& source);

} // namespace glowworm
