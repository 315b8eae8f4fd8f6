// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/kernels/fired_training.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "model/kernels/fired_training.cpp"
#include <hwy/foreach_target.h>

#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace glowworm {
namespace HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

/// out[i] = rows[index[i]] . x; four rows at a time share the loads of x. rows (?, width), x
/// (width).
void gatherDot(const float* x, std::int64_t width, const float* rows, const std::uint32_t* index,
    std::int64_t count, float* out)
{
    const hn::ScalableTag<float> d;
    const std::int64_t lanes = static_cast<std::int64_t>(hn::Lanes(d));
    std::int64_t i = 0;
    for (; i + 4 <= count; i += 4) {
        const float* r0 = rows + index[i] * width;
        const float* r1 = rows + index[i + 1] * width;
        const float* r2 = rows + index[i + 2] * width;
        const float* r3 = rows + index[i + 3] * width;
        auto s0 = hn::Zero(d), s1 = s0, s2 = s0, s3 = s0;
        std::int64_t k = 0;
        for (; k + lanes <= width; k += lanes) {
            const auto v = hn::LoadU(d, x + k);
            s0 = hn::MulAdd(v, hn::LoadU(d, r0 + k), s0);
            s1 = hn::MulAdd(v, hn::LoadU(d, r1 + k), s1);
            s2 = hn::MulAdd(v, hn::LoadU(d, r2 + k), s2);
            s3 = hn::MulAdd(v, hn::LoadU(d, r3 + k), s3);
        }
        float t0 = hn::GetLane(hn::SumOfLanes(d, s0)), t1 = hn::GetLane(hn::SumOfLanes(d, s1));
        float t2 = hn::GetLane(hn::SumOfLanes(d, s2)), t3 = hn::GetLane(hn::SumOfLanes(d, s3));
        for (; k < width; ++k) {
            t0 += x[k] * r0[k];
            t1 += x[k] * r1[k];
            t2 += x[k] * r2[k];
            t3 += x[k] * r3[k];
        }
        out[i] = t0;
        out[i + 1] = t1;
        out[i + 2] = t2;
        out[i + 3] = t3;
    }
    for (; i < count; ++i) {
        const float* row = rows + index[i] * width;
        auto s = hn::Zero(d);
        std::int64_t k = 0;
        for (; k + lanes <= width; k += lanes)
            s = hn::MulAdd(hn::LoadU(d, x + k), hn::LoadU(d, row + k), s);
        float t = hn::GetLane(hn::SumOfLanes(d, s));
        for (; k < width; ++k)
            t += x[k] * row[k];
        out[i] = t;
    }
}

