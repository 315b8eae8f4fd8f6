// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/tape/tape_check.h"

#include <utility>

namespace glowworm {

GenerationSpec readingAgain(const Tape& tape, std::shared_ptr<const LanguageWeights> sparse,
    std::shared_ptr<const LanguageWeights> dense)
{
    GenerationSpec spec;
    spec.sparse = std::move(sparse);
    spec.dense = std::move(dense);
    spec.sample = tape.sample;
    for (const TapeTrack& track : tape.tracks)
        spec.written[static_cast<std::size_t>(track.model().twin())] = track.text();
    return spec;
}

void TapeAgreement::add(const Tape& tape, const GenerationUpdate& update)
{
    for (const GeneratedToken& token : update.tokens) {
        const TapeTrack* track = tape.track(token.twin);
        if (!track || token.index >= track->size())
            continue;
        ++tokens;
        if (track->agrees(token)) {
            ++same;
        } else if (firstOther < 0 || token.index < firstOther) { // prompts come one after the other
            firstOther = token.index;
            firstTwin = token.twin;
        }
    }
}

} // namespace glowworm
