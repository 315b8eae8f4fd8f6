// SPDX-License-Identifier: GPL-3.0-or-later
// What the Generation panel does when surgery has reached a model, and where texts part.
#include "ui/generation/generation_panel.h"

#include "ui/generation/timeline.h"
#include "ui/generation/transcript.h"
#include "ui/generation/writing_controls.h"
#include "ui/session/library.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace glowworm {
namespace {

constexpr std::size_t kMostStanding = 100; // texts, of some kilobytes each

std::u32string charactersOf(const std::vector<GeneratedToken>& tokens)
{
    std::u32string text;
    for (const GeneratedToken& token : tokens)
        text += token.character;
    return text;
}

/// The last characters up to text[last], on one line.
QString endAt(const std::u32string& text, std::size_t last)
{
    constexpr std::size_t kBefore = 8;
    const std::size_t first = last > kBefore ? last - kBefore : 0;
    QString end = first > 0 ? QString(QChar(0x2026)) : QString();
    for (std::size_t i = first; i <= last; ++i)
        end += visibleCharacter(text[i]);
    return end;
}

/// How it went on from text[first].
QString continuation(const std::u32string& text, std::size_t first)
{
    constexpr std::size_t kMost = 160; // characters, of a tip
    const std::u32string_view shown = std::u32string_view(text).substr(first, kMost);
    return QString::fromUcs4(shown.data(), static_cast<qsizetype>(shown.size()))
        + (first + kMost < text.size() ? QString(QChar(0x2026)) : QString());
}

/// What a person gave: the prompt, and what was typed behind it with all before that.
WrittenText startOf(const Tape& tape)
{
    WrittenText text = tape.tracks.front().text();
    text.characters.resize(std::max(text.prompt, text.typed.empty() ? 0 : text.typed.back() + 1));
    text.more = tape.sample.tokens;
    return text;
}

} // namespace

/// From the same start, so that surgery on the models that wrote it, if they are open, writes on
/// from there; and whoever generates anew begins with its prompt and settings. What a person has
/// typed and chosen since it was opened stays when it comes again.
void GenerationPanel::takeTape(bool isAnother)
{
    if (isAnother) {
        const Tape& tape = m_generation.tape();
        const WrittenText start = startOf(tape);
        m_asked = {};
        m_asked.text = ++m_texts;
        m_asked.sample = tape.sample;
        m_asked.prompt
            = QString::fromUcs4(start.characters.data(), static_cast<qsizetype>(start.prompt));
        m_asked.edited = start;
        m_unedited = {};
    }
    Choices choices = onScreen();
    bool isSeen = false;
    for (const Twin twin : kTwins) {
        const LoadedModel* writes = m_generation.writer(twin);
        m_asked.writes[slotOf(twin)] = writes != nullptr;
        if (!writes)
            continue;
        m_asked.format = writes->language->format;
        m_asked.models[slotOf(twin)] = writes->state;
        m_asked.surgery[slotOf(twin)] = writes->surgery;
        isSeen = isSeen || choices.writes[slotOf(twin)];
    }
    if (isAnother) {
        choices.prompt = m_asked.prompt;
        choices.sample = m_asked.sample;
    }
    if (isAnother || !isSeen)
        for (const Twin twin : kTwins)
            choices.writes[slotOf(twin)] = m_generation.writer(twin) != nullptr;
    showChoices(choices);
}

/// With the same noise, so that only the surgery makes a difference. Where it is undone, the text
/// of then comes back, whatever number format and length that had.
bool GenerationPanel::takeSurgery()
{
    bool reached = false;
    Asked wanted = m_asked;
    for (const Twin twin : kTwins) {
        const LoadedModel* now = model(twin);
        const Surgery& before = m_asked.surgery[slotOf(twin)];
        if (!m_asked.writes[slotOf(twin)] || !now || now->state != m_asked.models[slotOf(twin)]
            || now->surgery == before)
            continue;
        reached = true;
        wanted.surgery[slotOf(twin)] = now->surgery;
        // The longest that was written without it: with the same noise a shorter one is its start.
        const TapeTrack* track = m_generation.tape().track(twin);
        if (!track || !track->model().surgery.empty())
            continue;
        if (std::u32string text = track->text().characters;
            text.size() > m_unedited[slotOf(twin)].size())
            m_unedited[slotOf(twin)] = std::move(text);
    }
    if (reached) {
        keepStanding();
        write(standing(wanted), true);
    }
    return reached;
}

