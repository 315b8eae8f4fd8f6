// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/utf8.h"

#include "model/base/text_encoding.h"

namespace glowworm {

DecodedText decodeText(std::string_view bytes)
{
    DecodedText decoded;
    decoded.text.reserve(bytes.size());
    TextDoubts doubts;
    forEachCodePoint(bytes, [&](const CodePoint& character, std::size_t offset) {
        doubts.look(character, offset);
        decoded.text += character.value;
    });
    decoded.invalidBytes = doubts.invalidBytes;
    decoded.firstInvalid = doubts.firstInvalid;
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
