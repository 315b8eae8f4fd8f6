// SPDX-License-Identifier: GPL-3.0-or-later
// The Generation panel's way through a text: which token is shown, following the newest, replaying,
// and the keys for it.
#include "ui/generation/generation_panel.h"

#include "ui/generation/playback_controls.h"
#include "ui/generation/writer_view.h"
#include "ui/generation/writing_controls.h"
#include "ui/session/generation.h"
#include "ui/widgets/focus_keys.h"

#include <algorithm>

namespace glowworm {

namespace {

constexpr int kFastestReplay = 16; // milliseconds a token

} // namespace

int GenerationPanel::tokenCount() const
{
    int count = -1;
    for (const Twin twin : {Twin::Sparse, Twin::Dense})
        if (m_controls->shows(twin) && writer(twin)->tokenCount() > 0)
            count = count < 0 ? writer(twin)->tokenCount()
                              : std::min(count, writer(twin)->tokenCount());
    return std::max(0, count);
}

void GenerationPanel::pick(int token)
{
    if (tokenCount() == 0)
        return;
    m_touched = true;
    m_replay.stop();
    m_follow = token + 1 >= tokenCount();
    showToken(std::clamp(token, 0, tokenCount() - 1));
    showPlaying();
}

void GenerationPanel::showToken(int token)
{
    m_picked = token;
    for (const Twin twin : {Twin::Sparse, Twin::Dense})
        if (m_controls->shows(twin) && writer(twin)->tokenCount() > 0)
            writer(twin)->pick(token);
    m_playback->setPosition(token, tokenCount());
}

void GenerationPanel::followNewest()
{
    m_replay.stop();
    m_follow = true;
    showToken(tokenCount() - 1);
    showPlaying();
}

void GenerationPanel::togglePlay()
{
    m_touched = true;
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
    m_playback->setPlaying(m_replay.isActive() || (m_follow && m_generation.running()));
}

void GenerationPanel::findFirstDifference()
{
    const auto& sparse = m_sparse->tokens();
    const auto& dense = m_dense->tokens();
    const auto common = std::min(sparse.size(), dense.size());
    auto at = static_cast<std::size_t>(m_compared);
    while (at < common && sparse[at].character == dense[at].character)
        ++at;
    m_compared = static_cast<int>(at); // stays at the first difference once there is one
    if (at < common)
        for (WriterView* view : {m_sparse, m_dense})
            view->markFirstDifference(m_compared);
}

/// With the text or a board focused; fields and buttons take some of these for themselves.
void GenerationPanel::addKeys()
{
    auto* keys = new FocusKeys(this, tr("In Generation"));
    keys->add({Qt::Key_Space}, tr("play, or hold the view"), [this] { togglePlay(); });
    keys->add({Qt::Key_Comma}, tr("one token back"), [this] { pick(m_picked - 1); });
    keys->add({Qt::Key_Period}, tr("one token forward"), [this] { pick(m_picked + 1); });
    keys->add({Qt::Key_Home}, tr("the first token"), [this] { pick(0); });
    keys->add({Qt::Key_End}, tr("the newest token, and follow it"), [this] { followNewest(); });
}

void GenerationPanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    showToken(m_follow ? tokenCount() - 1 : m_picked);
}

} // namespace glowworm
