// SPDX-License-Identifier: GPL-3.0-or-later
// The neurons that two tokens, or two drawings, have in common and those that only one of them has.
// Pure functions, any thread.
#pragma once

#include "model/config/firing.h"
#include "model/config/neuron.h"

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

} // namespace glowworm
