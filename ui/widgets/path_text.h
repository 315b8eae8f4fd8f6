// SPDX-License-Identifier: GPL-3.0-or-later
// Paths between the model and Qt, and names from outside on the screen. Names that are no UTF-8
// show a replacement character and then open nothing; nothing throws.
#pragma once

#include "model/base/error.h"

#include <QString>

#include <filesystem>

namespace glowworm {

inline std::filesystem::path toPath(const QString& file) { return file.toStdString(); }
inline QString toText(const std::filesystem::path& file)
{
    return QString::fromStdString(file.native());
}

/// A name, path or label from outside as a person may read it: what would hide in it or turn its
/// direction around stands there as printable() writes it.
inline QString shownName(const std::string& name)
{
    constexpr std::size_t kMostCharacters = 4096; // no path is longer
    return QString::fromStdString(printable(name, kMostCharacters));
}
inline QString shownName(const QString& name) { return shownName(name.toStdString()); }

} // namespace glowworm
