// SPDX-License-Identifier: GPL-3.0-or-later
// The kernels without weights, and the tables: each kernel file is compiled once per instruction
// set (Highway) and chosen at run time.
#include "model/kernels/kernels_simd.h"
#include "model/kernels/kernels.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "model/kernels/kernels_simd.cpp"
#include <hwy/foreach_target.h>

#include <hwy/cache_control.h>
#include <hwy/contrib/math/math-inl.h>
#include <hwy/highway.h>

#include "model/kernels/kernel_tiles-inl.h"

HWY_BEFORE_NAMESPACE();
namespace glowworm {
namespace HWY_NAMESPACE {
namespace {

/// Sum of value(tag, i) over the range: one vector accumulator, reduced, then the tail.
template <class Value> HWY_INLINE float sumOver(std::int64_t count, const Value& value)
{
    Vector sum = hn::Zero(Floats());
    std::int64_t i = 0;
    for (; i + kLanes <= count; i += kLanes)
        sum = hn::Add(sum, value(Floats(), i));
    float total = sumOf(sum);
    for (; i < count; ++i)
        total += hn::GetLane(value(One(), i));
    return total;
}

void add(float* target, const float* source, std::int64_t count)
{
    sweep(count, [=](auto d, std::int64_t i) HWY_ATTR {
        hn::StoreU(hn::Add(hn::LoadU(d, target + i), hn::LoadU(d, source + i)), d, target + i);
    });
}

void layerNorm(Rows x, const float* weight, const float* bias, std::int64_t width, std::int64_t n,
    MutableRows y)
{
    const One one;
    const float count = static_cast<float>(width);
    for (std::int64_t t = 0; t < n; ++t) {
        const float* in = x[t];
        float* out = y[t];
        const float mean = sumOver(width, [=](auto d, std::int64_t i) HWY_ATTR {
            return hn::LoadU(d, in + i);
        }) / count;
        const float squares = sumOver(width, [=](auto d, std::int64_t i) HWY_ATTR {
            const auto centred = hn::Sub(hn::LoadU(d, in + i), hn::Set(d, mean));
            return hn::Mul(centred, centred);
        });
        const float variance = squares / count + static_cast<float>(kNormEpsilon);
        const float scale = 1.0F / hn::GetLane(hn::Sqrt(hn::Set(one, variance)));
        sweep(width, [=](auto d, std::int64_t i) HWY_ATTR {
            const auto normal
                = hn::Mul(hn::Sub(hn::LoadU(d, in + i), hn::Set(d, mean)), hn::Set(d, scale));
            hn::StoreU(
                hn::MulAdd(normal, hn::LoadU(d, weight + i), hn::LoadU(d, bias + i)), d, out + i);
        });
    }
}

void softmax(float* values, std::int64_t count, float scale)
{
    Vector largest = hn::Set(Floats(), values[0]);
    std::int64_t i = 0;
    for (; i + kLanes <= count; i += kLanes)
        largest = hn::Max(largest, hn::LoadU(Floats(), values + i));
    float most = hn::GetLane(hn::MaxOfLanes(Floats(), largest));
    for (; i < count; ++i)
        most = values[i] > most ? values[i] : most;
    const float sum = sumOver(count, [=](auto d, std::int64_t k) HWY_ATTR {
        const auto power = hn::Exp(
            d, hn::Mul(hn::Set(d, scale), hn::Sub(hn::LoadU(d, values + k), hn::Set(d, most))));
        hn::StoreU(power, d, values + k);
        return power;
    });
    const float factor = 1.0F / sum;
    sweep(count, [=](auto d, std::int64_t k) HWY_ATTR {
        hn::StoreU(hn::Mul(hn::LoadU(d, values + k), hn::Set(d, factor)), d, values + k);
    });
}

/// x Phi(x). The tail of the normal distribution is exp(-x^2 / 2) t P(t) with t = 1 / (1 + 0.3
/// |x|), P of degree 7 interpolated at Chebyshev nodes for |x| <= 14; relative error below 4e-7.
template <class D, class V> HWY_INLINE V gelu(D d, V x)
{
    constexpr float kTail[] = {0.1196144353F, 0.1209955612F, 0.09832776816F, 0.1340211483F,
        -0.06437430307F, 0.2183154581F, -0.1643185171F, 0.03741848192F};
    const auto one = hn::Set(d, 1.0F);
    const auto t = hn::Div(one, hn::MulAdd(hn::Set(d, 0.3F), hn::Abs(x), one));
    auto polynomial = hn::Set(d, kTail[7]);
    HWY_UNROLL(16)
    for (int i = 6; i >= 0; --i)
        polynomial = hn::MulAdd(polynomial, t, hn::Set(d, kTail[i]));
    const auto power = hn::Exp(d, hn::Mul(hn::Set(d, -0.5F), hn::Mul(x, x)));
    const auto tail = hn::Mul(power, hn::Mul(polynomial, t));
    return hn::Mul(x, hn::IfThenElse(hn::Lt(x, hn::Zero(d)), tail, hn::Sub(one, tail)));
}

void activate(Activation activation, float* values, std::int64_t count)
{
    if (activation == Activation::Relu)
        sweep(count, [=](auto d, std::int64_t i) HWY_ATTR {
            const auto v = hn::LoadU(d, values + i);
            hn::StoreU(hn::IfThenZeroElse(hn::Lt(v, hn::Zero(d)), v), d, values + i);
        });
    else if (activation == Activation::Gelu)
        sweep(count, [=](auto d, std::int64_t i) HWY_ATTR {
            hn::StoreU(gelu(d, hn::LoadU(d, values + i)), d, values + i);
        });
}

} // namespace

void vectorTable(Kernels& table)
{
    table.add = add;
    table.layerNorm = layerNorm;
    table.softmax = softmax;
    table.activate = activate;
}

} // namespace HWY_NAMESPACE
} // namespace glowworm
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace glowworm {

HWY_EXPORT(vectorTable);

void setVectorKernels(Kernels& table) { HWY_DYNAMIC_DISPATCH(vectorTable)(table); }

namespace {

Kernels chosenKernels()
{
    Kernels table{};
    setVectorKernels(table);
    setMatrixKernels(table);
    setRouteKernel(table);
    return table;
}

std::vector<Kernels> kernelsOfEveryTarget()
{
    simdKernels(); // chosen before the choice is narrowed
    std::vector<Kernels> tables;
    for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
        hwy::SetSupportedTargetsForTest(target);
        hwy::GetChosenTarget().Update(hwy::SupportedTargets());
        tables.push_back(chosenKernels());
    }
    hwy::SetSupportedTargetsForTest(0);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    return tables;
}

} // namespace

const Kernels& simdKernels()
{
    static const Kernels best = chosenKernels();
    return best;
}

std::vector<const Kernels*> simdKernelsOfEveryTarget()
{
    static const std::vector<Kernels> tables = kernelsOfEveryTarget();
    std::vector<const Kernels*> pointers;
    for (const Kernels& table : tables)
        pointers.push_back(&table);
    return pointers;
}

} // namespace glowworm
#endif
