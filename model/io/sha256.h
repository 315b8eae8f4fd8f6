// SPDX-License-Identifier: GPL-3.0-or-later
// SHA-256 (FIPS 180-4) by libcrypto. Any thread, one object per thread.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace glowworm {

class Sha256 {
public:
    Sha256();
    ~Sha256();
    void add(std::span<const std::byte> bytes);
    std::string hex(); // 64 lower-case digits; the object is finished afterwards

private:
    struct Context;
    std::unique_ptr<Context> m_context;
};

std::string sha256Hex(std::span<const std::byte> bytes);

} // namespace glowworm
