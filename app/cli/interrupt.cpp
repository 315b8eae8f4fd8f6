// SPDX-License-Identifier: GPL-3.0-or-later
#include "interrupt.h"

#include "model/base/error.h"
#include "model/base/system_words.h"
#include "process.h"

#include <cerrno>
#include <poll.h>

namespace glowworm {

namespace {

int g_signals = -1; // nothing is ever read from it: after the first signal it stays readable

} // namespace

void installInterrupt()
{
    g_signals = catchSignals(true);
    if (g_signals < 0)
        throw Error("No pipe could be opened for Ctrl+C: " + systemWords(errno) + ". "
            + systemAdvice(errno, "Try again."));
}

bool waitForInterrupt(std::chrono::milliseconds patience)
{
    pollfd end{.fd = g_signals, .events = POLLIN, .revents = 0};
    int ready = poll(&end, 1, static_cast<int>(patience.count()));
    if (ready < 0) // a signal came while it waited
        ready = poll(&end, 1, 0);
    return ready > 0;
}

bool interrupted() { return waitForInterrupt(std::chrono::milliseconds(0)); }

} // namespace glowworm
