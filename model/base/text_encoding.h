// SPDX-License-Identifier: GPL-3.0-or-later
// Texts as files bring them: UTF-8, or UTF-16 where a byte-order mark says so; and what speaks
// against bytes being a text at all. Pure.
#pragma once

#include "model/base/code_point.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace glowworm {

enum class Encoding { Utf8, Utf16Little, Utf16Big };

struct EncodingMark {
    Encoding encoding = Encoding::Utf8;
    std::size_t bytes = 0; // of the byte-order mark
};
inline EncodingMark markOf(std::string_view bytes)
{
    if (bytes.starts_with("\xEF\xBB\xBF"))
        return {Encoding::Utf8, 3};
    if (bytes.starts_with("\xFF\xFE"))
        return {Encoding::Utf16Little, 2};
    if (bytes.starts_with("\xFE\xFF"))
        return {Encoding::Utf16Big, 2};
    return {};
}

/// The first character of `bytes`, which must not be empty; what is invalid has 2 bytes, or 1 at an
/// odd end.
inline CodePoint nextUtf16(std::string_view bytes, bool bigEndian)
{
    if (bytes.size() < 2)
        return {kReplacement, 1, false};
    const auto unit = [&](std::size_t at) {
        const auto low = static_cast<unsigned char>(bytes[bigEndian ? at + 1 : at]);
        const auto high = static_cast<unsigned char>(bytes[bigEndian ? at : at + 1]);
        return static_cast<char32_t>(high << 8 | low);
    };
    const char32_t first = unit(0);
    if (first < 0xD800 || first > 0xDFFF)
        return {first, 2, true};
    if (first > 0xDBFF || bytes.size() < 4)
        return {kReplacement, 2, false};
    const char32_t second = unit(2);
    if (second < 0xDC00 || second > 0xDFFF)
        return {kReplacement, 2, false};
    return {0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00), 4, true};
}

/// Calls use(CodePoint, offset) for every character behind the mark, valid or not; offset: its
/// first byte.
template <class Use> void forEachCodePoint(std::string_view bytes, Use use)
{
    const EncodingMark mark = markOf(bytes);
    const auto walk = [&](auto next) {
        for (std::size_t at = mark.bytes; at < bytes.size();) {
            const CodePoint character = next(bytes.substr(at));
            use(character, at);
            at += character.bytes;
        }
    };
    if (mark.encoding == Encoding::Utf8)
        walk([](std::string_view rest) { return nextCodePoint(rest); });
    else
        walk([isBig = mark.encoding == Encoding::Utf16Big](
                 std::string_view rest) { return nextUtf16(rest, isBig); });
}

/// What no text has many of.
struct TextDoubts {
    std::int64_t invalidBytes = 0; // in no character of the encoding
    std::int64_t controls = 0;     // characters that are neither printed nor lay out a text
    std::optional<std::int64_t> firstInvalid; // byte offset

    void look(const CodePoint& character, std::size_t offset)
    {
        if (!character.valid) {
            invalidBytes += static_cast<std::int64_t>(character.bytes);
            if (!firstInvalid)
                firstInvalid = static_cast<std::int64_t>(offset);
        } else if (const char32_t c = character.value;
                   (c < 0x20 && (c < '\b' || c > '\r') && c != 0x1B) || (c >= 0x7F && c < 0xA0)) {
            ++controls;
        }
    }
    /// A hundredth of control characters is another kind of file. Invalid bytes may be a torn end
    /// or a few bad places; a two-hundredth, and more than a few of them, is another encoding.
    bool tooManyControls(std::int64_t bytes) const { return controls * 100 > bytes; }
    bool tooManyInvalid(std::int64_t bytes) const
    {
        return invalidBytes * 10 > bytes || (invalidBytes > 10 && invalidBytes * 200 > bytes);
    }
};

} // namespace glowworm
