// SPDX-License-Identifier: GPL-3.0-or-later
// Which path of a sparse layer is the fastest, learnt from the times of real calls: every path is
// tried a few times, then the best is kept. Costs nothing but the slower trials, for every path
// gives the same result. Owned by a FeedForward; does not measure itself.
#pragma once

#include "model/engine/feed_forward.h"

#include <array>

namespace glowworm {

class PathChoice {
public:
    /// What decides the speed. Numbers of tokens between two powers of two share a decision.
    struct Case {
        WeightFormat format;
        int dModel, neurons, groups, routerRank, threads;
        std::int64_t tokens;
        bool operator==(const Case&) const = default;
    };

    /// The path for the next call: one still on trial, or the best. One token is always Fired.
    FeedForwardPath next(const Case& wanted);
    /// What the call took. Ignored where the decision is made.
    void took(const Case& done, FeedForwardPath path, double seconds);

private:
    static constexpr std::array kPaths
        = {FeedForwardPath::Grouped, FeedForwardPath::Fired, FeedForwardPath::MaskedDense};
    struct Entry {
        Case key;                               // of `tokens` the width in bits
        std::array<double, kPaths.size()> best; // seconds a token
        std::array<int, kPaths.size()> trials{};
    };
    Entry& entryOf(Case wanted);
    static std::size_t leastTried(const Entry& entry);

    std::vector<Entry> m_entries;
};

} // namespace glowworm
