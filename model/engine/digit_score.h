// SPDX-License-Identifier: GPL-3.0-or-later
// How many pictures of a set a digit network tells right, and where these are few, what may be the
// matter with the set. Blocks; any thread.
#pragma once

#include "model/data/digits.h"
#include "model/engine/digit_engine.h"

#include <functional>

namespace glowworm {

struct DigitScore {
    std::int64_t seen = 0, right = 0;
    double seconds = 0; // of the engine
    double fraction() const
    {
        return seen > 0 ? static_cast<double>(right) / static_cast<double>(seen) : 0;
    }
};

/// Asked before each call of the engine, for 256 pictures, with the number of those seen; false
/// ends the work there.
using GoOn = std::function<bool(std::int64_t seen)>;

/// Over the whole set, or over those before `goOn` said no.
DigitScore scoreDigits(const DigitSet& set, DigitEngine& engine, const GoOn& goOn);

/// What may be wrong with a set whose score is near guessing, or much lower than `tested`, the
/// fraction of its own test pictures that the model tells right: pictures that another program
/// turned, mirrored or inverted, which is named when undoing it helps by far more than chance can;
/// pictures too dim; labels of other pictures. "" = nothing is known to be.
std::string explainLowScore(const DigitSet& set, const DigitScore& score, double tested,
    DigitEngine& engine, const GoOn& goOn);

} // namespace glowworm
