// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generation/token_words.h"

#include "ui/widgets/words.h"

namespace glowworm {

QString visibleCharacter(char32_t character)
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
