// SPDX-License-Identifier: GPL-3.0-or-later
// How clearly the router of a sparse layer chose, from its logits. Pure functions, any thread.
#pragma once

#include "model/config/firing.h"

#include <span>
#include <vector>

namespace glowworm {

/// One for each of the `groups` equal groups. logits (F), finite, F a multiple of groups. Of equal
/// logits the first wins, as in the engine. Who may not fire (kNeverChosen) is no rival.
std::vector<Decision> decisionsOf(std::span<const float> logits, int groups);

/// What `neuron`'s logit lacks, 0 or more, to win its group.
float lackingOf(std::span<const float> logits, int groups, int neuron);

} // namespace glowworm
