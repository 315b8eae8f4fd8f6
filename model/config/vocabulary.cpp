// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/config/vocabulary.h"

#include "model/base/code_point.h"
#include "model/base/error.h"

#include <algorithm>
#include <cstdint>

namespace glowworm {

Vocabulary::Vocabulary(std::vector<char32_t> characters)
    : m_characters(std::move(characters))
{
    for (std::size_t i = 0; i < m_characters.size(); ++i) {
        const char32_t c = m_characters[i];
        if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
            throw Error("Entry " + std::to_string(i) + " of the vocabulary, "
                + std::to_string(static_cast<std::uint32_t>(c)) + ", is no Unicode character.");
        if (i > 0 && c <= m_characters[i - 1])
            throw Error("Entry " + std::to_string(i)
                + " of the vocabulary does not come after the one before it; characters must "
                  "ascend.");
    }
}

std::optional<int> Vocabulary::idOf(char32_t character) const
{
    const auto found = std::lower_bound(m_characters.begin(), m_characters.end(), character);
    if (found == m_characters.end() || *found != character)
        return std::nullopt;
    return static_cast<int>(found - m_characters.begin());
}

Vocabulary::Encoded Vocabulary::encode(std::u32string_view text) const
{
    Encoded encoded;
    for (char32_t character : text) {
        if (const auto id = idOf(character))
            encoded.tokens.push_back(*id);
        else
            encoded.unknown.push_back(character);
    }
    return encoded;
}

std::string Vocabulary::decode(std::span<const int> tokens) const
{
    std::string text;
    for (int token : tokens) {
        if (token < 0 || token >= size())
            throw Error("Token " + std::to_string(token) + " is outside the vocabulary of "
                + std::to_string(size()) + " characters.");
        appendUtf8(text, m_characters[static_cast<std::size_t>(token)]);
    }
    return text;
}

} // namespace glowworm
