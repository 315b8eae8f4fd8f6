// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/neurons/direct_effect.h"

#include "model/base/error.h"
#include "model/engine/logits.h"

#include <numeric>

namespace glowworm {

std::vector<float> directEffect(const ModelState& model, NeuronAddress neuron)
{
    const ModelConfig& config = model.config;
    const NeuronGrid grid = gridOf(config);
    if (neuron.layer < 0 || neuron.layer >= grid.layers || neuron.neuron < 0
        || neuron.neuron >= grid.neurons())
        throw Error("Direct effect: there is no neuron " + std::to_string(neuron.neuron)
            + " of layer " + std::to_string(neuron.layer) + " in this model.");
    const auto values = [&](const std::string& name) -> const std::vector<float>& {
        return model.tensors.at(name).values;
    };
    const auto D = static_cast<std::size_t>(config.dModel);
    const std::vector<float>& down = values(layerPrefix(config, neuron.layer) + "ff.down.weight");
    std::vector<double> row(D); // v, a column of (D, F)
    for (std::size_t i = 0; i < D; ++i)
        row[i] = down[i * static_cast<std::size_t>(config.neurons)
            + static_cast<std::size_t>(neuron.neuron)];
    if (config.task == Task::Text) {
        const std::vector<float>& scale = values("norm.weight");
        const double mean = std::accumulate(row.begin(), row.end(), 0.0) / static_cast<double>(D);
        for (std::size_t i = 0; i < D; ++i)
            row[i] = scale[i] * (row[i] - mean);
    }
    const std::vector<float>& head = values("head.weight");
    std::vector<float> effect;
    for (std::size_t first = 0; first < head.size(); first += D)
        effect.push_back(static_cast<float>(std::inner_product(
            row.begin(), row.end(), head.begin() + static_cast<std::ptrdiff_t>(first), 0.0)));
    centre(effect);
    return effect;
}

} // namespace glowworm
