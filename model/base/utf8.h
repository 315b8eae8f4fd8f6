// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes to code points and back. Pure.
#pragma once

#include "model/base/text_encoding.h"

#include <string>
#include <string_view>

namespace glowworm {

/// A decoded text; what is invalid becomes U+FFFD and is counted.
struct DecodedText : TextDoubts {
    std::u32string text;
};
/// UTF-8, or UTF-16 where a byte-order mark says so; the mark itself is dropped.
DecodedText decodeText(std::string_view bytes);
std::string encodeUtf8(std::u32string_view text);

} // namespace glowworm
