// SPDX-License-Identifier: GPL-3.0-or-later
// Small untrained models for tests of the window, opened as a person opens them: written to a
// folder, read by the workbench. Tests only.
#pragma once

#include "model/io/checkpoint.h"
#include "support/tiny_config.h"
#include "ui/session/library.h"
#include "ui/session/workbench.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

namespace glowworm::test {

inline constexpr int kTextContext = 24;

inline ModelState smallText(Routing routing)
{
    RunConfig config
        = tinyConfig(Task::Text, routing, {.context = kTextContext, .neurons = 48, .groups = 6});
    std::vector<char32_t> vocabulary{
        U'\n', U' ', U':', U'E', U'M', U'O', U'R', U'a', U'b', U'c', U'e'};
    config.model.vocabSize = static_cast<int>(vocabulary.size());
    ModelState state = initialState(config, vocabulary);
    for (auto& [name, tensor] : state.tensors) // larger weights: an untrained network's candidates
                                               // would all be equally likely
        if (name.find("weight") != std::string::npos)
            for (float& value : tensor.values)
                value *= 6;
    return state;
}

inline ModelState smallDigits(Routing routing)
{
    return initialState(
        tinyConfig(Task::Digits, routing, {.dModel = 20, .neurons = 80, .groups = 8}), {});
}

inline bool holds(const std::filesystem::path& file, const ModelState& model)
{
    if (!std::filesystem::exists(file))
        return false;
    const ModelState there = readModel(file);
    return there.config == model.config && there.vocabulary == model.vocabulary
        && there.corpusHash == model.corpusHash && there.tensors == model.tensors;
}

/// Writes the models that are not there yet, as one that is written again has another hash: of the
/// time in it. Waits until the workbench has opened them all.
inline bool openModels(
    Workbench& workbench, const QTemporaryDir& folder, const std::vector<ModelState>& models)
{
    for (std::size_t i = 0; i < models.size(); ++i) {
        const QString file = folder.filePath(QStringLiteral("model%1.safetensors").arg(i));
        if (const std::filesystem::path path = file.toStdString(); !holds(path, models[i]))
            writeModel(path, models[i]);
        workbench.library().openModel(file);
    }
    return QTest::qWaitFor([&] {
        return std::all_of(models.begin(), models.end(), [&](const ModelState& model) {
            return workbench.library().model(model.config.task, twinOf(model.config)) != nullptr;
        });
    });
}

} // namespace glowworm::test
