// SPDX-License-Identifier: GPL-3.0-or-later
// An untrained model of full width and what it fires for random tokens. Tests only.
#pragma once

#include "model/base/counter_random.h"
#include "model/engine/language_engine.h"
#include "support/tiny_config.h"

#include <numeric>
#include <span>
#include <vector>

namespace glowworm::test {

/// With weights large enough that every value occurs: 6 layers of 24 x 64.
inline ModelState wideModel(Routing routing)
{
    RunConfig config = tinyConfig(Task::Text, routing,
        {.dModel = 24, .layers = 6, .context = 40, .neurons = 1536, .groups = 24});
    config.model.vocabSize = 40;
    std::vector<char32_t> vocabulary(40);
    std::iota(vocabulary.begin(), vocabulary.end(), U'A');
    ModelState state = initialState(config, vocabulary);
    for (auto& [name, tensor] : state.tensors)
        if (name.find("weight") != std::string::npos)
            for (float& value : tensor.values)
                value *= 6;
    return state;
}

inline int randomToken(int place)
{
    return static_cast<int>(randomKey(3, static_cast<std::uint64_t>(place)) % 40);
}

/// Records of the first `count` random tokens, with the decisions of their routers.
inline std::vector<FiringRecord> randomTokens(const ModelState& model, int count)
{
    LanguageEngine engine(packLanguage(model));
    std::vector<FiringRecord> all;
    Sequence sequence = engine.makeSequence();
    for (int i = 0; i < count; ++i) {
        if (sequence.length() == model.config.context)
            sequence.truncate(0);
        const int token = randomToken(i);
        std::vector<FiringRecord> one;
        engine.advance(sequence, std::span(&token, 1), LanguageEngine::Logits::Last, &one);
        engine.decide(one);
        all.push_back(one.at(0));
    }
    return all;
}

} // namespace glowworm::test
