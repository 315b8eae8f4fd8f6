// SPDX-License-Identifier: GPL-3.0-or-later
// A tape read again by the model that wrote it: whether the same neurons fire.
#pragma once

#include "model/tape/tape.h"

namespace glowworm {

/// One model that is to read its part of a tape again, or the twins theirs. Weights must be those
/// that wrote; either may be null, not both.
GenerationSpec readingAgain(const Tape& tape, std::shared_ptr<const LanguageWeights> sparse,
    std::shared_ptr<const LanguageWeights> dense);

/// What comes of it, update by update.
struct TapeAgreement {
    std::int64_t tokens = 0, same = 0; // compared; of them those at which the same neurons fired
    std::int64_t firstOther = -1;      // the lowest index of another one; -1 = none
    Twin firstTwin = Twin::Sparse;     // whose it is

    void add(const Tape& tape, const GenerationUpdate& update);
};

} // namespace glowworm
