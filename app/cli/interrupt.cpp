// SPDX-License-Identifier: GPL-3.0-or-later
#include "interrupt.h"

#include "model/base/error.h"
#include "model/base/system_words.h"
#include "process.h"

#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace glowworm {

namespace {

// A signal handler reaches nothing but globals; it writes one byte that is never read, so the pipe
// stays readable.
int g_readEnd = -1;
int g_writeEnd = -1;

void remember(int)
{
    const int error = errno;
    [[maybe_unused]] const auto written = write(g_writeEnd, "!", 1);
    errno = error;
}

} // namespace

void installInterrupt()
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
        throw Error("No pipe could be opened for Ctrl+C: " + systemWords(errno) + ". "
            + systemAdvice(errno, "Try again."));
    g_readEnd = ends[0];
    g_writeEnd = ends[1];
    catchSignals(remember, true);
}

bool waitForInterrupt(std::chrono::milliseconds patience)
{
    pollfd end{.fd = g_readEnd, .events = POLLIN, .revents = 0};
    int ready = poll(&end, 1, static_cast<int>(patience.count()));
    if (ready < 0) // a signal came while it waited
        ready = poll(&end, 1, 0);
    return ready > 0;
}

bool interrupted() { return waitForInterrupt(std::chrono::milliseconds(0)); }

} // namespace glowworm
