// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/engine/language_engine.h"

#include "model/base/error.h"
#include "model/engine/decision.h"
#include "model/engine/logits.h"
#include "model/kernels/kernels.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <optional>

namespace glowworm {

namespace {

constexpr std::int64_t kRowBlock
    = 256; // rows taken through the whole network together; bounds the scratch
constexpr std::int64_t kOutputGrain = 16; // outputs: one cache line

} // namespace

void Sequence::truncate(int length)
{
    if (length < 0 || length > m_length)
        throw Error("A text of " + std::to_string(m_length) + " tokens cannot be cut to "
            + std::to_string(length) + ".");
    m_length = length;
}

struct LanguageEngine::Impl {
    std::shared_ptr<const LanguageWeights> weights;
    FeedForwardPath path;
    bool keepLogits;
    const Kernels& kernels;
    std::optional<ThreadPool> pool;
    FeedForward feedForward;
    PartClock* clock = nullptr;

    // Scratch of one block of rows; sizes in floats.
    AlignedFloats stream, normal, mixed, projected; // (n, D) each
    AlignedFloats queryKeyValue;                    // (n, 3 D)
    AlignedFloats scores;                           // (threads, T)
    std::vector<float> logits;                      // (V) or (all rows, V)
    // Of the last call with records: by layer (all rows, R) and (all rows, G), and (all rows).
    std::vector<std::vector<float>> routed, gates;
    std::vector<double> deviations;
    std::vector<Row> rows;      // of a call for one text
    std::vector<int> positions; // (all rows)
    std::vector<std::pair<Sequence*, int>>
        lengths; // of every sequence of the call, its rows counted

    Impl(std::shared_ptr<const LanguageWeights> model, EngineOptions options)
        : weights(std::move(model))
        , path(options.path)
        , keepLogits(options.keepLogits)
        , kernels(options.kernels == KernelSet::Simd ? simdKernels() : referenceKernels())
        , feedForward(options.kernels)
    {
        setThreads(options.threads);
    }

    void setThreads(int threads)
    {
        pool.emplace(std::max(threads, 1));
        scores = AlignedFloats(static_cast<std::size_t>(pool->threads())
            * static_cast<std::size_t>(weights->config.context));
    }

    void reserve(std::int64_t rows)
    {
        const std::size_t wanted = static_cast<std::size_t>(rows * weights->config.dModel);
        if (stream.size() >= wanted)
            return;
        for (AlignedFloats* buffer : {&stream, &normal, &mixed, &projected})
            *buffer = AlignedFloats(wanted);
        queryKeyValue = AlignedFloats(3 * wanted);
    }

    /// Positions of all rows, or an Error before anything is changed.
    void place(std::span<const Row> rows)
    {
        const ModelConfig& config = weights->config;
        positions.clear();
        lengths.clear();
        for (const Row& row : rows) {
            if (row.token < 0 || row.token >= config.vocabSize)
                throw Error("Token " + std::to_string(row.token)
                    + " is outside the model's vocabulary of " + std::to_string(config.vocabSize)
                    + " characters.");
            if (!row.sequence || row.sequence->m_cache.size() != cacheSize())
                throw Error("A text belongs to another model: its cache has another size; make a "
                            "new one with makeSequence().");
            auto entry = std::find_if(lengths.rbegin(), lengths.rend(),
                [&](const auto& known) { return known.first == row.sequence; });
            int& length = entry != lengths.rend()
                ? entry->second
                : lengths.emplace_back(row.sequence, row.sequence->m_length).second;
            if (length >= config.context)
                throw Error("The text is longer than the model's context of "
                    + std::to_string(config.context)
                    + " tokens; shorten the prompt or restart from its end.");
            positions.push_back(length++);
        }
    }

    std::size_t cacheSize() const
    {
        const ModelConfig& config = weights->config;
        return static_cast<std::size_t>(config.layers) * 2
            * static_cast<std::size_t>(config.context) * static_cast<std::size_t>(config.dModel);
    }

    /// (T, D) of one layer; part 0 keys, 1 values.
    float* cache(Sequence& sequence, int layer, int part) const
    {
        return sequence.m_cache.data()
            + (static_cast<std::ptrdiff_t>(layer) * 2 + part) * weights->config.context
            * weights->config.dModel;
    }

