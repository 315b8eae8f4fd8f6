// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/contenders.h"

#include "bench/equivalence.h"
#include "counter_random.h"
#include "engine/language_engine.h"
#include "engine/sampler.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace glowworm {

namespace {

constexpr std::int64_t kGateInputs = 64;
constexpr double kLibtorchDifference = 1e-4; // relative to the largest output
constexpr int kTexts = 4; // different texts that the passes of the token target read in turn

double largestRelativeDifference(std::span<const float> a, std::span<const float> b)
{
    double largest = 0, difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        largest = std::max(largest, static_cast<double>(std::abs(a[i])));
        difference = std::max(difference, std::abs(static_cast<double>(a[i]) - b[i]));
    }
    return largest > 0 ? difference / largest : difference;
}

std::string leftOut(const std::string& impl, double difference)
{
    return impl + " is left out: its output differs from ours by " + std::to_string(difference) + " relative (at most 0.0001 is allowed).";
}

/// Blocks (n, D) of random inputs that a contender reads in turn; their number shares no factor with the number of layers, so that every
/// layer meets every block.
class InputPool {
public:
    InputPool(const BenchConfig& config, int tokens)
        : m_blockSize(static_cast<std::size_t>(tokens) * static_cast<std::size_t>(config.dModel))
    {
        m_blocks = std::clamp(2048 / tokens, 8, 512);
        while (std::gcd(m_blocks, config.layers) != 1)
            ++m_blocks;
        const std::uint64_t key = randomKey(config.seed, static_cast<std::uint64_t>(Stream::Benchmark));
        m_values.resize(m_blockSize * static_cast<std::size_t>(m_blocks));
        for (std::size_t i = 0; i < m_values.size(); ++i)
            m_values[i] = static_cast<float>(randomNormal(key, i));
    }
    std::span<const float> block(std::int64_t index) const
    {
        return std::span(m_values).subspan(static_cast<std::size_t>(index % m_blocks) * m_blockSize, m_blockSize);
    }
    std::size_t blockSize() const { return m_blockSize; }

private:
    std::size_t m_blockSize;
    int m_blocks;
    std::vector<float> m_values;
};

/// One pass: every layer of the set once, each on its own fresh input.
class EngineLayers : public Contender {
public:
    EngineLayers(std::shared_ptr<LayerSet> layers, std::shared_ptr<const InputPool> inputs, int tokens, int threads)
        : m_layers(std::move(layers))
        , m_inputs(std::move(inputs))
        , m_tokens(tokens)
        , m_pool(threads)
        , m_x(m_layers->packed.size(), std::vector<float>(m_inputs->blockSize()))
        , m_y(m_inputs->blockSize())
    {
    }
    void prepare() override
    {
        for (std::vector<float>& x : m_x)
            std::ranges::copy(m_inputs->block(m_next++), x.begin());
    }
    void pass() override
    {
        for (std::size_t i = 0; i < m_x.size(); ++i)
            m_feedForward.run(m_layers->packed[i], m_x[i], m_tokens, m_y, m_pool);
    }

private:
    std::shared_ptr<LayerSet> m_layers;
    std::shared_ptr<const InputPool> m_inputs;
    int m_tokens;
    ThreadPool m_pool;
    FeedForward m_feedForward;
    std::vector<std::vector<float>> m_x; // layers x (n, D)
    std::vector<float> m_y;
    std::int64_t m_next = 0;
};

class TorchLayers : public Contender {
public:
    TorchLayers(std::shared_ptr<LayerSet> layers, std::shared_ptr<const InputPool> inputs)
        : m_layers(std::move(layers))
        , m_inputs(std::move(inputs))
    {
    }
    void prepare() override
    {
        for (const auto& layer : m_layers->torch)
            layer->setInput(m_inputs->block(m_next++));
    }
    void pass() override
    {
        for (const auto& layer : m_layers->torch)
            layer->run();
    }

private:
    std::shared_ptr<LayerSet> m_layers;
    std::shared_ptr<const InputPool> m_inputs;
    std::int64_t m_next = 0;
};

