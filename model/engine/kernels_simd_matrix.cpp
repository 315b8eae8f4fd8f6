// SPDX-License-Identifier: GPL-3.0-or-later
// The kernels that read weights: products with all rows and with chosen rows, in every format.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)

#include "engine/kernels.h"
#include "engine/kernels_simd.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/kernels_simd_matrix.cpp"
#include <hwy/foreach_target.h>

#include <hwy/highway.h>

#include "engine/kernel_tiles-inl.h"

HWY_BEFORE_NAMESPACE();
namespace glowworm {
namespace HWY_NAMESPACE {
namespace {

constexpr std::int64_t kRowTile = 4, kTokenTile = 3; // 12 sums, 3 tokens and a row fill 16 registers
constexpr std::int64_t kRowsOfOneToken = 8; // open sums enough to hide the latency of the adder
constexpr std::int64_t kTokenBytes = 96 << 10; // of tokens, kept in the second-level cache while weights pass by
constexpr int kRowsAdded = 8; // rows that share one pass over y

/// One tile of `linear`: outputs o ... and tokens t ...
template <int kRows, int kTokens, class T>
HWY_INLINE void linearTile(
    const Stored<T>& weight, const float* bias, std::int64_t inputs, Rows x, MutableRows y, std::int64_t o, std::int64_t t)
{
    const T* w[kRows];
    const float* tokens[kTokens];
    float sums[kTokens][kRows];
    for (int r = 0; r < kRows; ++r)
        w[r] = weight[o + r];
    for (int k = 0; k < kTokens; ++k)
        tokens[k] = x[t + k];
    dotTile(w, tokens, inputs, sums);
    for (int k = 0; k < kTokens; ++k)
        for (int r = 0; r < kRows; ++r)
            y[t + k][o + r] = finished(weight, bias, o + r, sums[k][r]);
}

template <class T>
HWY_INLINE void linearOneToken(
    const Stored<T>& weight, const float* bias, std::int64_t inputs, Rows x, MutableRows y, std::int64_t begin, std::int64_t end)
{
    std::int64_t o = begin;
    for (; o + kRowsOfOneToken <= end; o += kRowsOfOneToken)
        linearTile<kRowsOfOneToken, 1>(weight, bias, inputs, x, y, o, 0);
    for (; o + kRowTile <= end; o += kRowTile)
        linearTile<kRowTile, 1>(weight, bias, inputs, x, y, o, 0);
    for (; o < end; ++o)
        linearTile<1, 1>(weight, bias, inputs, x, y, o, 0);
}

template <class T>
HWY_INLINE void linearTokens(const Stored<T>& weight, const float* bias, std::int64_t inputs, Rows x, std::int64_t n, MutableRows y,
    std::int64_t begin, std::int64_t end)
{
    const std::int64_t fitting = kTokenBytes / (static_cast<std::int64_t>(sizeof(float)) * inputs) / kTokenTile * kTokenTile;
    const std::int64_t block = fitting > kTokenTile ? fitting : kTokenTile;
    for (std::int64_t first = 0; first < n; first += block) {
        const std::int64_t last = first + block < n ? first + block : n;
        std::int64_t o = begin;
        for (; o + kRowTile <= end; o += kRowTile) {
            std::int64_t t = first;
            for (; t + kTokenTile <= last; t += kTokenTile)
                linearTile<kRowTile, kTokenTile>(weight, bias, inputs, x, y, o, t);
            for (; t < last; ++t)
                linearTile<kRowTile, 1>(weight, bias, inputs, x, y, o, t);
        }
        for (; o < end; ++o)
            for (std::int64_t t = first; t < last; ++t)
                linearTile<1, 1>(weight, bias, inputs, x, y, o, t);
    }
}

void linear(
    WeightRows weight, const float* bias, std::int64_t inputs, Rows x, std::int64_t n, MutableRows y, std::int64_t begin, std::int64_t end)
{
    withFormat(weight, [&](const auto& rows) HWY_ATTR {
        if (n == 1)
            linearOneToken(rows, bias, inputs, x, y, begin, end);
        else
            linearTokens(rows, bias, inputs, x, n, y, begin, end);
    });
}

void accumulate(
    Rows coefficients, WeightRows values, std::int64_t count, std::int64_t n, MutableRows y, std::int64_t begin, std::int64_t end)
{
    withFormat(values, [&](const auto& rows) HWY_ATTR { accumulateRows(coefficients, rows, count, n, y, begin, end); });
}

/// kRows of the chosen rows, from the i-th on.
template <int kRows, class T>
HWY_INLINE void gatherTile(
    const Stored<T>& weight, const float* bias, std::int64_t inputs, const std::uint16_t* which, const float* x, float* y, std::int64_t i)
{
    const T* w[kRows];
    const float* const tokens[1] = {x};
    float sums[1][kRows];
    for (int r = 0; r < kRows; ++r)
        w[r] = weight[which[i + r]];
    dotTile(w, tokens, inputs, sums);
    for (int r = 0; r < kRows; ++r)
        y[i + r] = finished(weight, bias, which[i + r], sums[0][r]);
}

void gatherDot(
    WeightRows weight, const float* bias, std::int64_t inputs, const std::uint16_t* which, std::int64_t count, const float* x, float* y)
{
    withFormat(weight, [&](const auto& rows) HWY_ATTR {
        std::int64_t i = 0;
        for (; i + kRowsOfOneToken <= count; i += kRowsOfOneToken)
            gatherTile<kRowsOfOneToken>(rows, bias, inputs, which, x, y, i);
        for (; i + kRowTile <= count; i += kRowTile)
            gatherTile<kRowTile>(rows, bias, inputs, which, x, y, i);
        for (; i < count; ++i)
            gatherTile<1>(rows, bias, inputs, which, x, y, i);
    });
}

/// y[i] += sum over k, in order, of c[k] * v[k][i], i in [begin, end).
template <int kRows, class T> HWY_INLINE void axpyRows(const T* const* v, const float* c, float* y, std::int64_t begin, std::int64_t end)
{
    sweep(end - begin, [&](auto d, std::int64_t at) HWY_ATTR {
        const std::int64_t i = begin + at;
        auto sum = hn::LoadU(d, y + i);
        HWY_UNROLL(16)
        for (int k = 0; k < kRows; ++k)
            sum = hn::MulAdd(hn::Set(d, c[k]), loadWide(d, v[k] + i), sum);
        hn::StoreU(sum, d, y + i);
    });
}

void gatherAdd(const float* coefficients, WeightRows values, const std::uint16_t* which, std::int64_t count, float* y, std::int64_t begin,
    std::int64_t end)
{
    withFormat(values, [&]<class T>(const Stored<T>& rows) HWY_ATTR {
        const T* v[kRowsAdded];
        float c[kRowsAdded];
        int held = 0;
        for (std::int64_t i = 0; i < count; ++i) {
            if (coefficients[i] == 0) // a ReLU that stayed silent adds nothing: its output column is not read
                continue;
            const std::int64_t row = which ? which[i] : i;
            v[held] = rows[row];
            c[held] = rows.scaled(coefficients[i], row);
            if (++held == kRowsAdded) {
                axpyRows<kRowsAdded>(v, c, y, begin, end);
                held = 0;
            }
        }
        int k = 0;
        for (; k + 4 <= held; k += 4)
            axpyRows<4>(v + k, c + k, y, begin, end);
        for (; k < held; ++k)
            axpyRows<1>(v + k, c + k, y, begin, end);
    });
}

} // namespace

void matrixTable(Kernels& table)
{
    table.name = hwy::TargetName(HWY_TARGET);
    table.linear = linear;
    table.accumulate = accumulate;
    table.gatherDot = gatherDot;
    table.gatherAdd = gatherAdd;
}

} // namespace HWY_NAMESPACE
} // namespace glowworm
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace glowworm {

HWY_EXPORT(matrixTable);

void setMatrixKernels(Kernels& table) { HWY_DYNAMIC_DISPATCH(matrixTable)(table); }

} // namespace glowworm
#endif
