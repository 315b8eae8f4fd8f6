// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/utf8.h"

namespace glowworm {

DecodedText decodeText(std::string_view bytes)
{
    DecodedText decoded;
    decoded.text.reserve(bytes.size());
    forEachCodePoint(bytes, [&](const CodePoint& character, std::size_t offset) {
        decoded.look(character, offset);
        decoded.text += character.value;
    });
    return decoded;
}

std::string encodeUtf8(std::u32string_view text)
{
    std::string bytes;
    bytes.reserve(text.size());
    for (char32_t character : text)
        appendUtf8(bytes, character);
    return bytes;
}

} // namespace glowworm
