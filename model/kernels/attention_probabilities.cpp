// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/kernels/attention_probabilities.h"

#include "model/base/counter_random.h"
#include "model/kernels/kernels.h"

#include <algorithm>
#include <vector>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "model/kernels/attention_probabilities.cpp"
#include <hwy/foreach_target.h>

#include <hwy/highway.h>

#include "model/kernels/kernel_tiles-inl.h"

HWY_BEFORE_NAMESPACE();
namespace glowworm {
namespace HWY_NAMESPACE {
namespace {

template <class D> void store(D d, hn::Vec<D> value, float* to) { hn::StoreU(value, d, to); }
template <class D> void store(D, hn::Vec<D> value, std::uint16_t* to)
{
    // To nearest even. What is no number here came from one in bf16 or from arithmetic: its low
    // bits are 0, and it stays none.
    const hn::RebindToUnsigned<D> u;
    const hn::Rebind<std::uint16_t, D> half;
    const auto bits = hn::BitCast(u, value);
    const auto odd = hn::And(hn::ShiftRight<16>(bits), hn::Set(u, 1U));
    const auto rounded = hn::ShiftRight<16>(hn::Add(bits, hn::Add(odd, hn::Set(u, 0x7FFFU))));
    hn::StoreU(hn::DemoteTo(half, hn::BitCast(hn::RebindToSigned<D>(), rounded)), half, to);
}

/// to[i] = factor * from[i].
template <class From, class To>
void scaled(std::int64_t count, float factor, const From* from, To* to)
{
    sweep(count, [=](auto d, std::int64_t i) HWY_ATTR {
        store(d, hn::Mul(hn::Set(d, factor), loadWide(d, from + i)), to + i);
    });
}

/// out[i] = scale * p[i] * (dp[i] - the sum of p dp).
template <class Number>
void softmaxGradient(std::int64_t count, float scale, const float* p, const float* dp, Number* out)
{
    const float *const rows[1] = {p}, *const tokens[1] = {dp};
    float mean[1][1];
    dotTile(rows, tokens, count, mean);
    sweep(count, [=, mean = mean[0][0]](auto d, std::int64_t i) HWY_ATTR {
        const auto change = hn::Sub(hn::LoadU(d, dp + i), hn::Set(d, mean));
        store(d, hn::Mul(hn::Mul(hn::Set(d, scale), hn::LoadU(d, p + i)), change), out + i);
    });
}

void drop(const ProbabilityShape& shape, std::int64_t query, const float* from, float* to)
{
    const std::uint64_t key
        = randomKey(shape.key, shape.firstRow + static_cast<std::uint64_t>(query));
    dropoutScale(query + 1, shape.dropping, key, from, to);
}

template <class Number> void probabilitiesOf(const ProbabilityShape& shape, Number* scores)
{
    std::vector<float> row(static_cast<std::size_t>(shape.tokens));
    for (std::int64_t query = 0; query < shape.tokens; ++query, scores += shape.tokens) {
        const std::int64_t seen = query + 1;
        scaled(seen, shape.scale, scores, row.data());
        softmaxRow(seen, row.data(), row.data());
        if (shape.dropping.threshold > 0)
            drop(shape, query, row.data(), row.data());
        scaled(seen, 1, row.data(), scores);
        std::fill(scores + seen, scores + shape.tokens, Number{0});
    }
}

template <class Number> void backward(const ProbabilityShape& shape, Number* scores, Number* dKept)
{
    std::vector<float> p(static_cast<std::size_t>(shape.tokens)), kept(p.size()), dp(p.size());
    for (std::int64_t query = 0; query < shape.tokens;
         ++query, scores += shape.tokens, dKept += shape.tokens) {
        const std::int64_t seen = query + 1;
        scaled(seen, shape.scale, scores, p.data());
        softmaxRow(seen, p.data(), p.data());
        scaled(seen, 1, dKept, dp.data());
        const float* result = p.data();
        if (shape.dropping.threshold > 0) {
            drop(shape, query, p.data(), kept.data());
            drop(shape, query, dp.data(), dp.data());
            result = kept.data();
        }
        scaled(seen, 1, result, scores);
        softmaxGradient(seen, shape.scale, p.data(), dp.data(), dKept);
        std::fill(scores + seen, scores + shape.tokens, Number{0});
        std::fill(dKept + seen, dKept + shape.tokens, Number{0});
    }
}

} // namespace

void probabilitiesFloat(const ProbabilityShape& shape, float* scores)
{
    probabilitiesOf(shape, scores);
}
void probabilitiesBf16(const ProbabilityShape& shape, std::uint16_t* scores)
{
    probabilitiesOf(shape, scores);
}
void backwardFloat(const ProbabilityShape& shape, float* scores, float* dKept)
{
    backward(shape, scores, dKept);
}
void backwardBf16(const ProbabilityShape& shape, std::uint16_t* scores, std::uint16_t* dKept)
{
    backward(shape, scores, dKept);
}

} // namespace HWY_NAMESPACE
} // namespace glowworm
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace glowworm {

HWY_EXPORT(probabilitiesFloat);
HWY_EXPORT(probabilitiesBf16);
HWY_EXPORT(backwardFloat);
HWY_EXPORT(backwardBf16);

void attentionProbabilities(const ProbabilityShape& shape, float* scores)
{
    HWY_DYNAMIC_DISPATCH(probabilitiesFloat)(shape, scores);
}
void attentionProbabilities(const ProbabilityShape& shape, std::uint16_t* scores)
{
    HWY_DYNAMIC_DISPATCH(probabilitiesBf16)(shape, scores);
}
void attentionProbabilitiesBackward(const ProbabilityShape& shape, float* scores, float* dKept)
{
    HWY_DYNAMIC_DISPATCH(backwardFloat)(shape, scores, dKept);
}
void attentionProbabilitiesBackward(
    const ProbabilityShape& shape, std::uint16_t* scores, std::uint16_t* dKept)
{
    HWY_DYNAMIC_DISPATCH(backwardBf16)(shape, scores, dKept);
}

} // namespace glowworm
#endif // HWY_ONCE
