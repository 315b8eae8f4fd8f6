// SPDX-License-Identifier: GPL-3.0-or-later
// A text as training data: characters, their ids, the 90/10 split, and which windows a step sees. Immutable
// once loaded; loading blocks (about 10 ms a megabyte) and belongs on a compute thread; the rest is cheap, any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace glowworm {

/// Characters of a model in ascending order; a token id is an index into it.
class Vocabulary {
public:
    Vocabulary() = default;
    /// Throws Error unless strictly increasing, without surrogates, at most 0x10FFFF.
    explicit Vocabulary(std::vector<char32_t> characters);

    const std::vector<char32_t>& characters() const { return m_characters; }
    int size() const { return static_cast<int>(m_characters.size()); }
    std::optional<int> idOf(char32_t character) const;

    struct Encoded {
        std::vector<int> tokens;
        std::vector<char32_t> unknown; // skipped characters in the order found, repeats kept
    };
    Encoded encode(std::u32string_view text) const;
    /// UTF-8. Throws Error for an id outside the vocabulary.
    std::string decode(std::span<const int> tokens) const;

private:
    std::vector<char32_t> m_characters;
};

/// Decoded UTF-8; every invalid byte becomes U+FFFD and is counted.
struct DecodedText {
    std::u32string text;
    std::int64_t invalidBytes = 0;
    std::optional<std::int64_t> firstInvalid; // byte offset
};
DecodedText decodeUtf8(std::string_view bytes);
std::string encodeUtf8(std::u32string_view text);

class TextCorpus {
public:
    /// Reads a file of at most 1 GiB: byte-order mark dropped, CRLF to LF, invalid bytes dropped and counted. Throws Error,
    /// also when the text is too short for one window of 2 characters on each side of the split, or has over 4096
    /// different characters.
    static TextCorpus load(const std::filesystem::path& file, std::stop_token stop = {});
    static TextCorpus fromText(std::string name, std::string_view utf8);

    struct Statistics {
        std::int64_t bytes = 0, characters = 0, lines = 0, invalidBytes = 0, carriageReturns = 0;
        std::vector<std::int64_t> counts; // (V), in vocabulary order
    };
    const std::string& name() const { return m_name; }
    const std::string& hash() const { return m_hash; } // SHA-256 of the file's bytes, hex
    const Vocabulary& vocabulary() const { return m_vocabulary; }
    const Statistics& statistics() const { return m_statistics; }
    std::span<const std::uint16_t> training() const; // ids, first 90 %
    std::span<const std::uint16_t> validation() const; // ids, last 10 %

    /// Throws Error when either part is shorter than context + 1 characters.
    void requireContext(int context) const;
    /// Start offsets (B) into training() of the windows of `step`: a function of (seed, step), so data order has no
    /// state to lose. A window is context + 1 ids: inputs and their successors.
    std::vector<std::int64_t> batch(std::uint64_t seed, std::int64_t step, int batchSize, int context) const;
    /// Start offsets into validation() of the fixed evaluation windows: back to back, whole ones only, every
    /// character predicted at most once.
    std::vector<std::int64_t> validationWindows(int context) const;

private:
    TextCorpus(std::string name, std::string_view utf8, const std::stop_token& stop);

    std::string m_name, m_hash;
    Vocabulary m_vocabulary;
    Statistics m_statistics;
    std::vector<std::uint16_t> m_ids;
    std::size_t m_split = 0;
};

} // namespace glowworm
