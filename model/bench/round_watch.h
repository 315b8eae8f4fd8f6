// SPDX-License-Identifier: GPL-3.0-or-later
// Tells rounds in which the process had its processors from those in which it was stopped or
// starved, by two clocks: while something is computed, at least one thread of the process runs.
// Also the sentences about a machine that is not a benchmark's own. One thread.
#pragma once

#include "model/base/build_info.h"

#include <functional>
#include <string>
#include <vector>

namespace glowworm {

class RoundWatch {
public:
    using Clock = std::function<double()>; // seconds
    /// wall: empty = the steady clock; processor: empty = `wall` where that is given, else the
    /// processor time of all threads.
    explicit RoundWatch(Clock wall = {}, Clock processor = {});
    double now() const { return m_wall(); }
    /// A case with this many rounds begins: as many may be repeated.
    void allow(int repeats) { m_repeatsLeft = repeats; }
    /// Around what is timed.
    void begin();
    void end();
    /// At a round's end: false when a part of it lost more than a tenth of its time, so that the
    /// whole round has to be measured again. True all the same once the repeats are used up.
    bool counts();
    /// A warm-up round ends.
    void forget() { m_disturbed = false; }
    std::vector<std::string> notices() const;

private:
    Clock m_wall, m_processor;
    double m_wallStart = 0, m_processorStart = 0;
    bool m_disturbed = false; // the round in hand
    int m_repeatsLeft = 0, m_repeated = 0, m_kept = 0;
};

/// Whether one of a watch's notices() tells of rounds that count although they were disturbed.
bool countsDisturbed(const std::vector<std::string>& notices);

/// "warm-up 1 of 3", "round 2 of 15"; `round` counts from 0 through both.
std::string roundWords(int round, int warmup, int repeats);

/// A sentence when `threads` have to take turns on this machine; else empty.
std::string tooManyThreads(int threads, const MachineInfo& machine);

} // namespace glowworm
