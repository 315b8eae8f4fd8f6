// SPDX-License-Identifier: GPL-3.0-or-later
// A stopwatch read between the parts of a computation, so that they sum to the whole and meet the
// caches of real use.
#pragma once

#include "model/config/model_state.h"

#include <array>
#include <chrono>

namespace glowworm {

inline double secondsSince(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

class PartClock {
public:
    /// The time until the next lap() begins.
    void start() { m_last = Clock::now(); }
    /// Adds the time since the last reading to `part`. Takes some 30 ns.
    void lap(Part part)
    {
        const Clock::time_point now = Clock::now();
        m_seconds[static_cast<std::size_t>(part)]
            += std::chrono::duration<double>(now - m_last).count();
        m_last = now;
    }
    double seconds(Part part) const { return m_seconds[static_cast<std::size_t>(part)]; }
    void reset() { m_seconds.fill(0); }

private:
    using Clock = std::chrono::steady_clock;
    std::array<double, static_cast<std::size_t>(Part::Head) + 1> m_seconds{};
    Clock::time_point m_last = Clock::now();
};

} // namespace glowworm
