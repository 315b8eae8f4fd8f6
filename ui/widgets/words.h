// SPDX-License-Identifier: GPL-3.0-or-later
// The model's words (names, labels, help of settings; UTF-8) for Qt. Any thread.
#pragma once

#include <QCoreApplication>
#include <QString>

#include <string>
#include <string_view>

namespace glowworm {

inline QString words(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// A name, a unit or an explanation of a setting or a preset, in the language of the window
/// (setting_texts.h); what is none of them as it is.
inline QString settingWords(std::string_view text)
{
    return QCoreApplication::translate("settings", std::string(text).c_str());
}

/// "U+00A0"
inline QString codeName(char32_t character)
{
    return QStringLiteral("U+")
        + QString::number(static_cast<uint>(character), 16)
              .toUpper()
              .rightJustified(4, QLatin1Char('0'));
}

/// A character itself, or its code where nothing would be seen.
inline QString characterName(char32_t character)
{
    return QChar::isPrint(character) && !QChar::isSpace(character)
        ? QString::fromUcs4(&character, 1)
        : codeName(character);
}

/// A character as a label: what cannot be seen gets a sign.
inline QString visibleCharacter(char32_t character)
{
    if (character == U'\n')
        return QString(QChar(0x21B5));
    if (character == U' ')
        return QString(QChar(0x2423));
    if (character == U'\t')
        return QString(QChar(0x21E5));
    return characterName(character);
}

} // namespace glowworm