    void embed(std::span<const Row> rows, std::span<const int> at)
    {
        const std::int64_t D = weights->config.dModel;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const float* token = weights->tokenEmbedding.data() + rows[i].token * D;
            const float* position = weights->positionEmbedding.data() + at[i] * D;
            float* x = stream.data() + static_cast<std::int64_t>(i) * D;
            for (std::int64_t c = 0; c < D; ++c)
                x[c] = token[c] + position[c];
        }
        lap(Part::Embedding);
    }

    void lap(Part part) const
    {
        if (clock)
            clock->lap(part);
    }

    void normalise(const NormWeights& norm, const float* x, std::int64_t n, float* y)
    {
        const std::int64_t D = weights->config.dModel;
        kernels.layerNorm({x, D}, norm.weight.data(), norm.bias.data(), D, n, {y, D});
        lap(Part::Norm);
    }

    void linear(const LinearWeights& map, const float* x, std::int64_t n, float* y)
    {
        const float* bias = map.bias.size() ? map.bias.data() : nullptr;
        const auto outputs = [&](std::int64_t begin, std::int64_t end) {
            kernels.linear(map.weight.rows(), bias, map.inputs, {x, map.inputs}, n,
                {y, map.outputs}, begin, end);
        };
        pool->split(map.outputs, kOutputGrain, std::ref(outputs));
    }

    /// One head of one row over the keys and values at positions 0 ... its own.
    void attendHead(Sequence& sequence, int layer, int position, const float* query,
        std::int64_t head, float* weightsOfKeys, float* out)
    {
        const std::int64_t D = weights->config.dModel, H = weights->config.heads, width = D / H,
                           keys = position + 1;
        const float* key = cache(sequence, layer, 0) + head * width;
        const float* value = cache(sequence, layer, 1) + head * width;
        kernels.linear({key, D}, nullptr, width, {query, width}, 1, {weightsOfKeys, keys}, 0, keys);
        kernels.softmax(weightsOfKeys, keys, 1.0F / std::sqrt(static_cast<float>(width)));
        std::fill_n(out, width, 0.0F);
        kernels.accumulate({weightsOfKeys, keys}, {value, D}, keys, 1, {out, width}, 0, width);
    }