bool GenerationPanel::Standing::isOf(const Asked& other, WeightFormat with) const
{
    return std::tie(asked.text, asked.version, asked.writes, asked.surgery, format)
        == std::tie(other.text, other.version, other.writes, other.surgery, with);
}

void GenerationPanel::keepStanding()
{
    const std::vector<TapeTrack>& tracks = m_generation.tape().tracks;
    if (showsTape() || std::ranges::any_of(tracks, [](const TapeTrack& track) {
            return track.size() == 0; // it has not begun
        }))
        return;
    std::erase_if(
        m_standing, [this](const Standing& one) { return one.isOf(m_asked, m_choices.format); });
    m_standing.push_back({m_asked, m_choices.format, m_generation.asItStands()});
    if (m_standing.size() > kMostStanding)
        m_standing.erase(m_standing.begin());
}

TextBeginning GenerationPanel::standing(const Asked& asked) const
{
    const auto found = std::ranges::find_if(m_standing,
        [this, &asked](const Standing& one) { return one.isOf(asked, m_choices.format); });
    TextBeginning from
        = found != m_standing.end() ? found->from : TextBeginning{{asked.edited, asked.edited}, {}};
    from.bookmarks = m_generation.tape().bookmarks;
    return from;
}

/// Between the two models' texts; after surgery, between a model's text and what it was before.
void GenerationPanel::findFirstDifference()
{
    const auto operated = std::ranges::find_if(kTwins, [this](Twin twin) {
        return !m_unedited[slotOf(twin)].empty() && !m_asked.surgery[slotOf(twin)].empty();
    });
    const bool isAfter = operated != kTwins.end();
    const Twin own = isAfter ? *operated : Twin::Sparse;
    const std::u32string now = charactersOf(transcript(own)->tokens()),
                         other
        = isAfter ? m_unedited[slotOf(own)] : charactersOf(m_dense->tokens());
    const auto common = std::min(now.size(), other.size());
    auto equal = static_cast<std::size_t>(m_compared);
    while (equal < common && now[equal] == other[equal])
        ++equal;
    m_compared = static_cast<int>(equal); // stays at the first difference once there is one
    if (isAfter)
        transcript(own)->showComparison(equal < common
                ? tr("other from %1 on").arg(countText(m_compared))
                : m_generation.running() ? tr("same text so far")
                : other.size() >= now.size()
                ? tr("unchanged")
                : tr("the first %1 as before").arg(countText(m_compared)),
            equal < common ? tr("It went on before: %1").arg(continuation(other, equal))
                           : QString());
    m_parting.clear();
    if (equal >= common)
        return;
    const QString words = isAfter
        ? tr("before: %1\nnow: %2").arg(endAt(other, equal), endAt(now, equal))
        : tr("sparse: %1\ndense: %2").arg(endAt(now, equal), endAt(other, equal));
    m_parting = words;
    transcript(own)->markFirstDifference(m_compared, words);
    if (!isAfter)
        m_dense->markFirstDifference(m_compared, words);
    m_timeline->setFirstDifference(m_compared, words);
}

QString GenerationPanel::writtenWords() const
{
    QStringList sentences{
        tr("The writing has ended, %Ln characters with the prompt.", nullptr, tokenCount())};
    for (const Twin twin : kTwins)
        if (const QString& after = transcript(twin)->comparison(); !after.isEmpty())
            sentences << tr("After surgery: %1.").arg(after) << m_parting;
    if (sentences.size() > 1)
        return sentences.join(QLatin1Char('\n'));
    if (!m_parting.isEmpty())
        sentences << tr("They part at character %1.").arg(countText(m_compared)) << m_parting;
    else if (m_controls->shows(Twin::Sparse) && m_controls->shows(Twin::Dense)
        && m_dense->tokenCount() > 0)
        sentences << (m_dense->tokenCount() == m_sparse->tokenCount()
                ? tr("Both texts are the same.")
                : tr("Both texts are the same as far as both go."));
    return sentences.join(QLatin1Char('\n'));
}

} // namespace glowworm
