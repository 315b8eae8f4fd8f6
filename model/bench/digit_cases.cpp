// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures through the digit network.
#include "model/bench/cases.h"

#include "model/base/counter_random.h"
#include "model/engine/digit_engine.h"

#include <algorithm>

namespace glowworm {

namespace {

constexpr std::int64_t kPictures = 256; // different ones, read in turn

/// Random pixels, standardised as real pictures are.
class Pictures {
public:
    Pictures(int perCall, std::uint64_t seed)
        : m_size(static_cast<std::size_t>(perCall) * kDigitPixels)
    {
        const std::uint64_t key = randomKey(seed, "pictures");
        m_values.resize(
            m_size * static_cast<std::size_t>(std::max<std::int64_t>(kPictures / perCall, 4)));
        for (std::size_t i = 0; i < m_values.size(); ++i)
            m_values[i] = static_cast<float>(randomNormal(key, i));
    }
    std::span<const float> call(std::size_t index) const
    {
        return std::span(m_values).subspan(index % (m_values.size() / m_size) * m_size, m_size);
    }

private:
    std::size_t m_size;
    std::vector<float> m_values;
};

constexpr int kCalls = 16; // of a pass: one picture takes microseconds

class EngineDigits : public Implementation {
public:
    EngineDigits(std::shared_ptr<const DigitWeights> weights,
        std::shared_ptr<const Pictures> pictures, EngineOptions options)
        : m_engine(std::move(weights), options)
        , m_pictures(std::move(pictures))
    {
    }
    void prepare() override { m_next += kCalls; }
    void pass() override
    {
        for (std::size_t i = 0; i < kCalls; ++i)
            m_engine.classify(m_pictures->call(m_next + i));
    }

private:
    DigitEngine m_engine;
    std::shared_ptr<const Pictures> m_pictures;
    std::size_t m_next = 0;
};

class TorchDigits : public Implementation {
public:
    TorchDigits(std::unique_ptr<TorchModel> model, std::shared_ptr<const Pictures> pictures)
        : m_model(std::move(model))
        , m_pictures(std::move(pictures))
    {
    }
    void prepare() override { m_next += kCalls; }
    void pass() override
    {
        for (std::size_t i = 0; i < kCalls; ++i)
            m_model->scores(m_pictures->call(m_next + i));
    }

private:
    std::unique_ptr<TorchModel> m_model;
    std::shared_ptr<const Pictures> m_pictures;
    std::size_t m_next = 0;
};

class DigitCases : public CaseMaker {
public:
    explicit DigitCases(const CaseSetting& setting)
        : m_config(setting.config)
        , m_torch(setting.torch)
        , m_layer(setting.layer)
    {
    }

    std::optional<BenchCase> next(const CasePlan& plan, const StopCheck&) override
    {
        BenchCase result;
        m_tokens = plan.tokens;
        const auto dense = packDigits(*m_config.dense), sparse = packDigits(*m_config.sparse);
        passEquivalenceCheck(result.equivalence, sparse->feedForward, 0, m_config.seed, m_layer);
        m_pictures = std::make_shared<const Pictures>(plan.tokens, m_config.seed);
        add(result, "dense", dense, FeedForwardPath::Auto);
        add(result, "dense-skip",
            packDigits(*m_config.dense, WeightFormat::Fp32, DenseLayout::ByNeuron),
            FeedForwardPath::Auto);
        ModelConfig iso = dense->config;
        iso.neurons = isoNeurons(sparse->config);
        iso.groups = 1;
        add(result, "iso-dense", packDigits(withConfig(*m_config.dense, iso)),
            FeedForwardPath::Auto);
        add(result, "sparse", sparse, FeedForwardPath::Auto);
        add(result, "masked-dense", sparse, FeedForwardPath::MaskedDense);
        if (m_torch) {
            addTorch(result, "libtorch-dense", *m_config.dense, dense);
            addTorch(result, "libtorch-sparse", *m_config.sparse, sparse);
        }
        return result;
    }

private:
    BenchRow row(const char* impl, const ModelConfig& model) const
    {
        BenchRow row;
        row.impl = impl;
        row.density = model.density();
        row.tokens = m_tokens;
        row.threads = m_config.threads;
        row.neurons = model.neurons;
        return row;
    }

    void add(BenchCase& result, const char* impl,
        const std::shared_ptr<const DigitWeights>& weights, FeedForwardPath path) const
    {
        if (!isWanted(m_config, impl))
            return;
        Entrant entrant{row(impl, weights->config), kCalls,
            std::make_unique<EngineDigits>(
                weights, m_pictures, EngineOptions{.threads = m_config.threads, .path = path})};
        if (weights->feedForward.layout == DenseLayout::ByNeuron)
            entrant.row.activeFraction = activeOf(weights);
        result.entrants.push_back(std::move(entrant));
    }

    double activeOf(const std::shared_ptr<const DigitWeights>& dense) const
    {
        DigitEngine engine(dense);
        std::vector<FiringRecord> firing;
        double active = 0, all = 0;
        for (std::size_t call = 0; call < 16; ++call) {
            engine.classify(m_pictures->call(call), &firing);
            for (const FiringRecord& record : firing) {
                active += static_cast<double>(record.layers.front().neurons.size());
                all += dense->config.neurons;
            }
        }
        return active / all;
    }

    void addTorch(BenchCase& result, const char* impl, const ModelState& state,
        const std::shared_ptr<const DigitWeights>& weights) const
    {
        if (!isWanted(m_config, impl))
            return;
        auto model = m_torch->createModel(state, m_config.threads);
        DigitEngine engine(weights);
        const auto picture = m_pictures->call(0);
        const std::string refusal
            = libtorchRefusal(impl, engine.classify(picture), model->scores(picture));
        if (refusal.empty())
            result.entrants.push_back({row(impl, state.config), kCalls,
                std::make_unique<TorchDigits>(std::move(model), m_pictures)});
        else
            result.notices.push_back(refusal);
    }

    BenchConfig m_config;
    const TrainEntry* m_torch;
    SparseLayer m_layer;
    // of the case in hand
    int m_tokens = 1;
    std::shared_ptr<const Pictures> m_pictures;
};

} // namespace

std::unique_ptr<CaseMaker> digitCases(const CaseSetting& setting)
{
    return std::make_unique<DigitCases>(setting);
}

} // namespace glowworm
