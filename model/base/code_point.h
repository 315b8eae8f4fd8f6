// SPDX-License-Identifier: GPL-3.0-or-later
// UTF-8, one character at a time, as strict as Unicode 15 table 3-7: overlong forms, surrogates and
// values above 0x10FFFF are invalid. The one decoder behind corpora, prompts and printable(). Pure
// functions, any thread.
#pragma once

#include <string>
#include <string_view>

namespace glowworm {

inline constexpr char32_t kReplacement = 0xFFFD;

struct CodePoint {
    char32_t value;    // kReplacement when invalid
    std::size_t bytes; // 1 when invalid: decoding goes on at the next byte
    bool valid;
};

/// The first character of `bytes`, which must not be empty.
inline CodePoint nextCodePoint(std::string_view bytes)
{
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    const unsigned char lead = at(0);
    if (lead < 0x80)
        return {lead, 1, true};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || bytes.size() < length)
        return {kReplacement, 1, false};
    char32_t value = lead & (0x7Fu >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((at(i) & 0xC0) != 0x80)
            return {kReplacement, 1, false};
        value = value << 6 | (at(i) & 0x3Fu);
    }
    constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (value < kSmallest[length] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return {kReplacement, 1, false};
    return {value, length, true};
}

/// Appends `value`; what is no Unicode character becomes kReplacement.
inline void appendUtf8(std::string& text, char32_t value)
{
    if (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        value = kReplacement;
    const auto add
        = [&](char32_t byte) { text += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (value < 0x80) {
        add(value);
    } else if (value < 0x800) {
        add(0xC0 | value >> 6);
        add(0x80 | (value & 0x3F));
    } else if (value < 0x10000) {
        add(0xE0 | value >> 12);
        add(0x80 | (value >> 6 & 0x3F));
        add(0x80 | (value & 0x3F));
    } else {
        add(0xF0 | value >> 18);
        add(0x80 | (value >> 12 & 0x3F));
        add(0x80 | (value >> 6 & 0x3F));
        add(0x80 | (value & 0x3F));
    }
}

} // namespace glowworm
