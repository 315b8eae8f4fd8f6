// SPDX-License-Identifier: GPL-3.0-or-later
// Asking where to save, without stopping the window, and writing a file whole or not at all; and
// where file dialogs start, also after the next start of the program. GUI thread.
#pragma once

#include <QString>

#include <functional>

class QImage;
class QWidget;

namespace glowworm {

enum class FolderFor { Opening, Saving };
/// Of the last file that was opened, or saved; when there is none, or it is gone, `first` if that
/// is a folder, else the home folder, and for saving that of documents.
QString lastFolder(FolderFor use, const QString& first = {});
void rememberFolderOf(const QString& file, FolderFor use);

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
