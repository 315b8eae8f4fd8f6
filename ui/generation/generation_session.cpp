// SPDX-License-Identifier: GPL-3.0-or-later
// What the Generation panel keeps for the next time, and the way back to where one was in a text.
#include "ui/generation/generation_panel.h"

#include "model/base/json_reader.h"
#include "model/base/utf8.h"
#include "model/session/session_values.h"
#include "ui/generation/generation_stage.h"
#include "ui/generation/token_text.h"
#include "ui/generation/transcript.h"
#include "ui/generation/writing_controls.h"
#include "ui/inspector/inspector.h"
#include "ui/session/library.h"
#include "ui/widgets/board_marks.h"

#include <algorithm>
#include <string>
#include <utility>

namespace glowworm {

namespace {

constexpr std::array kShades{"value", "probability", "margin"}; // by Shade
constexpr int kMostTokens = 10'000'000;
constexpr int kMostThreadsKept = 4096;

std::string keyOf(Twin twin, const char* what) { return std::string(nameOf(twin)) + what; }

std::string writersOf(const std::array<bool, 2>& writes)
{
    return writes[0] && writes[1] ? "both"
                                  : std::string(nameOf(writes[0] ? Twin::Sparse : Twin::Dense));
}

} // namespace

void GenerationPanel::save(const SessionValues& to) const
{
    const Choices now = onScreen();
    to.text("prompt", now.prompt.toStdString());
    saveFields(to.object("sample"), sampleFields(), now.sample);
    to.number("pace", now.pace);
    to.integer("threads", now.threads);
    to.text("who_writes", writersOf(now.writes));
    to.text("large", nameOf(now.large));
    to.text("lights", kShades[static_cast<std::size_t>(now.shade)]);
    to.flag("unfolded", m_controls->isUnfolded());
    const View view = m_view.value_or(viewNow());
    to.integer("picked", view.picked);
    to.flag("follows", view.follows);
    to.flag("plays", view.plays);
    for (const Twin twin : kTwins) {
        to.integer(keyOf(twin, "_top"), view.tops[slotOf(twin)]);
        to.text(keyOf(twin, "_before_surgery"), encodeUtf8(m_unedited[slotOf(twin)]));
    }
    m_inspector->save(to.object("inspector"));
}

GenerationPanel::Choices GenerationPanel::readChoices(const JsonObject& from) const
{
    Choices choices = onScreen();
    choices.format = m_library.weightFormat(); // which the library has brought back
    choices.prompt = QString::fromStdString(from.text("prompt", choices.prompt.toStdString()));
    if (from.has("sample"))
        choices.sample = restoredFields(from.object("sample"), sampleFields(), choices.sample);
    if (from.has("pace"))
        choices.pace = from.number("pace", 0);
    if (!WritingControls::isPace(choices.pace))
        from.refuse("pace", "one that can be chosen");
    if (from.has("threads"))
        choices.threads = from.integer<int>("threads", 1, kMostThreadsKept);
    const std::string writers = from.text("who_writes", writersOf(choices.writes)),
                      large = from.text("large", std::string(nameOf(choices.large))),
                      lights
        = from.text("lights", kShades[static_cast<std::size_t>(choices.shade)]);
    choices.writes = {writers != nameOf(Twin::Dense), writers != nameOf(Twin::Sparse)};
    if (writers != writersOf(choices.writes))
        from.refuse("who_writes", "sparse, dense or both");
    choices.large = large == nameOf(Twin::Dense) ? Twin::Dense : Twin::Sparse;
    if (large != nameOf(choices.large))
        from.refuse("large", "sparse or dense");
    const auto shade = std::ranges::find(kShades, lights);
    if (shade == kShades.end())
        from.refuse("lights", "value, probability or margin");
    choices.shade = static_cast<Shade>(shade - kShades.begin());
    return choices;
}

GenerationPanel::View GenerationPanel::readView(const JsonObject& from) const
{
    View view = m_view.value_or(viewNow());
    if (from.has("picked"))
        view.picked = from.integer<int>("picked", -1, kMostTokens);
    if (from.has("follows"))
        view.follows = from.flag("follows");
    if (from.has("plays"))
        view.plays = from.flag("plays");
    for (const Twin twin : kTwins)
        if (const std::string top = keyOf(twin, "_top"); from.has(top.c_str()))
            view.tops[slotOf(twin)] = from.integer<int>(top.c_str(), -1, kMostTokens);
    return view;
}

void GenerationPanel::restore(const JsonObject& from)
{
    const Choices choices = readChoices(from);
    const View view = readView(from);
    const bool unfolded = from.has("unfolded") ? from.flag("unfolded") : m_controls->isUnfolded();
    auto unedited = m_unedited;
    for (const Twin twin : kTwins)
        if (const std::string key = keyOf(twin, "_before_surgery"); from.has(key.c_str()))
            unedited[slotOf(twin)]
                = QString::fromStdString(from.text(key.c_str())).toStdU32String();
    if (from.has("inspector"))
        m_inspector->restore(from.object("inspector"));

    showChoices(choices);
    m_controls->unfold(unfolded);
    m_unedited = std::move(unedited);
    m_view = view;
    m_follow = m_follow && view.follows;
    goBack();
}

GenerationPanel::View GenerationPanel::viewNow() const
{
    return {m_picked, m_follow, m_replay.isActive(),
        {m_follow ? -1 : m_sparse->text().top(), m_follow ? -1 : m_dense->text().top()}};
}

void GenerationPanel::goBack()
{
    if (!m_view || tokenCount() == 0 || !isVisible()
        || (!m_view->follows && m_generation.running() && tokenCount() <= m_view->picked))
        return;
    const View view = *std::exchange(m_view, std::nullopt);
    m_follow = view.follows || view.picked < 0;
    showToken(m_follow ? tokenCount() - 1 : std::min(view.picked, tokenCount() - 1));
    for (const Twin twin : kTwins)
        if (view.tops[slotOf(twin)] >= 0)
            transcript(twin)->scrollTo(view.tops[slotOf(twin)]);
    if (view.plays)
        m_replay.start(replayInterval());
    showPlaying();
}

} // namespace glowworm
