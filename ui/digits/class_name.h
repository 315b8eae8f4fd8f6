// SPDX-License-Identifier: GPL-3.0-or-later
// What the ten classes of a set of pictures are called.
#pragma once

#include <QStringList>

namespace glowworm {

/// names: of the ten; none: the digits, which name themselves. A dash for no answer, below 0.
inline QString className(const QStringList& names, int digit)
{
    return digit < 0      ? QStringLiteral("\u2013")
        : names.isEmpty() ? QString::number(digit)
                          : names[digit];
}

} // namespace glowworm
