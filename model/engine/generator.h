// SPDX-License-Identifier: GPL-3.0-or-later
// Text from one model, or from dense and sparse taking turns on the same prompt with the same
// noise.
#pragma once

#include "model/base/stop_check.h"
#include "model/engine/language_engine.h"
#include "model/engine/sampler.h"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace glowworm {

/// One token of one model's text, with everything a view of it needs. Prompt tokens come first.
struct GeneratedToken {
    Twin twin = Twin::Sparse;
    std::int64_t index = 0; // in prompt + continuation
    bool fromPrompt = false;
    bool typed = false; // by a person, in place of what stood there
    int token = 0;
    char32_t character = 0;
    std::optional<float> probability; // of this token before it was read, as the model says it (at
                                      // temperature 1); none for the first
    FiringRecord firing;         // while this token was read, with the decisions of sparse layers
    std::vector<Candidate> next; // up to 8 likeliest successors
    std::vector<Attribution> voters; // where the spec asks: up to 6 neurons that add most to the
                                     // logit of the first of these directly, the largest first,
                                     // then up to 3 that take most from it, below 0
    double seconds = 0;         // that reading and choosing it took; of the prompt, an equal part
    bool contextReread = false; // the context was full before this token: its older half was
                                // dropped and the rest read again

    /// How surprised the model was by it: -log(probability), nats, 0 and more.
    std::optional<float> surprise() const;
};

struct GenerationSpeed {
    Twin twin = Twin::Sparse;
    double promptSeconds = 0;   // the prompt in one pass
    double rereadSeconds = 0;   // contexts read again
    double tokenSeconds = 0;    // single tokens: engine and sampling, nothing else
    std::int64_t tokens = 0;    // single tokens measured; another number of threads begins anew
    bool whileTraining = false; // not representative
    bool takingTurns = false;   // with the twin, token by token
    double tokensPerSecond() const
    {
        return tokenSeconds > 0 ? static_cast<double>(tokens) / tokenSeconds : 0;
    }
};

/// A prompt as a model reads it.
struct ReadPrompt {
    std::vector<int> tokens;       // 1 ... T - 1; of nothing known the vocabulary's first
    std::vector<char32_t> unknown; // characters outside the vocabulary, skipped
    bool isCut = false;            // only the last T - 1 are left
};
/// "" = newline.
ReadPrompt readPrompt(const LanguageWeights& weights, std::u32string_view prompt);

/// A text that is there already, or the beginning of one: it is read again as it was written, and
/// gone on with.
struct WrittenText {
    std::u32string characters;      // prompt and continuation, 1 or more
    std::size_t prompt = 0;         // of them, read in one pass; of more than T - 1 the first T - 1
    std::vector<std::size_t> typed; // ascending indexes of what a person typed
    std::int64_t more = 0;          // tokens that are drawn behind them
};

/// Why a model cannot read it, one sentence; "" = it can.
std::string problem(const WrittenText& text, const LanguageWeights& weights);

struct GenerationSpec {
    std::shared_ptr<const LanguageWeights> sparse, dense; // either may be null, not both
    std::u32string prompt;                                // as readPrompt() reads it
    SampleConfig sample;
    std::array<std::optional<WrittenText>, 2> written; // by Twin: in place of prompt and length
    bool voters = false;                               // wanted; not a part of the measured times
    int threads = 1;
    bool whileTraining = false;
    double tokensPerSecond
        = 0; // pace of the show; 0 = as fast as possible. Does not enter the measured speed
};

struct GenerationUpdate {
    std::vector<GeneratedToken> tokens;
    std::vector<GenerationSpeed> speeds; // newest of each twin, when changed
    std::vector<char32_t> unknown;       // skipped prompt characters, once at the start
    bool promptCut = false;              // only the last T - 1 characters of the prompt were used

    void add(GenerationUpdate later);
};

/// The step machine: advance() reads the prompt, then writes one token of each model at a time. No
/// thread of its own; the command line and tests use it directly. Throws Error (no known character
/// in the prompt falls back to the first vocabulary entry, no error; a written text must be
/// readable).
class Generator {
public:
    explicit Generator(GenerationSpec spec);
    ~Generator();
    /// False when the text is finished or `stop` asked for the end, which is looked at between two
    /// tokens.
    bool advance(const StopCheck& stop = {});
    GenerationUpdate take(); // what was written since the last call
    /// Whether the next advance() draws a token, and does not only read what was written before.
    bool drawsNext() const;
    void setThreads(int threads,
        bool whileTraining); // from the next token on; the mark, once set, stays for this text

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace glowworm
