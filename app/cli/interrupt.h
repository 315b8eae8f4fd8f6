// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl+C and SIGTERM as a question the commands ask between two pieces of work. Main thread only.
#pragma once

#include <chrono>

namespace glowworm {

/// Once, before any thread exists. The first signal is remembered; a second one ends the process at once.
void installInterrupt();
bool interrupted();
/// Sleeps until the signal or the end of `patience`; returns interrupted().
bool waitForInterrupt(std::chrono::milliseconds patience);

} // namespace glowworm
