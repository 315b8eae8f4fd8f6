// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/last_folder.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>

namespace glowworm {
namespace {

const QString kKey = QStringLiteral("dialogs/folder");

} // namespace

QString lastFolder()
{
    const QString folder = QSettings().value(kKey).toString();
    return !folder.isEmpty() && QFileInfo(folder).isDir() ? folder : QDir::homePath();
}

void rememberFolderOf(const QString& file)
{
    QSettings().setValue(kKey, QFileInfo(file).absolutePath());
}

} // namespace glowworm
