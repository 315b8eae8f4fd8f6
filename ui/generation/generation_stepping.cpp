// SPDX-License-Identifier: GPL-3.0-or-later
// The Generation panel's way through a text: which token is shown, following the newest, replaying,
// and the keys for it.
#include "ui/generation/generation_panel.h"

#include "ui/generation/generation_stage.h"
#include "ui/generation/next_characters.h"
#include "ui/generation/timeline.h"
#include "ui/generation/transcript.h"
#include "ui/generation/voter_curves.h"
#include "ui/generation/writing_controls.h"
#include "ui/inspector/inspector.h"
#include "ui/session/generation.h"
#include "ui/widgets/board_marks.h"
#include "ui/widgets/focus_keys.h"
#include "ui/widgets/switchboard.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace glowworm {

namespace {

constexpr int kFastestReplay = 16; // milliseconds a token

} // namespace

int GenerationPanel::tokenCount() const
{
    int count = -1;
    for (const Twin twin : kTwins)
        if (m_controls->shows(twin) && transcript(twin)->tokenCount() > 0)
            count = count < 0 ? transcript(twin)->tokenCount()
                              : std::min(count, transcript(twin)->tokenCount());
    return std::max(0, count);
}

void GenerationPanel::pick(int token)
{
    if (tokenCount() == 0)
        return;
    m_touched = true;
    m_view.reset();
    m_replay.stop();
    m_follow = token + 1 >= tokenCount();
    showToken(std::clamp(token, 0, tokenCount() - 1));
    showPlaying();
}

/// A click means the light that one saw: since then it may have become an ember.
void GenerationPanel::holdLit(Twin twin, NeuronAddress neuron)
{
    const std::vector<GeneratedToken>& text = transcript(twin)->tokens();
    const int now = std::min(m_picked, static_cast<int>(text.size()) - 1);
    if (now < 0 || !(m_replay.isActive() || (m_follow && m_generation.running())))
        return;
    const auto isLit = [&](int token) {
        const auto& layers = text[static_cast<std::size_t>(token)].firing.layers;
        const auto layer = static_cast<std::size_t>(neuron.layer);
        return layer < layers.size()
            && std::ranges::count(layers[layer].neurons, neuron.neuron) > 0;
    };
    int place = now;
    while (place > 0 && now - place < kTrail && !isLit(place))
        --place;
    m_view.reset();
    m_replay.stop();
    m_follow = false;
    showToken(isLit(place) ? place : now);
    showPlaying();
}

void GenerationPanel::showToken(int token)
{
    m_picked = token;
    for (const Twin twin : kTwins) {
        const Transcript& text = *transcript(twin);
        if (!m_controls->shows(twin) || text.tokenCount() == 0)
            continue;
        const int place = std::min(token, text.tokenCount() - 1);
        transcript(twin)->pick(place);
        m_next->showToken(twin, text.tokens(), place);
    }
    m_stage->showToken({m_sparse->tokens(), m_dense->tokens()}, token);
    m_timeline->setPosition(token, tokenCount());
    m_inspector->showToken(token);
    showVoters();
}

void GenerationPanel::showVoters()
{
    const Twin twin = m_stage->large();
    const std::vector<GeneratedToken>& text = transcript(twin)->tokens();
    const int place = std::min(m_picked, static_cast<int>(text.size()) - 1);
    Switchboard& board = m_stage->board(twin);
    if (board.shade() == Shade::Margin)
        m_next->showChoices(twin, board.shape().grid, text, place);
    else
        m_next->showVoters(twin, board.shape().grid, text, place);
    std::vector<Attribution> voters;
    if (place >= 0 && !m_stage->holds()) // else the board shows another token
        std::ranges::copy_if(text[static_cast<std::size_t>(place)].voters,
            std::back_inserter(voters), [](const Attribution& each) { return each.logit > 0; });
    board.setFirstCell(voters.empty() ? std::nullopt : std::optional(voters.front().neuron));
    m_curves->setVoters(twin, board, std::move(voters));
}

void GenerationPanel::showCompared(const ComparedPlaces& places)
{
    const bool letsGo = m_stage->holds() && !places.isHeld;
    m_stage->showComparison(places);
    for (const Twin twin : kTwins)
        if (twin == places.twin)
            transcript(twin)->markCompared(static_cast<int>(places.firstToken.value_or(-1)),
                static_cast<int>(places.secondToken.value_or(-1)));
        else
            transcript(twin)->markCompared(-1, -1);
    if (letsGo) // what was gone to meanwhile
        showToken(m_picked);
}

void GenerationPanel::showSurprise()
{
    m_timeline->showText(m_stage->large(), transcript(m_stage->large())->tokens());
    m_timeline->expect(static_cast<int>(m_generation.length(m_stage->large())));
}

void GenerationPanel::followNewest()
{
    m_view.reset();
    m_replay.stop();
    m_follow = true;
    showToken(tokenCount() - 1);
    showPlaying();
}

void GenerationPanel::togglePlay()
{
    m_touched = true;
    m_view.reset();
    const bool atEnd = m_picked + 1 >= tokenCount();
    if (m_replay.isActive())
        m_replay.stop();
    else if (m_follow && m_generation.running())
        m_follow = false;
    else if (atEnd && m_generation.running())
        m_follow = true;
    else if (tokenCount() > 0) {
        m_follow = false;
        if (atEnd)
            showToken(0);
        m_replay.start(replayInterval());
    }
    showPlaying();
}

int GenerationPanel::replayInterval() const
{
    return m_controls->pace() > 0 ? static_cast<int>(1000 / m_controls->pace()) : kFastestReplay;
}

void GenerationPanel::playOn()
{
    if (m_picked + 1 < tokenCount()) {
        showToken(m_picked + 1);
        return;
    }
    m_replay.stop();
    m_follow = true; // caught up: the newest from here on
    showPlaying();
}

void GenerationPanel::showPlaying()
{
    const bool plays = m_replay.isActive() || (m_follow && m_generation.running());
    m_timeline->setPlaying(plays);
    m_curves->setPlaying(plays);
}

/// With the text or a board focused; fields and buttons take some of these for themselves.
void GenerationPanel::addKeys()
{
    auto* keys = new FocusKeys(this, tr("In Generation"));
    keys->add({Qt::Key_Space}, tr("play, or hold the view"), [this] { togglePlay(); });
    keys->add({Qt::Key_Comma}, tr("one character back"), [this] { pick(m_picked - 1); });
    keys->add({Qt::Key_Period}, tr("one character forward"), [this] { pick(m_picked + 1); });
    keys->add({Qt::Key_Home}, tr("the first character"), [this] { pick(0); });
    keys->add({Qt::Key_B}, tr("keep the picked character as a bookmark"),
        [this] { m_timeline->addBookmark(); });
    keys->add({Qt::Key_F2}, tr("type another text in place of the picked character"),
        [this] { askForText(m_stage->large(), m_picked); });
    keys->add({Qt::Key_End}, tr("the newest character, and follow it"), [this] { followNewest(); });
}

void GenerationPanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    showSurprise();
    goBack();
    showToken(m_follow ? tokenCount() - 1 : m_picked);
}

} // namespace glowworm
