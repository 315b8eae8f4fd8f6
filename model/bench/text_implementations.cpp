// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bench/text_implementations.h"

#include "model/engine/sampler.h"

#include <algorithm>
#include <utility>

namespace glowworm {

namespace {

using TextSet = std::vector<std::vector<int>>;

class EngineDecoding : public Implementation {
public:
    EngineDecoding(std::shared_ptr<const LanguageWeights> weights,
        std::shared_ptr<const Texts> texts, EngineOptions options, const StopCheck& stop,
        std::shared_ptr<PartLog> log)
        : m_engine(std::move(weights), options)
        , m_texts(std::move(texts))
        , m_log(std::move(log))
    {
        for (const TextSet& set : m_texts->sets) {
            std::vector<Sequence>& sequences = m_sequences.emplace_back();
            for (const std::vector<int>& text : set) {
                requireGoingOn(stop);
                sequences.push_back(m_engine.makeSequence());
                if (m_texts->first > 0)
                    m_engine.advance(sequences.back(),
                        std::span(text).first(static_cast<std::size_t>(m_texts->first)));
            }
        }
        if (m_log)
            m_engine.timeParts(&m_clock);
    }
    void prepare() override
    {
        m_set = m_next++ % m_sequences.size();
        m_rows.clear();
        for (Sequence& sequence : m_sequences[m_set]) {
            sequence.truncate(m_texts->first);
            m_rows.push_back({&sequence, 0});
        }
    }
    void pass() override
    {
        const TextSet& set = m_texts->sets[m_set];
        for (int at = m_texts->first; at < m_texts->length(); ++at) {
            for (std::size_t i = 0; i < set.size(); ++i)
                m_rows[i].token = set[i][static_cast<std::size_t>(at)];
            m_engine.advance(m_rows, LanguageEngine::Logits::All);
        }
        if (m_log)
            m_log->passes.push_back(std::exchange(m_clock, {}));
    }

private:
    LanguageEngine m_engine;
    std::shared_ptr<const Texts> m_texts;
    std::shared_ptr<PartLog> m_log; // may be null
    PartClock m_clock;
    std::vector<std::vector<Sequence>> m_sequences; // sets x texts
    std::vector<LanguageEngine::Row> m_rows;
    std::size_t m_set = 0, m_next = 0;
};

class EnginePrompt : public Implementation {
public:
    EnginePrompt(std::shared_ptr<const LanguageWeights> weights, std::shared_ptr<const Texts> texts,
        EngineOptions options)
        : m_engine(std::move(weights), options)
        , m_sequence(m_engine.makeSequence())
        , m_texts(std::move(texts))
    {
    }
    void prepare() override
    {
        m_sequence.truncate(0);
        ++m_next;
    }
    void pass() override
    {
        m_engine.advance(m_sequence, m_texts->sets[m_next % m_texts->sets.size()].front());
    }

private:
    LanguageEngine m_engine;
    Sequence m_sequence;
    std::shared_ptr<const Texts> m_texts;
    std::size_t m_next = 0;
};

class TorchDecoding : public Implementation {
public:
    TorchDecoding(std::unique_ptr<TorchModel> model, std::shared_ptr<const Texts> texts,
        const StopCheck& stop)
        : m_model(std::move(model))
        , m_texts(std::move(texts))
    {
        m_model->truncate(0);
        for (int at = 0; at < m_texts->first; ++at) {
            requireGoingOn(stop);
            decode(at);
        }
    }
    void prepare() override { m_model->truncate(m_texts->first); }
    void pass() override
    {
        for (int at = m_texts->first; at < m_texts->length(); ++at)
            decode(at);
    }

private:
    void decode(int at)
    {
        m_tokens.clear();
        for (const std::vector<int>& text : m_texts->sets.front())
            m_tokens.push_back(text[static_cast<std::size_t>(at)]);
        m_model->decode(m_tokens);
    }

