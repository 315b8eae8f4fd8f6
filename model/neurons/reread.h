// SPDX-License-Identifier: GPL-3.0-or-later
// What a text model's neurons did on a token that was written earlier, with the logits that its
// record did not keep. Blocks; any one thread.
#pragma once

#include "model/engine/language_engine.h"

#include <cstdint>
#include <span>

namespace glowworm {

/// The record of the last of `tokens`, which are a text from its prompt on, with logits if the
/// engine keeps them. What the model could see is what it saw in Generator: whenever the context is
/// full, its older half is forgotten. One call for up to a whole context. Throws Error: no token,
/// or one outside the vocabulary.
FiringRecord firingOfLast(
    LanguageEngine& engine, std::span<const int> tokens, std::int64_t promptTokens);

} // namespace glowworm
