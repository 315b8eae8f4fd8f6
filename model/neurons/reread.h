// SPDX-License-Identifier: GPL-3.0-or-later
// What a text model's neurons did on a token that was written earlier, with the logits that its
// record did not keep. Blocks; any one thread.
#pragma once

#include "model/engine/language_engine.h"

#include <cstdint>
#include <span>

namespace glowworm {

/// The first token that the model could see when it read token `index` of a text, as Generator
/// writes it: whenever the context is full, its older half is forgotten. prompt: its tokens, fewer
/// than `context`.
std::int64_t contextStart(std::int64_t index, std::int64_t prompt, int context);

/// The record of the last of `tokens`, which are a text from its prompt on, with logits if the
/// engine keeps them: one call for up to a whole context. Throws Error: no token, or one outside
/// the vocabulary.
FiringRecord firingOfLast(
    LanguageEngine& engine, std::span<const int> tokens, std::int64_t promptTokens);

} // namespace glowworm
