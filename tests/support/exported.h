// SPDX-License-Identifier: GPL-3.0-or-later
// What a panel gives out, as it lies in a file.
#pragma once

#include "ui/widgets/exports.h"

#include <QFile>
#include <QTemporaryDir>
#include <QThread>

namespace glowworm::test {

/// Of the first item that has a form of this name ("PNG 2x"), written; empty: there is none, or it
/// could not be written. Waits for what is written in the background.
inline QByteArray exported(const std::vector<ExportItem>& items, const QString& form)
{
    const QTemporaryDir folder;
    for (const ExportItem& item : items)
        for (const ExportForm& one : item.forms) {
            if (one.name != form)
                continue;
            const QString name = folder.filePath(QStringLiteral("out.") + one.suffix);
            if (!one.write(name).isEmpty())
                return {};
            for (int tries = 0; one.tellsItself && tries < 500 && !QFile::exists(name); ++tries)
                QThread::msleep(10);
            QFile file(name);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        }
    return {};
}

} // namespace glowworm::test
