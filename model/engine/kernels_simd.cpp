// SPDX-License-Identifier: GPL-3.0-or-later
// The kernels for vector instructions, compiled once per instruction set (Highway) and chosen at run time. Two shapes do all the work:
//   dotTile:  rows x tokens dot products in registers. Every output is the sum of an even and an odd vector accumulator, reduced, then
//             the tail one by one, whatever the tile it is computed in.
//   axpyTile: tokens x columns in registers, one fused multiply-add per row in the rows' order, whatever the tile.
// Faster than plain loops because a loaded vector serves several outputs and enough sums are open to hide the latency of the adder.
// Registers are held in arrays of vectors, which instruction sets of unknown vector length do not allow.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)

#include "engine/kernels.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/kernels_simd.cpp"
#include <hwy/foreach_target.h>

#include <hwy/cache_control.h>
#include <hwy/contrib/math/math-inl.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace glowworm {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;
using Floats = hn::ScalableTag<float>;
using Vector = hn::Vec<Floats>;
using One = hn::CappedTag<float, 1>; // tails: the same operations on a single lane

constexpr std::int64_t kLanes = hn::MaxLanes(Floats());
constexpr std::int64_t kRowBlock = 4; // weight rows read side by side
constexpr std::int64_t kTokenBlock = 3; // 2 rows x 3 tokens x 2 accumulators fill 12 of 16 registers
constexpr std::int64_t kTokenBytes = 96 << 10; // of tokens, kept in the second-level cache while weights pass by

/// Keeps g++ from reading the vector from memory again for each of its uses: loads are the bottleneck of a tile.
HWY_INLINE Vector inRegister(Vector v)
{
#if HWY_COMPILER_GCC && HWY_ARCH_X86 && HWY_TARGET != HWY_SCALAR
    asm("" : "+v"(v.raw));
#endif
    return v;
}

HWY_INLINE float sumOf(Vector v) { return hn::GetLane(hn::SumOfLanes(Floats(), v)); }

HWY_INLINE float mulAdd(float a, float b, float c)
{
    const One one;
    return hn::GetLane(hn::MulAdd(hn::Set(one, a), hn::Set(one, b), hn::Set(one, c)));
}

/// sums[t][r] = w[r] . x[t].
template <int kRows, int kTokens>
HWY_INLINE void dotTile(
    const float* const (&w)[kRows], const float* const (&x)[kTokens], std::int64_t inputs, float (&sums)[kTokens][kRows])
{
    const Floats d;
    Vector even[kTokens][kRows], odd[kTokens][kRows];
    HWY_UNROLL(16)
    for (int t = 0; t < kTokens; ++t) {
        HWY_UNROLL(16)
        for (int r = 0; r < kRows; ++r)
            even[t][r] = odd[t][r] = hn::Zero(d);
    }
    const auto step = [&](Vector(&sum)[kTokens][kRows], std::int64_t i) HWY_ATTR {
        Vector token[kTokens];
        HWY_UNROLL(16)
        for (int t = 0; t < kTokens; ++t)
            token[t] = inRegister(hn::LoadU(d, x[t] + i));
        HWY_UNROLL(16)
        for (int r = 0; r < kRows; ++r) {
            const Vector row = hn::LoadU(d, w[r] + i);
            HWY_UNROLL(16)
            for (int t = 0; t < kTokens; ++t)
                sum[t][r] = hn::MulAdd(row, token[t], sum[t][r]);
        }
    };
    std::int64_t i = 0;
    for (; i + 2 * kLanes <= inputs; i += 2 * kLanes) {
        step(even, i);
        step(odd, i + kLanes);
    }
    if (i + kLanes <= inputs) {
        step(even, i);
        i += kLanes;
    }
    HWY_UNROLL(16)
    for (int t = 0; t < kTokens; ++t) {
        HWY_UNROLL(16)
        for (int r = 0; r < kRows; ++r)
            sums[t][r] = sumOf(hn::Add(even[t][r], odd[t][r]));
    }
    for (; i < inputs; ++i)
        for (int t = 0; t < kTokens; ++t)
            for (int r = 0; r < kRows; ++r)
                sums[t][r] = mulAdd(w[r][i], x[t][i], sums[t][r]);
}

