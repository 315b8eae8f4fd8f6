// SPDX-License-Identifier: GPL-3.0-or-later
// The sentence that says how a timing came out. Pure function, any thread.
#pragma once

#include "model/bench/statistics.h"

#include <string>

namespace glowworm {

/// "sparse 21x faster [20, 22]", "no difference shown [0.97, 1.04]", "sparse 1.3x slower
/// [1.2, 1.4]"; two significant digits; the interval alone decides. ratio = other time / subject
/// time.
std::string verdict(const std::string& subject, const RatioInterval& ratio);

} // namespace glowworm
