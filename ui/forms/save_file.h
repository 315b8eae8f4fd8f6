// SPDX-License-Identifier: GPL-3.0-or-later
// Asking where to save, without stopping the window, and writing a file whole or not at all. GUI thread.
#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace glowworm {

/// Opens a save dialog beside the running window; save gets the chosen file, with the suffix of the chosen filter when it has none.
/// filters: as QFileDialog takes them, "Table (*.csv)".
void askWhereToSave(QWidget* parent, const QString& title, const QString& suggestedName, const QStringList& filters,
    std::function<void(const QString& file)> save);

/// "" or a sentence on what went wrong.
QString writeFile(const QString& file, const QByteArray& bytes);

} // namespace glowworm
