// SPDX-License-Identifier: GPL-3.0-or-later
// What a census says of whole layers, and which neurons it means. Pure functions, any thread.
#pragma once

#include "model/neurons/activity.h"

#include <vector>

namespace glowworm {

/// The groups of one layer together.
struct LayerCensus {
    int layer = 0;
    int dead = 0, hot = 0; // neurons, as GroupCensus counts them
    double evenness = 0;   // mean of its groups'
    GroupCensus leastEven; // the first of equals
};
/// Layer by layer; empty before anything was seen.
std::vector<LayerCensus> layersOf(const NeuronCensus& census);

enum class Usage { Dead, Hot };

/// The neurons of a layer, or of one of its groups (-1: of all), that GroupCensus counts as dead or
/// as hot; ascending.
std::vector<NeuronAddress> neuronsUsed(
    const NeuronCensus& census, Usage usage, int layer, int group = -1);

} // namespace glowworm