/// One tile of `linear`: outputs o ... and tokens t ...
template <int kRows, int kTokens>
HWY_INLINE void linearTile(Rows weight, const float* bias, std::int64_t inputs, Rows x, MutableRows y, std::int64_t o, std::int64_t t)
{
    const float* w[kRows];
    const float* tokens[kTokens];
    float sums[kTokens][kRows];
    for (int r = 0; r < kRows; ++r)
        w[r] = weight[o + r];
    for (int k = 0; k < kTokens; ++k)
        tokens[k] = x[t + k];
    dotTile(w, tokens, inputs, sums);
    for (int k = 0; k < kTokens; ++k)
        for (int r = 0; r < kRows; ++r)
            y[t + k][o + r] = bias ? sums[k][r] + bias[o + r] : sums[k][r];
}

void linear(
    Rows weight, const float* bias, std::int64_t inputs, Rows x, std::int64_t n, MutableRows y, std::int64_t begin, std::int64_t end)
{
    const std::int64_t fitting = kTokenBytes / (static_cast<std::int64_t>(sizeof(float)) * inputs) / kTokenBlock * kTokenBlock;
    const std::int64_t block = fitting > kTokenBlock ? fitting : kTokenBlock;
    for (std::int64_t first = 0; first < n; first += block) {
        const std::int64_t last = first + block < n ? first + block : n;
        std::int64_t o = begin;
        for (; o + kRowBlock <= end; o += kRowBlock) {
            std::int64_t t = first;
            for (; t + kTokenBlock <= last; t += kTokenBlock) {
                linearTile<2, kTokenBlock>(weight, bias, inputs, x, y, o, t);
                linearTile<2, kTokenBlock>(weight, bias, inputs, x, y, o + 2, t);
            }
            for (; t < last; ++t)
                linearTile<kRowBlock, 1>(weight, bias, inputs, x, y, o, t);
        }
        for (; o < end; ++o)
            for (std::int64_t t = first; t < last; ++t)
                linearTile<1, 1>(weight, bias, inputs, x, y, o, t);
    }
}

/// y[t ...][c ...] += sum over rows j of coefficients[t][j] * values[j].
template <int kTokens, int kVectors, class D>
HWY_INLINE void axpyTile(D d, Rows coefficients, Rows values, std::int64_t count, MutableRows y, std::int64_t t, std::int64_t c)
{
    constexpr std::int64_t lanes = hn::MaxLanes(D());
    hn::Vec<D> sum[kTokens][kVectors];
    const float* token[kTokens];
    HWY_UNROLL(16)
    for (int k = 0; k < kTokens; ++k) {
        token[k] = coefficients[t + k];
        HWY_UNROLL(16)
        for (int v = 0; v < kVectors; ++v)
            sum[k][v] = hn::LoadU(d, y[t + k] + c + v * lanes);
    }
    const float* row = values.data + c;
    for (std::int64_t j = 0; j < count; ++j, row += values.stride) {
        hn::Vec<D> value[kVectors];
        HWY_UNROLL(16)
        for (int v = 0; v < kVectors; ++v)
            value[v] = hn::LoadU(d, row + v * lanes);
        HWY_UNROLL(16)
        for (int k = 0; k < kTokens; ++k) {
            const hn::Vec<D> factor = hn::Set(d, token[k][j]);
            HWY_UNROLL(16)
            for (int v = 0; v < kVectors; ++v)
                sum[k][v] = hn::MulAdd(factor, value[v], sum[k][v]);
        }
    }
    HWY_UNROLL(16)
    for (int k = 0; k < kTokens; ++k) {
        HWY_UNROLL(16)
        for (int v = 0; v < kVectors; ++v)
            hn::StoreU(sum[k][v], d, y[t + k] + c + v * lanes);
    }
}

/// Columns from c on in tiles of kVectors; returns the first column left over.
template <int kTokens, int kVectors, class D>
HWY_INLINE std::int64_t axpyColumns(
    D d, Rows coefficients, Rows values, std::int64_t count, MutableRows y, std::int64_t t, std::int64_t c, std::int64_t end)
{
    constexpr std::int64_t width = kVectors * static_cast<std::int64_t>(hn::MaxLanes(D()));
    for (; c + width <= end; c += width)
        axpyTile<kTokens, kVectors>(d, coefficients, values, count, y, t, c);
    return c;
}

