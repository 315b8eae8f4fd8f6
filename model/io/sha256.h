// SPDX-License-Identifier: GPL-3.0-or-later
// SHA-256 (FIPS 180-4) by libcrypto. Any thread, one object per thread.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>

struct evp_md_ctx_st; // of libcrypto

namespace glowworm {

class Sha256 {
public:
    Sha256();
    void add(std::span<const std::byte> bytes);
    std::string hex(); // 64 lower-case digits; the object is finished afterwards

private:
    std::unique_ptr<evp_md_ctx_st, void (*)(evp_md_ctx_st*)> m_context;
};

std::string sha256Hex(std::span<const std::byte> bytes);

} // namespace glowworm
