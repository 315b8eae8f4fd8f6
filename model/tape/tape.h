// SPDX-License-Identifier: GPL-3.0-or-later
// A text as it was written, token by token, with the neurons that fired: in so few bytes that every
// generation is recorded. What a tape does not keep - values, gates, margins - the model computes
// again from the tokens. Plain values, any thread.
#pragma once

#include "model/config/surgery.h"
#include "model/engine/generator.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace glowworm {

/// What wrote a text.
struct TapeModel {
    ModelConfig config; // of a text model
    std::vector<char32_t> vocabulary;
    WeightFormat format = WeightFormat::Fp32;
    std::string source; // name of its file, or "training, step 400"
    std::string hash;   // SHA-256 of the checkpoint, 64 hex digits; "" = not from a file
    Surgery surgery;    // what had been done to it

    Twin twin() const { return twinOf(config); }
};

/// A place that a person marked, in the texts of both models.
struct TapeBookmark {
    std::int64_t token = 0; // index in prompt + continuation
    std::string note;       // UTF-8

    bool operator==(const TapeBookmark&) const = default;
};

/// How a token's fired neurons lie in bytes. Sparse: for each group of each layer which of its
/// neurons fired, in 1 byte (groups of up to 64), 2 (up to 16384) or 4, little-endian; the highest
/// bit says that the choice was a toss-up, the one below that the neuron was above zero. Dense: for
/// each layer a bit for each neuron, set when it was above zero, lowest bit first.
class FiringCode {
public:
    explicit FiringCode(const ModelConfig& config);

    int bytesPerGroup() const { return m_bytesPerGroup; } // 0: dense
    std::size_t bytesPerLayer() const { return m_bytesPerLayer; }
    std::size_t bytes() const { return m_bytesPerLayer * static_cast<std::size_t>(m_layers); }

    /// out (bytes()), zeros. The record is one of such a model.
    void write(const FiringRecord& firing, std::span<std::byte> out) const;
    /// Values are 1 above zero, else 0, or -1 where the activation lets negative ones through; told
    /// to be no more than that.
    FiringRecord read(std::span<const std::byte> code) const;
    /// Of a group of a sparse layer.
    struct Choice {
        int neuron = 0; // 0 ... F - 1
        bool positive = false, tossUp = false;
    };
    Choice choice(std::span<const std::byte> code, int layer, int group) const;
    /// Whether both name the same neurons, whatever else they say of them.
    bool sameNeurons(std::span<const std::byte> a, std::span<const std::byte> b) const;
    /// Whether write() may have made these bytes: no neuron outside its group or layer.
    bool isValid(std::span<const std::byte> code) const;

private:
    int m_layers, m_neurons, m_groups, m_bytesPerGroup;
    float m_otherwise; // of what was not above zero
    std::size_t m_bytesPerLayer;
};

/// All tokens of one text, a column for each thing that is kept. n tokens.
struct TapeColumns {
    static constexpr std::size_t kCandidates = 8;
    static constexpr std::uint16_t kNone = 0xFFFF; // no more candidates
    enum Flag : std::uint8_t { FromPrompt = 1, ContextReread = 2, Typed = 4 };

    std::vector<std::uint16_t> token;   // (n)
    std::vector<std::uint8_t> flags;    // (n)
    std::vector<float> probability;     // (n), NaN: none
    std::vector<float> seconds;         // (n)
    std::vector<std::uint16_t> next;    // (n, 8)
    std::vector<float> nextProbability; // (n, 8)
    std::vector<std::byte> fired;       // (n, FiringCode::bytes())
};

/// One model's text.
class TapeTrack {
public:
    explicit TapeTrack(TapeModel model);
    /// Throws Error, a sentence, when the columns are not those of such a model.
    TapeTrack(TapeModel model, TapeColumns columns);

    const TapeModel& model() const { return m_model; }
    const FiringCode& code() const { return m_code; }
    const TapeColumns& columns() const { return m_columns; }
    std::int64_t size() const { return static_cast<std::int64_t>(m_columns.token.size()); }
    std::int64_t promptSize() const;

    void add(const GeneratedToken& token);
    /// As it was told, but for what a tape does not keep, and for toss-ups, which are told without
    /// their shares by code().choice() alone. index 0 ... size() - 1.
    GeneratedToken token(std::int64_t index) const;
    char32_t character(std::int64_t index) const;
    std::span<const std::byte> fired(std::int64_t index) const;
    /// Whether the same neurons fired while `token`, which was read again, was read.
    bool agrees(const GeneratedToken& token) const;
    /// The text, for an engine that is to read it again.
    WrittenText text() const;
    /// A copy made earlier gets the tokens that came since, at no cost for those it has. False, and
    /// nothing happens: that is another text.
    bool catchUp(const TapeTrack& now);
    /// What stands before its token `index` with `typed` in place of that, to go on from. In the
    /// prompt the rest of the prompt stays behind it. index 0 ... size() - 1.
    WrittenText edited(std::int64_t index, std::u32string_view typed) const;

    GenerationSpeed speed; // the newest

private:
    TapeModel m_model;
    FiringCode m_code;
    TapeColumns m_columns;
};

struct Tape {
    SampleConfig sample;
    std::vector<TapeTrack> tracks;       // of one model, or of two twins
    std::vector<TapeBookmark> bookmarks; // ascending by token, one a token
    std::string recorded;                // UTC, "2026-11-29T18:02:31Z"
    std::string machine;                 // the processor that wrote, whose speed it is
    int threads = 0;                     // of it; 0 = not known: a tape does not keep them
    std::string build = {};              // of the program that wrote, likewise; "" = not known

    const TapeTrack* track(Twin twin) const; // null = none
    std::int64_t size() const;               // tokens of the longest track
    bool empty() const { return size() == 0; }
    void add(const GenerationUpdate& update); // what belongs to no track is passed over
    /// A copy made earlier becomes one of now; of another text it is copied as a whole.
    void catchUp(const Tape& now);
    /// All that was told, in the same order, as if it were written in this moment.
    GenerationUpdate update() const;
};

} // namespace glowworm
