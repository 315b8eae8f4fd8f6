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
    const std::int64_t width = weights.panelWidth, R = weights.routerRank;
    const float* bias = weights.routerUpBias.data() + panel * width;
    for (std::int64_t t = 0; t < tokens; ++t)
        sweep(width, [&](auto d, std::int64_t i) HWY_ATTR { hn::StoreU(hn::LoadU(d, bias + i), d, logits[t] + i); });
    withFormat(weights.routerUp.rows().from(panel * R),
        [&](const auto& rows) HWY_ATTR { accumulateRows(hidden, rows, R, tokens, logits, 0, width); });
}

std::int64_t route(const FeedForwardWeights& weights, Rows hidden, std::int64_t begin, std::int64_t end, std::uint16_t* winners,
    float* gates, float* scratch)
{
    const std::int64_t G = weights.groups, N = weights.groupSize();
    const std::int64_t panelGroups = weights.panelGroups, panels = weights.panels();
    const WeightRows rows = weights.rows.rows();
    const std::int64_t neuronBytes = 2 * rows.stride * bytesPerWeight(rows.format);
    const MutableRows logits{scratch, weights.panelWidth + 16};
    std::int64_t wrong = -1;
    for (std::int64_t first = begin; first < end && wrong < 0; first += kRouteTokens) {
        const std::int64_t tokens = end - first < kRouteTokens ? end - first : kRouteTokens;
        for (std::int64_t p = 0; p < panels; ++p) {
            panelLogits(weights, p, {hidden[first], hidden.stride}, tokens, logits);
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
                        prefetchNeuron(rows, neuronBytes, neuron);
                }
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
