// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/engine/feed_forward.h"

#include "model/base/error.h"
#include "model/engine/path_choice.h"
#include "model/kernels/kernels.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>

namespace glowworm {

namespace {

constexpr std::int64_t kNeuronsTogether
    = 64; // computed, then added, while their rows are in the second-level cache
constexpr std::int64_t kTokenBlock = 128;    // tokens that share one pass over the rows
constexpr std::int64_t kGrain = 16;          // neurons or columns: one cache line
constexpr std::int64_t kGroupedTokens = 256; // tokens that share one pass over the groups: their x
                                             // and y stay in the second-level cache
constexpr std::int64_t kGroupedBytes = 192
    << 10; // of neurons, kept in the second-level cache while tokens pass by

} // namespace

struct FeedForward::Impl {
    const Kernels& kernels;
    PathChoice choice;
    std::vector<std::uint16_t> winners;             // (n, G)
    std::vector<float> values;                      // (n, G)
    std::vector<float> hidden, gates, coefficients; // (n, R), (n, G), (n, G)
    std::vector<float> activations;                 // (n, F)
    std::vector<float> logits;         // routeScratch() floats for each part of the tokens
    std::vector<std::int64_t> damaged; // by part: what `route` returned
    bool sparse = false;
    FeedForwardPath path = FeedForwardPath::Auto;
    PartClock* clock = nullptr; // of this run
    std::int64_t tokens = 0;
    std::atomic<std::int64_t> read = 0; // neurons, counted where their rows are handed to a kernel

    explicit Impl(const Kernels& table)
        : kernels(table)
    {
    }

    /// activations[t][j] for neurons [begin, end): x.w_j + b1_j, activated. tokens [first, last).
    /// Returns the rows used, each counted once a token.
    std::int64_t up(const FeedForwardWeights& w, const float* x, std::int64_t first,
        std::int64_t last, std::int64_t begin, std::int64_t end)
    {
        const std::int64_t D = w.dModel, F = w.neurons;
        const MutableRows out{activations.data() + first * F, F};
        kernels.linear(
            w.up(), w.upBias.data(), D, {x + first * D, D}, last - first, out, begin, end);
        for (std::int64_t t = 0; t < last - first; ++t)
            kernels.activate(w.activation, out[t] + begin, end - begin);
        return (last - first) * (end - begin);
    }

    /// y[t][c] += sum over neurons [begin, end) for columns [left, right); by output all neurons
    /// are summed at once, bias included, and y need not be set before.
    void down(const FeedForwardWeights& w, std::int64_t first, std::int64_t last,
        std::int64_t begin, std::int64_t end, std::int64_t left, std::int64_t right, float* y)
    {
        const std::int64_t D = w.dModel, F = w.neurons, n = last - first;
        const float* some = activations.data() + first * F + begin;
        const MutableRows out{y + first * D, D};
        if (w.isByOutput())
            kernels.linear(w.down(), w.downBias.data(), F, {some, F}, n, out, left, right);
        else if (w.isDense() && n == 1)
            kernels.gatherAdd(
                some, w.down().from(begin), nullptr, end - begin, out[0], left, right);
        else
            kernels.accumulate({some, F}, w.down().from(begin), end - begin, n, out, left, right);
    }

    /// All neurons, for tokens [first, last); neuron by neuron a block of rows at a time, so that
    /// each is read once from memory.
    void denseTokens(const FeedForwardWeights& w, const float* x, std::int64_t first,
        std::int64_t last, float* y)
    {
        const std::int64_t block = w.isByOutput() ? w.neurons : kNeuronsTogether;
        std::int64_t used = 0;
        for (std::int64_t begin = 0; begin < w.neurons; begin += block) {
            const std::int64_t end = std::min<std::int64_t>(begin + block, w.neurons);
            used += up(w, x, first, last, begin, end);
            if (sparse)
                keepWinners(w, first, last, begin, end);
            down(w, first, last, begin, end, 0, w.dModel, y);
        }
        read += used;
    }

