// SPDX-License-Identifier: GPL-3.0-or-later
// The vector code that the kernel files share; each includes it once per instruction set, after
// <hwy/highway.h>. Two shapes do all the work on weights, in every format:
//   dotTile:  rows x tokens dot products in registers. Every output is one vector accumulator,
//   reduced, then the tail one by one, then the
//             row's scale and the bias, whatever the tile it is computed in.
//   axpyTile: tokens x columns in registers, one fused multiply-add per row in the rows' order,
//   whatever the tile.
// Faster than plain loops because a loaded vector serves several outputs and enough sums are open
// to hide the latency of the adder. Registers are held in arrays of vectors, which instruction sets
// of unknown vector length do not allow.
#if defined(GLOWWORM_ENGINE_KERNEL_TILES) == defined(HWY_TARGET_TOGGLE)
#ifdef GLOWWORM_ENGINE_KERNEL_TILES
#undef GLOWWORM_ENGINE_KERNEL_TILES
#else
#define GLOWWORM_ENGINE_KERNEL_TILES
#endif

#include <cstdint>

HWY_BEFORE_NAMESPACE();
namespace glowworm {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;
using Floats = hn::ScalableTag<float>;
using Vector = hn::Vec<Floats>;
using One = hn::CappedTag<float, 1>; // tails: the same operations on a single lane

constexpr std::int64_t kLanes = hn::MaxLanes(Floats());

/// Rows of stored weights of one format: T is float, std::uint16_t (bf16) or std::int8_t.
template <class T> struct Stored {
    const T* data;
    std::int64_t stride;
    const float* scales;
    std::int64_t scaleStride;

    explicit Stored(const WeightRows& rows)
        : data(static_cast<const T*>(rows.data))
        , stride(rows.stride)
        , scales(rows.scales)
        , scaleStride(rows.scaleStride)
    {
    }
    HWY_INLINE const T* operator[](std::int64_t row) const { return data + row * stride; }
    HWY_INLINE Stored from(std::int64_t first) const
    {
        Stored rows = *this;
        rows.data += first * stride;
        if constexpr (sizeof(T) == 1)
            rows.scales += first * scaleStride;
        return rows;
    }
    /// A coefficient of row `row`, its scale multiplied in.
    HWY_INLINE float scaled(float coefficient, std::int64_t row) const
    {
        if constexpr (sizeof(T) == 1)
            return coefficient * scales[row * scaleStride];
        else
            return coefficient;
    }
};

/// Calls visit(Stored<T>) with the type that fits the format.
template <class Visit> HWY_INLINE void withFormat(const WeightRows& rows, const Visit& visit)
{
    if (rows.format == WeightFormat::Fp32)
        visit(Stored<float>(rows));
    else if (rows.format == WeightFormat::Bf16)
        visit(Stored<std::uint16_t>(rows));
    else
        visit(Stored<std::int8_t>(rows));
}

template <class D> HWY_INLINE hn::Vec<D> loadWide(D d, const float* from)
{
    return hn::LoadU(d, from);
}
template <class D> HWY_INLINE hn::Vec<D> loadWide(D d, const std::uint16_t* from)
{
    const hn::Rebind<std::uint16_t, D> narrow;
    const hn::Rebind<std::uint32_t, D> wide;
    return hn::BitCast(d, hn::ShiftLeft<16>(hn::PromoteTo(wide, hn::LoadU(narrow, from))));
}
template <class D> HWY_INLINE hn::Vec<D> loadWide(D d, const std::int8_t* from)
{
    const hn::Rebind<std::int8_t, D> narrow;
    const hn::Rebind<std::int32_t, D> wide;
    return hn::ConvertTo(d, hn::PromoteTo(wide, hn::LoadU(narrow, from)));
}

/// Keeps g++ from reading the vector from memory again for each of its uses: loads are the
/// bottleneck of a tile.
HWY_INLINE Vector inRegister(Vector v)
{
#if HWY_COMPILER_GCC_ACTUAL && HWY_ARCH_X86 && HWY_TARGET != HWY_SCALAR
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

/// Calls visit(tag, i) for every vector, then for every single lane of the tail.
template <class Visit> HWY_INLINE void sweep(std::int64_t count, const Visit& visit)
{
    std::int64_t i = 0;
    for (; i + kLanes <= count; i += kLanes)
        visit(Floats(), i);
    for (; i < count; ++i)
        visit(One(), i);
}

/// sums[t][r] = w[r] . x[t], without scales.
template <int kRows, int kTokens, class T>
HWY_INLINE void dotTile(const T* const (&w)[kRows], const float* const (&x)[kTokens],
    std::int64_t inputs, float (&sums)[kTokens][kRows])
{
    const Floats d;
    Vector sum[kTokens][kRows];
    HWY_UNROLL(16)
    for (int t = 0; t < kTokens; ++t) {
        HWY_UNROLL(16)
        for (int r = 0; r < kRows; ++r)
            sum[t][r] = hn::Zero(d);
    }
    const auto step = [&](std::int64_t i) HWY_ATTR {
        Vector token[kTokens];
        HWY_UNROLL(16)
        for (int t = 0; t < kTokens; ++t)
            token[t] = inRegister(hn::LoadU(d, x[t] + i));
        HWY_UNROLL(16)
        for (int r = 0; r < kRows; ++r) {
            const Vector row = loadWide(d, w[r] + i);
            HWY_UNROLL(16)
            for (int t = 0; t < kTokens; ++t)
                sum[t][r] = hn::MulAdd(row, token[t], sum[t][r]);
        }
    };
    std::int64_t i = 0;
    for (; i + kLanes <= inputs; i += kLanes)
        step(i);
    HWY_UNROLL(16)
    for (int t = 0; t < kTokens; ++t) {
        HWY_UNROLL(16)
        for (int r = 0; r < kRows; ++r)
            sums[t][r] = sumOf(sum[t][r]);
    }
    for (; i < inputs; ++i)
        for (int t = 0; t < kTokens; ++t)
            for (int r = 0; r < kRows; ++r)
                sums[t][r] = mulAdd(hn::GetLane(loadWide(One(), w[r] + i)), x[t][i], sums[t][r]);
}

/// What a dot product becomes: times its row's scale, plus its bias.
template <class T>
HWY_INLINE float finished(const Stored<T>& weight, const float* bias, std::int64_t row, float sum)
{
    if constexpr (sizeof(T) == 1)
        return mulAdd(sum, weight.scales[row * weight.scaleStride], bias ? bias[row] : 0.0F);
    else
        return bias ? sum + bias[row] : sum;
}

/// y[t ...][c ...] += sum over rows j of coefficients[t][j] * values[j].
template <int kTokens, int kVectors, class D, class Values>
HWY_INLINE void axpyTile(D d, Rows coefficients, const Values& values, std::int64_t count,
    MutableRows y, std::int64_t t, std::int64_t c)
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
    auto row = values.data + c;
    for (std::int64_t j = 0; j < count; ++j, row += values.stride) {
        hn::Vec<D> value[kVectors];
        HWY_UNROLL(16)
        for (int v = 0; v < kVectors; ++v)
            value[v] = loadWide(d, row + v * lanes);
        HWY_UNROLL(16)
        for (int k = 0; k < kTokens; ++k) {
            const hn::Vec<D> factor = hn::Set(d, values.scaled(token[k][j], j));
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
template <int kTokens, int kVectors, class D, class T>
HWY_INLINE std::int64_t axpyColumns(D d, Rows coefficients, const Stored<T>& values,
    std::int64_t count, MutableRows y, std::int64_t t, std::int64_t c, std::int64_t end)
{
    constexpr std::int64_t width = kVectors * static_cast<std::int64_t>(hn::MaxLanes(D()));
    for (; c + width <= end; c += width)
        axpyTile<kTokens, kVectors>(d, coefficients, values, count, y, t, c);
    return c;
}

template <class T>
HWY_INLINE void accumulateRows(Rows coefficients, const Stored<T>& values, std::int64_t count,
    std::int64_t n, MutableRows y, std::int64_t begin, std::int64_t end)
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

} // namespace
} // namespace HWY_NAMESPACE
} // namespace glowworm
HWY_AFTER_NAMESPACE();

#endif
