// SPDX-License-Identifier: GPL-3.0-or-later
// A text as training data: characters, their ids, the 90/10 split, and which windows a step sees.
// Immutable once loaded; loading blocks (about 10 ms a megabyte) and belongs on a compute thread;
// the rest is cheap, any thread.
#pragma once

#include "model/base/stop_check.h"
#include "model/base/text_encoding.h"
#include "model/config/vocabulary.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace glowworm {

inline constexpr std::int64_t kMostJudged
    = 262'144; // characters of an evaluation; Tiny Shakespeare has 111,540 to validate

class TextCorpus {
public:
    /// Reads a file or stream of at most 1 GiB in UTF-8, or in UTF-16 with a byte-order mark: mark
    /// dropped, CRLF to LF, invalid bytes dropped and counted. Throws Error, Stopped among them:
    /// also when it is no text, when too much of it is invalid, when it is too short for one window
    /// of 2 characters on each side of the split, or has over 4096 different characters.
    static TextCorpus load(const std::filesystem::path& file, StopCheck stop = {});
    static TextCorpus fromText(std::string name, std::string_view text);

    struct Statistics : TextDoubts {
        std::int64_t bytes = 0, characters = 0, lines = 0, carriageReturns = 0;
        std::vector<std::int64_t> counts; // (V), in vocabulary order
    };
    const std::string& name() const { return m_name; }
    const std::string& hash() const { return m_hash; } // SHA-256 of the file's bytes, hex
    const Vocabulary& vocabulary() const { return m_vocabulary; }
    const Statistics& statistics() const { return m_statistics; }
    std::span<const std::uint16_t> training() const;   // ids, first 90 %
    std::span<const std::uint16_t> validation() const; // ids, last 10 %

    /// What was dropped because it is no character, and where it begins; "" when nothing was.
    std::string droppedSentence() const;
    /// Why windows of context + 1 characters do not fit into both parts; nothing when they do.
    std::optional<std::string> tooShortFor(int context) const;
    void requireContext(int context) const; // throws it as Error
    /// Start offsets (B) into training() of the windows of `step`: a function of (seed, step), so
    /// data order has no state to lose. A window is context + 1 ids: inputs and their successors.
    std::vector<std::int64_t> batch(
        std::uint64_t seed, std::int64_t step, int batchSize, int context) const;
    /// Start offsets into validation() of the fixed evaluation windows: back to back, whole ones
    /// only, every character predicted at most once. Of a long text as many as kMostJudged
    /// characters hold, spread evenly, so that an evaluation takes as long as it does on 2.6 MB.
    std::vector<std::int64_t> validationWindows(int context) const;

private:
    TextCorpus(std::string name, std::string_view text, const StopCheck& stop);

    std::string m_name, m_hash;
    Vocabulary m_vocabulary;
    Statistics m_statistics;
    std::vector<std::uint16_t> m_ids;
    std::size_t m_split = 0;
};

} // namespace glowworm
