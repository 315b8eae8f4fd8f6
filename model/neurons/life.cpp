// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/neurons/life.h"

#include "model/base/error.h"
#include "model/io/paths.h"
#include "model/training/kept_run.h"

#include <numeric>
#include <span>

namespace glowworm {

std::vector<NeuronLifePoint> lifeOf(
    const std::vector<TrainingEvent>& history, const ModelConfig& model, NeuronAddress neuron)
{
    const NeuronGrid grid = gridOf(model);
    if (neuron.layer < 0 || neuron.layer >= grid.layers || neuron.neuron < 0
        || neuron.neuron >= grid.neurons())
        throw Error("There is no neuron " + std::to_string(neuron.neuron) + " of layer "
            + std::to_string(neuron.layer) + " in this model.");
    const auto all
        = static_cast<std::size_t>(grid.layers) * static_cast<std::size_t>(model.neurons),
        at = static_cast<std::size_t>(neuron.layer) * static_cast<std::size_t>(model.neurons)
        + static_cast<std::size_t>(neuron.neuron),
        size = static_cast<std::size_t>(model.groupSize());
    std::vector<NeuronLifePoint> life;
    for (const TrainingEvent& event : history) {
        if (event.kind != TrainingEvent::Kind::Evaluation || event.twin != Twin::Sparse
            || !model.isSparse() || event.eval.fired.size() != all)
            continue;
        // A group chooses once for each character or picture: together its neurons were chosen as
        // often as there are.
        const auto group = std::span(event.eval.fired).subspan(at / size * size, size);
        const auto read = std::accumulate(group.begin(), group.end(), std::int64_t{0});
        if (read > 0)
            life.push_back({event.eval.step,
                static_cast<double>(event.eval.fired[at]) / static_cast<double>(read)});
    }
    return life;
}

std::vector<TrainingEvent> evaluationsBehind(const std::filesystem::path& checkpoint)
{
    const std::filesystem::path run = absolutePath(checkpoint).parent_path().parent_path();
    std::vector<TrainingEvent> evaluations;
    if (checkpoint.empty() || !holdsRun(run))
        return evaluations;
    try {
        evaluations = readHistory(run);
    } catch (const Error&) {
        return evaluations; // as the header says
    }
    std::erase_if(evaluations, [](const TrainingEvent& event) {
        return event.kind != TrainingEvent::Kind::Evaluation || event.eval.fired.empty();
    });
    return evaluations;
}

} // namespace glowworm
