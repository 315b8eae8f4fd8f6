// SPDX-License-Identifier: GPL-3.0-or-later
// Where an FF neuron stands and what it is called: layer, group and place in the group, counted
// from 0 on screen, in files and on the command line. Pure functions, any thread.
#pragma once

#include "model/config/config.h"

#include <string>
#include <string_view>

namespace glowworm {

/// The FF neurons of all layers: L x G groups of N. A dense layer has no groups of its own: its
/// neurons are named, and drawn, in groups of 64 or of the nearest divisor of F.
struct NeuronGrid {
    int layers = 0, groups = 1, groupSize = 1;

    int neurons() const { return groups * groupSize; } // F, of one layer
    bool operator==(const NeuronGrid&) const = default;
};
/// Of the model alone, whatever is open beside it: an address means the same neuron everywhere.
NeuronGrid gridOf(const ModelConfig& model);

struct NeuronAddress {
    int layer = 0;
    int neuron = 0; // 0 ... F - 1, of the layer

    auto operator<=>(const NeuronAddress&) const = default;
};

/// "L2.G07.N41"
std::string addressText(const NeuronGrid& grid, NeuronAddress address);
/// Throws Error, a sentence that begins with the text: no address, or none of this grid.
NeuronAddress parseAddress(const NeuronGrid& grid, std::string_view text);
/// "L2.G07": its first neuron. Throws Error as parseAddress().
NeuronAddress parseGroup(const NeuronGrid& grid, std::string_view text);

} // namespace glowworm
