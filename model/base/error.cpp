// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/error.h"
#include "model/base/code_point.h"

#include <cstdio>

namespace glowworm {
namespace {

/// Characters that would move the cursor, hide text, turn its direction around or take room without
/// a sign (the fillers of Hangul and Khmer).
bool isUnsafe(char32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0xAD || c == 0x34F || c == 0x61C
        || c == 0x115F || c == 0x1160 || c == 0x17B4 || c == 0x17B5 || c == 0x180E
        || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2060 && c <= 0x206F) || c == 0x3164 || c == 0xFEFF || c == 0xFFA0
        || (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE007F);
}

void appendEscape(std::string& text, const char* pattern, char32_t value)
{
    char escape[16];
    std::snprintf(escape, sizeof escape, pattern, static_cast<unsigned>(value));
    text += escape;
}

} // namespace

std::string printable(const std::string& text, std::size_t limit)
{
    std::string shown;
    std::string_view rest = text;
    for (std::size_t count = 0; !rest.empty(); ++count) {
        if (count == limit)
            return shown + "...";
        const CodePoint next = nextCodePoint(rest);
        if (!next.valid)
            appendEscape(shown, "\\x%02X", static_cast<unsigned char>(rest[0]));
        else if (isUnsafe(next.value))
            appendEscape(shown, "\\u{%04X}", next.value);
        else
            shown.append(rest.substr(0, next.bytes));
        rest.remove_prefix(next.bytes);
    }
    return shown;
}

} // namespace glowworm
