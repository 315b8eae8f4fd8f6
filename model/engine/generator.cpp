// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/engine/generator.h"

#include "model/base/error.h"
#include "model/base/utf8.h"
#include "model/data/text_corpus.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <iterator>
#include <utility>

namespace glowworm {
namespace {

constexpr std::size_t kShownCandidates = 8;
constexpr std::size_t kShownVoters = 6;

using Clock = std::chrono::steady_clock;

std::vector<Candidate> likeliest(const std::vector<Candidate>& all)
{
    return {all.begin(),
        all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), kShownCandidates))};
}

/// Damaged weights, too, write something: every character is then equally likely, down to the last
/// bit. Logits that are not finite are refused where they are sampled.
void requireOpinion(std::span<const float> logits)
{
    if (logits.size() > 1
        && std::ranges::adjacent_find(logits, std::not_equal_to()) == logits.end())
        throw Error("The model finds every character equally likely, so it has nothing to write: "
                    "its weights are too large or damaged. Open "
                    "another checkpoint.");
}

/// Tokens of a prompt at most: the first one behind it is written before the context is full.
std::size_t roomOf(const LanguageWeights& weights)
{
    return static_cast<std::size_t>(std::max(1, weights.config.context - 1));
}

/// One model's text. Only its own engine and sampling run inside its clocks.
class Writer {
public:
    Writer(Twin twin, std::shared_ptr<const LanguageWeights> weights, const GenerationSpec& spec);
    void readPrompt(GenerationUpdate& update);
    void writeToken(GenerationUpdate& update);
    void setThreads(int threads, bool whileTraining);
    bool finished() const { return m_tokens.size() >= m_length; }
    bool drawsNext() const { return !finished() && m_tokens.size() >= m_written.size(); }
    const std::vector<char32_t>& unknown() const { return m_unknown; }

private:
    void takePrompt(const std::u32string& prompt);
    void takeText(const WrittenText& text);
    GeneratedToken describe(
        std::size_t index, std::size_t row, FiringRecord firing, std::span<const float> before);
    void rereadNewerHalf();

    SampleConfig m_sample;
    bool m_voters;
    int m_threads;
    LanguageEngine m_engine;
    Sequence m_sequence;
    std::vector<int> m_tokens;                  // prompt and continuation
    std::size_t m_promptSize = 0, m_length = 0; // of them; of the whole text
    std::vector<int> m_written;                 // what is there already
    std::vector<std::size_t> m_typed;           // of it, ascending indexes
    std::vector<char32_t> m_unknown;
    bool m_promptCut = false;
    std::vector<Candidate> m_next; // after the newest token
    std::vector<float> m_logits;   // (V) the same before temperature and cuts
    GenerationSpeed m_speed;
};

Writer::Writer(
    Twin twin, std::shared_ptr<const LanguageWeights> weights, const GenerationSpec& spec)
    : m_sample(spec.sample)
    , m_voters(spec.voters)
    , m_threads(spec.threads)
    , m_engine(std::move(weights), {.threads = spec.threads, .kernels = KernelSet::Simd})
    , m_sequence(m_engine.makeSequence())
{
    m_speed.twin = twin;
    m_speed.whileTraining = spec.whileTraining;
    m_speed.takingTurns = spec.sparse && spec.dense;
    if (const auto& text = spec.written.at(slotOf(twin)))
        takeText(*text);
    else
        takePrompt(spec.prompt);
    m_promptSize = m_tokens.size();
}

void Writer::takeText(const WrittenText& text)
{
    if (const std::string wrong = problem(text, m_engine.weights()); !wrong.empty())
        throw Error(wrong);
    m_written = Vocabulary(m_engine.weights().vocabulary).encode(text.characters).tokens;
    m_typed = text.typed;
    m_length = m_written.size() + static_cast<std::size_t>(text.more);
    const auto prompt = std::clamp<std::size_t>(
        text.prompt, 1, std::min(roomOf(m_engine.weights()), m_written.size()));
    m_tokens.assign(m_written.begin(), m_written.begin() + static_cast<std::ptrdiff_t>(prompt));
}

