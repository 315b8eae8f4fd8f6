// SPDX-License-Identifier: GPL-3.0-or-later
// A text of the characters that the models of engine_models.h know. Tests only.
#pragma once

#include "model/data/data_set.h"
#include "support/engine_models.h"

#include <memory>
#include <string>

namespace glowworm::test {

/// 1,500 characters are enough to be split.
inline TrainingData letters(int characters = 1500)
{
    std::string text;
    for (const int token : someTokens(characters))
        text += static_cast<char>('a' + token);
    return {std::make_shared<const TextCorpus>(TextCorpus::fromText("letters.txt", text)), nullptr,
        nullptr};
}

} // namespace glowworm::test
