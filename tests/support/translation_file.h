// SPDX-License-Identifier: GPL-3.0-or-later
// Other languages for a while, and the messages of their file in resources/translations. Tests
// only.
#pragma once

#include "ui/widgets/language.h"

#include <QCoreApplication>
#include <QFile>
#include <QTest>
#include <QXmlStreamReader>

#include <tuple>

namespace glowworm::test {

struct Message {
    QString context, source, comment;
    QStringList translations; // of a plural one for each form
    bool plural = false, finished = true;

    auto key() const { return std::tuple(context, source, comment); }
    bool operator<(const Message& other) const { return key() < other.key(); }
};

/// A row for each language.
inline void addLanguages()
{
    QTest::addColumn<QString>("language");
    for (const QString& language : languages())
        QTest::newRow(qPrintable(language)) << language;
}

/// As long as it lives that of the row, or another one; a window that was made in it keeps it.
struct Spoken {
    explicit Spoken(const QString& language
        = *static_cast<QString*>(QTest::qData("language", qMetaTypeId<QString>())))
    {
        speak(*QCoreApplication::instance(), language);
    }
    ~Spoken() { speak(*QCoreApplication::instance(), QStringLiteral("en")); }
    Q_DISABLE_COPY_MOVE(Spoken)
};

struct German : Spoken {
    German()
        : Spoken(QStringLiteral("de"))
    {
    }
};

/// The repository's folder: tests are told where its resources are.
inline QString sourceFolder()
{
    return QString::fromLocal8Bit(qgetenv("GLOWWORM_RESOURCES")) + QStringLiteral("/..");
}

inline QString germanFile()
{
    return sourceFolder() + QStringLiteral("/resources/translations/glowworm_de.ts");
}

inline QList<Message> readMessages(const QString& name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s: %s", qPrintable(name), qPrintable(file.errorString()));
    QList<Message> messages;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const auto tag = xml.name();
        if (tag == QStringLiteral("message")) {
            messages.append({context, {}, {}, {}});
            messages.last().plural = xml.attributes().hasAttribute(QStringLiteral("numerus"));
        } else if (tag == QStringLiteral("translation")) {
            messages.last().finished = !xml.attributes().hasAttribute(QStringLiteral("type"));
            if (!messages.last().plural)
                messages.last().translations << xml.readElementText();
        } else if (tag == QStringLiteral("name")) {
            context = xml.readElementText();
        } else if (tag == QStringLiteral("source")) {
            messages.last().source = xml.readElementText();
        } else if (tag == QStringLiteral("comment")) {
            messages.last().comment = xml.readElementText();
        } else if (tag == QStringLiteral("numerusform")) {
            messages.last().translations << xml.readElementText();
        }
    }
    if (xml.hasError())
        qFatal("%s: %s", qPrintable(name), qPrintable(xml.errorString()));
    return messages;
}

} // namespace glowworm::test
