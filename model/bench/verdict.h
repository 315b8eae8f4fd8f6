// SPDX-License-Identifier: GPL-3.0-or-later
// The sentences that say how a timing came out, and how a guess did that was made before it. Pure
// functions, any thread.
#pragma once

#include "model/bench/statistics.h"

#include <optional>
#include <string>
#include <vector>

namespace glowworm {

/// The interval alone decides. ratio = other time / subject time.
enum class Outcome { Faster, Slower, NoDifference };
Outcome outcomeOf(const RatioInterval& ratio);

/// "sparse 21x faster [20, 22]", "no difference shown [0.97, 1.04]", "sparse 1.3x slower
/// [1.2, 1.4]"; two significant digits.
std::string verdict(const std::string& subject, const RatioInterval& ratio);
/// The same without its interval: "sparse 21x faster"; and the interval alone, as the verdict has
/// it: "[20, 22]".
std::string verdictWords(const std::string& subject, const RatioInterval& ratio);
std::string verdictInterval(const RatioInterval& ratio);

/// How a guess of the ratio did, then, where the guess or the figures give a reason to say so, why.
/// ceiling: that bytes put on the ratio, if one is known; above 0, as the guess.
std::vector<std::string> guessSentences(
    double guess, const RatioInterval& ratio, std::optional<double> ceiling);

} // namespace glowworm
