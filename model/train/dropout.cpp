// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/dropout.h"
#include "counter_random.h"

#include <ATen/Parallel.h>

#include <algorithm>

namespace glowworm {
namespace {

constexpr std::int64_t kGrain = 16384; // elements a task
constexpr std::int64_t kDrawsPerRow = 65536; // room for 262,144 columns

/// Factors of dropout: 0 or 1 / (1 - p).
struct Factors {
    std::uint16_t threshold;
    float keep;

    explicit Factors(double probability)
        : threshold(static_cast<std::uint16_t>(probability * 65536.0))
        , keep(static_cast<float>(1.0 / (1.0 - threshold / 65536.0)))
    {
    }

    /// out[0 ... count) from 64-bit draws, the first of them `counter`, that serve four elements of 16 bits each.
    void fill(float* out, std::int64_t count, std::uint64_t key, std::int64_t counter) const
    {
        for (std::int64_t i = 0; 4 * i < count; ++i) {
            const std::uint64_t bits = randomBits(key, static_cast<std::uint64_t>(counter + i));
            for (std::int64_t k = 0; k < 4 && 4 * i + k < count; ++k)
                out[4 * i + k] = static_cast<std::uint16_t>(bits >> (16 * k)) < threshold ? 0.0F : keep;
        }
    }
};

} // namespace

torch::Tensor counterDropout(const torch::Tensor& x, double probability, std::uint64_t key)
{
    if (probability <= 0)
        return x;
    const Factors factors(probability);
    const auto mask = torch::empty(x.sizes(), torch::kFloat);
    float* out = mask.data_ptr<float>();
    const std::int64_t count = mask.numel();
    at::parallel_for(0, (count + kGrain - 1) / kGrain, 1, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t first = begin * kGrain; first < std::min(end * kGrain, count); first += kGrain)
            factors.fill(out + first, std::min(kGrain, count - first), key, first / 4);
    });
    return x * mask;
}

torch::Tensor dropoutMask(std::int64_t rows, std::int64_t columns, double probability, std::uint64_t key, std::int64_t firstRow)
{
    const Factors factors(probability);
    auto mask = torch::empty({rows, columns}, torch::kFloat);
    for (std::int64_t row = 0; row < rows; ++row)
        factors.fill(mask.data_ptr<float>() + row * columns, columns, key, (firstRow + row) * kDrawsPerRow);
    return mask;
}

torch::Tensor gumbelNoise(at::IntArrayRef shape, std::uint64_t key)
{
    auto noise = torch::empty(shape, torch::kFloat);
    float* out = noise.data_ptr<float>();
    at::parallel_for(0, noise.numel(), kGrain, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) // 24 bits, never 0 or 1
            out[i] = (static_cast<float>(randomBits(key, static_cast<std::uint64_t>(i)) >> 41) + 0.5F) * 0x1p-23F;
    });
    return noise.log_().neg_().log_().neg_();
}

} // namespace glowworm
