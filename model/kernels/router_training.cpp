// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/kernels/router_training.h"
#include "model/kernels/kernels.h"

#include <algorithm>
#include <functional>
#include <vector>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "model/kernels/router_training.cpp"
#include <hwy/foreach_target.h>

#include <hwy/contrib/math/math-inl.h>
#include <hwy/highway.h>

#include "model/kernels/kernel_tiles-inl.h"

// Once, whatever the instruction set.
#ifndef GLOWWORM_ENGINE_ROUTER_TILE
#define GLOWWORM_ENGINE_ROUTER_TILE
namespace glowworm {
namespace {

constexpr std::int64_t kTokens = 8; // a tile: with 1536 neurons its logits take 48 KB
constexpr std::int64_t kColumns
    = 32; // neurons are padded to a multiple of this with weights of 0, so that loops need no tails
constexpr std::int64_t kRanks = 2; // of dH computed together; the rank is padded likewise

constexpr std::int64_t padded(std::int64_t count, std::int64_t to)
{
    return (count + to - 1) / to * to;
}

/// What a tile is computed from: U transposed and padded (Rp, Fp), b (Fp), h of the tile's tokens
/// (kTokens, Rp), z or dz (kTokens, Fp).
struct Tile {
    std::int64_t rank, columns; // Rp, Fp
    std::vector<float> upT, bias, h, z, dUpT, dBias;

    Tile(const RouterShape& shape, const float* up, const float* upBias)
        : rank(padded(shape.rank, kRanks))
        , columns(padded(shape.neurons, kColumns))
        , upT(static_cast<std::size_t>(rank * columns))
        , bias(static_cast<std::size_t>(columns))
        , h(static_cast<std::size_t>(kTokens * rank))
        , z(static_cast<std::size_t>(
              kTokens * columns + kColumns)) // a group's last vector may reach behind the last row
    {
        for (std::int64_t j = 0; j < shape.neurons; ++j)
            for (std::int64_t r = 0; r < shape.rank; ++r)
                upT[static_cast<std::size_t>(r * columns + j)] = up[j * shape.rank + r];
        std::copy_n(upBias, shape.neurons, bias.begin());
    }
    float* logits(std::int64_t token) { return z.data() + token * columns; }
    /// h of the tokens [first, first + count); the rest of the tile is 0.
    void load(const RouterShape& shape, const float* all, std::int64_t first, std::int64_t count)
    {
        std::fill(h.begin(), h.end(), 0.0F);
        for (std::int64_t t = 0; t < count; ++t)
            std::copy_n(all + (first + t) * shape.rank, shape.rank, h.begin() + t * rank);
    }
};

struct Winner {
    std::int64_t place; // in its group
    float probability;  // softmax of the group there
};

} // namespace
} // namespace glowworm
#endif

