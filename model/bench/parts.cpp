// SPDX-License-Identifier: GPL-3.0-or-later
// Where a token's time goes, by differences, so that caches are those of the whole token and the parts sum to it:
//   FF and router    = whole token - the same model with one FF neuron ("without-ff")
//   one block's rest = ("without-ff" - its first block alone, "one-block") / (L - 1); L of them less the norms are attention
//   head             = "one-block" less one block and the last norm (the embedding, two rows added, is in it)
//   norms            = all 2 L + 1 in a row by the engine's kernel
//   router / fired   = layers alone in rotation at G and at G / 2 groups ("ff-alone", "ff-half-groups"), where the router costs the same
//   and
//                      half as many neurons fire: fired = 2 (t(G) - t(G / 2)); their proportion divides FF and router
#include "bench/parts.h"
#include "bench/layer_contenders.h"
#include "cost.h"
#include "engine/kernels.h"

#include <algorithm>

namespace glowworm {

namespace {

/// Sums a buffer as fast as plain code can: integers, so that the order of the sums is free.
class ReadBuffer : public Contender {
public:
    explicit ReadBuffer(std::int64_t bytes)
        : m_words(static_cast<std::size_t>(bytes) / sizeof(float))
    {
        for (std::size_t i = 0; i < m_words.size(); ++i)
            m_words.data()[i] = static_cast<float>(i % 97);
    }
    void prepare() override { }
    void pass() override
    {
        using Lanes = std::uint64_t __attribute__((vector_size(64), aligned(64), may_alias));
        const auto* data = reinterpret_cast<const Lanes*>(m_words.data());
        Lanes sums[4] = {};
        const std::size_t quads = m_words.size() * sizeof(float) / sizeof sums;
        for (std::size_t i = 0; i < quads; ++i)
            for (std::size_t k = 0; k < 4; ++k)
                sums[k] += data[4 * i + k];
        const Lanes all = sums[0] + sums[1] + sums[2] + sums[3];
        m_sum = m_sum + all[0] + all[7]; // volatile: the sums are needed
    }

private:
    AlignedFloats m_words;
    volatile std::uint64_t m_sum = 0;
};

class Norms : public Contender {
public:
    explicit Norms(std::shared_ptr<const LanguageWeights> weights)
        : m_weights(std::move(weights))
        , m_x(static_cast<std::size_t>(m_weights->config.dModel))
        , m_y(m_x.size())
    {
        for (std::size_t i = 0; i < m_x.size(); ++i)
            m_x.data()[i] = static_cast<float>(i % 13);
    }
    void prepare() override { }
    void pass() override
    {
        for (const BlockWeights& block : m_weights->blocks) {
            run(block.attentionNorm);
            run(block.feedForwardNorm);
        }
        run(m_weights->norm);
    }

private:
    void run(const NormWeights& norm)
    {
        const std::int64_t D = m_weights->config.dModel;
        simdKernels().layerNorm({m_x.data(), D}, norm.weight.data(), norm.bias.data(), D, 1, {m_y.data(), D});
    }

    std::shared_ptr<const LanguageWeights> m_weights;
    AlignedFloats m_x, m_y; // (D)
};

bool areTwins(ModelConfig dense, ModelConfig sparse)
{
    for (ModelConfig* config : {&dense, &sparse}) {
        const ModelConfig other;
        config->routing = Routing::Dense;
        config->neurons = config->groups = config->routerRank = 1;
        config->activation = config->routerActivation = other.activation;
        config->gate = other.gate;
        config->gateScale = other.gateScale;
    }
    return dense == sparse;
}

void add(BenchCase& result, const char* impl, int threads, double calls, std::unique_ptr<Contender> contender)
{
    Entrant entrant{{}, calls, std::move(contender)};
    entrant.row.impl = impl;
    entrant.row.threads = threads;
    entrant.row.yardstick = true;
    result.entrants.push_back(std::move(entrant));
}

void addParts(BenchCase& result, const DetailSetting& setting)
{
    const ModelConfig& sparse = setting.sparse.config;
    if (sparse.layers < 2 || sparse.groups % 2 != 0 || !areTwins(setting.dense.config, sparse))
        return;
    const int threads = setting.config.threads;
    const double calls = setting.texts->timed();
    ModelConfig bare = setting.dense.config;
    bare.neurons = bare.groups = 1;
    add(result, "without-ff", threads, calls,
        engineDecoding(packLanguage(withConfig(setting.dense, bare)), setting.texts, {.threads = threads}));
    bare.layers = 1;
    add(result, "one-block", threads, calls,
        engineDecoding(packLanguage(withConfig(setting.dense, bare)), setting.texts, {.threads = threads}));
    add(result, "norms", threads, 1, std::make_unique<Norms>(setting.packedSparse));

    const auto inputs = std::make_shared<const InputPool>(sparse.dModel, sparse.layers, 1, setting.config.seed);
    ModelConfig half = sparse;
    half.groups /= 2;
    const auto addLayers = [&](const char* impl, const std::shared_ptr<const LanguageWeights>& weights) {
        std::vector<const FeedForwardWeights*> layers;
        for (const BlockWeights& block : weights->blocks)
            layers.push_back(&block.feedForward);
        add(result, impl, threads, 1, engineLayers(layers, weights, inputs, 1, threads, FeedForwardPath::Fired));
    };
    addLayers("ff-alone", setting.packedSparse);
    addLayers("ff-half-groups", packLanguage(withConfig(setting.sparse, half)));
}

const BenchRow* find(const BenchResult& result, const char* impl)
{
    const auto row = std::ranges::find(result.rows, impl, &BenchRow::impl);
    return row != result.rows.end() && row->roundsDone > 0 ? &*row : nullptr;
}

std::int64_t bytesOf(const Cost& cost, std::initializer_list<Part> parts)
{
    std::int64_t bytes = 0;
    for (const Part part : parts)
        if (const PartCost* found = cost.find(part))
            bytes += found->bytes;
    return bytes;
}

/// Microseconds of the parts in one round.
struct Round {
    double whole, withoutFf, oneBlock, norms, firedShare;
    int layers;

