// SPDX-License-Identifier: GPL-3.0-or-later
// One FF layer: several copies with different random weights in rotation, fresh inputs each call.
#include "model/bench/layer_implementations.h"

#include <algorithm>

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

std::vector<const FeedForwardWeights*> packedOf(const LayerSet& set)
{
    std::vector<const FeedForwardWeights*> layers;
    for (const FeedForwardWeights& layer : set.packed)
        layers.push_back(&layer);
    return layers;
}

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
    explicit FeedForwardCases(const CaseSetting& setting)
        : m_config(setting.config)
        , m_torch(setting.torch)
        , m_layer(setting.layer)
    {
    }

    /// Layers are made anew only when their shape changes, one set a call.
    std::optional<BenchCase> next(const CasePlan& plan, const StopCheck& stop) override
    {
        if (!m_dense) {
            m_dense = makeLayerSet(m_config, m_config.neurons, 0, wantsTorch("libtorch-dense"));
            return {};
        }
        if (isWanted(m_config, "dense-skip") && !m_skip) {
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
        if (isWanted(m_config, "iso-dense") && !m_iso)
            m_iso = makeLayerSet(m_config, isoNeurons(m_sparse->config), 0, nullptr);
        return makeCase(plan.tokens);
    }

private:
    const TrainEntry* wantsTorch(const char* impl) const
    {
        return isWanted(m_config, impl) ? m_torch : nullptr;
    }

    BenchCase makeCase(int tokens)
    {
        BenchCase result;
        result.equivalence = m_equivalence;
        m_inputs = std::make_shared<const InputPool>(
            m_config.dModel, m_config.layers, tokens, m_config.seed);
        add(result, "dense", m_dense, tokens, FeedForwardPath::Auto);
        if (m_skip)
            add(result, "dense-skip", m_skip, tokens, FeedForwardPath::Auto);
        if (m_iso)
            add(result, "iso-dense", m_iso, tokens, FeedForwardPath::Auto);
        add(result, "sparse", m_sparse, tokens, FeedForwardPath::Auto);
        add(result, "masked-dense", m_sparse, tokens, FeedForwardPath::MaskedDense);
        addTorch(result, "libtorch-dense", m_dense, tokens);
        addTorch(result, "libtorch-sparse", m_sparse, tokens);
        return result;
    }

    BenchRow row(const char* impl, const LayerSet& layers, int tokens) const
    {
        BenchRow row;
        row.impl = impl;
        row.density = m_sparse->config.density();
        row.tokens = tokens;
        row.threads = m_config.threads;
        row.neurons = layers.config.neurons;
        return row;
    }

    void add(BenchCase& result, const char* impl, const std::shared_ptr<LayerSet>& layers,
        int tokens, FeedForwardPath path) const
    {
        if (!isWanted(m_config, impl))
            return;
        Entrant entrant{row(impl, *layers, tokens), static_cast<double>(m_config.layers),
            engineLayers(packedOf(*layers), layers, m_inputs, tokens, m_config.threads, path)};
        if (layers == m_skip)
            entrant.row.activeFraction = activeFraction(layers->packed.front(), m_config.seed);
        result.entrants.push_back(std::move(entrant));
    }

    /// What is not equal is not timed: adds the LibTorch entrant only when its first layer agrees
    /// with the engine's.
    void addTorch(BenchCase& result, const char* impl, const std::shared_ptr<LayerSet>& layers,
        int tokens) const
    {
        if (layers->torch.empty())
            return;
        std::vector<float> y(m_inputs->blockSize());
        ThreadPool pool(m_config.threads);
        FeedForward().run(layers->packed.front(), m_inputs->block(0), tokens, y, pool);
        layers->torch.front()->setInput(m_inputs->block(0));
        layers->torch.front()->run();
        const std::string refusal = libtorchRefusal(impl, y, layers->torch.front()->output());
        if (!refusal.empty())
            result.notices.push_back(refusal);
        else
            result.entrants.push_back(
                {row(impl, *layers, tokens), static_cast<double>(m_config.layers),
                    std::make_unique<TorchLayers>(layers, m_inputs)});
    }

    BenchConfig m_config;
    const TrainEntry* m_torch;
    SparseLayer m_layer;
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
