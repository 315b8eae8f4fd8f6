// SPDX-License-Identifier: GPL-3.0-or-later
// What the Generation panel does when surgery has reached a model, and where texts part.
#include "ui/generation/generation_panel.h"

#include "ui/generation/timeline.h"
#include "ui/generation/transcript.h"
#include "ui/session/library.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace glowworm {
namespace {

constexpr std::array kBoth = {Twin::Sparse, Twin::Dense};

std::size_t at(Twin twin) { return static_cast<std::size_t>(twin); }

} // namespace

/// With the same noise, so that only the surgery, or its undoing, makes a difference.
bool GenerationPanel::takeSurgery()
{
    bool reached = false;
    for (const Twin twin : kBoth) {
        const LoadedModel* now = model(twin);
        const Surgery& before = m_asked.surgery[at(twin)];
        if (!m_asked.writes[at(twin)] || !now || now->state != m_asked.models[at(twin)]
            || now->surgery == before)
            continue;
        reached = true;
        std::u32string& unedited = m_unedited[at(twin)];
        if (now->surgery.empty())
            unedited.clear();
        else if (before.empty())
            for (const GeneratedToken& token : transcript(twin)->tokens())
                unedited += token.character;
    }
    if (reached)
        writeAgain();
    return reached;
}

/// Between the two models' texts; after surgery, between a model's text and what it was before.
void GenerationPanel::findFirstDifference()
{
    std::vector<Transcript*> texts; // one after surgery, or both
    for (const Twin twin : kBoth)
        if (texts.empty() && !m_unedited[at(twin)].empty())
            texts = {transcript(twin)};
    const std::u32string* before
        = texts.empty() ? nullptr : &m_unedited[texts.front() == m_sparse ? 0 : 1];
    if (!before)
        texts = {m_sparse, m_dense};
    const auto& tokens = texts.front()->tokens();
    const auto& other = m_dense->tokens();
    const auto common = std::min(tokens.size(), before ? before->size() : other.size());
    auto equal = static_cast<std::size_t>(m_compared);
    while (equal < common
        && tokens[equal].character == (before ? (*before)[equal] : other[equal].character))
        ++equal;
    m_compared = static_cast<int>(equal); // stays at the first difference once there is one
    if (equal < common) {
        for (Transcript* text : texts)
            text->markFirstDifference(m_compared);
        m_timeline->setFirstDifference(m_compared);
    }
}

} // namespace glowworm
