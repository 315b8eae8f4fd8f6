// SPDX-License-Identifier: GPL-3.0-or-later
// Inference of the character transformer without LibTorch: one function takes any rows of tokens
// (one token of one text, a whole prompt, one token of each of many texts) through the network,
// with a key/value cache per text. Sparse layers compute only the fired neurons. One engine per
// thread; weights are shared. Blocks for the computation.
#pragma once

#include "model/engine/attribution.h"
#include "model/engine/feed_forward.h"

namespace glowworm {

struct EngineOptions {
    int threads = 1;
    KernelSet kernels = KernelSet::Simd;
    FeedForwardPath path = FeedForwardPath::Auto;
    bool keepLogits = false; // in the firing records, of sparse layers: for whoever asks why
};

/// The key/value cache of one text. Belongs to the weights it was made for.
class Sequence {
public:
    int length() const { return m_length; } // tokens so far, 0 ... T
    void truncate(int length);              // forget what lies behind; length <= length()

private:
    friend class LanguageEngine;
    int m_length = 0;
    AlignedFloats m_cache; // (L, 2, T, D)
};

class LanguageEngine {
public:
    explicit LanguageEngine(
        std::shared_ptr<const LanguageWeights> weights, EngineOptions options = {});
    ~LanguageEngine();

    const LanguageWeights& weights() const;
    Sequence makeSequence() const;

    struct Row {
        Sequence* sequence; // the token is appended to it
        int token;          // 0 ... V - 1
    };
    enum class Logits { Last, All };
    /// Appends each row's token to its sequence, rows of one sequence in order, and returns logits:
    /// of the last row (V), or of all rows (n, V). Valid until the next call. `firing`, when given,
    /// gets one record per row. Throws Error, with no sequence changed, for a token outside the
    /// vocabulary or a sequence that would exceed the context.
    std::span<const float> advance(std::span<const Row> rows, Logits which = Logits::Last,
        std::vector<FiringRecord>* firing = nullptr);
    /// The same for one text.
    std::span<const float> advance(Sequence& sequence, std::span<const int> tokens,
        Logits which = Logits::Last, std::vector<FiringRecord>* firing = nullptr);

    /// Adds to the records of the last call that was given records, all of them and no others, how
    /// their routers decided. Apart from the call, so that it is no part of a measured time.
    void decide(std::span<FiringRecord> firing) const;
    /// The neurons of one record of the last call that was given records, that of row `row`, which
    /// add most to the logit of a character, and which take most from it (attribution.h): up to
    /// `most`, and half as many. Of a dense model those whose value is above zero. Apart from the
    /// call as well. Throws Error for a row or a character that is not there and for the record of
    /// a model of another shape.
    std::vector<Attribution> attributions(
        const FiringRecord& firing, std::size_t row, int token, std::size_t most) const;

    /// 1 ... ; takes effect at the next call. Results do not change.
    void setThreads(int threads);
    /// From now on `clock`, which outlives the engine, is read between the parts of every call;
    /// null stops that.
    void timeParts(PartClock* clock);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// Mean cross-entropy, nats per character, over back-to-back windows of `ids` (as
/// TextCorpus::validationWindows); blocks. Throws Error where there is none.
double meanLoss(LanguageEngine& engine, std::span<const std::uint16_t> ids,
    std::span<const std::int64_t> windowStarts);

} // namespace glowworm
