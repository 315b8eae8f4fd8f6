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

/// A pass: one of the inputs at once, in turn.
class Reading : public Implementation {
public:
    using Input = std::span<const int>; // a piece of the texts
    using Read = std::function<void(Input)>;

    Reading(std::shared_ptr<const Texts> texts, std::vector<Input> inputs, Read read)
        : m_texts(std::move(texts))
        , m_inputs(std::move(inputs))
        , m_read(std::move(read))
    {
    }
    void prepare() override { m_next = (m_next + 1) % m_inputs.size(); }
    void pass() override { m_read(m_inputs[m_next]); }

private:
    std::shared_ptr<const Texts> m_texts; // keeps the inputs alive
    std::vector<Input> m_inputs;
    Read m_read;
    std::size_t m_next = 0;
};

/// The first text of each set.
std::vector<Reading::Input> promptsOf(const Texts& texts)
{
    std::vector<Reading::Input> prompts;
    for (const TextSet& set : texts.sets)
        prompts.push_back(set.front());
    return prompts;
}

std::unique_ptr<Implementation> torchReading(std::shared_ptr<TorchModel> model,
    std::shared_ptr<const Texts> texts, std::vector<Reading::Input> inputs)
{
    return std::make_unique<Reading>(
        std::move(texts), std::move(inputs), [model = std::move(model)](Reading::Input tokens) {
            model->logits(tokens);
        });
}

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
    const auto engine = std::make_shared<LanguageEngine>(std::move(weights), options);
    const auto sequence = std::make_shared<Sequence>(engine->makeSequence());
    return std::make_unique<Reading>(
        texts, promptsOf(*texts), [engine, sequence](Reading::Input tokens) {
            sequence->truncate(0);
            engine->advance(*sequence, tokens);
        });
}

std::unique_ptr<Implementation> torchDecoding(
    std::unique_ptr<TorchModel> model, std::shared_ptr<const Texts> texts, const StopCheck& stop)
{
    return std::make_unique<TorchDecoding>(std::move(model), std::move(texts), stop);
}

std::unique_ptr<Implementation> torchUncached(
    std::unique_ptr<TorchModel> model, std::shared_ptr<const Texts> texts)
{
    const Reading::Input text = texts->sets.front().front();
    std::vector<Reading::Input> inputs;
    for (int i = 0; i < texts->timed(); ++i) // by sevens, spread over the timed tokens
        inputs.push_back(
            text.first(static_cast<std::size_t>(texts->first + i * 7 % texts->timed() + 1)));
    return torchReading(std::move(model), std::move(texts), std::move(inputs));
}

std::unique_ptr<Implementation> torchPrompt(
    std::unique_ptr<TorchModel> model, std::shared_ptr<const Texts> texts)
{
    auto prompts = promptsOf(*texts);
    return torchReading(std::move(model), std::move(texts), std::move(prompts));
}

} // namespace glowworm