/// Calls visit(tag, i) for every vector, then for every single lane of the tail.
template <class Visit> HWY_INLINE void sweep(std::int64_t count, const Visit& visit)
{
    std::int64_t i = 0;
    for (; i + kLanes <= count; i += kLanes)
        visit(Floats(), i);
    for (; i < count; ++i)
        visit(One(), i);
}

void accumulate(Rows coefficients, Rows values, std::int64_t count, std::int64_t n, MutableRows y, std::int64_t begin, std::int64_t end)
{
    const Floats d;
    std::int64_t t = 0;
    for (; t + 4 <= n; t += 4) {
        std::int64_t c = axpyColumns<4, 3>(d, coefficients, values, count, y, t, begin, end);
        c = axpyColumns<4, 2>(d, coefficients, values, count, y, t, c, end);
        c = axpyColumns<4, 1>(d, coefficients, values, count, y, t, c, end);
        axpyColumns<4, 1>(One(), coefficients, values, count, y, t, c, end);
    }
    for (; t < n; ++t) {
        std::int64_t c = axpyColumns<1, 8>(d, coefficients, values, count, y, t, begin, end);
        c = axpyColumns<1, 4>(d, coefficients, values, count, y, t, c, end);
        c = axpyColumns<1, 1>(d, coefficients, values, count, y, t, c, end);
        axpyColumns<1, 1>(One(), coefficients, values, count, y, t, c, end);
    }
}

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
    sweep(count,
        [=](auto d, std::int64_t i) HWY_ATTR { hn::StoreU(hn::Add(hn::LoadU(d, target + i), hn::LoadU(d, source + i)), d, target + i); });
}

