// SPDX-License-Identifier: GPL-3.0-or-later
// Paths between the model and Qt. Names that are no UTF-8 show a replacement character and then open nothing; nothing throws.
#pragma once

#include <QString>

#include <filesystem>

namespace glowworm {

inline std::filesystem::path toPath(const QString& file) { return file.toStdString(); }
inline QString toText(const std::filesystem::path& file) { return QString::fromStdString(file.native()); }

} // namespace glowworm
