// SPDX-License-Identifier: GPL-3.0-or-later
// How often each FF neuron of a model fires over a text or a set of pictures, and what that says of
// its groups: the census. Plain values, any thread.
#pragma once

#include "model/config/firing.h"
#include "model/config/neuron.h"

#include <cstdint>
#include <span>
#include <vector>

namespace glowworm {

/// Counts over the tokens, or pictures, seen so far.
struct NeuronActivity {
    NeuronGrid grid;
    std::int64_t seen = 0;
    std::vector<std::int64_t> fired; // (L, F); dense layers: times above zero

    explicit NeuronActivity(const NeuronGrid& of = {});
    void add(const FiringRecord& record);
    std::int64_t of(NeuronAddress neuron) const;
    /// 0 ... 1, of what was seen; 0 before anything was.
    double rate(NeuronAddress neuron) const;
};

/// One group of a sparse layer.
struct GroupCensus {
    int layer = 0, group = 0;
    int dead = 0;        // neurons that never fired
    int hot = 0;         // neurons that fired kHot times as often as an even share
    double evenness = 0; // entropy of the group's counts over that of equal counts, 0 ... 1

    static constexpr double kHot = 4;
};
/// Layer by layer, group by group; empty before anything was seen. Of a dense layer a group is a
/// column of the board, its neurons choose by themselves, and an even share is the column's mean.
std::vector<GroupCensus> censusOf(const NeuronActivity& activity);

} // namespace glowworm
