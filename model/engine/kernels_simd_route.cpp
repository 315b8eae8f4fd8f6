// SPDX-License-Identifier: GPL-3.0-or-later
// The router: logits of a panel in registers, the winner and the gate of every group; logits are never kept.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)

#include "engine/kernels.h"
#include "engine/kernels_simd.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/kernels_simd_route.cpp"
#include <hwy/foreach_target.h>

#include <hwy/cache_control.h>
#include <hwy/contrib/math/math-inl.h>
#include <hwy/highway.h>

#include "engine/kernel_tiles-inl.h"

HWY_BEFORE_NAMESPACE();
namespace glowworm {
namespace HWY_NAMESPACE {
namespace {

using Groups = hn::CappedTag<float, kGroupLanes>; // a lane is a group
using GroupVector = hn::Vec<Groups>;

/// Winners among `lanes` groups side by side, one group a lane.
struct Best {
    GroupVector index, logit;
    bool finite; // every logit of these groups
};

/// logits: neuron i of the groups at logits + i * stride; of the vectors loaded only `lanes` lanes are groups.
HWY_INLINE Best bestOf(const float* logits, std::int64_t stride, std::int64_t neurons, std::int64_t lanes)
{
    const Groups d;
    GroupVector best = hn::LoadU(d, logits), index = hn::Zero(d);
    GroupVector difference = hn::Sub(best, best); // 0 for numbers, NaN for the rest
    for (std::int64_t i = 1; i < neurons; ++i) {
        const GroupVector v = hn::LoadU(d, logits + i * stride);
        index = hn::IfThenElse(hn::Gt(v, best), hn::Set(d, static_cast<float>(i)), index); // the first of equals stays
        best = hn::Max(best, v);
        difference = hn::Add(difference, hn::Sub(v, v));
    }
    const auto unused = hn::Not(hn::FirstN(d, static_cast<std::size_t>(lanes)));
    return {index, best, hn::AllTrue(d, hn::Or(unused, hn::Eq(difference, hn::Zero(d))))};
}

HWY_INLINE GroupVector gatesOf(
    const FeedForwardWeights& weights, const float* logits, std::int64_t stride, std::int64_t neurons, GroupVector best)
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

/// Starts to fetch both rows of a neuron.
HWY_INLINE void prefetchNeuron(const WeightRows& rows, std::int64_t bytes, std::int64_t neuron)
{
    constexpr std::int64_t kCacheLine = 64;
    const char* row = static_cast<const char*>(rows.data) + neuron * bytes;
    for (std::int64_t i = 0; i < bytes; i += kCacheLine)
        hwy::Prefetch(row + i);
}

/// Logits of some tokens, of one panel: bias plus the sum over hidden values.
HWY_INLINE void panelLogits(const FeedForwardWeights& weights, std::int64_t panel, Rows hidden, std::int64_t tokens, MutableRows logits)
{
    const std::int64_t first = panel * kRouterPanel, R = weights.routerRank;
    const float* bias = weights.routerUpBias.data() + first;
    for (std::int64_t t = 0; t < tokens; ++t)
        sweep(kRouterPanel, [&](auto d, std::int64_t i) HWY_ATTR { hn::StoreU(hn::LoadU(d, bias + i), d, logits[t] + first + i); });
    withFormat(weights.routerUp.rows().from(panel * R), [&](const auto& rows) HWY_ATTR {
        accumulateRows(hidden, rows, R, tokens, {logits.data + first, logits.stride}, 0, kRouterPanel);
    });
}

/// The winners of groups `first` ... of one token, whose neurons' logits are given; false when a logit is not finite.
HWY_INLINE bool pickWinners(
    const FeedForwardWeights& weights, const float* logits, std::int64_t first, std::uint16_t* winners, float* gates)
{
    const Groups d;
    constexpr std::int64_t width = hn::MaxLanes(Groups());
    const std::int64_t N = weights.groupSize(), stride = weights.groupLanes, left = weights.groups - first;
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

std::int64_t route(const FeedForwardWeights& weights, Rows hidden, std::int64_t begin, std::int64_t end, std::uint16_t* winners,
    float* gates, float* scratch)
{
    const std::int64_t G = weights.groups, lanes = weights.groupLanes, block = lanes * weights.groupSize(); // columns
    const WeightRows rows = weights.rows.rows();
    const std::int64_t neuronBytes = 2 * rows.stride * bytesPerWeight(rows.format);
    const MutableRows logits{scratch, weights.routerPanels() * kRouterPanel + 16};
    std::int64_t wrong = -1;
    for (std::int64_t first = begin; first < end && wrong < 0; first += kRouteTokens) {
        const std::int64_t tokens = end - first < kRouteTokens ? end - first : kRouteTokens;
        std::int64_t panel = 0;
        for (std::int64_t b = 0, g = 0; g < G; ++b, g += lanes) {
            for (; panel * kRouterPanel < (b + 1) * block; ++panel)
                panelLogits(weights, panel, {hidden[first], hidden.stride}, tokens, logits);
            for (std::int64_t t = 0; t < tokens; ++t)
                if (!pickWinners(weights, logits[t] + b * block, g, winners + (first + t) * G, gates + (first + t) * G))
                    wrong = wrong < 0 || first + t < wrong ? first + t : wrong; // the earliest token, whichever block shows it first
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
