// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/config/firing_csv.h"

#include "model/base/numbers.h"

#include <utility>

namespace glowworm {
namespace {

void add(TableRow& row, TableRow cells)
{
    for (std::string& cell : cells)
        row.push_back(std::move(cell));
}

TableRow decisionCells(const NeuronGrid& grid, const LayerFiring& layer, std::size_t place)
{
    if (place >= layer.decisions.size())
        return {"", "", ""};
    const Decision& decision = layer.decisions[place];
    if (decision.rival < 0)
        return {shortest(decision.probability), "", ""};
    return {shortest(decision.probability), std::to_string(decision.rival % grid.groupSize),
        shortest(decision.rivalProbability)};
}

} // namespace

TableRow neuronCells(const NeuronGrid& grid, NeuronAddress neuron)
{
    return {std::to_string(neuron.layer), std::to_string(neuron.neuron / grid.groupSize),
        std::to_string(neuron.neuron % grid.groupSize), addressText(grid, neuron)};
}

std::string firingCsv(
    const NeuronGrid& grid, const FiringRecord& record, const FiringSource& source)
{
    std::string text = csvLine({"model", "token", "character", "layer", "group", "neuron",
        "address", "value", "probability", "rival", "rival_probability", "surgery"});
    for (std::size_t layer = 0; layer < record.layers.size(); ++layer) {
        const LayerFiring& firing = record.layers[layer];
        for (std::size_t i = 0; i < firing.neurons.size(); ++i) {
            TableRow row{source.model, source.token ? std::to_string(*source.token) : std::string(),
                source.character};
            add(row, neuronCells(grid, {static_cast<int>(layer), firing.neurons[i]}));
            row.push_back(record.valuesKnown ? shortest(firing.values[i]) : std::string());
            add(row, decisionCells(grid, firing, i));
            row.push_back(source.surgery);
            text += csvLine(row);
        }
    }
    return text;
}

} // namespace glowworm
