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

/// A pass: kCalls calls of `classify`, each with the next pictures.
class DigitPasses : public Implementation {
public:
    using Classify = std::function<void(std::span<const float> pixels)>;

    DigitPasses(std::shared_ptr<const Pictures> pictures, Classify classify)
        : m_pictures(std::move(pictures))
        , m_classify(std::move(classify))
    {
    }
    void prepare() override { m_next += kCalls; }
    void pass() override
    {
        for (std::size_t i = 0; i < kCalls; ++i)
            m_classify(m_pictures->call(m_next + i));
    }

private:
    std::shared_ptr<const Pictures> m_pictures;
    Classify m_classify;
    std::size_t m_next = 0;
};

class DigitCases : public CaseMaker {
public:
    using CaseMaker::CaseMaker;

    std::optional<BenchCase> next(const CasePlan& plan, const StopCheck&) override
    {
        BenchCase result;
        m_plan = plan;
        const auto dense = packDigits(*m_config.dense), sparse = packDigits(*m_config.sparse);
        passEquivalenceCheck(result.equivalence, sparse->feedForward, 0, m_config.seed, m_layer);
        m_pictures = std::make_shared<const Pictures>(plan.tokens, m_config.seed);
        add(result, "dense", dense, FeedForwardPath::Auto);
        add(result, "dense-skip",
            packDigits(*m_config.dense, WeightFormat::Fp32, DenseLayout::ByNeuron),
            FeedForwardPath::Auto);
        add(result, "iso-dense", packDigits(isoDense(*m_config.dense, sparse->config)),
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
    void add(BenchCase& result, const char* impl,
        const std::shared_ptr<const DigitWeights>& weights, FeedForwardPath path) const
    {
        if (!isWanted(impl))
            return;
        const auto engine = std::make_shared<DigitEngine>(
            weights, EngineOptions{.threads = m_config.threads, .path = path});
        Entrant entrant{row(impl, weights->config), kCalls,
            std::make_unique<DigitPasses>(
                m_pictures, [engine](std::span<const float> pixels) { engine->classify(pixels); })};
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
        if (!isWanted(impl))
            return;
        const std::shared_ptr<TorchModel> model = m_torch->createModel(state, m_config.threads);
        const auto scores = [model](std::span<const float> pixels) {
            return model->scores(pixels);
        };
        DigitEngine engine(weights);
        const auto picture = m_pictures->call(0);
        addIfEqual(result,
            {row(impl, state.config), kCalls, std::make_unique<DigitPasses>(m_pictures, scores)},
            engine.classify(picture), scores(picture));
    }

    std::shared_ptr<const Pictures> m_pictures; // of the case in hand
};

} // namespace

std::unique_ptr<CaseMaker> digitCases(const CaseSetting& setting)
{
    return std::make_unique<DigitCases>(setting);
}

} // namespace glowworm
