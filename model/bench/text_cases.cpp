// SPDX-License-Identifier: GPL-3.0-or-later
// Whole text models: one token, a prompt, one token of each of many texts; and single layers, as
// models of an alphabet of two whose time is shared among their layers.
#include "model/bench/parts.h"
#include "model/bench/text_implementations.h"
#include "model/engine/feed_forward.h"

#include <algorithm>

namespace glowworm {

namespace {

constexpr int kTexts = 4; // different texts that the passes of one token a call read in turn
constexpr std::size_t kCompared = 8; // first tokens of a text, for which LibTorch is compared

class TextCases : public CaseMaker {
public:
    explicit TextCases(const CaseSetting& setting)
        : CaseMaker(setting)
        , m_dense(setting.config.dense)
        , m_sparse(setting.config.sparse)
    {
    }

    std::optional<BenchCase> next(const CasePlan& plan, const StopCheck& stop) override
    {
        m_stop = stop;
        m_plan = plan;
        if (isLayer())
            makeModels(plan.groups);
        BenchCase result;
        m_packedSparse = packLanguage(*m_sparse);
        result.equivalence = equivalenceOf(*m_packedSparse);
        const int room = std::min(m_dense->config.context, m_sparse->config.context);
        const int first = isPrompt() ? 0 : firstTimedPosition(m_config, room);
        const int timed = isPrompt() ? plan.tokens : m_config.generated;
        const bool batch = m_config.workload == Workload::Batch;
        m_texts = writeTexts(m_packedSparse, m_config.seed, batch ? 1 : kTexts,
            batch ? plan.tokens : 1, first, timed, stop);
        addEngines(result);
        if (m_config.workload == Workload::Token)
            addFormats(result);
        if (m_torch)
            addTorch(result);
        if (m_config.workload == Workload::Token)
            addDetails(result, m_config, m_splits, packLanguage(*m_dense), m_texts, stop);
        m_splits.clear();
        m_packedSparse = nullptr;
        m_texts = nullptr;
        return result;
    }

private:
    bool isLayer() const { return m_config.workload == Workload::Layer; }
    bool isPrompt() const { return m_config.workload == Workload::Prompt; }

    void makeModels(int groups)
    {
        RunConfig run;
        run.model = {.task = Task::Text,
            .routing = m_config.routing,
            .dModel = m_config.dModel,
            .layers = m_config.layers,
            .heads = m_config.heads,
            .context = m_config.context + m_config.generated,
            .neurons = m_config.neurons,
            .groups = groups,
            .routerRank = m_config.routerRank,
            .vocabSize = 2};
        run.train.seed = m_config.seed;
        m_sparse = std::make_shared<const ModelState>(initialState(run, {U'a', U'b'}));
        m_dense = std::make_shared<const ModelState>(initialState(denseTwin(run), {U'a', U'b'}));
    }

    Equivalence equivalenceOf(const LanguageWeights& sparse) const
    {
        Equivalence check;
        for (std::size_t i = 0; i < sparse.blocks.size(); ++i) {
            requireGoingOn(m_stop);
            passEquivalenceCheck(check, sparse.blocks[i].feedForward, i, m_config.seed, m_layer);
        }
        return check;
    }

    double calls() const
    {
        return isPrompt() ? 1 : m_texts->timed() * (isLayer() ? m_config.layers : 1);
    }

    /// A row of the engine's, where it is asked for: only then `pack` is called.
    template <class Pack>
    void add(BenchCase& result, const std::string& impl, FeedForwardPath path, Pack pack)
    {
        if (!isWanted(impl))
            return;
        requireGoingOn(m_stop);
        const std::shared_ptr<const LanguageWeights> weights = pack();
        Entrant entrant{row(impl, weights->config), calls(), nullptr};
        entrant.row.format = nameOf(weights->format);
        if (impl == "dense-skip")
            entrant.row.activeFraction = activeOf(packLanguage(*m_dense));
        const EngineOptions options{.threads = m_config.threads, .path = path};
        entrant.implementation = isPrompt() ? enginePrompt(weights, m_texts, options)
                                            : engineDecoding(weights, m_texts, options, m_stop);
        if (m_config.workload == Workload::Token)
            m_splits.push_back({entrant.row, weights, options});
        result.entrants.push_back(std::move(entrant));
    }

