// SPDX-License-Identifier: GPL-3.0-or-later
// Translations for functions that belong to no class. lupdate files their texts under the
// namespace, as it does QT_TR_NOOP() outside of classes. Any thread.
#pragma once

#include <QCoreApplication>
#include <QString>

namespace glowworm {

inline QString tr(const char* text, const char* comment = nullptr, int n = -1)
{
    return QCoreApplication::translate("glowworm", text, comment, n);
}

} // namespace glowworm
