// SPDX-License-Identifier: GPL-3.0-or-later
// Which FF neurons worked on one token: the record behind the switchboard, the trace and the
// counters. Plain values, any thread.
#pragma once

#include <cstdint>
#include <vector>

namespace glowworm {

/// One layer's part. Sparse kinds: exactly one neuron a group, in group order. Dense: every neuron
/// whose value is above zero, ascending.
struct LayerFiring {
    std::vector<std::uint16_t> neurons; // 0 ... F - 1
    std::vector<float> values;          // after the activation, before the gate; as many as neurons
    std::vector<float> logits;          // (F) of the router, of an engine that is to keep them
};

struct FiringRecord {
    std::vector<LayerFiring> layers; // L
};

} // namespace glowworm
