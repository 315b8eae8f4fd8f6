// SPDX-License-Identifier: GPL-3.0-or-later
// One FF layer: several copies with different random weights in rotation, fresh inputs each call.
#include "model/bench/cases.h"

#include "model/base/counter_random.h"

#include <algorithm>
#include <numeric>

namespace glowworm {

namespace {

/// The same FF layer in several copies, packed for the engine and, when there is LibTorch, for it
/// too.
struct LayerSet {
    ModelConfig config;
    std::vector<FeedForwardWeights> packed;               // layers
    std::vector<std::unique_ptr<TorchFeedForward>> torch; // layers, or empty
};

/// groups 0: dense. About a second at study size.
std::shared_ptr<LayerSet> makeLayerSet(const BenchConfig& config, int neurons, int groups,
    const TrainEntry* torch, DenseLayout layout = DenseLayout::ByOutput)
{
    RunConfig run;
    run.model = {.task = Task::Text,
        .routing = groups > 0 ? config.routing : Routing::Dense,
        .dModel = config.dModel,
        .layers = config.layers,
        .heads = 1,
        .context = 8,
        .neurons = neurons,
        .groups = std::max(groups, 1),
        .routerRank = config.routerRank,
        .vocabSize = 2};
    run.train.seed = config.seed;
    const ModelState state = initialState(run, {U'a', U'b'});
    auto set = std::make_shared<LayerSet>();
    set->config = run.model;
    for (int i = 0; i < config.layers; ++i) {
        const std::string prefix = layerPrefix(run.model, i);
        set->packed.push_back(
            packFeedForward(run.model, state.tensors, prefix, WeightFormat::Fp32, layout));
        if (torch)
            set->torch.push_back(
                torch->createFeedForward(run.model, state.tensors, prefix, config.threads));
    }
    return set;
}

/// Blocks (n, D) of random inputs that an implementation reads in turn; their number shares no
/// factor with the number of layers, so that every layer meets every block.
class InputPool {
public:
    InputPool(int dModel, int layers, int tokens, std::uint64_t seed)
        : m_blockSize(static_cast<std::size_t>(tokens) * static_cast<std::size_t>(dModel))
        , m_blocks(std::clamp(2048 / tokens, 8, 512))
    {
        while (std::gcd(m_blocks, layers) != 1)
            ++m_blocks;
        const std::uint64_t key = randomKey(seed, static_cast<std::uint64_t>(Stream::Benchmark));
        m_values.resize(m_blockSize * static_cast<std::size_t>(m_blocks));
        for (std::size_t i = 0; i < m_values.size(); ++i)
            m_values[i] = static_cast<float>(randomNormal(key, i));
    }
    std::span<const float> block(std::int64_t index) const
    {
        return std::span(m_values).subspan(
            static_cast<std::size_t>(index % m_blocks) * m_blockSize, m_blockSize);
    }
    std::size_t blockSize() const { return m_blockSize; }

private:
    std::size_t m_blockSize;
    int m_blocks;
    std::vector<float> m_values;
};

/// A pass: every layer once, each on its own fresh input.
class EngineLayers : public Implementation {
public:
    EngineLayers(std::shared_ptr<LayerSet> layers, std::shared_ptr<const InputPool> inputs,
        int tokens, int threads, FeedForwardPath path)
        : m_layers(std::move(layers))
        , m_inputs(std::move(inputs))
        , m_tokens(tokens)
        , m_path(path)
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
            m_feedForward.run(m_layers->packed[i], m_x[i], m_tokens, m_y, m_pool, m_path);
    }

private:
    std::shared_ptr<LayerSet> m_layers;
    std::shared_ptr<const InputPool> m_inputs;
    int m_tokens;
    FeedForwardPath m_path;
    ThreadPool m_pool;
    FeedForward m_feedForward;
    std::vector<std::vector<float>> m_x; // layers x (n, D)
    std::vector<float> m_y;
    std::int64_t m_next = 0;
};

class TorchLayers : public Implementation {
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

class FeedForwardCases : public CaseMaker {
public:
    using CaseMaker::CaseMaker;

