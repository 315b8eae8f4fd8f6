// SPDX-License-Identifier: GPL-3.0-or-later
// What the signs of a plot mean, as words above it; an exported picture has its own legend. Pure
// functions.
#pragma once

#include <QColor>
#include <QString>

namespace glowworm {

/// An entry stays in one line; put a space between two.
inline QString keyEntry(QChar sign, const QColor& ink, const QString& words)
{
    return QStringLiteral("<span style=\"color:%1\">%2</span>&nbsp;%3")
        .arg(ink.name(), sign, words.toHtmlEscaped().replace(QLatin1Char(' '), QChar(0xa0)));
}

} // namespace glowworm