/// What is not equal is not timed: adds the LibTorch entrant only when its first layer agrees with the engine's.
void addTorchLayers(BenchCase& result, const std::string& impl, double density, const std::shared_ptr<LayerSet>& layers,
    const std::shared_ptr<const InputPool>& inputs, int threads)
{
    if (layers->torch.empty())
        return;
    const FeedForwardWeights& first = layers->packed.front();
    const std::int64_t tokens = static_cast<std::int64_t>(inputs->blockSize()) / first.dModel;
    std::vector<float> y(inputs->blockSize());
    ThreadPool pool(threads);
    FeedForward().run(first, inputs->block(0), tokens, y, pool);
    layers->torch.front()->setInput(inputs->block(0));
    layers->torch.front()->run();
    const double difference = largestRelativeDifference(y, layers->torch.front()->output());
    if (!(difference <= kLibtorchDifference)) {
        result.notices.push_back(leftOut(impl, difference));
        return;
    }
    result.entrants.push_back({impl, density, static_cast<int>(layers->torch.size()), std::make_unique<TorchLayers>(layers, inputs)});
}

/// Token ids of one text per pass, all of length first + timed.
using Texts = std::vector<std::vector<int>>;

class EngineTokens : public Contender {
public:
    EngineTokens(std::shared_ptr<const LanguageWeights> weights, std::shared_ptr<const Texts> texts, int first, int threads)
        : m_engine(std::move(weights), {.threads = threads})
        , m_sequence(m_engine.makeSequence())
        , m_texts(std::move(texts))
        , m_first(first)
    {
    }
    void prepare() override
    {
        m_text = &(*m_texts)[m_next++ % m_texts->size()];
        m_sequence.truncate(0);
        if (m_first > 0)
            m_engine.advance(m_sequence, std::span(*m_text).first(static_cast<std::size_t>(m_first)));
    }
    void pass() override
    {
        for (std::size_t i = static_cast<std::size_t>(m_first); i < m_text->size(); ++i)
            m_engine.advance(m_sequence, std::span(*m_text).subspan(i, 1));
    }

private:
    LanguageEngine m_engine;
    Sequence m_sequence;
    std::shared_ptr<const Texts> m_texts;
    int m_first;
    std::size_t m_next = 0;
    const std::vector<int>* m_text = nullptr;
};

class TorchTokens : public Contender {
public:
    TorchTokens(std::unique_ptr<TorchModel> model, std::shared_ptr<const Texts> texts, int first)
        : m_model(std::move(model))
        , m_texts(std::move(texts))
        , m_first(static_cast<std::size_t>(first))
    {
    }
    void prepare() override
    {
        m_text = &(*m_texts)[m_next++ % m_texts->size()];
        m_model->reset();
        for (std::size_t i = 0; i < m_first; ++i)
            m_model->decode((*m_text)[i]);
    }
    void pass() override
    {
        for (std::size_t i = m_first; i < m_text->size(); ++i)
            m_model->decode((*m_text)[i]);
    }

private:
    std::unique_ptr<TorchModel> m_model;
    std::shared_ptr<const Texts> m_texts;
    std::size_t m_first, m_next = 0;
    const std::vector<int>* m_text = nullptr;
};

/// Texts the sparse model writes itself, so that its routing is that of its use; every contender then reads the same characters.
std::shared_ptr<const Texts> writeTexts(const std::shared_ptr<const LanguageWeights>& weights, const BenchConfig& config, int length)
{
    LanguageEngine engine(weights, {.threads = config.threads});
    auto texts = std::make_shared<Texts>();
    for (int t = 0; t < kTexts; ++t) {
        const SampleConfig sampling{.temperature = 1.0, .seed = config.seed + static_cast<std::uint64_t>(t)};
        Sequence sequence = engine.makeSequence();
        std::vector<int> text{0};
        while (static_cast<int>(text.size()) < length) {
            const auto logits = engine.advance(sequence, std::span(text).last(1));
            text.push_back(sample(candidates(logits, sampling), sampling, static_cast<std::int64_t>(text.size())));
        }
        texts->push_back(std::move(text));
    }
    return texts;
}