    void attend(std::span<const Row> rows, std::span<const int> at, int layer)
    {
        const std::int64_t D = weights->config.dModel, H = weights->config.heads,
                           T = weights->config.context;
        const std::int64_t items = static_cast<std::int64_t>(rows.size()) * H,
                           parts = pool->threads();
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const float* qkv = queryKeyValue.data() + static_cast<std::int64_t>(i) * 3 * D;
            std::copy_n(qkv + D, D, cache(*rows[i].sequence, layer, 0) + at[i] * D);
            std::copy_n(qkv + 2 * D, D, cache(*rows[i].sequence, layer, 1) + at[i] * D);
        }
        const auto part = [&](std::int64_t first, std::int64_t last) {
            for (std::int64_t p = first; p < last; ++p)
                for (std::int64_t item = items * p / parts; item < items * (p + 1) / parts;
                     ++item) {
                    const std::int64_t i = item / H, head = item % H, column = head * (D / H);
                    attendHead(*rows[static_cast<std::size_t>(i)].sequence, layer,
                        at[static_cast<std::size_t>(i)], queryKeyValue.data() + i * 3 * D + column,
                        head, scores.data() + p * T, mixed.data() + i * D + column);
                }
        };
        pool->split(parts, 1, std::ref(part));
    }

    void block(std::span<const Row> rows, std::span<const int> at, int layer)
    {
        const BlockWeights& w = weights->blocks[static_cast<std::size_t>(layer)];
        const std::int64_t n = static_cast<std::int64_t>(rows.size()),
                           count = n * weights->config.dModel;
        normalise(w.attentionNorm, stream.data(), n, normal.data());
        linear(w.queryKeyValue, normal.data(), n, queryKeyValue.data());
        attend(rows, at, layer);
        linear(w.attentionOutput, mixed.data(), n, projected.data());
        kernels.add(stream.data(), projected.data(), count);
        lap(Part::Attention);
        normalise(w.feedForwardNorm, stream.data(), n, normal.data());
        feedForward.run(w.feedForward, normal.span(), n, projected.span(), *pool, path, clock);
        kernels.add(stream.data(), projected.data(), count);
        lap(Part::FeedForward);
    }

    /// Of the first `n` rows of the block, whose records begin at `firing`, what `layer` did.
    void record(std::size_t layer, std::size_t n, FiringRecord* firing)
    {
        const FeedForwardWeights& w = weights->blocks[layer].feedForward;
        for (std::size_t i = 0; i < n; ++i)
            firing[i].layers.push_back(
                feedForward.firing(w, static_cast<std::int64_t>(i), keepLogits));
        const std::span<const float> hidden = feedForward.routed();
        routed[layer].insert(routed[layer].end(), hidden.begin(), hidden.end());
        const std::span<const float> opened = feedForward.gates();
        gates[layer].insert(gates[layer].end(), opened.begin(), opened.end());
    }

    /// Of the first `n` rows of the block, what the last norm divides by.
    void recordDeviations(std::size_t n)
    {
        const std::size_t D = static_cast<std::size_t>(weights->config.dModel);
        for (std::size_t i = 0; i < n; ++i) {
            const std::span<const float> x = stream.span().subspan(i * D, D);
            const double mean = std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(D);
            double squares = 0;
            for (const float value : x)
                squares += (value - mean) * (value - mean);
            deviations.push_back(std::sqrt(squares / static_cast<double>(D) + kNormEpsilon));
        }
    }

    /// Logits of the last `count` rows of the block, written to `out` (count, V).
    void head(std::int64_t n, std::int64_t count, float* out)
    {
        const std::int64_t D = weights->config.dModel;
        normalise(weights->norm, stream.data() + (n - count) * D, count, normal.data());
        linear(weights->head, normal.data(), count, out);
        lap(Part::Head);
    }
};

LanguageEngine::LanguageEngine(
    std::shared_ptr<const LanguageWeights> weights, EngineOptions options)
    : m_impl(std::make_unique<Impl>(std::move(weights), options))
{
}

LanguageEngine::~LanguageEngine() = default;

const LanguageWeights& LanguageEngine::weights() const { return *m_impl->weights; }

Sequence LanguageEngine::makeSequence() const
{
    Sequence sequence;
    sequence.m_cache = AlignedFloats(m_impl->cacheSize());
    return sequence;
}

std::span<const float> LanguageEngine::advance(
    std::span<const Row> rows, Logits which, std::vector<FiringRecord>* firing)
{
    Impl& impl = *m_impl;
    const ModelConfig& config = impl.weights->config;
    impl.place(rows);
    impl.reserve(std::min<std::int64_t>(static_cast<std::int64_t>(rows.size()), kRowBlock));
    const std::size_t wanted
        = which == Logits::All ? rows.size() : std::min<std::size_t>(rows.size(), 1);
    impl.logits.resize(wanted * static_cast<std::size_t>(config.vocabSize));
    if (firing) {
        firing->assign(rows.size(), {});
        impl.routed.assign(static_cast<std::size_t>(config.layers), {});
        impl.gates.assign(static_cast<std::size_t>(config.layers), {});
        impl.deviations.clear();
    }
    if (impl.clock)
        impl.clock->start();

    for (std::size_t first = 0; first < rows.size(); first += kRowBlock) {
        const std::size_t n = std::min<std::size_t>(rows.size() - first, kRowBlock);
        const std::span<const Row> some = rows.subspan(first, n);
        const std::span<const int> at = std::span<const int>(impl.positions).subspan(first, n);
        impl.embed(some, at);
        for (int layer = 0; layer < config.layers; ++layer) {
            impl.block(some, at, layer);
            if (firing)
                impl.record(static_cast<std::size_t>(layer), n, firing->data() + first);
        }
        if (firing)
            impl.recordDeviations(n);
        const std::int64_t count = static_cast<std::int64_t>(n);
        if (which == Logits::All)
            impl.head(count, count,
                impl.logits.data() + first * static_cast<std::size_t>(config.vocabSize));
        else if (first + n == rows.size())
            impl.head(count, 1, impl.logits.data());
    }
    for (const auto& [sequence, length] :
        impl.lengths) // only now: an error above leaves every text as it was
        sequence->m_length = length;
    return impl.logits;
}

