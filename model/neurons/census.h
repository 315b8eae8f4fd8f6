// SPDX-License-Identifier: GPL-3.0-or-later
// Which neurons a census means. Pure functions, any thread.
#pragma once

#include "model/neurons/activity.h"

#include <vector>

namespace glowworm {

enum class Usage { Dead, Hot };

/// The neurons of a layer, or of one of its groups (-1: of all), that GroupCensus counts as dead or
/// as hot; ascending.
std::vector<NeuronAddress> neuronsUsed(
    const NeuronCensus& census, Usage usage, int layer, int group = -1);

} // namespace glowworm
