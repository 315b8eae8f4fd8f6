// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QTranslator>

#include <algorithm>
#include <iterator>
#include <utility>

/// Outside of any namespace, as Qt demands.
static void keepTranslations() { Q_INIT_RESOURCE(translations); }

namespace glowworm {
namespace {

const QString kEnglish = QStringLiteral("en"), kOurs = QStringLiteral("language");
const std::pair<QString, QString> kLanguages[]{
    {kEnglish, QStringLiteral("English")}, {QStringLiteral("de"), QStringLiteral("Deutsch")}};
constexpr auto kSpoken = "language"; // a property of the application

} // namespace

QStringList languages()
{
    QStringList codes;
    for (const auto& [code, name] : kLanguages)
        codes << code;
    return codes;
}

QString languageName(const QString& code)
{
    const auto* found = std::ranges::find(kLanguages, code, &std::pair<QString, QString>::first);
    return found == std::end(kLanguages) ? code : found->second;
}

QString languageFor(const QString& choice, const QStringList& systems)
{
    for (const QString& name : QStringList(choice) + systems) { // "de", "de-AT", "de_CH"
        const QString code = name.left(2);
        if (languages().contains(code) && (name.size() == 2 || !name[2].isLetterOrNumber()))
            return code;
    }
    return kEnglish;
}

void speak(QCoreApplication& application, const QString& language)
{
    keepTranslations();
    qDeleteAll(application.findChildren<QTranslator*>(kOurs));
    application.setProperty(kSpoken, language);
    for (const auto& [name, folder] :
        {std::pair{"qtbase_", QLibraryInfo::path(QLibraryInfo::TranslationsPath)},
            {"glowworm_", QStringLiteral(":/translations")}}) {
        auto* translator = new QTranslator(&application);
        translator->setObjectName(kOurs);
        if (language != kEnglish && translator->load(QLatin1String(name) + language, folder))
            QCoreApplication::installTranslator(translator);
        else
            delete translator;
    }
}

QString spokenLanguage()
{
    const QVariant code = QCoreApplication::instance()->property(kSpoken);
    return code.isValid() ? code.toString() : kEnglish;
}

} // namespace glowworm
