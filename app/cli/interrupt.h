// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl+C, SIGTERM and SIGHUP as a question the commands ask between two pieces of work. A signal
// that came ignored stays ignored.
#pragma once

#include <chrono>

namespace glowworm {

/// Once, before any thread exists. The first signal is remembered, and a call that blocks the main
/// thread returns EINTR; a second one ends the process at once.
void installInterrupt();
bool interrupted(); // any thread
/// Sleeps until the signal or the end of `patience`; returns interrupted().
bool waitForInterrupt(std::chrono::milliseconds patience);

} // namespace glowworm