    std::unique_ptr<TorchModel> m_model;
    std::shared_ptr<const Texts> m_texts;
    std::vector<int> m_tokens;
};

class TorchUncached : public Implementation {
public:
    TorchUncached(std::unique_ptr<TorchModel> model, std::shared_ptr<const Texts> texts)
        : m_model(std::move(model))
        , m_texts(std::move(texts))
    {
    }
    void prepare() override
    {
        m_at = m_texts->first + (m_next++ * 7) % m_texts->timed();
    } // spread over the timed tokens
    void pass() override
    {
        m_model->logits(
            std::span(m_texts->sets.front().front()).first(static_cast<std::size_t>(m_at + 1)));
    }

private:
    std::unique_ptr<TorchModel> m_model;
    std::shared_ptr<const Texts> m_texts;
    int m_at = 0, m_next = 0;
};

class TorchPrompt : public Implementation {
public:
    TorchPrompt(std::unique_ptr<TorchModel> model, std::shared_ptr<const Texts> texts)
        : m_model(std::move(model))
        , m_texts(std::move(texts))
    {
    }
    void prepare() override { ++m_next; }
    void pass() override { m_model->logits(m_texts->sets[m_next % m_texts->sets.size()].front()); }

private:
    std::unique_ptr<TorchModel> m_model;
    std::shared_ptr<const Texts> m_texts;
    std::size_t m_next = 0;
};

} // namespace

std::shared_ptr<const Texts> writeTexts(const std::shared_ptr<const LanguageWeights>& sparse,
    std::uint64_t seed, int sets, int texts, int first, int timed, const StopCheck& stop)
{
    LanguageEngine engine(sparse);
    const auto length = static_cast<std::size_t>(first + timed);
    auto result = std::make_shared<Texts>();
    result->first = first;
    result->sets.assign(static_cast<std::size_t>(sets),
        TextSet(static_cast<std::size_t>(texts), std::vector<int>{0}));
    for (TextSet& set : result->sets)
        for (std::vector<int>& text : set) {
            const SampleConfig sampling{.temperature = 1.0, .seed = seed++};
            Sequence sequence = engine.makeSequence();
            while (text.size() < length) {
                requireGoingOn(stop);
                const auto logits = engine.advance(sequence, std::span(text).last(1));
                text.push_back(sample(candidates(logits, sampling), sampling,
                    static_cast<std::int64_t>(text.size())));
            }
        }
    return result;
}

std::unique_ptr<Implementation> engineDecoding(std::shared_ptr<const LanguageWeights> weights,
    std::shared_ptr<const Texts> texts, EngineOptions options, const StopCheck& stop,
    std::shared_ptr<PartLog> log)
{
    return std::make_unique<EngineDecoding>(
        std::move(weights), std::move(texts), options, stop, std::move(log));
}

std::unique_ptr<Implementation> enginePrompt(std::shared_ptr<const LanguageWeights> weights,
    std::shared_ptr<const Texts> texts, EngineOptions options)
{
    return std::make_unique<EnginePrompt>(std::move(weights), std::move(texts), options);
}

std::unique_ptr<Implementation> torchDecoding(
    std::unique_ptr<TorchModel> model, std::shared_ptr<const Texts> texts, const StopCheck& stop)
{
    return std::make_unique<TorchDecoding>(std::move(model), std::move(texts), stop);
}

std::unique_ptr<Implementation> torchUncached(
    std::unique_ptr<TorchModel> model, std::shared_ptr<const Texts> texts)
{
    return std::make_unique<TorchUncached>(std::move(model), std::move(texts));
}

std::unique_ptr<Implementation> torchPrompt(
    std::unique_ptr<TorchModel> model, std::shared_ptr<const Texts> texts)
{
    return std::make_unique<TorchPrompt>(std::move(model), std::move(texts));
}

std::string compareLogits(const std::string& impl,
    const std::shared_ptr<const LanguageWeights>& weights, TorchModel& torch, const Texts& texts)
{
    const auto window
        = std::span(texts.sets.front().front()).first(std::min<std::size_t>(texts.length(), 8));
    LanguageEngine engine(weights);
    Sequence sequence = engine.makeSequence();
    const auto ours = engine.advance(sequence, window, LanguageEngine::Logits::All);
    return libtorchRefusal(impl, ours, torch.logits(window));
}

} // namespace glowworm