void layerNorm(Rows x, const float* weight, const float* bias, std::int64_t width, std::int64_t n, MutableRows y)
{
    const One one;
    const float count = static_cast<float>(width);
    for (std::int64_t t = 0; t < n; ++t) {
        const float* in = x[t];
        float* out = y[t];
        const float mean = sumOver(width, [=](auto d, std::int64_t i) HWY_ATTR { return hn::LoadU(d, in + i); }) / count;
        const float squares = sumOver(width, [=](auto d, std::int64_t i) HWY_ATTR {
            const auto centred = hn::Sub(hn::LoadU(d, in + i), hn::Set(d, mean));
            return hn::Mul(centred, centred);
        });
        const float scale = 1.0F / hn::GetLane(hn::Sqrt(hn::Set(one, squares / count + 1e-5F))); // epsilon as in LibTorch
        sweep(width, [=](auto d, std::int64_t i) HWY_ATTR {
            const auto normal = hn::Mul(hn::Sub(hn::LoadU(d, in + i), hn::Set(d, mean)), hn::Set(d, scale));
            hn::StoreU(hn::MulAdd(normal, hn::LoadU(d, weight + i), hn::LoadU(d, bias + i)), d, out + i);
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
        const auto power = hn::Exp(d, hn::Mul(hn::Set(d, scale), hn::Sub(hn::LoadU(d, values + k), hn::Set(d, most))));
        hn::StoreU(power, d, values + k);
        return power;
    });
    const float factor = 1.0F / sum;
    sweep(
        count, [=](auto d, std::int64_t k) HWY_ATTR { hn::StoreU(hn::Mul(hn::LoadU(d, values + k), hn::Set(d, factor)), d, values + k); });
}

/// x Phi(x). The tail of the normal distribution is exp(-x^2 / 2) t P(t) with t = 1 / (1 + 0.3 |x|), P of degree 7 interpolated at
/// Chebyshev nodes for |x| <= 14; relative error below 4e-7.
template <class D, class V> HWY_INLINE V gelu(D d, V x)
{
    constexpr float kTail[]
        = {0.1196144353F, 0.1209955612F, 0.09832776816F, 0.1340211483F, -0.06437430307F, 0.2183154581F, -0.1643185171F, 0.03741848192F};
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
        sweep(count, [=](auto d, std::int64_t i) HWY_ATTR { hn::StoreU(gelu(d, hn::LoadU(d, values + i)), d, values + i); });
}

struct Best {
    std::int64_t index;
    float logit;
    bool finite; // every logit of the group
};

/// Logits i ... of a group, filled up behind its end with the lowest number, which never wins and whose exponential is 0.
HWY_INLINE Vector loadLogits(const float* logits, std::int64_t i, std::int64_t count)
{
    const Floats d;
    const Vector v = hn::LoadU(d, logits + i);
    if (i + kLanes <= count)
        return v;
    return hn::IfThenElse(hn::FirstN(d, static_cast<std::size_t>(count - i)), v, hn::Set(d, hwy::LowestValue<float>()));
}

HWY_INLINE Best bestOf(const float* logits, std::int64_t count)
{
    const Floats d;
    Vector largest = hn::Set(d, hwy::LowestValue<float>());
    Vector difference = hn::Zero(d); // v - v is 0 for numbers, NaN for the rest
    for (std::int64_t i = 0; i < count; i += kLanes) {
        const Vector v = loadLogits(logits, i, count);
        largest = hn::Max(largest, v);
        difference = hn::Add(difference, hn::Sub(v, v));
    }
    Best best{0, hn::GetLane(hn::MaxOfLanes(d, largest)), hn::AllTrue(d, hn::Eq(difference, hn::Zero(d)))};
    const Vector winner = hn::Set(d, best.logit);
    for (std::int64_t i = 0; i < count; i += kLanes) {
        const std::int64_t lane = hn::FindFirstTrue(d, hn::Eq(loadLogits(logits, i, count), winner));
        if (lane >= 0) {
            best.index = i + lane;
            break;
        }
    }
    return best;
}

HWY_INLINE float gateOf(const FeedForwardWeights& weights, const float* logits, std::int64_t count, float winner)
{
    if (weights.routing != Routing::Gated)
        return 1;
    if (weights.gate == Gate::Sigmoid) {
        const One one;
        return weights.gateScale * 2 / (1 + hn::GetLane(hn::Exp(one, hn::Set(one, -winner))));
    }
    const Floats d;
    Vector sum = hn::Zero(d);
    for (std::int64_t i = 0; i < count; i += kLanes)
        sum = hn::Add(sum, hn::Exp(d, hn::Sub(loadLogits(logits, i, count), hn::Set(d, winner))));
    return weights.gateScale / sumOf(sum);
}

HWY_INLINE void prefetchRow(const float* row, std::int64_t floats)
{
    constexpr std::int64_t kFloatsPerLine = 16;
    for (std::int64_t i = 0; i < floats; i += kFloatsPerLine)
        hwy::Prefetch(row + i);
}

std::int64_t route(const FeedForwardWeights& weights, Rows hidden, std::int64_t begin, std::int64_t end, std::uint16_t* winners,
    float* gates, float* scratch)
{
    const std::int64_t G = weights.groups, N = weights.groupSize(), R = weights.routerRank;
    const std::int64_t width = weights.panelWidth, panelGroups = weights.panelGroups, panels = weights.panels();
    const float* up = weights.routerUp.data();
    const float* bias = weights.routerUpBias.data();
    const float* rows = weights.rows.data();
    const std::int64_t row = 2 * weights.stride;
    const MutableRows logits{scratch, width + 16};
    std::int64_t wrong = -1;
    for (std::int64_t first = begin; first < end && wrong < 0; first += kRouteTokens) {
        const std::int64_t tokens = end - first < kRouteTokens ? end - first : kRouteTokens;
        for (std::int64_t p = 0; p < panels; ++p) {
            for (std::int64_t t = 0; t < tokens; ++t)
                sweep(width, [&](auto d, std::int64_t i) HWY_ATTR { hn::StoreU(hn::LoadU(d, bias + p * width + i), d, logits[t] + i); });
            accumulate({hidden[first], hidden.stride}, {up + p * R * width, width}, R, tokens, logits, 0, width);
            const std::int64_t afterLast = (p + 1) * panelGroups < G ? (p + 1) * panelGroups : G;
            for (std::int64_t t = 0; t < tokens; ++t)
                for (std::int64_t g = p * panelGroups; g < afterLast; ++g) {
                    const float* group = logits[t] + (g - p * panelGroups) * N;
                    const Best best = bestOf(group, N);
                    if (!best.finite) // the earliest token, whichever panel shows it first
                        wrong = wrong < 0 || first + t < wrong ? first + t : wrong;
                    const std::int64_t neuron = g * N + best.index, slot = (first + t) * G + g;
                    winners[slot] = static_cast<std::uint16_t>(neuron);
                    gates[slot] = gateOf(weights, group, N, best.logit);
                    if (end - begin == 1)
                        prefetchRow(rows + neuron * row, row);
                }
        }
    }
    return wrong;
}

/// y[i] += sum over k, in order, of c[k] * v[k][i].
template <int kRows> HWY_INLINE void axpyRows(const float* const (&v)[kRows], const float (&c)[kRows], std::int64_t width, float* y)
{
    sweep(width, [&](auto d, std::int64_t i) HWY_ATTR {
        auto sum = hn::LoadU(d, y + i);
        HWY_UNROLL(16)
        for (int k = 0; k < kRows; ++k)
            sum = hn::MulAdd(hn::Set(d, c[k]), hn::LoadU(d, v[k] + i), sum);
        hn::StoreU(sum, d, y + i);
    });
}

void fired(const FeedForwardWeights& weights, const float* x, const std::uint16_t* winners, const float* gates, float* values,
    float* coefficients, float* y)
{
    const std::int64_t D = weights.dModel, G = weights.groups, row = 2 * weights.stride;
    const float* rows = weights.rows.data();
    const float* upBias = weights.upBias.data();
    const float* downBias = weights.downBias.data();
    const float* tokens[1] = {x};
    std::int64_t g = 0;
    for (; g + 4 <= G; g += 4) {
        const float* const w[4]
            = {rows + winners[g] * row, rows + winners[g + 1] * row, rows + winners[g + 2] * row, rows + winners[g + 3] * row};
        float sums[1][4];
        dotTile(w, tokens, D, sums);
        for (int k = 0; k < 4; ++k)
            values[g + k] = sums[0][k] + upBias[winners[g + k]];
    }
    for (; g < G; ++g) {
        const float* const w[1] = {rows + winners[g] * row};
        float sums[1][1];
        dotTile(w, tokens, D, sums);
        values[g] = sums[0][0] + upBias[winners[g]];
    }
    activate(weights.activation, values, G);

    sweep(D, [=](auto d, std::int64_t i) HWY_ATTR { hn::StoreU(hn::LoadU(d, downBias + i), d, y + i); });
    const float* v[4];
    float c[4];
    int held = 0;
    for (g = 0; g < G; ++g) {
        coefficients[g] = gates[g] * values[g];
        if (coefficients[g] == 0) // a ReLU that stayed silent adds nothing: its output column is not read
            continue;
        v[held] = rows + winners[g] * row + weights.stride;
        c[held] = coefficients[g];
        if (++held == 4) {
            axpyRows(v, c, D, y);
            held = 0;
        }
    }
    for (int k = 0; k < held; ++k) {
        const float* const single[1] = {v[k]};
        const float factor[1] = {c[k]};
        axpyRows(single, factor, D, y);
    }
}

} // namespace

const Kernels* kernelTable()
{
    static const Kernels table{hwy::TargetName(HWY_TARGET), linear, accumulate, add, layerNorm, softmax, activate, route, fired};
    return &table;
}

} // namespace HWY_NAMESPACE
} // namespace glowworm
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace glowworm {

HWY_EXPORT(kernelTable);

const Kernels& simdKernels()
{
    static const Kernels& best = *HWY_DYNAMIC_DISPATCH(kernelTable)();
    return best;
}

std::vector<const Kernels*> simdKernelsOfEveryTarget()
{
    simdKernels(); // chosen before the choice is narrowed
    std::vector<const Kernels*> tables;
    for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
        hwy::SetSupportedTargetsForTest(target);
        hwy::GetChosenTarget().Update(hwy::SupportedTargets());
        tables.push_back(HWY_DYNAMIC_DISPATCH(kernelTable)());
    }
    hwy::SetSupportedTargetsForTest(0);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    return tables;
}

} // namespace glowworm
#endif