/// y += sum_i factor[i] rows[index[i]]; a strip of y stays in registers while all rows pass.
void gatherAdd(float* y, std::int64_t width, const float* rows, const std::uint32_t* index,
    const float* factor, std::int64_t count)
{
    const hn::ScalableTag<float> d;
    const std::int64_t lanes = static_cast<std::int64_t>(hn::Lanes(d));
    std::int64_t k = 0;
    for (; k + 4 * lanes <= width; k += 4 * lanes) {
        auto y0 = hn::LoadU(d, y + k), y1 = hn::LoadU(d, y + k + lanes);
        auto y2 = hn::LoadU(d, y + k + 2 * lanes), y3 = hn::LoadU(d, y + k + 3 * lanes);
        for (std::int64_t i = 0; i < count; ++i) {
            const float* row = rows + index[i] * width + k;
            const auto f = hn::Set(d, factor[i]);
            y0 = hn::MulAdd(f, hn::LoadU(d, row), y0);
            y1 = hn::MulAdd(f, hn::LoadU(d, row + lanes), y1);
            y2 = hn::MulAdd(f, hn::LoadU(d, row + 2 * lanes), y2);
            y3 = hn::MulAdd(f, hn::LoadU(d, row + 3 * lanes), y3);
        }
        hn::StoreU(y0, d, y + k);
        hn::StoreU(y1, d, y + k + lanes);
        hn::StoreU(y2, d, y + k + 2 * lanes);
        hn::StoreU(y3, d, y + k + 3 * lanes);
    }
    for (; k + lanes <= width; k += lanes) {
        auto sum = hn::LoadU(d, y + k);
        for (std::int64_t i = 0; i < count; ++i)
            sum = hn::MulAdd(hn::Set(d, factor[i]), hn::LoadU(d, rows + index[i] * width + k), sum);
        hn::StoreU(sum, d, y + k);
    }
    for (; k < width; ++k)
        for (std::int64_t i = 0; i < count; ++i)
            y[k] += factor[i] * rows[index[i] * width + k];
}

} // namespace HWY_NAMESPACE
} // namespace glowworm
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace glowworm {
namespace {

HWY_EXPORT(gatherDot);
HWY_EXPORT(gatherAdd);

constexpr std::int64_t kTokensAPiece
    = 64; // fixed, so that results do not depend on the number of threads

float activate(Activation kind, float u)
{
    switch (kind) {
    case Activation::Identity:
        return u;
    case Activation::Relu:
        return u > 0 ? u : 0;
    case Activation::Gelu:
        return 0.5F * u * (1.0F + std::erf(u * std::numbers::sqrt2_v<float> / 2));
    }
    return u;
}

float slope(Activation kind, float u)
{
    switch (kind) {
    case Activation::Identity:
        return 1;
    case Activation::Relu:
        return u > 0 ? 1 : 0;
    case Activation::Gelu: {
        const float density = std::exp(-0.5F * u * u) / std::sqrt(2 * std::numbers::pi_v<float>);
        return 0.5F * (1.0F + std::erf(u * std::numbers::sqrt2_v<float> / 2)) + u * density;
    }
    }
    return 1;
}

void forEachTokenBlock(const FiredShape& shape, const ParallelFor& parallel,
    const std::function<void(std::int64_t token)>& work)
{
    parallel((shape.tokens + kTokensAPiece - 1) / kTokensAPiece, [&](std::int64_t piece) {
        const std::int64_t end = std::min(shape.tokens, (piece + 1) * kTokensAPiece);
        for (std::int64_t token = piece * kTokensAPiece; token < end; ++token)
            work(token);
    });
}

/// One group's part of dW1, db1, dW2: its tokens sorted by winner (counting sort), then one pass a
/// neuron.
void addGroupGradients(const FiredShape& s, int group, const float* x, const float* dy,
    const std::uint16_t* winners, const std::vector<float>& du, const std::vector<float>& weighted,
    float* dUp, float* dUpBias, float* dDownT)
{
    const int size = s.neurons / s.groups, first = group * size;
    std::vector<std::uint32_t> start(static_cast<std::size_t>(size) + 1),
        tokens(static_cast<std::size_t>(s.tokens));
    for (std::int64_t t = 0; t < s.tokens; ++t)
        ++start[winners[t * s.groups + group] - first + 1U];
    for (int j = 0; j < size; ++j)
        start[j + 1U] += start[j];
    std::vector<std::uint32_t> next(start.begin(), start.end() - 1);
    std::vector<float> duSorted(tokens.size()), weightedSorted(tokens.size());
    for (std::int64_t t = 0; t < s.tokens; ++t) {
        const std::size_t at = static_cast<std::size_t>(t * s.groups + group);
        const std::uint32_t place = next[winners[at] - first]++;
        tokens[place] = static_cast<std::uint32_t>(t);
        duSorted[place] = du[at];
        weightedSorted[place] = weighted[at];
    }
    for (int j = 0; j < size; ++j) {
        const std::uint32_t begin = start[j], count = start[j + 1U] - begin;
        if (count == 0)
            continue;
        const std::int64_t neuron = first + j;
        HWY_DYNAMIC_DISPATCH(gatherAdd)
        (dUp + neuron * s.dModel, s.dModel, x, &tokens[begin], &duSorted[begin], count);
        HWY_DYNAMIC_DISPATCH(gatherAdd)
        (dDownT + neuron * s.dModel, s.dModel, dy, &tokens[begin], &weightedSorted[begin], count);
        for (std::uint32_t i = 0; i < count; ++i)
            dUpBias[neuron] += duSorted[begin + i];
    }
}

} // namespace

void firedForward(const FiredShape& s, const float* x, const float* up, const float* upBias,
    const float* downT, const std::uint16_t* winners, const float* gate, float* preactivation,
    float* y, const ParallelFor& parallel)
{
    forEachTokenBlock(s, parallel, [&](std::int64_t t) {
        std::vector<std::uint32_t> index(winners + t * s.groups, winners + (t + 1) * s.groups);
        std::vector<float> factor(index.size());
        float* u = preactivation + t * s.groups;
        HWY_DYNAMIC_DISPATCH(gatherDot)(x + t * s.dModel, s.dModel, up, index.data(), s.groups, u);
        for (int g = 0; g < s.groups; ++g) {
            u[g] += upBias[index[g]];
            factor[g] = gate[t * s.groups + g] * activate(s.activation, u[g]);
        }
        std::fill_n(y + t * s.dModel, s.dModel, 0.0F);
        HWY_DYNAMIC_DISPATCH(gatherAdd)
        (y + t * s.dModel, s.dModel, downT, index.data(), factor.data(), s.groups);
    });
}

void firedBackward(const FiredShape& s, const float* x, const float* up, const float* downT,
    const std::uint16_t* winners, const float* gate, const float* preactivation, const float* dy,
    float* dx, float* dUp, float* dUpBias, float* dDownT, float* dGate, const ParallelFor& parallel)
{
    std::vector<float> du(static_cast<std::size_t>(s.tokens * s.groups)),
        weighted(du.size()); // act'(u) gate p; gate act(u)
    forEachTokenBlock(s, parallel, [&](std::int64_t t) {
        std::vector<std::uint32_t> index(winners + t * s.groups, winners + (t + 1) * s.groups);
        std::vector<float> p(index.size()); // v_c . dy
        HWY_DYNAMIC_DISPATCH(gatherDot)
        (dy + t * s.dModel, s.dModel, downT, index.data(), s.groups, p.data());
        for (int g = 0; g < s.groups; ++g) {
            const std::size_t at = static_cast<std::size_t>(t * s.groups + g);
            const float a = activate(s.activation, preactivation[at]);
            dGate[at] = a * p[g];
            du[at] = gate[at] * slope(s.activation, preactivation[at]) * p[g];
            weighted[at] = gate[at] * a;
        }
        std::fill_n(dx + t * s.dModel, s.dModel, 0.0F);
        HWY_DYNAMIC_DISPATCH(gatherAdd)
        (dx + t * s.dModel, s.dModel, up, index.data(), &du[static_cast<std::size_t>(t * s.groups)],
            s.groups);
    });
    parallel(s.groups, [&](std::int64_t group) {
        addGroupGradients(
            s, static_cast<int>(group), x, dy, winners, du, weighted, dUp, dUpBias, dDownT);
    });
}

} // namespace glowworm
#endif // HWY_ONCE
