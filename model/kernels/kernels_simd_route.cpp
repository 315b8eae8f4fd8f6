// SPDX-License-Identifier: GPL-3.0-or-later
// The router: logits of a panel in registers, the winner and the gate of every group; logits are
// never kept.
#include "model/kernels/kernels.h"
#include "model/kernels/kernels_simd.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "model/kernels/kernels_simd_route.cpp"
#include <hwy/foreach_target.h>

#include <hwy/cache_control.h>
#include <hwy/contrib/math/math-inl.h>
#include <hwy/highway.h>

#include "model/kernels/kernel_tiles-inl.h"

HWY_BEFORE_NAMESPACE();
namespace glowworm {
namespace HWY_NAMESPACE {
namespace {

constexpr std::int64_t kPanelsAhead = 16; // computed together at least

using Groups = hn::CappedTag<float, kGroupLanes>; // a lane is a group
using GroupVector = hn::Vec<Groups>;

/// Winners among `lanes` groups side by side, one group a lane.
struct Best {
    GroupVector index, logit;
    bool finite; // every logit of these groups
};

/// logits: neuron i of the groups at logits + i * stride; of the vectors loaded only `lanes` lanes
/// are groups.
HWY_INLINE Best bestOf(
    const float* logits, std::int64_t stride, std::int64_t neurons, std::int64_t lanes)
{
    const Groups d;
    GroupVector best = hn::LoadU(d, logits), index = hn::Zero(d);
    GroupVector difference = hn::Sub(best, best); // 0 for numbers, NaN for the rest
    for (std::int64_t i = 1; i < neurons; ++i) {
        const GroupVector v = hn::LoadU(d, logits + i * stride);
        index = hn::IfThenElse(
            hn::Gt(v, best), hn::Set(d, static_cast<float>(i)), index); // the first of equals stays
        best = hn::Max(best, v);
        difference = hn::Add(difference, hn::Sub(v, v));
    }
    const auto unused = hn::Not(hn::FirstN(d, static_cast<std::size_t>(lanes)));
    return {index, best, hn::AllTrue(d, hn::Or(unused, hn::Eq(difference, hn::Zero(d))))};
}

HWY_INLINE GroupVector gatesOf(const FeedForwardWeights& weights, const float* logits,
    std::int64_t stride, std::int64_t neurons, GroupVector best)
{
    const Groups d;
    if (weights.routing != Routing::Gated)
        return hn::Set(d, 1.0F);
    const GroupVector one = hn::Set(d, 1.0F);
    if (weights.gate == Gate::Sigmoid)
        return hn::Div(hn::Set(d, 2 * weights.gateScale), hn::Add(one, hn::Exp(d, hn::Neg(best))));
    GroupVector sum = hn::Zero(d);
    for (std::int64_t i = 0; i < neurons; ++i)
        sum = hn::Add(sum, hn::Exp(d, hn::Sub(hn::LoadU(d, logits + i * stride), best)));
    return hn::Div(hn::Set(d, weights.gateScale), sum);
}

/// Starts to fetch both rows of a neuron: after two lines the hardware goes on by itself, and
/// asking for all of them takes longer than it saves.
HWY_INLINE void prefetchNeuron(const WeightRows& rows, std::int64_t bytes, std::int64_t neuron)
{
    constexpr std::int64_t kCacheLine = 64;
    const char* row = static_cast<const char*>(rows.data) + neuron * bytes;
    hwy::Prefetch(row);
    hwy::Prefetch(row + kCacheLine);
}

template <class T>
constexpr std::int64_t kPanel = 64 / static_cast<std::int64_t>(sizeof(T)); // columns, routerPanel()

/// Logits of one token, of panels first, first + step ...: bias plus the sum over hidden values,
/// all in registers.
template <int kPanels, class T>
HWY_INLINE void panelsOfOneToken(const FeedForwardWeights& weights, const Stored<T>& rows,
    std::int64_t first, std::int64_t step, const float* hidden, float* logits)
{
    constexpr int kVectors = static_cast<int>(kPanel<T> / kLanes);
    const Floats d;
    const std::int64_t R = weights.routerRank;
    Vector sum[kPanels][kVectors];
    HWY_UNROLL(16)
    for (int p = 0; p < kPanels; ++p) {
        HWY_UNROLL(16)
        for (int v = 0; v < kVectors; ++v)
            sum[p][v] = hn::LoadU(
                d, weights.routerUpBias.data() + (first + p * step) * kPanel<T> + v * kLanes);
    }
    for (std::int64_t r = 0; r < R; ++r) {
        HWY_UNROLL(16)
        for (int p = 0; p < kPanels; ++p) {
            const std::int64_t row = (first + p * step) * R + r;
            const Vector factor = hn::Set(d, rows.scaled(hidden[r], row));
            HWY_UNROLL(16)
            for (int v = 0; v < kVectors; ++v)
                sum[p][v] = hn::MulAdd(factor, loadWide(d, rows[row] + v * kLanes), sum[p][v]);
        }
    }
    HWY_UNROLL(16)
    for (int p = 0; p < kPanels; ++p) {
        HWY_UNROLL(16)
        for (int v = 0; v < kVectors; ++v)
            hn::StoreU(sum[p][v], d, logits + (first + p * step) * kPanel<T> + v * kLanes);
    }
}

/// Logits of some tokens, of panels [begin, end). One token reads several panels together, each
/// from its own part of them: memory serves several streams faster than one.
template <class T>
HWY_INLINE void panelLogits(const FeedForwardWeights& weights, const Stored<T>& rows,
    std::int64_t begin, std::int64_t end, Rows hidden, std::int64_t tokens, MutableRows logits)
{
    if (tokens == 1) {
        constexpr int kTogether = static_cast<int>(
            8 * kLanes > kPanel<T> ? 8 * kLanes / kPanel<T> : 1); // 8 sums hide the adder's latency
        const std::int64_t part = (end - begin) / kTogether;
        for (std::int64_t p = begin; p < begin + part; ++p)
            panelsOfOneToken<kTogether>(weights, rows, p, part, hidden[0], logits[0]);
        for (std::int64_t p = begin + kTogether * part; p < end; ++p)
            panelsOfOneToken<1>(weights, rows, p, 0, hidden[0], logits[0]);
        return;
    }
    const std::int64_t R = weights.routerRank, width = weights.routerPanel();
    for (std::int64_t p = begin; p < end; ++p) {
        const std::int64_t first = p * width;
        const float* bias = weights.routerUpBias.data() + first;
        for (std::int64_t t = 0; t < tokens; ++t)
            sweep(width, [&](auto d, std::int64_t i) HWY_ATTR {
                hn::StoreU(hn::LoadU(d, bias + i), d, logits[t] + first + i);
            });
        accumulateRows(
            hidden, rows.from(p * R), R, tokens, {logits.data + first, logits.stride}, 0, width);
    }
}

/// The winners of groups `first` ... of one token, whose neurons' logits are given; false when a
/// logit is not finite.
HWY_INLINE bool pickWinners(const FeedForwardWeights& weights, const float* logits,
    std::int64_t first, std::uint16_t* winners, float* gates)
{
    const Groups d;
    constexpr std::int64_t width = hn::MaxLanes(Groups());
    const std::int64_t N = weights.groupSize(), stride = weights.groupLanes,
                       left = weights.groups - first;
    const std::int64_t count = left < stride ? left : stride;
    bool finite = true;
    for (std::int64_t lane = 0; lane < count; lane += width) {
        const std::int64_t some = count - lane < width ? count - lane : width;
        const Best best = bestOf(logits + lane, stride, N, some);
        finite = finite && best.finite;
        HWY_ALIGN float index[width], gate[width];
        hn::Store(best.index, d, index);
        hn::Store(gatesOf(weights, logits + lane, stride, N, best.logit), d, gate);
        for (std::int64_t k = 0; k < some; ++k) {
            const std::int64_t g = first + lane + k;
            winners[g] = static_cast<std::uint16_t>(g * N + static_cast<std::int64_t>(index[k]));
            gates[g] = gate[k];
        }
    }
    return finite;
}

std::int64_t route(const FeedForwardWeights& weights, Rows hidden, std::int64_t begin,
    std::int64_t end, std::uint16_t* winners, float* gates, float* scratch)
{
    const std::int64_t G = weights.groups, lanes = weights.groupLanes,
                       block = lanes * weights.groupSize(); // columns
    const WeightRows rows = weights.rows.rows();
    const std::int64_t neuronBytes = 2 * rows.stride * bytesPerWeight(rows.format);
    const std::int64_t width = weights.routerPanel();
    const MutableRows logits{scratch, weights.routerPanels() * width + 16};
    std::int64_t wrong = -1;
    for (std::int64_t first = begin; first < end && wrong < 0; first += kRouteTokens) {
        const std::int64_t tokens = end - first < kRouteTokens ? end - first : kRouteTokens;
        std::int64_t done = 0; // panels
        for (std::int64_t b = 0, g = 0; g < G; ++b, g += lanes) {
            const std::int64_t needed = ((b + 1) * block + width - 1) / width;
            if (needed > done) { // some in advance, where blocks are small: streams are worth it
                                 // when they are long
                const std::int64_t ahead = done + kPanelsAhead < weights.routerPanels()
                    ? done + kPanelsAhead
                    : weights.routerPanels();
                const std::int64_t wanted = needed > ahead ? needed : ahead;
                withFormat(weights.routerUp.rows(), [&](const auto& up) HWY_ATTR {
                    panelLogits(
                        weights, up, done, wanted, {hidden[first], hidden.stride}, tokens, logits);
                });
                done = wanted;
            }
            for (std::int64_t t = 0; t < tokens; ++t)
                if (!pickWinners(weights, logits[t] + b * block, g, winners + (first + t) * G,
                        gates + (first + t) * G))
                    wrong = wrong < 0 || first + t < wrong
                        ? first + t
                        : wrong; // the earliest token, whichever block shows it first
            if (end - begin == 1)
                for (std::int64_t k = g; k < G && k < g + lanes; ++k)
                    prefetchNeuron(rows, neuronBytes, winners[first * G + k]);
        }
    }
    return wrong;
}

} // namespace

void routeTable(Kernels& table) { table.route = route; }

} // namespace HWY_NAMESPACE
} // namespace glowworm
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace glowworm {

HWY_EXPORT(routeTable);

void setRouteKernel(Kernels& table) { HWY_DYNAMIC_DISPATCH(routeTable)(table); }

} // namespace glowworm
#endif
