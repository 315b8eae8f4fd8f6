// SPDX-License-Identifier: GPL-3.0-or-later
// Which characters a text model knows. Plain value, any thread.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace glowworm {

/// Characters of a model in ascending order; a token id is an index into it.
class Vocabulary {
public:
    Vocabulary() = default;
    /// Throws Error unless strictly increasing, without surrogates, at most 0x10FFFF.
    explicit Vocabulary(std::vector<char32_t> characters);

    const std::vector<char32_t>& characters() const { return m_characters; }
    int size() const { return static_cast<int>(m_characters.size()); }
    std::optional<int> idOf(char32_t character) const;

    struct Encoded {
        std::vector<int> tokens;
        std::vector<char32_t> unknown; // skipped characters in the order found, repeats kept
    };
    Encoded encode(std::u32string_view text) const;
    /// UTF-8. Throws Error for an id outside the vocabulary.
    std::string decode(std::span<const int> tokens) const;

private:
    std::vector<char32_t> m_characters;
};

} // namespace glowworm