    double block() const { return (withoutFf - oneBlock) / (layers - 1); }
    double norm() const { return norms / (2 * layers + 1); }
    double feedForward() const { return (whole - withoutFf) * firedShare; }
    double router() const { return (whole - withoutFf) * (1 - firedShare); }
    double attention() const { return layers * (block() - 2 * norm()); }
    double head() const { return oneBlock - block() - norm(); }
    double allNorms() const { return norms; }
};

void addPartsOf(BenchResult& result, const char* impl, const ModelConfig& config, int context)
{
    const BenchRow *whole = find(result, impl), *bare = find(result, "without-ff"), *block = find(result, "one-block"),
                   *norms = find(result, "norms"), *alone = find(result, "ff-alone"), *half = find(result, "ff-half-groups");
    if (!whole || !bare || !block || !norms || !alone || !half)
        return;
    const auto rounds = static_cast<std::size_t>(
        std::min({whole->roundsDone, bare->roundsDone, block->roundsDone, norms->roundsDone, alone->roundsDone, half->roundsDone}));
    double firedShare = 1; // of FF and router; one figure for all rounds, because it is a difference of small numbers
    if (config.isSparse())
        firedShare = std::clamp(2 * (1 - half->microseconds.median / alone->microseconds.median), 0.0, 1.0);
    const Cost cost = inferenceCost(config, context);
    const auto add = [&](const char* part, std::int64_t bytes, double (Round::*time)() const, const char* how) {
        std::vector<double> samples;
        for (std::size_t i = 0; i < rounds; ++i) {
            const Round round{whole->samples[i], bare->samples[i], block->samples[i], norms->samples[i], firedShare, config.layers};
            samples.push_back((round.*time)());
        }
        const double share = static_cast<double>(bytes) / static_cast<double>(cost.bytes());
        result.parts.push_back({impl, part, bytes, share, quartiles(std::move(samples)), how});
    };
    add("attention", bytesOf(cost, {Part::Attention}), &Round::attention,
        "model without FF less its first block alone, for all blocks, less the norms");
    if (config.isSparse())
        add("router", bytesOf(cost, {Part::Router}), &Round::router,
            "token less model without FF; divided by the times of the FF layers alone with all and with half of the groups");
    add("feed_forward", bytesOf(cost, {Part::FeedForward}), &Round::feedForward,
        config.isSparse() ? "token less model without FF; divided by the times of the FF layers alone with all and with half of the groups"
                          : "token less model without FF");
    add("norms", bytesOf(cost, {Part::Norm, Part::Embedding}), &Round::allNorms,
        "all norms in a row; the bytes count the embedding, whose time is in the head's");
    add("head", bytesOf(cost, {Part::Head}), &Round::head, "model of one block less that block and the last norm; the embedding is in it");
}

} // namespace

void addDetails(BenchCase& result, const DetailSetting& setting)
{
    const BenchConfig& config = setting.config;
    addParts(result, setting);
    if (config.threads > 1)
        return;
    add(result, "read", 1, 1, std::make_unique<ReadBuffer>(inferenceCost(setting.dense.config, config.context).bytes()));
    if (machineInfo().hardwareThreads > 1)
        add(result, "dense-2-threads", 2, setting.texts->timed(),
            engineDecoding(packLanguage(setting.dense), setting.texts, {.threads = 2}));
}

void summariseDetails(BenchResult& result, const ModelConfig& dense, const ModelConfig& sparse, int context)
{
    addPartsOf(result, "dense", dense, context);
    addPartsOf(result, "sparse", sparse, context);
    const BenchRow *one = find(result, "dense"), *two = find(result, "dense-2-threads"), *read = find(result, "read");
    if (one && two) {
        BenchThreads gain{two->threads, ratioOfMedians(one->samples, two->samples), {}};
        gain.verdict = verdict(std::to_string(two->threads) + " threads", gain.ratio);
        result.threads.push_back(std::move(gain));
    }
    if (one && read) {
        BenchBandwidth bandwidth;
        bandwidth.bytes = inferenceCost(dense, context).bytes();
        const double gigabytes = static_cast<double>(bandwidth.bytes) * 1e-9;
        bandwidth.readGbPerSecond = gigabytes / (read->microseconds.median * 1e-6);
        bandwidth.denseGbPerSecond = gigabytes / (one->microseconds.median * 1e-6);
        bandwidth.fraction = ratioOfMedians(read->samples, one->samples);
        result.bandwidth = bandwidth;
    }
}

} // namespace glowworm