HWY_BEFORE_NAMESPACE();
namespace glowworm {
namespace HWY_NAMESPACE {

static_assert(kColumns % (2 * kLanes) == 0);

/// `left` logits from z on; what is behind them has an exponential of 0.
HWY_INLINE Vector logitsAt(const float* z, std::int64_t left)
{
    const Floats d;
    return hn::IfThenElse(
        hn::FirstN(d, static_cast<std::size_t>(left)), hn::LoadU(d, z), hn::Set(d, -1e30F));
}

/// The place of the largest of a group's logits, the first of equals, and its softmax. A logit that
/// is no number makes the probability none.
Winner winnerOf(const float* z, std::int64_t size)
{
    const Floats d;
    Vector most = logitsAt(z, size);
    for (std::int64_t i = kLanes; i < size; i += kLanes)
        most = hn::Max(most, logitsAt(z + i, size - i));
    const Vector best = hn::MaxOfLanes(d, most);
    std::int64_t place = -1;
    Vector sum = hn::Zero(d);
    for (std::int64_t i = 0; i < size; i += kLanes) {
        const Vector logit = logitsAt(z + i, size - i);
        if (const auto found = place < 0 ? hn::FindFirstTrue(d, hn::Eq(logit, best)) : -1;
            found >= 0)
            place = i + found;
        sum = hn::Add(sum, hn::Add(hn::Exp(d, hn::Sub(logit, best)), hn::Sub(logit, logit)));
    }
    return {std::max<std::int64_t>(place, 0), 1 / sumOf(sum)};
}

/// Adds the softmax of a group's logits into probabilities. The winner's probability tells the sum
/// of the exponentials.
void addProbabilities(const float* z, std::int64_t size, const Winner& winner, float* probabilities)
{
    const Floats d;
    const Vector best = hn::Set(d, z[winner.place]), factor = hn::Set(d, winner.probability);
    for (std::int64_t i = 0; i < size; i += kLanes) {
        const auto inside = hn::FirstN(d, static_cast<std::size_t>(size - i));
        const Vector probability = hn::Mul(factor, hn::Exp(d, hn::Sub(hn::LoadU(d, z + i), best)));
        hn::BlendedStore(
            hn::Add(hn::LoadU(d, probabilities + i), probability), inside, d, probabilities + i);
    }
}

/// Logits -> their gradient weight ([i == place] - probability_i) + probability_i (pull_i - sum of
/// probability x pull), in place.
void toGradient(float* z, std::int64_t size, const Winner& winner, float weight, const float* pull)
{
    const Floats d;
    const Vector best = hn::Set(d, z[winner.place]), factor = hn::Set(d, winner.probability);
    Vector pulled = hn::Zero(d);
    for (std::int64_t i = 0; pull != nullptr && i < size; i += kLanes) {
        const Vector exponential = hn::Exp(d, hn::Sub(logitsAt(z + i, size - i), best));
        pulled = hn::MulAdd(exponential, hn::LoadU(d, pull + i), pulled);
    }
    const Vector common = hn::Sub(hn::Set(d, -weight), hn::Mul(factor, hn::SumOfLanes(d, pulled)));
    for (std::int64_t i = 0; i < size; i += kLanes) {
        const auto inside = hn::FirstN(d, static_cast<std::size_t>(size - i));
        const Vector probability = hn::Mul(factor, hn::Exp(d, hn::Sub(hn::LoadU(d, z + i), best)));
        const Vector change = pull == nullptr ? common : hn::Add(common, hn::LoadU(d, pull + i));
        hn::BlendedStore(hn::Mul(change, probability), inside, d, z + i);
    }
    z[winner.place] += weight;
}

/// z = b + h U^T.
void multiply(Tile& tile)
{
    const Stored<float> weights({tile.upT.data(), tile.columns});
    for (std::int64_t t = 0; t < kTokens; ++t)
        std::copy(tile.bias.begin(), tile.bias.end(), tile.logits(t));
    for (std::int64_t j = 0; j < tile.columns; j += 2 * kLanes)
        axpyTile<kTokens, 2>(Floats(), {tile.h.data(), tile.rank}, weights, tile.rank,
            {tile.z.data(), tile.columns}, 0, j);
}

/// With z = dz: tile.h = dz U, and dUpT, dBias gain dz^T h and the sum of dz.
void multiplyBack(Tile& tile)
{
    const Floats d;
    for (std::int64_t j = 0; j < tile.columns; j += kLanes) {
        Vector dz[kTokens];
        Vector sum = hn::LoadU(d, tile.dBias.data() + j);
        for (std::int64_t t = 0; t < kTokens; ++t) {
            dz[t] = hn::LoadU(d, tile.logits(t) + j);
            sum = hn::Add(sum, dz[t]);
        }
        hn::StoreU(sum, d, tile.dBias.data() + j);
        for (std::int64_t r = 0; r < tile.rank; ++r) {
            float* gradient = tile.dUpT.data() + r * tile.columns + j;
            Vector total = hn::LoadU(d, gradient);
            for (std::int64_t t = 0; t < kTokens; ++t)
                total = hn::MulAdd(
                    hn::Set(d, tile.h[static_cast<std::size_t>(t * tile.rank + r)]), dz[t], total);
            hn::StoreU(total, d, gradient);
        }
    }
    for (std::int64_t r = 0; r < tile.rank; r += kRanks) {
        Vector sums[kTokens][kRanks];
        for (auto& sum : sums)
            for (Vector& part : sum)
                part = hn::Zero(d);
        for (std::int64_t j = 0; j < tile.columns; j += kLanes) {
            const float* weights = tile.upT.data() + r * tile.columns + j;
            const Vector first = hn::LoadU(d, weights),
                         second = hn::LoadU(d, weights + tile.columns);
            for (std::int64_t t = 0; t < kTokens; ++t) {
                const Vector dz = hn::LoadU(d, tile.logits(t) + j);
                sums[t][0] = hn::MulAdd(dz, first, sums[t][0]);
                sums[t][1] = hn::MulAdd(dz, second, sums[t][1]);
            }
        }
        for (std::int64_t t = 0; t < kTokens; ++t)
            for (std::int64_t k = 0; k < kRanks; ++k)
                tile.h[static_cast<std::size_t>(t * tile.rank + r + k)] = sumOf(sums[t][k]);
    }
}

} // namespace HWY_NAMESPACE
} // namespace glowworm
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace glowworm {

HWY_EXPORT(multiply);
HWY_EXPORT(multiplyBack);
HWY_EXPORT(winnerOf);
HWY_EXPORT(addProbabilities);
HWY_EXPORT(toGradient);

void routerForward(const RouterShape& shape, const float* h, const float* up, const float* bias,
    std::int64_t* winners, float* gate, float* probabilities)
{
    const std::int64_t G = shape.groups, N = shape.neurons / G;
    Tile tile(shape, up, bias);
    std::vector<float> sums(probabilities != nullptr
            ? tile.bias.size() + kColumns
            : 0); // a group's last vector may reach behind the last one
    for (std::int64_t first = 0; first < shape.tokens; first += kTokens) {
        const std::int64_t count = std::min(kTokens, shape.tokens - first);
        tile.load(shape, h, first, count);
        HWY_DYNAMIC_DISPATCH(multiply)(tile);
        for (std::int64_t t = 0; t < count; ++t) {
            for (std::int64_t g = 0; g < G; ++g) {
                const std::int64_t at = (first + t) * G + g;
                const Winner winner = HWY_DYNAMIC_DISPATCH(winnerOf)(tile.logits(t) + g * N, N);
                winners[at] = g * N + winner.place;
                gate[at] = shape.scale * winner.probability;
                if (probabilities != nullptr)
                    HWY_DYNAMIC_DISPATCH(addProbabilities)
                (tile.logits(t) + g * N, N, winner, sums.data() + g * N);
            }
        }
    }
    if (probabilities != nullptr)
        std::transform(probabilities, probabilities + shape.neurons, sums.begin(), probabilities,
            std::plus<>());
}

void routerBackward(const RouterShape& shape, const float* h, const float* up, const float* bias,
    const std::int64_t* winners, const float* gate, const float* dGate, const float* dProbabilities,
    float* dH, float* dUp, float* dBias)
{
    const std::int64_t G = shape.groups, N = shape.neurons / G;
    Tile tile(shape, up, bias);
    std::vector<float> pull; // dProbabilities, padded as z is
    if (dProbabilities != nullptr) {
        pull.assign(dProbabilities, dProbabilities + shape.neurons);
        pull.resize(tile.bias.size() + kColumns);
    }
    tile.dUpT.assign(tile.upT.size(), 0);
    tile.dBias.assign(tile.bias.size(), 0);
    for (std::int64_t first = 0; first < shape.tokens; first += kTokens) {
        const std::int64_t count = std::min(kTokens, shape.tokens - first);
        tile.load(shape, h, first, count);
        HWY_DYNAMIC_DISPATCH(multiply)(tile);
        for (std::int64_t t = 0; t < count; ++t)
            for (std::int64_t g = 0; g < G; ++g) {
                const std::int64_t at = (first + t) * G + g;
                HWY_DYNAMIC_DISPATCH(toGradient)
                (tile.logits(t) + g * N, N, Winner{winners[at] - g * N, gate[at] / shape.scale},
                    dGate[at] * gate[at],
                    dProbabilities != nullptr ? pull.data() + g * N : nullptr);
            }
        std::fill(
            tile.z.begin() + count * tile.columns, tile.z.end(), 0.0F); // no token: no gradient
        HWY_DYNAMIC_DISPATCH(multiplyBack)(tile);
        for (std::int64_t t = 0; t < count; ++t)
            std::copy_n(tile.h.begin() + t * tile.rank, shape.rank, dH + (first + t) * shape.rank);
    }
    for (std::int64_t j = 0; j < shape.neurons; ++j) {
        dBias[j] += tile.dBias[static_cast<std::size_t>(j)];
        for (std::int64_t r = 0; r < shape.rank; ++r)
            dUp[j * shape.rank + r] += tile.dUpT[static_cast<std::size_t>(r * tile.columns + j)];
    }
}

} // namespace glowworm
#endif // HWY_ONCE
