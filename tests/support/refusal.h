// SPDX-License-Identifier: GPL-3.0-or-later
// What an action is refused with. Tests only.
#pragma once

#include "model/base/error.h"

#include <QString>

#include <string>

namespace glowworm::test {

/// The message of the Error that `action` throws, "" when it throws none.
template <class Action> std::string messageOf(Action action)
{
    try {
        action();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

template <class Action> QString refusal(Action action)
{
    return QString::fromStdString(messageOf(std::move(action)));
}

} // namespace glowworm::test
