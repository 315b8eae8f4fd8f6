// SPDX-License-Identifier: GPL-3.0-or-later
// At which steps a training is evaluated. Arithmetic, any thread.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

namespace glowworm {

/// Within the first interval, so that a training shows losses and firings before it is over.
inline constexpr std::array<std::int64_t, 2> kEarlyEvaluations = {10, 50}; // steps

/// Of `planned` steps: at the start, early in the first interval, each interval and at the end.
/// interval >= 1.
inline bool evaluatesAt(std::int64_t step, std::int64_t planned, int interval)
{
    const bool isEarly
        = step < interval && std::ranges::find(kEarlyEvaluations, step) != kEarlyEvaluations.end();
    return isEarly || step >= planned || step % interval == 0;
}

/// How many are to come behind step `from`, its own not counted. interval: 0 = there are none.
inline std::int64_t evaluationsLeft(std::int64_t from, std::int64_t planned, int interval)
{
    if (interval == 0 || from >= planned)
        return 0;
    const auto early = std::ranges::count_if(kEarlyEvaluations, [=](std::int64_t step) {
        return step > from && step < std::min<std::int64_t>(planned, interval);
    });
    return planned / interval - from / interval + (planned % interval != 0) + early;
}

} // namespace glowworm
