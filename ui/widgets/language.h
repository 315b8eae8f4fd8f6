// SPDX-License-Identifier: GPL-3.0-or-later
// The language of the window: English, in which it is written, or one of resources/translations.
// Numbers and dates are not its matter: they follow the system, or are plain (settings.h). GUI
// thread.
#pragma once

#include <QString>
#include <QStringList>

class QCoreApplication;

namespace glowworm {

/// Their codes: "en", "de".
QStringList languages();
QString languageName(const QString& code); // in itself: "Deutsch"
/// The code of the one that is chosen; of anything else ("system") the first of the system's
/// languages that there is, or English.
QString languageFor(const QString& choice, const QStringList& systems);
/// Before the first widget: texts that are made already stay as they are. Ours lie in the program;
/// Qt's own come with Qt, where they are installed.
void speak(QCoreApplication& application, const QString& language);
/// The code of the one that is spoken.
QString spokenLanguage();

} // namespace glowworm
