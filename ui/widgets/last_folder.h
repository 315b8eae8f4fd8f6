// SPDX-License-Identifier: GPL-3.0-or-later
// Where the last file was opened or saved: every file dialog starts there, also after the next
// start of the program.
#pragma once

#include <QString>

namespace glowworm {

/// The home folder at first, and when the last one is gone.
QString lastFolder();
void rememberFolderOf(const QString& file);

} // namespace glowworm