std::span<const float> LanguageEngine::advance(Sequence& sequence, std::span<const int> tokens,
    Logits which, std::vector<FiringRecord>* firing)
{
    std::vector<Row>& rows = m_impl->rows;
    rows.clear();
    for (const int token : tokens)
        rows.push_back({&sequence, token});
    return advance(rows, which, firing);
}

void LanguageEngine::decide(std::span<FiringRecord> firing) const
{
    const Impl& impl = *m_impl;
    for (std::size_t layer = 0; layer < impl.routed.size(); ++layer) {
        const FeedForwardWeights& w = impl.weights->blocks[layer].feedForward;
        const std::size_t R = static_cast<std::size_t>(w.routerRank);
        if (w.isDense())
            continue;
        if (impl.routed[layer].size() != firing.size() * R)
            throw Error("Decisions: " + std::to_string(firing.size())
                + " records are not those of the last call, which had "
                + std::to_string(impl.routed[layer].size() / R) + " tokens.");
        for (std::size_t row = 0; row < firing.size(); ++row)
            firing[row].layers.at(layer).decisions = decisionsOf(
                impl.feedForward.logits(w, std::span(impl.routed[layer]).subspan(row * R, R)),
                w.groups);
    }
}

std::vector<Attribution> LanguageEngine::attributions(
    const FiringRecord& firing, std::size_t row, int token, std::size_t most) const
{
    const Impl& impl = *m_impl;
    const ModelConfig& config = impl.weights->config;
    if (row >= impl.deviations.size())
        throw Error("Attributions: the last call had " + std::to_string(impl.deviations.size())
            + " tokens; asked for number " + std::to_string(row) + ".");
    std::vector<std::span<const float>> gates;
    if (config.isSparse())
        for (const std::vector<float>& ofAll : impl.gates) {
            const auto G = static_cast<std::size_t>(config.groups);
            gates.push_back(std::span(ofAll).subspan(row * G, G));
        }
    return largestAttributions(
        *impl.weights, impl.kernels, firing, gates, impl.deviations[row], token, most);
}

void LanguageEngine::setThreads(int threads)
{
    if (std::max(threads, 1) != m_impl->pool->threads())
        m_impl->setThreads(threads);
}

void LanguageEngine::timeParts(PartClock* clock) { m_impl->clock = clock; }

double meanLoss(LanguageEngine& engine, std::span<const std::uint16_t> ids,
    std::span<const std::int64_t> windowStarts)
{
    const std::size_t T = static_cast<std::size_t>(engine.weights().config.context);
    const std::size_t V = static_cast<std::size_t>(engine.weights().config.vocabSize);
    if (windowStarts.empty())
        throw Error("Mean loss: there is no window to evaluate; the text is shorter than the "
                    "model's context.");
    Sequence sequence = engine.makeSequence();
    double sum = 0;
    for (const std::int64_t start : windowStarts) {
        if (start < 0 || static_cast<std::size_t>(start) + T + 1 > ids.size())
            throw Error("Mean loss: the window at " + std::to_string(start)
                + " reaches past the text of " + std::to_string(ids.size()) + " characters.");
        const std::span<const std::uint16_t> window
            = ids.subspan(static_cast<std::size_t>(start), T + 1);
        const std::vector<int> inputs(window.begin(), window.end() - 1);
        sequence.truncate(0);
        const auto logits = engine.advance(sequence, inputs, LanguageEngine::Logits::All);
        requireFinite(logits);
        for (std::size_t t = 0; t < T; ++t) {
            if (window[t + 1] >= V)
                throw Error("Mean loss: character number " + std::to_string(window[t + 1])
                    + " is outside the model's vocabulary of " + std::to_string(V) + ".");
            sum += crossEntropy(logits.subspan(t * V, V), window[t + 1]);
        }
    }
    return sum / (static_cast<double>(windowStarts.size()) * static_cast<double>(T));
}

} // namespace glowworm