    /// MaskedDense: the winners' values are noted and gated, the losers become 0.
    void keepWinners(const FeedForwardWeights& w, std::int64_t first, std::int64_t last,
        std::int64_t begin, std::int64_t end)
    {
        const std::int64_t G = w.groups, N = w.groupSize();
        for (std::int64_t t = first; t < last; ++t) {
            float* row = activations.data() + t * w.neurons;
            const auto forWinners = [&](auto visit) {
                for (std::int64_t g = begin / N; g * N < end; ++g) {
                    const std::size_t slot = static_cast<std::size_t>(t * G + g);
                    if (winners[slot] >= begin && winners[slot] < end)
                        visit(slot, row[winners[slot]]);
                }
            };
            forWinners([&](std::size_t slot, float activation) { values[slot] = activation; });
            std::fill(row + begin, row + end, 0.0F);
            forWinners([&](std::size_t slot, float& activation) {
                activation = gates[slot] * values[slot];
            });
        }
    }

    void startWithBias(
        const FeedForwardWeights& w, std::int64_t begin, std::int64_t end, float* y) const
    {
        for (std::int64_t t = begin; t < end; ++t)
            std::copy_n(w.downBias.data(), w.dModel, y + t * w.dModel);
    }

    void runAll(
        const FeedForwardWeights& w, const float* x, std::int64_t n, float* y, ThreadPool& pool)
    {
        activations.resize(static_cast<std::size_t>(n * w.neurons));
        if (!w.isByOutput())
            startWithBias(w, 0, n, y);
        if (n < 2 * pool.threads()
            && pool.threads() > 1) { // too few tokens to share out: halves of the layer instead
            const auto neurons = [&](std::int64_t begin, std::int64_t end) {
                read += up(w, x, 0, n, begin, end);
                if (sparse)
                    keepWinners(w, 0, n, begin, end);
            };
            pool.split(w.neurons, sparse ? std::max<std::int64_t>(kGrain, w.groupSize()) : kGrain,
                std::ref(neurons));
            const auto columns = [&](std::int64_t left, std::int64_t right) {
                down(w, 0, n, 0, w.neurons, left, right, y);
            };
            pool.split(w.dModel, kGrain, std::ref(columns));
            return;
        }
        const auto some = [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t first = begin; first < end; first += kTokenBlock)
                denseTokens(w, x, first, std::min(first + kTokenBlock, end), y);
        };
        pool.split(n, 1, std::ref(some));
    }

    /// Winners and gates of all tokens, then `rest` for each thread's own tokens.
    template <class Rest>
    void routed(const FeedForwardWeights& w, const float* x, std::int64_t n, ThreadPool& pool,
        const Rest& rest)
    {
        const std::int64_t D = w.dModel, R = w.routerRank, scratch = routeScratch(w),
                           parts = pool.threads();
        hidden.resize(static_cast<std::size_t>(n * R));
        logits.resize(static_cast<std::size_t>(parts * scratch));
        damaged.assign(static_cast<std::size_t>(parts), -1);
        const auto part = [&](std::int64_t first, std::int64_t last) {
            for (std::int64_t p = first; p < last; ++p) {
                const std::int64_t begin = n * p / parts, end = n * (p + 1) / parts;
                if (begin == end)
                    continue;
                float* middle = hidden.data() + begin * R;
                kernels.linear(w.routerDown.weight.rows(), w.routerDown.bias.data(), D,
                    {x + begin * D, D}, end - begin, {middle, R}, 0, R);
                kernels.activate(w.routerActivation, middle, (end - begin) * R);
                std::int64_t& failed = damaged[static_cast<std::size_t>(p)];
                failed = kernels.route(w, {hidden.data(), R}, begin, end, winners.data(),
                    gates.data(), logits.data() + p * scratch);
                if (clock && (n == 1 || parts == 1))
                    clock->lap(Part::Router);
                if (failed < 0)
                    rest(begin, end);
            }
        };
        if (n == 1) // one token: a barrier costs as much as the layer
            part(parts - 1, parts);
        else
            pool.split(parts, 1, std::ref(part));
        for (const std::int64_t token : damaged)
            if (token >= 0)
                throw Error("Feed-forward router, token " + std::to_string(token)
                    + " of the call: a logit is not a finite number. The weights or the input are "
                      "damaged; "
                      "open another checkpoint or train with a lower learning rate.");
    }