/// Largest relative difference of the logits over the first tokens of a text.
double compareLogits(const std::shared_ptr<const LanguageWeights>& weights, TorchModel& torch, const std::vector<int>& text)
{
    LanguageEngine engine(weights);
    Sequence sequence = engine.makeSequence();
    torch.reset();
    double difference = 0;
    for (int token : std::span(text).first(std::min<std::size_t>(text.size(), 8))) {
        const auto ours = engine.advance(sequence, std::span(&token, 1));
        difference = std::max(difference, largestRelativeDifference(ours, torch.decode(token)));
    }
    return difference;
}

void widen(Equivalence& all, const Equivalence& one)
{
    all.maxRelativeDifference = std::max(all.maxRelativeDifference, one.maxRelativeDifference);
    all.rowsReadPerLayer = std::max(all.rowsReadPerLayer, one.rowsReadPerLayer);
    all.inputs += one.inputs;
    all.groups = one.groups;
}

} // namespace

std::shared_ptr<LayerSet> makeLayerSet(const BenchConfig& config, int groups, const TrainEntry* torch)
{
    RunConfig run;
    run.model = {.task = Task::Text,
        .routing = groups > 0 ? config.routing : Routing::Dense,
        .dModel = config.dModel,
        .layers = config.layers,
        .heads = 1,
        .context = 8,
        .neurons = config.neurons,
        .groups = std::max(groups, 1),
        .routerRank = config.routerRank,
        .vocabSize = 2};
    run.train.seed = config.seed;
    const ModelState state = initialState(run, {U'a', U'b'});
    auto set = std::make_shared<LayerSet>();
    set->config = run.model;
    for (int i = 0; i < config.layers; ++i) {
        const std::string prefix = layerPrefix(run.model, i);
        set->packed.push_back(packFeedForward(run.model, state.tensors, prefix));
        if (torch)
            set->torch.push_back(torch->createFeedForward(run.model, state.tensors, prefix, config.threads));
    }
    return set;
}

BenchCase makeFeedForwardCase(const BenchConfig& config, std::shared_ptr<LayerSet> dense, std::shared_ptr<LayerSet> sparse, int tokens)
{
    BenchCase result;
    for (std::size_t i = 0; i < sparse->packed.size(); ++i)
        widen(result.gate, checkEquivalence(sparse->packed[i], kGateInputs, config.seed + i));
    const double density = sparse->config.density();
    const auto inputs = std::make_shared<const InputPool>(config, tokens);
    const auto add = [&](const char* impl, const std::shared_ptr<LayerSet>& layers) {
        result.entrants.push_back({impl, density, config.layers, std::make_unique<EngineLayers>(layers, inputs, tokens, config.threads)});
    };
    add("dense", dense);
    add("sparse", sparse);
    addTorchLayers(result, "libtorch-dense", density, dense, inputs, config.threads);
    addTorchLayers(result, "libtorch-sparse", density, sparse, inputs, config.threads);
    return result;
}

int firstTimedPosition(const BenchConfig& config)
{
    const int room = std::min(config.dense->config.context, config.sparse->config.context);
    return std::clamp(config.context - config.generated / 2, 0, std::max(0, room - config.generated));
}

BenchCase makeTokenCase(const BenchConfig& config, const TrainEntry* torch)
{
    const auto dense = packLanguage(*config.dense);
    const auto sparse = packLanguage(*config.sparse);
    BenchCase result;
    for (std::size_t i = 0; i < sparse->blocks.size(); ++i)
        widen(result.gate, checkEquivalence(sparse->blocks[i].feedForward, kGateInputs, config.seed + i));
    const int first = firstTimedPosition(config);
    const auto texts = writeTexts(sparse, config, first + config.generated);
    result.entrants.push_back({"dense", 1, config.generated, std::make_unique<EngineTokens>(dense, texts, first, config.threads)});
    result.entrants.push_back({"sparse", config.sparse->config.density(), config.generated,
        std::make_unique<EngineTokens>(sparse, texts, first, config.threads)});
    if (torch) {
        auto model = torch->createModel(*config.dense, config.threads);
        const double difference = compareLogits(dense, *model, texts->front());
        if (difference <= kLibtorchDifference)
            result.entrants.push_back(
                {"libtorch-dense", 1, config.generated, std::make_unique<TorchTokens>(std::move(model), texts, first)});
        else
            result.notices.push_back(leftOut("libtorch-dense", difference));
    }
    return result;
}

} // namespace glowworm
