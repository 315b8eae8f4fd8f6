// SPDX-License-Identifier: GPL-3.0-or-later
// How clearly the router of a sparse layer chose, from its logits. Pure functions, any thread.
#pragma once

#include "model/config/firing.h"

#include <span>
#include <vector>

namespace glowworm {

/// Of one group. logits (N), finite; first: the number of its first neuron. Of equal logits the
/// first wins, as in the engine.
Decision decisionOf(std::span<const float> logits, int first = 0);
/// One for each of the `groups` equal groups. logits (F), F a multiple of groups.
std::vector<Decision> decisionsOf(std::span<const float> logits, int groups);

/// Who comes second to `winner` in a group of logits (N): an index of 0 ... N - 1, the first of
/// equals. Who may not fire (kNeverChosen) does not; -1: there is no other.
int rivalOf(std::span<const float> logits, int winner);

} // namespace glowworm