    /// Adds the fired neurons of groups [first, last) of token t to its y; returns how many.
    std::int64_t fire(const FeedForwardWeights& w, const float* x, std::int64_t t,
        std::int64_t first, std::int64_t last, float* y)
    {
        const std::int64_t D = w.dModel, count = last - first;
        const std::size_t slot = static_cast<std::size_t>(t * w.groups + first);
        kernels.gatherDot(
            w.up(), w.upBias.data(), D, &winners[slot], count, x + t * D, &values[slot]);
        kernels.activate(w.activation, &values[slot], count);
        for (std::size_t i = slot; i < slot + static_cast<std::size_t>(count); ++i)
            coefficients[i] = gates[i] * values[i];
        kernels.gatherAdd(&coefficients[slot], w.down(), &winners[slot], count, y + t * D, 0, D);
        return count;
    }

    /// Tokens [begin, end), `groups` groups at a time for `block` tokens at a time.
    void fireTokens(const FeedForwardWeights& w, const float* x, std::int64_t begin,
        std::int64_t end, std::int64_t block, std::int64_t groups, float* y)
    {
        startWithBias(w, begin, end, y);
        std::int64_t used = 0;
        for (std::int64_t first = begin; first < end; first += block)
            for (std::int64_t g = 0; g < w.groups; g += groups)
                for (std::int64_t t = first; t < std::min(first + block, end); ++t)
                    used += fire(w, x, t, g, std::min<std::int64_t>(g + groups, w.groups), y);
        read += used;
    }

    static std::int64_t groupsTogether(const FeedForwardWeights& w)
    {
        const std::int64_t groupBytes
            = w.groupSize() * 2 * w.rows.stride() * bytesPerWeight(w.format);
        const std::int64_t fitting = kGroupedBytes / groupBytes;
        return std::max<std::int64_t>(
            fitting > 4 ? fitting / 4 * 4 : fitting, 1); // four rows share the loads of a token
    }

    void runSparse(
        const FeedForwardWeights& w, const float* x, std::int64_t n, float* y, ThreadPool& pool)
    {
        const std::size_t slots = static_cast<std::size_t>(n * w.groups);
        winners.resize(slots);
        values.resize(slots);
        gates.resize(slots);
        coefficients.resize(slots);
        if (path == FeedForwardPath::MaskedDense) {
            routed(w, x, n, pool, [](std::int64_t, std::int64_t) {});
            runAll(w, x, n, y, pool);
        } else {
            const bool grouped = path == FeedForwardPath::Grouped;
            const std::int64_t block = grouped ? kGroupedTokens : 1,
                               groups = grouped ? groupsTogether(w) : kNeuronsTogether;
            routed(w, x, n, pool, [&](std::int64_t begin, std::int64_t end) {
                fireTokens(w, x, begin, end, block, groups, y);
            });
        }
    }

    void runChosen(
        const FeedForwardWeights& w, const float* x, std::int64_t n, float* y, ThreadPool& pool)
    {
        using Clock = std::chrono::steady_clock;
        const PathChoice::Case key{
            w.format, w.dModel, w.neurons, w.groups, w.routerRank, pool.threads(), n};
        path = choice.next(key);
        const Clock::time_point start = Clock::now();
        runSparse(w, x, n, y, pool);
        choice.took(key, path, secondsSince(start));
    }
};

FeedForward::FeedForward(KernelSet kernels)
    : m_impl(
        std::make_unique<Impl>(kernels == KernelSet::Simd ? simdKernels() : referenceKernels()))
{
}

FeedForward::~FeedForward() = default;