void Writer::takePrompt(const std::u32string& given)
{
    ReadPrompt prompt = glowworm::readPrompt(m_engine.weights(), given);
    m_tokens = std::move(prompt.tokens);
    m_unknown = std::move(prompt.unknown);
    m_promptCut = prompt.isCut;
    m_length = m_tokens.size() + static_cast<std::size_t>(m_sample.tokens);
}

/// row: of the engine's last call; before (V): the logits that foresaw this token, none for the
/// first.
GeneratedToken Writer::describe(
    std::size_t index, std::size_t row, FiringRecord firing, std::span<const float> before)
{
    GeneratedToken token;
    token.twin = m_speed.twin;
    token.index = static_cast<std::int64_t>(index);
    token.fromPrompt = index < m_promptSize;
    token.typed = std::ranges::binary_search(m_typed, index);
    token.token = m_tokens[index];
    token.character = m_engine.weights().vocabulary[static_cast<std::size_t>(token.token)];
    if (!before.empty())
        token.probability = probabilityOf(before, token.token);
    token.next = likeliest(m_next);
    if (m_voters)
        token.voters = m_engine.attributions(firing, row, token.next.front().token, kShownVoters);
    token.firing = std::move(firing);
    return token;
}

void Writer::readPrompt(GenerationUpdate& update)
{
    std::vector<FiringRecord> firing;
    const Clock::time_point start = Clock::now();
    const std::span<const float> logits // (n, V)
        = m_engine.advance(m_sequence, m_tokens, LanguageEngine::Logits::All, &firing);
    m_speed.promptSeconds += secondsSince(start);
    const std::size_t vocabulary = m_engine.weights().vocabulary.size();
    requireOpinion(logits.last(vocabulary));
    m_engine.decide(firing);
    for (std::size_t index = 0; index < m_promptSize; ++index) {
        const auto row = logits.subspan(index * vocabulary, vocabulary);
        m_next = candidates(row, m_sample);
        GeneratedToken token = describe(index, index, std::move(firing[index]), m_logits);
        token.seconds = m_speed.promptSeconds / static_cast<double>(m_promptSize);
        update.tokens.push_back(std::move(token));
        m_logits.assign(row.begin(), row.end());
    }
    update.speeds.push_back(m_speed);
    update.promptCut = update.promptCut || m_promptCut;
}

/// Learned positions end at T: the older half of the context is forgotten and the newer one read
/// again from position 0.
void Writer::rereadNewerHalf()
{
    const Clock::time_point start = Clock::now();
    const auto kept = static_cast<std::size_t>(m_sequence.length()) / 2;
    m_sequence.truncate(0);
    if (kept > 0)
        m_engine.advance(m_sequence, std::span(m_tokens).last(kept));
    m_speed.rereadSeconds += secondsSince(start);
}

void Writer::writeToken(GenerationUpdate& update)
{
    const bool full = m_sequence.length() >= m_engine.weights().config.context;
    if (full)
        rereadNewerHalf();
    std::vector<FiringRecord> firing;
    const Clock::time_point start = Clock::now();
    const std::size_t index = m_tokens.size();
    m_tokens.push_back(index < m_written.size()
            ? m_written[index]
            : sample(m_next, m_sample, static_cast<std::int64_t>(index)));
    const auto logits = m_engine.advance(
        m_sequence, std::span(m_tokens).last(1), LanguageEngine::Logits::Last, &firing);
    m_next = candidates(logits, m_sample);
    const double seconds = secondsSince(start);
    m_speed.tokenSeconds += seconds;
    ++m_speed.tokens;
    m_engine.decide(firing);
    GeneratedToken token = describe(index, 0, std::move(firing.front()), m_logits);
    token.seconds = seconds;
    m_logits.assign(logits.begin(), logits.end());
    token.contextReread = full;
    update.tokens.push_back(std::move(token));
    update.speeds.push_back(m_speed);
}

void Writer::setThreads(int threads, bool whileTraining)
{
    if (threads
        != std::exchange(
            m_threads, threads)) { // a mean over two numbers of threads is the speed of neither
        m_engine.setThreads(threads);
        m_speed.tokenSeconds = 0;
        m_speed.tokens = 0;
    }
    m_speed.whileTraining = m_speed.whileTraining || whileTraining;
}

} // namespace

