// SPDX-License-Identifier: GPL-3.0-or-later
#include "train/dropout.h"
#include "counter_random.h"

#include <ATen/Parallel.h>

namespace glowworm {
namespace {

constexpr std::int64_t kGrain = 16384; // elements a task

/// Fills from 64-bit draws that serve four elements of 16 bits each.
template <class Value> torch::Tensor fromBits(at::IntArrayRef shape, std::uint64_t key, Value value)
{
    auto result = torch::empty(shape, torch::kFloat);
    float* out = result.data_ptr<float>();
    const std::int64_t count = result.numel();
    at::parallel_for(0, (count + 3) / 4, kGrain / 4, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            const std::uint64_t bits = randomBits(key, static_cast<std::uint64_t>(i));
            for (std::int64_t k = 0; k < 4 && 4 * i + k < count; ++k)
                out[4 * i + k] = value(static_cast<std::uint16_t>(bits >> (16 * k)));
        }
    });
    return result;
}

} // namespace

torch::Tensor counterDropout(const torch::Tensor& x, double probability, std::uint64_t key)
{
    if (probability <= 0)
        return x;
    const auto threshold = static_cast<std::uint16_t>(probability * 65536.0);
    const auto keep = static_cast<float>(1.0 / (1.0 - threshold / 65536.0));
    return x * fromBits(x.sizes(), key, [=](std::uint16_t bits) { return bits < threshold ? 0.0F : keep; });
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