    /// Layers are made anew only when their shape changes, one set a call.
    std::optional<BenchCase> next(const CasePlan& plan, const StopCheck& stop) override
    {
        m_plan = plan;
        if (!m_dense) {
            m_dense = makeLayerSet(m_config, m_config.neurons, 0, wantsTorch("libtorch-dense"));
            return {};
        }
        if (isWanted("dense-skip") && !m_skip) {
            m_skip = makeLayerSet(m_config, m_config.neurons, 0, nullptr, DenseLayout::ByNeuron);
            return {};
        }
        if (!m_sparse || m_sparse->config.groups != plan.groups) {
            m_sparse = m_iso = nullptr; // frees the memory first
            m_sparse = makeLayerSet(
                m_config, m_config.neurons, plan.groups, wantsTorch("libtorch-sparse"));
            m_equivalence = {};
            for (std::size_t i = 0; i < m_sparse->packed.size(); ++i) {
                requireGoingOn(stop);
                passEquivalenceCheck(m_equivalence, m_sparse->packed[i], i, m_config.seed, m_layer);
            }
            return {};
        }
        if (isWanted("iso-dense") && !m_iso)
            m_iso = makeLayerSet(m_config, isoNeurons(m_sparse->config), 0, nullptr);
        return makeCase();
    }

private:
    const TrainEntry* wantsTorch(const char* impl) const
    {
        return isWanted(impl) ? m_torch : nullptr;
    }

    BenchCase makeCase()
    {
        BenchCase result;
        result.equivalence = m_equivalence;
        m_inputs = std::make_shared<const InputPool>(
            m_config.dModel, m_config.layers, m_plan.tokens, m_config.seed);
        add(result, "dense", m_dense, FeedForwardPath::Auto);
        if (m_skip)
            add(result, "dense-skip", m_skip, FeedForwardPath::Auto);
        if (m_iso)
            add(result, "iso-dense", m_iso, FeedForwardPath::Auto);
        add(result, "sparse", m_sparse, FeedForwardPath::Auto);
        add(result, "masked-dense", m_sparse, FeedForwardPath::MaskedDense);
        addTorch(result, "libtorch-dense", m_dense);
        addTorch(result, "libtorch-sparse", m_sparse);
        return result;
    }

    void add(BenchCase& result, const char* impl, const std::shared_ptr<LayerSet>& layers,
        FeedForwardPath path) const
    {
        if (!isWanted(impl))
            return;
        Entrant entrant{row(impl, layers->config), static_cast<double>(m_config.layers),
            std::make_unique<EngineLayers>(
                layers, m_inputs, m_plan.tokens, m_config.threads, path)};
        if (layers == m_skip)
            entrant.row.activeFraction = activeFraction(layers->packed.front(), m_config.seed);
        result.entrants.push_back(std::move(entrant));
    }

    /// Only the first layer is compared.
    void addTorch(
        BenchCase& result, const char* impl, const std::shared_ptr<LayerSet>& layers) const
    {
        if (layers->torch.empty())
            return;
        std::vector<float> y(m_inputs->blockSize());
        ThreadPool pool(m_config.threads);
        FeedForward().run(layers->packed.front(), m_inputs->block(0), m_plan.tokens, y, pool);
        layers->torch.front()->setInput(m_inputs->block(0));
        layers->torch.front()->run();
        addIfEqual(result,
            {row(impl, layers->config), static_cast<double>(m_config.layers),
                std::make_unique<TorchLayers>(layers, m_inputs)},
            y, layers->torch.front()->output());
    }

    std::shared_ptr<LayerSet> m_dense, m_skip, m_sparse, m_iso; // kept from case to case
    std::shared_ptr<const InputPool> m_inputs;
    Equivalence m_equivalence;
};

} // namespace

std::unique_ptr<CaseMaker> feedForwardCases(const CaseSetting& setting)
{
    return std::make_unique<FeedForwardCases>(setting);
}

} // namespace glowworm
