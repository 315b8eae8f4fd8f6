// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/kernels/attention_probabilities.h"

#include "model/base/bfloat16.h"
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

using Half = hn::Rebind<std::uint16_t, Floats>;
using Bits = hn::RebindToUnsigned<Floats>;

void store(Floats d, Vector value, float* to) { hn::StoreU(value, d, to); }
void store(Floats, Vector value, std::uint16_t* to)
{
    // To nearest even. What is no number here came from one in bf16 or from arithmetic: its low
    // bits are 0, and it stays none.
    const Bits u;
    const auto bits = hn::BitCast(u, value);
    const auto odd = hn::And(hn::ShiftRight<16>(bits), hn::Set(u, 1U));
    const auto rounded = hn::ShiftRight<16>(hn::Add(bits, hn::Add(odd, hn::Set(u, 0x7FFFU))));
    hn::StoreU(hn::DemoteTo(Half(), hn::BitCast(hn::RebindToSigned<Bits>(), rounded)), Half(), to);
}
float loadOne(const float* from) { return *from; }
float loadOne(const std::uint16_t* from) { return bf16ToFloat(*from); }
void storeOne(float value, float* to) { *to = value; }
void storeOne(float value, std::uint16_t* to) { *to = floatToBf16(value); }

/// to[i] = factor * from[i].
template <class From, class To>
void scaled(std::int64_t count, float factor, const From* from, To* to)
{
    const Floats d;
    const auto lanes = static_cast<std::int64_t>(hn::Lanes(d));
    const Vector factors = hn::Set(d, factor);
    std::int64_t i = 0;
    for (; i + lanes <= count; i += lanes)
        store(d, hn::Mul(factors, loadWide(d, from + i)), to + i);
    for (; i < count; ++i)
        storeOne(factor * loadOne(from + i), to + i);
}

float dot(std::int64_t count, const float* a, const float* b)
{
    const Floats d;
    const auto lanes = static_cast<std::int64_t>(hn::Lanes(d));
    Vector sum = hn::Zero(d);
    std::int64_t i = 0;
    for (; i + lanes <= count; i += lanes)
        sum = hn::MulAdd(hn::LoadU(d, a + i), hn::LoadU(d, b + i), sum);
    float total = hn::GetLane(hn::SumOfLanes(d, sum));
    for (; i < count; ++i)
        total += a[i] * b[i];
    return total;
}

/// out[i] = scale * p[i] * (dp[i] - mean).
template <class Number>
void softmaxGradient(
    std::int64_t count, float scale, float mean, const float* p, const float* dp, Number* out)
{
    const Floats d;
    const auto lanes = static_cast<std::int64_t>(hn::Lanes(d));
    const Vector scales = hn::Set(d, scale), means = hn::Set(d, mean);
    std::int64_t i = 0;
    for (; i + lanes <= count; i += lanes)
        store(d,
            hn::Mul(hn::Mul(scales, hn::LoadU(d, p + i)), hn::Sub(hn::LoadU(d, dp + i), means)),
            out + i);
    for (; i < count; ++i)
        storeOne(scale * p[i] * (dp[i] - mean), out + i);
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
        softmaxGradient(
            seen, shape.scale, dot(seen, p.data(), dp.data()), p.data(), dp.data(), dKept);
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
