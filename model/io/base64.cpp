// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/io/base64.h"

#include <openssl/evp.h>

#include <algorithm>
#include <climits>

namespace glowworm {

std::string base64(std::span<const std::byte> bytes)
{
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0'); // the library adds a zero
    text.resize(
        static_cast<std::size_t>(EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
            reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()))));
    return text;
}

std::optional<std::vector<std::byte>> fromBase64(std::string_view text)
{
    if (text.size() % 4 != 0 || text.size() > INT_MAX)
        return {};
    std::vector<std::byte> bytes(text.size() / 4 * 3);
    if (EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
            reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()))
        < 0)
        return {};
    const auto padding = std::min<std::size_t>( // which the library counts as zeros
        static_cast<std::size_t>(std::count(text.begin(), text.end(), '=')), bytes.size());
    bytes.resize(bytes.size() - padding);
    if (base64(bytes) != text) // blanks around it, bits that mean nothing
        return {};
    return bytes;
}

} // namespace glowworm
