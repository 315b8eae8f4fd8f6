// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/io/base64.h"

#include <openssl/evp.h>

namespace glowworm {

std::string base64(std::span<const std::byte> bytes)
{
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0'); // the library adds a zero
    text.resize(
        static_cast<std::size_t>(EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
            reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()))));
    return text;
}

} // namespace glowworm