struct Generator::Impl {
    std::vector<std::unique_ptr<Writer>> writers;
    bool promptRead = false;
    GenerationUpdate written; // not yet taken

    bool finished() const
    {
        return promptRead
            && std::ranges::all_of(writers, [](const auto& writer) { return writer->finished(); });
    }
};

ReadPrompt readPrompt(const LanguageWeights& weights, std::u32string_view prompt)
{
    auto encoded = Vocabulary(weights.vocabulary).encode(prompt.empty() ? U"\n" : prompt);
    ReadPrompt read{std::move(encoded.tokens), std::move(encoded.unknown), false};
    if (prompt.empty()) // a model without newlines was not asked for one
        read.unknown.clear();
    if (read.tokens.empty())
        read.tokens.push_back(0); // something has to be read before anything can be written
    const std::size_t room = roomOf(weights);
    read.isCut = read.tokens.size() > room;
    if (read.isCut)
        read.tokens.erase(
            read.tokens.begin(), read.tokens.end() - static_cast<std::ptrdiff_t>(room));
    return read;
}

std::string problem(const WrittenText& text, const LanguageWeights& weights)
{
    if (text.characters.empty())
        return "There is no text to go on from: type at least one character.";
    const auto unknown = Vocabulary(weights.vocabulary).encode(text.characters).unknown;
    if (unknown.empty())
        return {};
    return "The " + std::string(nameOf(twinOf(weights.config))) + " model does not know \""
        + printable(encodeUtf8(std::u32string(1, unknown.front())))
        + "\" and cannot go on from such a text. Type another character, or let a model write "
          "that knows it.";
}

std::optional<float> GeneratedToken::surprise() const
{
    return probability ? std::optional(std::max(0.0F, -std::log(*probability))) : std::nullopt;
}

void GenerationUpdate::add(GenerationUpdate later)
{
    std::ranges::move(later.tokens, std::back_inserter(tokens));
    for (const GenerationSpeed& speed : later.speeds) {
        const auto known = std::ranges::find(speeds, speed.twin, &GenerationSpeed::twin);
        if (known != speeds.end())
            *known = speed;
        else
            speeds.push_back(speed);
    }
    std::ranges::move(later.unknown, std::back_inserter(unknown));
    promptCut = promptCut || later.promptCut;
}

Generator::Generator(GenerationSpec spec)
    : m_impl(std::make_unique<Impl>())
{
    if (!spec.sparse && !spec.dense)
        throw Error("There is no text model to write with: open or train one first.");
    if (const auto found = problems(spec.sample); !found.empty())
        throw Error(found.front().sentence);
    if (spec.sparse)
        m_impl->writers.push_back(std::make_unique<Writer>(Twin::Sparse, spec.sparse, spec));
    if (spec.dense)
        m_impl->writers.push_back(std::make_unique<Writer>(Twin::Dense, spec.dense, spec));
}

Generator::~Generator() = default;

bool Generator::advance(const StopCheck& stop)
{
    if (m_impl->finished() || stop())
        return false;
    GenerationUpdate update;
    if (!m_impl->promptRead) {
        for (const auto& writer : m_impl->writers) {
            writer->readPrompt(update);
            if (update.unknown.empty()) // twins have one vocabulary; of two models the first that
                                        // misses something reports
                update.unknown = writer->unknown();
        }
        m_impl->promptRead = true;
    } else {
        for (const auto& writer : m_impl->writers)
            if (!writer->finished())
                writer->writeToken(update);
    }
    m_impl->written.add(std::move(update));
    return !m_impl->finished();
}

bool Generator::drawsNext() const
{
    return std::ranges::any_of(
        m_impl->writers, [](const auto& writer) { return writer->drawsNext(); });
}

GenerationUpdate Generator::take() { return std::exchange(m_impl->written, {}); }

void Generator::setThreads(int threads, bool whileTraining)
{
    for (const auto& writer : m_impl->writers)
        writer->setThreads(threads, whileTraining);
}

} // namespace glowworm
