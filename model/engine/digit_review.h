// SPDX-License-Identifier: GPL-3.0-or-later
// What two digit networks say of every picture of a set: where they err, each alone or both, what
// they take for what, and where they differ. Plain values, any thread.
#pragma once

#include "model/data/digits.h"
#include "model/engine/digit_engine.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace glowworm {

/// Which pictures of a review: those that a model takes for something they are not labelled, or
/// that the models differ on.
enum class Mistakes { Sparse, Dense, Both, OnlySparse, OnlyDense, Differ };
inline constexpr std::array kMistakes{Mistakes::Sparse, Mistakes::Dense, Mistakes::Both,
    Mistakes::OnlySparse, Mistakes::OnlyDense, Mistakes::Differ};

/// As far as the set has been looked at: pictures 0 ... seen - 1.
struct DigitReview {
    static constexpr std::int8_t kNoAnswer = -1; // damaged weights; counts as an error

    std::shared_ptr<const DigitSet> set;
    std::int64_t seen = 0;
    std::array<std::vector<std::int8_t>, 2> said{};      // by Twin: (seen) 0 ... 9; empty: no model
    std::array<std::int64_t, kMistakes.size()> counts{}; // by Mistakes

    std::int64_t count(Mistakes which) const { return counts[static_cast<std::size_t>(which)]; }
    bool isComplete() const { return set && seen == set->count(); }
    bool has(Twin twin) const { return !said[slotOf(twin)].empty(); }
    int saidBy(Twin twin, std::int64_t index) const
    {
        return said[slotOf(twin)][static_cast<std::size_t>(index)];
    }
    bool errs(Twin twin, std::int64_t index) const
    {
        return has(twin) && saidBy(twin, index) != set->label(index);
    }
    /// Two that have no answer agree on nothing.
    bool differ(std::int64_t index) const
    {
        return has(Twin::Sparse) && has(Twin::Dense)
            && (saidBy(Twin::Sparse, index) != saidBy(Twin::Dense, index)
                || saidBy(Twin::Sparse, index) == kNoAnswer);
    }
};

/// Lets the models, either may be null, look at the next `pictures` of the set, or at those that
/// are left. They must be the same from beginning to end.
void reviewMore(
    DigitReview& review, DigitEngine* sparse, DigitEngine* dense, std::int64_t pictures);

bool isOne(const DigitReview& review, Mistakes which, std::int64_t index);
/// Their numbers, ascending.
std::vector<std::int64_t> picturesOf(const DigitReview& review, Mistakes which);

/// Pictures by label and by what the model said, [label][said]; those without an answer are left
/// out.
using Confusion = std::array<std::array<std::int64_t, kDigitClasses>, kDigitClasses>;
Confusion confusionOf(const DigitReview& review, Twin twin);
/// The pictures of one of its cells, ascending.
std::vector<std::int64_t> picturesOf(const DigitReview& review, Twin twin, int label, int said);

/// The first picture at or after `from`, wrapping, on which the models differ. Of an incomplete
/// review only the pictures seen from `from` on count, so that a later look finds no earlier one.
std::optional<std::int64_t> nextDifference(const DigitReview& review, std::int64_t from);

} // namespace glowworm
