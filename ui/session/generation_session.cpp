// SPDX-License-Identifier: GPL-3.0-or-later
// The text of the last session: how it comes back, and what of it a session keeps.
#include "ui/session/generation.h"

#include "model/base/build_info.h"
#include "model/base/json_reader.h"
#include "model/session/session_values.h"
#include "model/tape/tape_file.h"
#include "ui/session/library.h"
#include "ui/session/workbench.h"

#include <algorithm>
#include <string>
#include <utility>

namespace glowworm {
namespace {

constexpr std::int64_t kMostUnwritten = 1'000'000; // tokens; more than any form asks for

std::string keyOf(Twin twin) { return std::string(nameOf(twin)) + "_unwritten"; }

std::vector<TapeBookmark> bookmarksAhead(const JsonObject& from, const Tape& tape)
{
    std::vector<TapeBookmark> ahead;
    if (!from.has("bookmarks_ahead"))
        return ahead;
    for (const JsonObject& one : from.objects("bookmarks_ahead")) {
        const std::int64_t least = ahead.empty() ? tape.size() : ahead.back().token + 1;
        ahead.push_back({one.integer<std::int64_t>("token", least), one.text("note")});
        if (ahead.back().note.size() > kLongestNote)
            one.refuse("note", "at most " + std::to_string(kLongestNote) + " bytes");
    }
    if (ahead.size() + tape.bookmarks.size() > kMostBookmarks)
        from.refuse("bookmarks_ahead", "fewer");
    return ahead;
}

} // namespace

TapeModel Generation::tapeModelOf(const LoadedModel& model)
{
    return {model.state->config, model.state->vocabulary, model.language->format, model.source,
        model.hash, model.surgery};
}

/// Whoever closes the window stops what is written, and yet has it go on the next time.
void Generation::stop()
{
    m_goesOn = m_goesOn && m_workbench.leaving();
    if (m_readsBack && !m_workbench.leaving()) { // to its end, which takes no time
        for (auto& text : m_back->texts)
            if (text)
                text->more = 0;
        readBack();
        return;
    }
    m_run.stop();
}

/// A text that is written again, after surgery, has bookmarks further on.
void Generation::save(const SessionValues& to) const
{
    std::vector<TapeBookmark> ahead = m_tape.bookmarks;
    std::erase_if(
        ahead, [this](const TapeBookmark& bookmark) { return bookmark.token < m_tape.size(); });
    const std::vector<SessionValues> places = to.objects("bookmarks_ahead", ahead.size());
    for (std::size_t i = 0; i < ahead.size(); ++i) {
        places[i].integer("token", ahead[i].token);
        places[i].text("note", ahead[i].note);
    }

    to.flag("recorded", m_source != Source::Written && !m_back);
    for (const Twin twin : kTwins) {
        std::int64_t unwritten = 0;
        const TapeTrack* track = m_tape.track(twin);
        if (m_back)
            unwritten = m_back->texts[slotOf(twin)] ? m_back->texts[slotOf(twin)]->more : 0;
        else if (track && track->size() > 0 && m_source == Source::Written && m_goesOn)
            unwritten = planned(*track) - track->size();
        to.integer(keyOf(twin), unwritten);
    }
}

void Generation::restore(const JsonObject& from, const Tape& tape)
{
    const bool recorded = from.flag("recorded");
    const std::vector<TapeBookmark> ahead = bookmarksAhead(from, tape);
    TextBeginning back;
    for (const Twin twin : kTwins) {
        const auto unwritten = from.integer<std::int64_t>(keyOf(twin).c_str(), 0, kMostUnwritten);
        if (const TapeTrack* track = tape.track(twin); track && track->size() > 0) {
            back.texts[slotOf(twin)] = track->text();
            back.texts[slotOf(twin)]->more = unwritten;
        }
    }
    if (tape.empty() || refusesTape())
        return;
    takeTape(tape);
    m_tape.bookmarks.insert(m_tape.bookmarks.end(), ahead.begin(), ahead.end());
    m_source = Source::Recorded;
    m_origin.clear();
    m_waits = true;
    if (!recorded)
        m_back = std::move(back);
    m_run.play(m_tape);
    begin(true);
    takeModels();
}

/// The models read what is there as fast as they can, and write on at the pace of the show.
void Generation::readBack()
{
    const auto open = [this](Twin twin) {
        return m_tape.track(twin) ? m_library.model(Task::Text, twin) : nullptr;
    };
    GenerationSpec spec
        = readingAgain(m_tape, open(Twin::Sparse) ? open(Twin::Sparse)->language : nullptr,
            open(Twin::Dense) ? open(Twin::Dense)->language : nullptr);
    spec.written = m_back->texts;
    spec.voters = true;
    spec.whileTraining = isBesideSteps();
    spec.threads = threadsNow();
    spec.tokensPerSecond = m_pace;
    for (const Twin twin : kTwins)
        m_readers[slotOf(twin)] = open(twin) ? std::optional(*open(twin)) : std::nullopt;
    m_read = {};
    m_readsBack = m_running = true;
    m_run.start(std::move(spec));
    Q_EMIT workBegan();
}

/// Once they have read all that was there, it stands in place of what was recorded, in one step.
void Generation::takeBack(GenerationUpdate update)
{
    m_read.add(std::move(update));
    for (const Twin twin : kTwins) {
        const auto& text = m_back->texts[slotOf(twin)];
        const auto read = std::ranges::count(m_read.tokens, twin, &GeneratedToken::twin);
        if (text && read < static_cast<std::ptrdiff_t>(text->characters.size()))
            return;
    }
    m_from = *std::exchange(m_back, std::nullopt);
    m_from.bookmarks = m_tape.bookmarks;
    m_tape = {m_tape.sample, {}, m_from.bookmarks, utcNow(), machineInfo().cpu};
    m_writers = std::exchange(m_readers, {});
    for (const auto& writer : m_writers)
        if (writer)
            m_tape.tracks.emplace_back(tapeModelOf(*writer));
    m_source = Source::Written;
    m_goesOn = true;
    m_readsBack = m_waits = false;
    m_agreement = {};
    m_origin.clear();
    begin(false);
    GenerationUpdate read = std::exchange(m_read, {});
    tell(read);
}

/// What could not begin when the models came begins now; and once no more can come, it is said what
/// is shown.
void Generation::settle()
{
    takeModels();
    if (!m_waits || m_readsBack || m_running || m_library.isOpening())
        return;
    const QString other = difference();
    m_waits = other.isEmpty(); // it is put off, by a timing run
    if (m_waits)
        return;
    m_origin = originWords(other);
    m_run.play(m_tape);
    begin(false);
}

} // namespace glowworm
