// SPDX-License-Identifier: GPL-3.0-or-later
// The model's words (names, labels, help of settings; UTF-8) for Qt. Any thread.
#pragma once

#include <QString>

#include <string_view>

namespace glowworm {

inline QString words(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace glowworm
