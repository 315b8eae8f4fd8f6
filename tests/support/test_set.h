// SPDX-License-Identifier: GPL-3.0-or-later
// A set of pictures of bars, opened as a person opens one. Tests only.
#pragma once

#include "ui/session/library.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

namespace glowworm::test {

/// 40 pictures; least: the level of the first, so another set for another one.
inline void openTestSet(Library& library, const QTemporaryDir& folder, int least = 100)
{
    const auto bigEndian = [](quint32 number) {
        QByteArray bytes(4, '\0');
        qToBigEndian(number, bytes.data());
        return bytes;
    };
    const quint32 count = 40;
    QByteArray images = bigEndian(0x803) + bigEndian(count) + bigEndian(28) + bigEndian(28);
    QByteArray labels = bigEndian(0x801) + bigEndian(count);
    for (quint32 i = 0; i < count; ++i) {
        for (quint32 p = 0; p < 784; ++p)
            images.append(static_cast<char>(
                p / 28 > 6 && p / 28 < 20 && p % 28 > i % 10 + 4 && p % 28 < i % 10 + 10
                    ? least + static_cast<int>(i) * 3
                    : 0));
        labels.append(static_cast<char>(i % 10));
    }
    const auto write = [&folder](const QString& name, const QByteArray& bytes) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    };
    write(QStringLiteral("images"), images);
    write(QStringLiteral("labels"), labels);
    const QString pictures = folder.filePath(QStringLiteral("images")),
                  names = folder.filePath(QStringLiteral("labels"));
    library.openDigits(pictures, names, pictures, names);
    QTRY_VERIFY(library.data().testDigits);
}

} // namespace glowworm::test
