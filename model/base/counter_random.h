// SPDX-License-Identifier: GPL-3.0-or-later
// Counter-based random numbers: every value is a pure function of (seed, stream, counter). Nothing
// has to be saved to resume, results do not depend on the number of threads, and twins can share
// their noise. The mixing function is the finaliser of SplitMix64 (Steele, Lea, Flood: Fast
// Splittable Pseudorandom Number Generators, OOPSLA 2014), applied twice. Pure functions: any
// thread.
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>
#include <string_view>

namespace glowworm {

constexpr std::uint64_t mix64(std::uint64_t z)
{
    z += 0x9e3779b97f4a7c15ULL;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

/// One 64-bit key out of a seed and up to three coordinates; keys of different coordinates are
/// unrelated.
constexpr std::uint64_t randomKey(
    std::uint64_t seed, std::uint64_t a, std::uint64_t b = 0, std::uint64_t c = 0)
{
    return mix64(mix64(mix64(mix64(seed) ^ a) ^ b) ^ c);
}

constexpr std::uint64_t randomKey(std::uint64_t seed, std::string_view name)
{
    std::uint64_t hash = 1469598103934665603ULL; // FNV-1a
    for (char c : name)
        hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return randomKey(seed, hash);
}

/// 64 random bits for element `index` of the stream `key`.
constexpr std::uint64_t randomBits(std::uint64_t key, std::uint64_t index)
{
    return mix64(key + index * 0xd1342543de82ef95ULL);
}

/// Uniform in (0, 1), never an end point.
constexpr double randomUniform(std::uint64_t key, std::uint64_t index)
{
    return (static_cast<double>(randomBits(key, index) >> 12) + 0.5) * 0x1p-52;
}

/// Standard normal (Box and Muller 1958); uses counters 2*index and 2*index + 1.
inline double randomNormal(std::uint64_t key, std::uint64_t index)
{
    const double radius = std::sqrt(-2.0 * std::log(randomUniform(key, 2 * index)));
    return radius * std::cos(2.0 * std::numbers::pi * randomUniform(key, 2 * index + 1));
}

/// Standard Gumbel, -log(-log U).
inline double randomGumbel(std::uint64_t key, std::uint64_t index)
{
    return -std::log(-std::log(randomUniform(key, index)));
}

/// The streams of one run, so that no two users of randomness draw the same numbers.
enum class Stream : std::uint64_t { Batch = 1, Dropout, RouterNoise, Sampling, Benchmark };

} // namespace glowworm
