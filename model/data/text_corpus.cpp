// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/data/text_corpus.h"
#include "model/base/code_point.h"
#include "model/base/counter_random.h"
#include "model/base/error.h"
#include "model/io/file_kind.h"
#include "model/io/sha256.h"

#include <algorithm>

namespace glowworm {
namespace {

constexpr std::uint64_t kLargestText = std::uint64_t{1} << 30;
constexpr std::size_t kMostCharacters = 4096; // different ones
constexpr std::size_t kCodePoints = 0x110000;
constexpr std::size_t kStopEvery = 1 << 20; // characters between two looks at the stop check

void throwIfStopped(const StopCheck& stop, const std::string& name)
{
    if (stop())
        throw Stopped("Loading " + printable(name) + " was stopped.");
}

/// Calls use(character) for every character that is kept and counts those that are not.
template <class Use>
void forEachCharacter(std::string_view bytes, const StopCheck& stop, const std::string& name,
    TextCorpus::Statistics& statistics, Use use)
{
    std::size_t untilStop = kStopEvery;
    bool returned = false; // a carriage return that a line feed may follow
    forEachCodePoint(bytes, [&](const CodePoint& next, std::size_t offset) {
        statistics.look(next, offset);
        if (returned && next.valid && next.value == '\n')
            ++statistics.carriageReturns;
        else if (returned)
            use(U'\r');
        returned = next.valid && next.value == '\r';
        if (next.valid && !returned)
            use(next.value);
        if (--untilStop == 0) {
            throwIfStopped(stop, name);
            untilStop = kStopEvery;
        }
    });
    if (returned)
        use(U'\r');
    const auto total = static_cast<std::int64_t>(bytes.size());
    if (statistics.tooManyInvalid(total))
        throw Error(printable(name) + " is no text in "
            + (markOf(bytes).encoding == Encoding::Utf8 ? "UTF-8" : "UTF-16") + ": "
            + std::to_string(statistics.invalidBytes) + " of its " + std::to_string(total)
            + " bytes are in no character, the first at byte "
            + std::to_string(*statistics.firstInvalid)
            + ". Convert it, for example from Latin-1: iconv -f ISO-8859-1 -t UTF-8.");
    if (statistics.tooManyControls(total))
        throw Error(printable(name) + " is no text: " + std::to_string(statistics.controls)
            + " of its " + std::to_string(total) + " bytes are control characters.");
}

} // namespace

TextCorpus TextCorpus::load(const std::filesystem::path& path, StopCheck stop)
{
    InputFile file(path, InputFile::Accept::Streams, stop);
    if (const FileIdentity found = identify(file); !found.isText)
        throw notWanted(file.shownName(), found, "a text to train on");
    const std::string bytes = file.readRest(kLargestText);
    return TextCorpus(path == "-" ? file.shownName() : path.filename().string(), bytes, stop);
}

TextCorpus TextCorpus::fromText(std::string name, std::string_view text)
{
    return TextCorpus(std::move(name), text, {});
}

TextCorpus::TextCorpus(std::string name, std::string_view text, const StopCheck& stop)
    : m_name(std::move(name))
{
    throwIfStopped(stop, m_name);
    m_hash = sha256Hex(std::as_bytes(std::span(text)));
    m_statistics.bytes = static_cast<std::int64_t>(text.size());

    std::vector<std::int64_t> counts(kCodePoints);
    forEachCharacter(text, stop, m_name, m_statistics, [&](char32_t c) {
        ++counts[c];
        ++m_statistics.characters;
    });
    std::vector<char32_t> characters;
    std::vector<std::uint16_t> ids(kCodePoints);
    for (std::size_t c = 0; c < kCodePoints; ++c)
        if (counts[c] > 0) {
            if (characters.size() == kMostCharacters)
                throw Error(printable(m_name)
                    + " has more than 4096 different characters. A character model needs a smaller "
                      "alphabet.");
            ids[c] = static_cast<std::uint16_t>(characters.size());
            characters.push_back(static_cast<char32_t>(c));
            m_statistics.counts.push_back(counts[c]);
        }
    m_vocabulary = Vocabulary(std::move(characters));

    m_ids.reserve(static_cast<std::size_t>(m_statistics.characters));
    Statistics again;
    forEachCharacter(text, stop, m_name, again, [&](char32_t c) { m_ids.push_back(ids[c]); });
    const bool endsInLine = !m_ids.empty() && m_vocabulary.characters()[m_ids.back()] != '\n';
    m_statistics.lines = counts['\n'] + endsInLine;
    m_split = m_ids.size() / 10 * 9 + m_ids.size() % 10 * 9 / 10;
    requireContext(1);
}

std::span<const std::uint16_t> TextCorpus::training() const
{
    return std::span(m_ids).first(m_split);
}
std::span<const std::uint16_t> TextCorpus::validation() const
{
    return std::span(m_ids).subspan(m_split);
}

std::string TextCorpus::droppedSentence() const
{
    const std::int64_t dropped = m_statistics.invalidBytes;
    if (dropped == 0)
        return {};
    return printable(m_name) + ": " + std::to_string(dropped)
        + (dropped == 1 ? " byte that is" : " bytes that are") + " in no character "
        + (dropped == 1 ? "was" : "were") + " dropped, the first at byte "
        + std::to_string(*m_statistics.firstInvalid) + ".";
}

std::optional<std::string> TextCorpus::tooShortFor(int context) const
{
    const std::size_t window = static_cast<std::size_t>(std::max(context, 1)) + 1;
    if (training().size() >= window && validation().size() >= window)
        return {};
    return printable(m_name) + " is too short for windows of " + std::to_string(window)
        + " characters: " + std::to_string(training().size()) + " to train on, "
        + std::to_string(validation().size())
        + " to validate. Choose a longer text or a smaller context.";
}

void TextCorpus::requireContext(int context) const
{
    if (const auto reason = tooShortFor(context))
        throw Error(*reason);
}

std::vector<std::int64_t> TextCorpus::batch(
    std::uint64_t seed, std::int64_t step, int batchSize, int context) const
{
    requireContext(context);
    const double places
        = static_cast<double>(training().size() - static_cast<std::size_t>(context));
    const std::uint64_t key = randomKey(
        seed, static_cast<std::uint64_t>(Stream::Batch), static_cast<std::uint64_t>(step));
    std::vector<std::int64_t> starts(static_cast<std::size_t>(batchSize));
    for (std::size_t row = 0; row < starts.size(); ++row)
        starts[row] = static_cast<std::int64_t>(randomUniform(key, row) * places);
    return starts;
}

std::vector<std::int64_t> TextCorpus::validationWindows(int context) const
{
    requireContext(context);
    const std::int64_t whole = (static_cast<std::int64_t>(validation().size()) - 1) / context;
    const std::int64_t used = std::min(whole, std::max<std::int64_t>(1, kMostJudged / context));
    std::vector<std::int64_t> starts;
    for (std::int64_t i = 0; i < used; ++i)
        starts.push_back(i * whole / used * context);
    return starts;
}

} // namespace glowworm
