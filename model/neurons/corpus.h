// SPDX-License-Identifier: GPL-3.0-or-later
// What the neurons of one model are counted over: a text in its characters, or a set of pictures.
// Plain values, any thread.
#pragma once

#include "model/data/digits.h"
#include "model/data/text_corpus.h"
#include "model/neurons/activity.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace glowworm {

struct NeuronCorpus {
    CorpusName name;
    std::string hash; // SHA-256, hex, of what is read, tokens or pictures; "" = nothing to read
    std::vector<std::uint16_t> tokens;        // text: ids of the model's vocabulary
    std::shared_ptr<const DigitSet> pictures; // digits

    std::int64_t size() const // tokens, or pictures
    {
        return pictures ? pictures->count() : static_cast<std::int64_t>(tokens.size());
    }
};

/// Characters that the vocabulary (ascending) does not have are left out. About 5 ms a megabyte.
NeuronCorpus corpusOf(
    const TextCorpus& text, TextPart part, const std::vector<char32_t>& vocabulary);
NeuronCorpus corpusOf(std::shared_ptr<const DigitSet> pictures);

} // namespace glowworm
