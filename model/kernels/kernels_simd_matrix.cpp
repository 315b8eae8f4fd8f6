// SPDX-License-Identifier: GPL-3.0-or-later
// The kernels that read weights: products with all rows and with chosen rows, in every format.
#include "model/kernels/kernels.h"
#include "model/kernels/kernels_simd.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "model/kernels/kernels_simd_matrix.cpp"
#include <hwy/foreach_target.h>

#include <hwy/highway.h>

#include "model/kernels/kernel_tiles-inl.h"

HWY_BEFORE_NAMESPACE();
namespace glowworm {
namespace HWY_NAMESPACE {
namespace {

constexpr std::int64_t kRowTile = 4,
                       kTokenTile = 3; // 12 sums, 3 tokens and a row fill 16 registers
constexpr std::int64_t kRowsOfOneToken
    = 8; // open sums enough to hide the latency of the adder, and streams enough for the memory
constexpr std::int64_t kTokenBytes = 96
    << 10; // of tokens, kept in the second-level cache while weights pass by
constexpr std::int64_t kWidest
    = 1024; // inputs of the rows that are widened once for many tokens; longer ones at every use
constexpr int kRowsAdded = 8; // rows that share one pass over y
constexpr std::int64_t kPanelVectors = 3,
                       kPanelRows = 64; // of the values that are copied together for many tokens
constexpr std::int64_t kManyTokens = 8; // from here on copying pays

/// One tile of `linear`: outputs o ..., whose weights are w, and tokens t ...
template <int kRows, int kTokens, class T, class W>
HWY_INLINE void linearTile(const Stored<T>& weight, const W* const (&w)[kRows], const float* bias,
    std::int64_t inputs, Rows x, MutableRows y, std::int64_t o, std::int64_t t)
{
    const float* tokens[kTokens];
    float sums[kTokens][kRows];
    for (int k = 0; k < kTokens; ++k)
        tokens[k] = x[t + k];
    dotTile(w, tokens, inputs, sums);
    for (int k = 0; k < kTokens; ++k)
        for (int r = 0; r < kRows; ++r)
            y[t + k][o + r] = finished(weight, bias, o + r, sums[k][r]);
}

/// Rows in tiles of kRows, one token; returns the first row left over. The rows of a tile lie far
/// apart, each the next of its own part of the matrix: memory serves several streams faster than
/// one.
template <int kRows, class T>
HWY_INLINE std::int64_t linearRows(const Stored<T>& weight, const float* bias, std::int64_t inputs,
    Rows x, MutableRows y, std::int64_t begin, std::int64_t end)
{
    const float* const tokens[1] = {x[0]};
    const std::int64_t part = (end - begin) / kRows;
    for (std::int64_t o = begin; o < begin + part; ++o) {
        const T* w[kRows];
        float sums[1][kRows];
        for (int r = 0; r < kRows; ++r)
            w[r] = weight[o + r * part];
        dotTile(w, tokens, inputs, sums);
        for (int r = 0; r < kRows; ++r)
            y[0][o + r * part] = finished(weight, bias, o + r * part, sums[0][r]);
    }
    return begin + kRows * part;
}

template <class T>
HWY_INLINE void linearOneToken(const Stored<T>& weight, const float* bias, std::int64_t inputs,
    Rows x, MutableRows y, std::int64_t begin, std::int64_t end)
{
    std::int64_t o = linearRows<kRowsOfOneToken>(weight, bias, inputs, x, y, begin, end);
    o = linearRows<kRowTile>(weight, bias, inputs, x, y, o, end);
    linearRows<1>(weight, bias, inputs, x, y, o, end);
}

/// Tokens [first, last) and kRowTile outputs from o on.
template <class T, class W>
HWY_INLINE void linearStripe(const Stored<T>& weight, const W* const (&w)[kRowTile],
    const float* bias, std::int64_t inputs, Rows x, std::int64_t first, std::int64_t last,
    MutableRows y, std::int64_t o)
{
    std::int64_t t = first;
    for (; t + kTokenTile <= last; t += kTokenTile)
        linearTile<kRowTile, kTokenTile>(weight, w, bias, inputs, x, y, o, t);
    for (; t < last; ++t)
        linearTile<kRowTile, 1>(weight, w, bias, inputs, x, y, o, t);
}

template <class T>
HWY_INLINE void linearTokens(const Stored<T>& weight, const float* bias, std::int64_t inputs,
    Rows x, std::int64_t n, MutableRows y, std::int64_t begin, std::int64_t end)
{
    const std::int64_t fitting = kTokenBytes / (static_cast<std::int64_t>(sizeof(float)) * inputs)
        / kTokenTile * kTokenTile;
    const std::int64_t block = fitting > kTokenTile ? fitting : kTokenTile;
    HWY_ALIGN float widened[kRowTile][sizeof(T) < sizeof(float) ? kWidest : 1];
    const bool widens = sizeof(T) < sizeof(float) && inputs <= kWidest && n >= kManyTokens;
    for (std::int64_t first = 0; first < n; first += block) {
        const std::int64_t last = first + block < n ? first + block : n;
        std::int64_t o = begin;
        for (; o + kRowTile <= end; o += kRowTile) {
            const T* const w[kRowTile] = {weight[o], weight[o + 1], weight[o + 2], weight[o + 3]};
            if (widens) {
                const float* const wide[kRowTile]
                    = {widened[0], widened[1], widened[2], widened[3]};
                for (int r = 0; r < kRowTile; ++r)
                    sweep(inputs, [&](auto d, std::int64_t i) HWY_ATTR {
                        hn::StoreU(loadWide(d, w[r] + i), d, widened[r] + i);
                    });
                linearStripe(weight, wide, bias, inputs, x, first, last, y, o);
            } else {
                linearStripe(weight, w, bias, inputs, x, first, last, y, o);
            }
        }
        for (std::int64_t t = first; t < last; ++t)
            linearRows<1>(weight, bias, inputs, {x[t], x.stride}, {y[t], y.stride}, o, end);
    }
}

void linear(WeightRows weight, const float* bias, std::int64_t inputs, Rows x, std::int64_t n,
    MutableRows y, std::int64_t begin, std::int64_t end)
{
    withFormat(weight, [&](const auto& rows) HWY_ATTR {
        if (n == 1)
            linearOneToken(rows, bias, inputs, x, y, begin, end);
        else
            linearTokens(rows, bias, inputs, x, n, y, begin, end);
    });
}

/// y[i] += sum over k, in order, of c[k] * v[k][i], i in [begin, end).
template <int kRows, class T>
HWY_INLINE void axpyRows(
    const T* const* v, const float* c, float* y, std::int64_t begin, std::int64_t end)
{
    const Floats d;
    Vector
        factor[kRows]; // in registers: the compiler cannot know that y and c are different memory
    HWY_UNROLL(16)
    for (int k = 0; k < kRows; ++k)
        factor[k] = hn::Set(d, c[k]);
    const auto step = [&](std::int64_t i) HWY_ATTR {
        Vector sum = hn::LoadU(d, y + i);
        HWY_UNROLL(16)
        for (int k = 0; k < kRows; ++k)
            sum = hn::MulAdd(factor[k], loadWide(d, v[k] + i), sum);
        hn::StoreU(sum, d, y + i);
    };
    std::int64_t i = begin;
    for (; i + kLanes <= end; i += kLanes)
        step(i);
    for (; i < end; ++i)
        for (int k = 0; k < kRows; ++k)
            y[i] = mulAdd(c[k], hn::GetLane(loadWide(One(), v[k] + i)), y[i]);
}

/// One token over wide rows: row by row, so that each is read from its beginning to its end.
template <class T>
HWY_INLINE void accumulateOneToken(const float* coefficients, const Stored<T>& values,
    std::int64_t count, float* y, std::int64_t begin, std::int64_t end)
{
    const T* v[kRowsAdded];
    float c[kRowsAdded];
    std::int64_t j = 0;
    for (; j + kRowsAdded <= count; j += kRowsAdded) {
        for (int k = 0; k < kRowsAdded; ++k) {
            v[k] = values[j + k];
            c[k] = values.scaled(coefficients[j + k], j + k);
        }
        axpyRows<kRowsAdded>(v, c, y, begin, end);
    }
    for (; j < count; ++j) {
        v[0] = values[j];
        c[0] = values.scaled(coefficients[j], j);
        axpyRows<1>(v, c, y, begin, end);
    }
}

/// A panel of columns of some rows, widened and copied together.
template <class T> struct Panel {
    const float* data;
    std::int64_t stride;
    const Stored<T>& source;

    HWY_INLINE float scaled(float coefficient, std::int64_t row) const
    {
        return source.scaled(coefficient, row);
    }
};

/// Many tokens: a panel of rows is copied once and stays in the first-level cache for all of them;
/// neurons' rows lie at strides that would push each other out of it. Returns the first column left
/// over.
template <class T>
HWY_INLINE std::int64_t accumulatePanels(Rows coefficients, const Stored<T>& values,
    std::int64_t count, std::int64_t n, MutableRows y, std::int64_t begin, std::int64_t end)
{
    const Floats d;
    constexpr std::int64_t width = kPanelVectors * kLanes;
    HWY_ALIGN float copy[kPanelRows * width];
    for (; begin + width <= end; begin += width) {
        for (std::int64_t j = 0; j < count; ++j) {
            HWY_UNROLL(16)
            for (std::int64_t v = 0; v < width; v += kLanes)
                hn::StoreU(loadWide(d, values[j] + begin + v), d, copy + j * width + v);
        }
        const MutableRows target{y.data + begin, y.stride};
        const Panel<T> panel{copy, width, values};
        std::int64_t t = 0;
        for (; t + 4 <= n; t += 4)
            axpyTile<4, kPanelVectors>(d, coefficients, panel, count, target, t, 0);
        for (; t < n; ++t)
            axpyTile<1, kPanelVectors>(d, coefficients, panel, count, target, t, 0);
    }
    return begin;
}

void accumulate(Rows coefficients, WeightRows values, std::int64_t count, std::int64_t n,
    MutableRows y, std::int64_t begin, std::int64_t end)
{
    if (n == 1 && end - begin > 2 * kRowsAdded * kLanes) {
        withFormat(values, [&](const auto& rows) HWY_ATTR {
            accumulateOneToken(coefficients[0], rows, count, y[0], begin, end);
        });
        return;
    }
    for (std::int64_t j = 0; j < count; j += kPanelRows) {
        const std::int64_t some = count - j < kPanelRows ? count - j : kPanelRows;
        const Rows factors{coefficients.data + j, coefficients.stride};
        withFormat(values.from(j), [&](const auto& rows) HWY_ATTR {
            const std::int64_t c = n >= kManyTokens
                ? accumulatePanels(factors, rows, some, n, y, begin, end)
                : begin;
            accumulateRows(factors, rows, some, n, y, c, end);
        });
    }
}

/// kRows of the chosen rows, from the i-th on.
template <int kRows, class T>
HWY_INLINE void gatherTile(const Stored<T>& weight, const float* bias, std::int64_t inputs,
    const std::uint16_t* which, const float* x, float* y, std::int64_t i)
{
    const T* w[kRows];
    const float* const tokens[1] = {x};
    float sums[1][kRows];
    for (int r = 0; r < kRows; ++r)
        w[r] = weight[which[i + r]];
    dotTile(
        w, tokens, inputs, sums); // both rows are on their way already: the router asked for them
    for (int r = 0; r < kRows; ++r)
        y[i + r] = finished(weight, bias, which[i + r], sums[0][r]);
}

void gatherDot(WeightRows weight, const float* bias, std::int64_t inputs,
    const std::uint16_t* which, std::int64_t count, const float* x, float* y)
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

void gatherAdd(const float* coefficients, WeightRows values, const std::uint16_t* which,
    std::int64_t count, float* y, std::int64_t begin, std::int64_t end)
{
    withFormat(values, [&]<class T>(const Stored<T>& rows) HWY_ATTR {
        const T* v[kRowsAdded];
        float c[kRowsAdded];
        int held = 0;
        for (std::int64_t i = 0; i < count; ++i) {
            if (coefficients[i]
                == 0) // a ReLU that stayed silent adds nothing: its output column is not read
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
