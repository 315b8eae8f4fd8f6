// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/neurons/corpus.h"

#include "model/base/error.h"
#include "model/io/sha256.h"

#include <algorithm>
#include <span>
#include <utility>

namespace glowworm {

NeuronCorpus corpusOf(
    const TextCorpus& text, TextPart part, const std::vector<char32_t>& vocabulary)
{
    constexpr int kUnknown = -1;
    const Vocabulary known(vocabulary);
    std::vector<int> ids; // of the text's characters, in the model's vocabulary
    for (const char32_t character : text.vocabulary().characters())
        ids.push_back(known.idOf(character).value_or(kUnknown));
    NeuronCorpus corpus;
    const auto read = [&](std::span<const std::uint16_t> some) {
        for (const std::uint16_t id : some)
            if (const int token = ids[id]; token != kUnknown)
                corpus.tokens.push_back(static_cast<std::uint16_t>(token));
    };
    if (part == TextPart::Whole)
        read(text.training());
    read(text.validation());
    corpus.name = {text.name(), part};
    if (!corpus.tokens.empty())
        corpus.hash = sha256Hex(std::as_bytes(std::span(corpus.tokens)));
    return corpus;
}

NeuronCorpus corpusOf(std::shared_ptr<const DigitSet> pictures)
{
    NeuronCorpus corpus;
    corpus.name = {pictures->name(), {}};
    corpus.hash = pictures->count() > 0 ? pictures->hash() : std::string();
    corpus.pictures = std::move(pictures);
    return corpus;
}

} // namespace glowworm
