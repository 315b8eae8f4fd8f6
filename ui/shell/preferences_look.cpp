// SPDX-License-Identifier: GPL-3.0-or-later
// What is seen: the first card of the preferences.
#include "ui/shell/preferences.h"

#include <QLocale>

namespace glowworm {

void Preferences::addLook()
{
    QVBoxLayout* card = addCard(tr("Look"));
    m_theme = addChoice(card, tr("Colours"),
        tr("High contrast is black and white, as dark or light as the system. Exported pictures "
           "are light in all of them."),
        settings::kTheme.key(),
        {{tr("As the system"), QStringLiteral("system")}, {tr("Light"), QStringLiteral("light")},
            {tr("Dark"), QStringLiteral("dark")},
            {tr("High contrast"), QStringLiteral("contrast")}},
        tr("colours"));
    m_language = addChoice(card, tr("Language"),
        tr("Of the window and its handbook, from the next start on. Some sentences about files and "
           "errors stay English, as the command line is."),
        settings::kLanguage.key(),
        {{tr("As the system"), QStringLiteral("system")},
            {QStringLiteral("English"), QStringLiteral("en")},
            {QStringLiteral("Deutsch"), QStringLiteral("de")}},
        tr("language"));
    Choices sizes;
    for (const int percent : kTextSteps)
        sizes.append({tr("%L1 %").arg(percent), percent});
    m_textSize = addChoice(card, tr("Size of text"),
        tr("Of all text and what it stands in; Ctrl+Plus, Ctrl+Minus and Ctrl+0 do the same."),
        settings::kTextSize.key(), sizes, tr("size of text"));
    m_motion = addChoice(card, tr("Motion"),
        tr("Less: no halos around the lights that fired, and nothing glides or grows by itself. "
           "Every number stays."),
        settings::kMotion.key(),
        {{tr("As the system"), QStringLiteral("system")}, {tr("Less"), QStringLiteral("less")},
            {tr("Full"), QStringLiteral("full")}},
        tr("motion"));
    const auto sample = [](const QLocale& locale) { return locale.toString(12345.6, 'f', 1); };
    m_numbers = addChoice(card, tr("Numbers"),
        tr("As they are written on the screen and in exported pictures, from the next start on. "
           "Files and copied commands have them plain always; typed ones may have either mark."),
        settings::kPlainNumbers.key(),
        {{tr("As the system: %1").arg(sample(QLocale::system())), false},
            {tr("Plain: %1").arg(sample(QLocale::c())), true}},
        tr("numbers"));
}

} // namespace glowworm
