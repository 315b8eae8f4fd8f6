// SPDX-License-Identifier: GPL-3.0-or-later
#include "process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <tuple>

#include <fcntl.h>
#include <unistd.h>

namespace glowworm {

namespace {

constexpr std::array kSignals{SIGINT, SIGTERM, SIGHUP};

// A signal handler can reach nothing else. Written once, before the handlers are installed.
volatile std::sig_atomic_t g_writeEnd = -1;

void onSignal(int)
{
    const int error = errno;
    const char byte = 1;
    if (::write(g_writeEnd, &byte, 1) < 0)
        std::_Exit(1); // not even a byte goes through: leave
    errno = error;
}

void setAction(int number, void (*handler)(int), int flags)
{
    struct sigaction before = {}, action = {};
    if (sigaction(number, nullptr, &before) == 0 && before.sa_handler == SIG_IGN)
        return;
    action.sa_handler = handler;
    action.sa_flags = flags;
    sigaction(number, &action, nullptr);
}

} // namespace

void holdStandardStreams()
{
    for (int number = STDIN_FILENO; number <= STDERR_FILENO; ++number)
        if (fcntl(number, F_GETFD) < 0) // the lowest that is free, so open() returns it; the wrong
                                        // way round, so that its use fails
            std::ignore = ::open("/dev/null", number == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

void prepareProcess()
{
    setenv("OMP_WAIT_POLICY", "PASSIVE",
        0); // read when libgomp is loaded, later; waiting actively starves the window
    for (const char* name :
        {"GLOG_minloglevel", "TORCH_CPP_LOG_LEVEL"}) // of LibTorch 1 and 2: what goes wrong comes
                                                     // as an Error, said once
        setenv(name, "3", 0);
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
}

int catchSignals(bool once)
{
    std::array<int, 2> ends{-1, -1};
    if (pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return -1;
    g_writeEnd = ends[1];
    for (const int number : kSignals)
        setAction(number, onSignal, once ? static_cast<int>(SA_RESETHAND) : 0);
    return ends[0];
}

void releaseSignals(int descriptor)
{
    for (const int number : kSignals)
        setAction(number, SIG_DFL, 0);
    close(descriptor);
    close(g_writeEnd);
}

} // namespace glowworm
