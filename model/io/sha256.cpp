// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/io/sha256.h"
#include "model/base/error.h"

#include <openssl/evp.h>

namespace glowworm {

Sha256::Sha256()
    : m_context(EVP_MD_CTX_new(), EVP_MD_CTX_free)
{
    if (!m_context || EVP_DigestInit_ex(m_context.get(), EVP_sha256(), nullptr) != 1)
        throw Error("libcrypto could not start a SHA-256 digest.");
}

void Sha256::add(std::span<const std::byte> bytes)
{
    if (EVP_DigestUpdate(m_context.get(), bytes.data(), bytes.size()) != 1)
        throw Error("libcrypto could not go on with a SHA-256 digest.");
}

std::string Sha256::hex()
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    if (EVP_DigestFinal_ex(m_context.get(), digest, &length) != 1)
        throw Error("libcrypto could not finish a SHA-256 digest.");
    std::string text;
    for (unsigned i = 0; i < length; ++i) {
        text += "0123456789abcdef"[digest[i] >> 4];
        text += "0123456789abcdef"[digest[i] & 15];
    }
    return text;
}

std::string sha256Hex(std::span<const std::byte> bytes)
{
    Sha256 sha;
    sha.add(bytes);
    return sha.hex();
}

} // namespace glowworm
