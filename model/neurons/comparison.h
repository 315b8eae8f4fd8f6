// SPDX-License-Identifier: GPL-3.0-or-later
// The neurons that two tokens, or two drawings, have in common and those that only one of them has.
// Pure functions, any thread.
#pragma once

#include "model/config/firing.h"
#include "model/config/firing_csv.h"
#include "model/config/neuron.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace glowworm {

struct LayerComparison {
    std::vector<std::uint16_t> onlyFirst, both, onlySecond; // ascending

    /// Of the neurons that either has, the fraction that both have (Jaccard 1901); 1 when neither
    /// has any.
    double jaccard() const;
};

/// Layer by layer, of records of one model.
std::vector<LayerComparison> comparisonOf(const FiringRecord& first, const FiringRecord& second);

/// A neuron that at least one of two places lit; its value at each that did.
struct ComparedNeuron {
    NeuronAddress at;
    std::optional<float> first, second; // as LayerFiring::values
};
/// All of them, layer by layer, ascending; of records of one model.
std::vector<ComparedNeuron> comparedNeurons(const FiringRecord& first, const FiringRecord& second);

/// One token or drawing, and what it lit.
struct FiringPlace {
    FiringSource source;
    FiringRecord firing;
};
/// comparedNeurons() as rows: the model and both places, A and B, in each row, neuronCells(),
/// lit_by: "A", "B" or "both", both values and the surgery. What a record does not know is empty.
std::string comparedCsv(const NeuronGrid& grid, const FiringPlace& a, const FiringPlace& b);

} // namespace glowworm
