// SPDX-License-Identifier: GPL-3.0-or-later
// How whoever asked for a file says that it is no longer wanted: a lane by its stop token, the
// command line by a function. Any thread.
#pragma once

#include "model/base/error.h"

#include <stop_token>
#include <utility>

namespace glowworm {

/// Reading or loading ended because its StopCheck said so; nothing is wrong with the file.
struct Stopped : Error {
    using Error::Error;
};

/// Asked between two pieces of a file, and twenty times a second while a stream has nothing to
/// read.
class StopCheck {
public:
    StopCheck() = default; // never stops
    StopCheck(std::stop_token token)
        : m_token(std::move(token))
    {
    }
    StopCheck(bool (*ask)())
        : m_ask(ask)
    {
    }
    bool operator()() const { return m_token.stop_requested() || (m_ask && m_ask()); }

private:
    std::stop_token m_token;
    bool (*m_ask)() = nullptr;
};

} // namespace glowworm