    void addEngines(BenchCase& result)
    {
        using Path = FeedForwardPath;
        add(result, "dense", Path::Auto, [this] { return packLanguage(*m_dense); });
        add(result, "dense-skip", Path::Auto,
            [this] { return packLanguage(*m_dense, WeightFormat::Fp32, DenseLayout::ByNeuron); });
        add(result, "iso-dense", Path::Auto,
            [this] { return packLanguage(isoDense(*m_dense, m_sparse->config)); });
        add(result, "sparse", Path::Auto, [this] { return m_packedSparse; });
        add(result, "masked-dense", Path::MaskedDense, [this] { return m_packedSparse; });
    }

    /// Fraction of the FF neurons above zero while the dense model reads the case's text.
    double activeOf(const std::shared_ptr<const LanguageWeights>& dense) const
    {
        LanguageEngine engine(dense);
        Sequence sequence = engine.makeSequence();
        std::vector<FiringRecord> firing;
        engine.advance(
            sequence, m_texts->sets.front().front(), LanguageEngine::Logits::Last, &firing);
        double fired = 0, all = 0;
        for (const FiringRecord& record : firing)
            for (const LayerFiring& layer : record.layers) {
                fired += static_cast<double>(layer.neurons.size());
                all += dense->config.neurons;
            }
        return fired / all;
    }

    /// The same models with smaller weights; a format's sparse layers pass the same equivalence
    /// check.
    void addFormats(BenchCase& result)
    {
        for (const WeightFormat format : {WeightFormat::Bf16, WeightFormat::Int8})
            for (const bool isSparse : {false, true}) {
                const std::string impl
                    = (isSparse ? "sparse-" : "dense-") + std::string(nameOf(format));
                add(result, impl, FeedForwardPath::Auto, [&] {
                    const auto weights = packLanguage(isSparse ? *m_sparse : *m_dense, format);
                    if (isSparse)
                        equivalenceOf(*weights);
                    return weights;
                });
            }
    }

    void addTorch(BenchCase& result) const
    {
        for (const bool isSparse : {false, true}) {
            const std::string impl = isSparse ? "libtorch-sparse" : "libtorch-dense";
            if (!isWanted(impl))
                continue;
            requireGoingOn(m_stop);
            const ModelState& state = isSparse ? *m_sparse : *m_dense;
            auto model = m_torch->createModel(state, m_config.threads);
            const std::vector<int>& text = m_texts->sets.front().front();
            const auto window = std::span(text).first(std::min(text.size(), kCompared));
            LanguageEngine engine(isSparse ? m_packedSparse : packLanguage(state));
            Sequence sequence = engine.makeSequence();
            const auto ours = engine.advance(sequence, window, LanguageEngine::Logits::All);
            const auto theirs = model->logits(window);
            addIfEqual(result,
                {row(impl, state.config), calls(),
                    isPrompt() ? torchPrompt(std::move(model), m_texts)
                               : torchDecoding(std::move(model), m_texts, m_stop)},
                ours, theirs);
        }
        if (m_config.workload == Workload::Token && isWanted("libtorch-uncached"))
            result.entrants.push_back({row("libtorch-uncached", m_dense->config), 1,
                torchUncached(m_torch->createModel(*m_dense, m_config.threads), m_texts)});
    }

    std::shared_ptr<const ModelState> m_dense, m_sparse;
    // of the case in hand
    StopCheck m_stop;
    std::shared_ptr<const LanguageWeights> m_packedSparse;
    std::shared_ptr<const Texts> m_texts;
    std::vector<SplitRow> m_splits; // whose parts are timed, too
};

} // namespace

std::unique_ptr<CaseMaker> textCases(const CaseSetting& setting)
{
    return std::make_unique<TextCases>(setting);
}

} // namespace glowworm
