// SPDX-License-Identifier: GPL-3.0-or-later
// What is seen: the first card of the preferences.
#include "ui/shell/preferences.h"

#include "ui/widgets/language.h"
#include "ui/widgets/theme.h"

#include <QLocale>

#include <array>

namespace glowworm {

void Preferences::addLook()
{
    QVBoxLayout* card = addCard(tr("Look"));
    const std::array<QString, kThemeWords.size()> looks{
        tr("Same as system"), tr("Light"), tr("Dark"), tr("High contrast")};
    Choices themes;
    for (std::size_t i = 0; i < looks.size(); ++i)
        themes.append({looks[i], QString::fromLatin1(kThemeWords[i])});
    m_theme = addChoice(card, tr("Colours"),
        tr("High contrast is black and white. Exported pictures are always light."),
        settings::kTheme.key(), themes, tr("colours"));
    Choices spoken{{tr("Same as system"), QStringLiteral("system")}};
    for (const QString& code : languages())
        spoken.append({languageName(code), code});
    m_language = addChoice(card, tr("Language"),
        tr("From the next start on. Some sentences about files and errors stay English."),
        settings::kLanguage.key(), spoken, tr("language"));
    Choices sizes;
    for (const int percent : kTextSteps)
        sizes.append({tr("%L1 %").arg(percent), percent});
    m_textSize
        = addChoice(card, tr("Size of text"), tr("Also with Ctrl+Plus, Ctrl+Minus and Ctrl+0."),
            settings::kTextSize.key(), sizes, tr("size of text"));
    m_motion = addChoice(card, tr("Motion"),
        tr("Less: lights have no halo, and nothing moves by itself."), settings::kMotion.key(),
        {{tr("Same as system"), QStringLiteral("system")}, {tr("Less"), QStringLiteral("less")},
            {tr("Full"), QStringLiteral("full")}},
        tr("motion"));
    const auto sample = [](const QLocale& locale) { return locale.toString(12345.6, 'f', 1); };
    m_numbers = addChoice(card, tr("Numbers"),
        tr("From the next start on. Files and copied commands always have a decimal point; you "
           "may type a point or a comma."),
        settings::kPlainNumbers.key(),
        {{tr("Same as system: %1").arg(sample(QLocale::system())), false},
            {tr("Plain: %1").arg(sample(QLocale::c())), true}},
        tr("numbers"));
}

} // namespace glowworm