void FeedForward::run(const FeedForwardWeights& weights, std::span<const float> x, std::int64_t n,
    std::span<float> y, ThreadPool& pool, FeedForwardPath path, PartClock* clock)
{
    const std::size_t wanted = static_cast<std::size_t>(n * weights.dModel);
    if (n < 0 || x.size() < wanted || y.size() < wanted)
        throw Error("Feed-forward layer: " + std::to_string(n) + " tokens need "
            + std::to_string(wanted) + " values; found " + std::to_string(x.size()) + " in and "
            + std::to_string(y.size()) + " out.");
    Impl& impl = *m_impl;
    impl.sparse = !weights.isDense();
    impl.path = path;
    impl.tokens = n;
    impl.clock = clock;
    impl.read = 0;
    impl.winners.clear();
    impl.values.clear();
    impl.activations.clear();
    if (!impl.sparse)
        impl.runAll(weights, x.data(), n, y.data(), pool);
    else if (path == FeedForwardPath::Auto)
        impl.runChosen(weights, x.data(), n, y.data(), pool);
    else
        impl.runSparse(weights, x.data(), n, y.data(), pool);
}

std::span<const std::uint16_t> FeedForward::winners() const { return m_impl->winners; }

std::span<const float> FeedForward::values() const { return m_impl->values; }

std::span<const float> FeedForward::gates() const
{
    return m_impl->sparse ? std::span<const float>(m_impl->gates) : std::span<const float>();
}

std::span<const float> FeedForward::activations() const
{
    return m_impl->sparse ? std::span<const float>() : std::span<const float>(m_impl->activations);
}

std::span<const float> FeedForward::routed() const
{
    return m_impl->sparse ? std::span<const float>(m_impl->hidden) : std::span<const float>();
}

std::vector<float> FeedForward::logits(
    const FeedForwardWeights& weights, std::span<const float> routed) const
{
    const std::int64_t R = weights.routerRank, width = weights.routerPanel(),
                       panels = weights.routerPanels();
    const WeightRows up = weights.routerUp.rows();
    std::vector<float> columns(weights.routerUpBias.data(), // (P, width)
        weights.routerUpBias.data() + panels * width);
    for (std::int64_t panel = 0; panel < panels; ++panel)
        m_impl->kernels.accumulate({routed.data(), R}, up.from(panel * R), R, 1,
            {columns.data() + panel * width, width}, 0, width);
    std::vector<float> logits;
    logits.reserve(static_cast<std::size_t>(weights.neurons));
    const int size = weights.groupSize();
    for (int group = 0; group < weights.groups; ++group) {
        const float* first = columns.data() + weights.routerColumn(group, 0);
        for (int i = 0; i < size; ++i)
            logits.push_back(first[i * weights.groupLanes]);
    }
    return logits;
}

LayerFiring FeedForward::firing(
    const FeedForwardWeights& weights, std::int64_t row, bool withLogits) const
{
    const Impl& impl = *m_impl;
    if (row < 0 || row >= impl.tokens)
        throw Error("Firing record of token " + std::to_string(row) + ": the last call had "
            + std::to_string(impl.tokens) + " tokens.");
    LayerFiring record;
    if (impl.sparse) {
        const std::ptrdiff_t G = weights.groups;
        record.neurons.assign(impl.winners.begin() + row * G, impl.winners.begin() + (row + 1) * G);
        record.values.assign(impl.values.begin() + row * G, impl.values.begin() + (row + 1) * G);
        if (withLogits)
            record.logits = logits(weights,
                routed().subspan(static_cast<std::size_t>(row * weights.routerRank),
                    static_cast<std::size_t>(weights.routerRank)));
        return record;
    }
    const float* activations = impl.activations.data() + row * weights.neurons;
    for (int j = 0; j < weights.neurons; ++j)
        if (activations[j] > 0) {
            record.neurons.push_back(static_cast<std::uint16_t>(j));
            record.values.push_back(activations[j]);
        }
    return record;
}

std::int64_t FeedForward::rowsRead() const { return m_impl->read; }

} // namespace glowworm
