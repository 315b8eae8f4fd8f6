// SPDX-License-Identifier: GPL-3.0-or-later
// An order in which to look at many things so that any beginning of it is spread over all of them.
// Pure, any thread.
#pragma once

#include <cstdint>
#include <numeric>

namespace glowworm {

/// The k-th of 0 ... n - 1, each of which comes once: steps of the golden section of n, or of the
/// next lower number that has no divisor in common with it.
inline std::int64_t spread(std::int64_t k, std::int64_t n)
{
    auto step = static_cast<std::int64_t>(0.618034 * static_cast<double>(n));
    while (step > 1 && std::gcd(step, n) != 1)
        --step;
    return step > 1 ? k * step % n : k;
}

} // namespace glowworm
