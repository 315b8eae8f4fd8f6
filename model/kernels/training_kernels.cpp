// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/kernels/training_kernels.h"
#include "model/kernels/kernels.h"

#include <algorithm>
#include <cmath>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "model/kernels/training_kernels.cpp"
#include <hwy/foreach_target.h>

#include <hwy/contrib/math/math-inl.h>
#include <hwy/highway.h>

#include "model/kernels/kernel_tiles-inl.h"

HWY_BEFORE_NAMESPACE();
namespace glowworm {
namespace HWY_NAMESPACE {

void adamW(std::int64_t count, AdamWFactors f, const float* gradient, float* weight, float* first,
    float* second)
{
    sweep(count, [=](auto d, std::int64_t i) HWY_ATTR {
        const auto g = hn::Mul(hn::Set(d, f.scale), hn::LoadU(d, gradient + i));
        const auto m = hn::MulAdd(
            hn::Set(d, f.beta1), hn::LoadU(d, first + i), hn::Mul(hn::Set(d, 1 - f.beta1), g));
        const auto v = hn::MulAdd(hn::Set(d, f.beta2), hn::LoadU(d, second + i),
            hn::Mul(hn::Set(d, 1 - f.beta2), hn::Mul(g, g)));
        const auto step
            = hn::Div(m, hn::MulAdd(hn::Sqrt(v), hn::Set(d, f.root), hn::Set(d, f.epsilon)));
        hn::StoreU(m, d, first + i);
        hn::StoreU(v, d, second + i);
        hn::StoreU(hn::MulAdd(hn::Set(d, -f.rate), step,
                       hn::Mul(hn::Set(d, f.decay), hn::LoadU(d, weight + i))),
            d, weight + i);
    });
}

double squares(const float* x, std::int64_t count)
{
    constexpr std::int64_t kBlock = 4096; // summed in float, the blocks in double
    const Floats d;
    double total = 0;
    for (std::int64_t first = 0; first < count; first += kBlock) {
        const std::int64_t last = std::min(first + kBlock, count);
        auto s0 = hn::Zero(d), s1 = s0;
        std::int64_t i = first;
        for (; i + 2 * kLanes <= last; i += 2 * kLanes) {
            const auto a = hn::LoadU(d, x + i), b = hn::LoadU(d, x + i + kLanes);
            s0 = hn::MulAdd(a, a, s0);
            s1 = hn::MulAdd(b, b, s1);
        }
        total += sumOf(hn::Add(s0, s1));
        for (; i < last; ++i)
            total += static_cast<double>(x[i]) * x[i];
    }
    return total;
}

/// Elements come in blocks of 32, whatever the vector width: number i of the first 16 and i + 16
/// share the hash of (block, i), the one takes its low and the other its high 16 bits. The hash is
/// the two-round multiply-xorshift finaliser for 32 bits, keyed twice.
void dropout(
    std::int64_t count, const Dropping& dropping, std::uint64_t key, const float* x, float* y)
{
    constexpr std::int64_t kHalf = 16;
    const hn::CappedTag<float, kHalf> d;
    const hn::RebindToUnsigned<decltype(d)> u;
    const auto lanes = static_cast<std::int64_t>(hn::Lanes(d));
    const auto keep = hn::Set(d, dropping.keep);
    const hn::RebindToSigned<decltype(d)> i32;
    const auto limit
        = hn::Set(i32, static_cast<std::int32_t>(dropping.threshold) - 1); // kept above it
    const auto low = hn::Set(u, 0xFFFFU);
    const auto key0 = hn::Set(u, static_cast<std::uint32_t>(key)),
               key1 = hn::Set(u, static_cast<std::uint32_t>(key >> 32));
    const auto a = hn::Set(u, 0x7feb352dU), b = hn::Set(u, 0x846ca68bU);
    const auto mix = [&](auto h) {
        h = hn::Mul(hn::Xor(h, hn::ShiftRight<16>(h)), a);
        h = hn::Mul(hn::Xor(h, hn::ShiftRight<15>(h)), b);
        return hn::Xor(h, hn::ShiftRight<16>(h));
    };
    const auto block = [&](std::int64_t number, const float* in, float* out) {
        for (std::int64_t i = 0; i < kHalf; i += lanes) {
            const auto index = hn::Iota(u, static_cast<std::uint32_t>(number * kHalf + i));
            const auto bits = mix(hn::Add(mix(hn::Xor(index, key0)), key1));
            const auto first = hn::Gt(hn::BitCast(i32, hn::And(bits, low)), limit);
            const auto second = hn::Gt(hn::BitCast(i32, hn::ShiftRight<16>(bits)), limit);
            hn::StoreU(
                hn::IfThenElseZero(hn::RebindMask(d, first), hn::Mul(keep, hn::LoadU(d, in + i))),
                d, out + i);
            hn::StoreU(hn::IfThenElseZero(
                           hn::RebindMask(d, second), hn::Mul(keep, hn::LoadU(d, in + kHalf + i))),
                d, out + kHalf + i);
        }
    };
    std::int64_t i = 0;
    for (; i + 2 * kHalf <= count; i += 2 * kHalf)
        block(i / (2 * kHalf), x + i, y + i);
    if (i == count)
        return;
    float tail[2 * kHalf] = {};
    std::copy_n(x + i, count - i, tail);
    block(i / (2 * kHalf), tail, tail);
    std::copy_n(tail, count - i, y + i);
}

void softmax(std::int64_t size, const float* z, float* probabilities)
{
    const Floats d;
    const std::int64_t whole = size / kLanes * kLanes;
    // What the last vector lacks is a logit whose exponential is 0.
    HWY_ALIGN float tail[kLanes];
    std::fill_n(tail, kLanes, -1e30F);
    std::copy(z + whole, z + size, tail);
    auto most = hn::Load(d, tail);
    for (std::int64_t i = 0; i < whole; i += kLanes)
        most = hn::Max(most, hn::LoadU(d, z + i));
    const auto best = hn::MaxOfLanes(d, most);
    const auto powerOf = [&](auto logit) { // v - v is not 0 for what is no number
        return hn::Add(hn::Exp(d, hn::Sub(logit, best)), hn::Sub(logit, logit));
    };
    const auto last = powerOf(hn::Load(d, tail));
    auto sum = last;
    for (std::int64_t i = 0; i < whole; i += kLanes) {
        const auto power = powerOf(hn::LoadU(d, z + i));
        sum = hn::Add(sum, power);
        hn::StoreU(power, d, probabilities + i);
    }
    const auto probability = hn::Div(hn::Set(d, 1.0F), hn::SumOfLanes(d, sum));
    for (std::int64_t i = 0; i < whole; i += kLanes)
        hn::StoreU(hn::Mul(probability, hn::LoadU(d, probabilities + i)), d, probabilities + i);
    hn::Store(hn::Mul(probability, last), d, tail);
    std::copy_n(tail, size - whole, probabilities + whole);
}

} // namespace HWY_NAMESPACE
} // namespace glowworm
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace glowworm {

HWY_EXPORT(adamW);
HWY_EXPORT(squares);
HWY_EXPORT(dropout);
HWY_EXPORT(softmax);

void adamWUpdate(std::int64_t count, const AdamWFactors& factors, const float* gradient,
    float* weight, float* first, float* second)
{
    HWY_DYNAMIC_DISPATCH(adamW)(count, factors, gradient, weight, first, second);
}

double sumOfSquares(const float* x, std::int64_t count)
{
    return HWY_DYNAMIC_DISPATCH(squares)(x, count);
}

Dropping droppingOf(double probability)
{
    const auto threshold
        = static_cast<std::uint32_t>(std::clamp(probability, 0.0, 65535.0 / 65536.0) * 65536.0);
    return {threshold, static_cast<float>(65536.0 / (65536.0 - threshold))};
}

void dropoutScale(
    std::int64_t count, const Dropping& dropping, std::uint64_t key, const float* x, float* y)
{
    HWY_DYNAMIC_DISPATCH(dropout)(count, dropping, key, x, y);
}

void softmaxRow(std::int64_t size, const float* z, float* probabilities)
{
    HWY_DYNAMIC_DISPATCH(softmax)(size, z, probabilities);
}

} // namespace glowworm
#endif // HWY_ONCE
