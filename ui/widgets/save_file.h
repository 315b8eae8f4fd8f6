// SPDX-License-Identifier: GPL-3.0-or-later
// Asking where to save, without stopping the window, and writing a file whole or not at all; and
// where every file dialog starts, also after the next start of the program. GUI thread.
#pragma once

#include <QString>

#include <functional>

class QImage;
class QWidget;

namespace glowworm {

/// Of the last file that was opened or saved; the home folder at first, and when it is gone.
QString lastFolder();
void rememberFolderOf(const QString& file);

/// Opens a save dialog beside the running window; save gets the chosen file, as withSuffix() makes
/// it. A file that exists already is asked about first, by the name that would be written; who does
/// not want it replaced is asked for another one. filters: as QFileDialog takes them, "Table
/// (*.csv)".
void askWhereToSave(QWidget* parent, const QString& title, const QString& suggestedName,
    const QStringList& filters, std::function<void(const QString& file)> save);

/// The file with the suffix of the chosen filter, unless it ends in that of one of the filters:
/// "run.2024" becomes "run.2024.png".
QString withSuffix(const QString& file, const QString& chosenFilter, const QStringList& filters);

/// "" or a sentence on what went wrong; an older file is then untouched.
QString writeFile(const QString& file, const QByteArray& bytes);
QString writePng(const QString& file, const QImage& picture);

} // namespace glowworm
