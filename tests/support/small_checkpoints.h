// SPDX-License-Identifier: GPL-3.0-or-later
// Small models and the state of a training, as files hold them: every field has a value of its own.
// Tests only.
#pragma once

#include "model/io/checkpoint.h"
#include "support/tiny_config.h"

namespace glowworm::test {

inline const std::vector<char32_t> kLetters{U'\n', U'a', U'\u00E9'};

inline RunConfig smallConfig(Task task, Routing routing)
{
    RunConfig config = tinyConfig(
        task, routing, {.dModel = 4, .context = 3, .neurons = 6, .groups = 3, .routerRank = 2});
    config.model.vocabSize = static_cast<int>(kLetters.size());
    config.model.gateScale = 1.0 / 3.0;
    config.train.learningRate = 0.1 + 0.2; // needs all 17 digits
    config.train.seed = 2147483647;
    return config;
}

inline ModelState smallModel(Task task = Task::Digits, Routing routing = Routing::Gated)
{
    RunConfig config = smallConfig(task, routing);
    if (task == Task::Digits)
        config.model.vocabSize = ModelConfig().vocabSize; // no setting of digits, so not kept
    ModelState model
        = initialState(config, task == Task::Text ? kLetters : std::vector<char32_t>());
    model.steps = 12;
    model.corpusHash = std::string(64, 'c');
    if (task == Task::Text)
        model.valLoss = 1.0 / 3.0;
    else
        model.accuracy = 0.9771;
    return model;
}

inline TrainerState smallTrainer(std::int64_t steps = 12)
{
    TrainerState state;
    state.model = smallModel(Task::Text);
    state.model.steps = steps;
    state.train = smallConfig(Task::Text, Routing::Gated).train;
    state.firstMoment = state.secondMoment = state.model.tensors;
    for (auto& [name, tensor] : state.firstMoment)
        for (float& value : tensor.values)
            value *= 0.25f;
    for (auto& [name, tensor] : state.secondMoment)
        for (float& value : tensor.values)
            value *= value;
    state.bestLoss = 0.1;
    state.bestStep = 7;
    return state;
}

} // namespace glowworm::test
