// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/neurons/comparison.h"

#include "model/base/numbers.h"

#include <algorithm>
#include <iterator>

namespace glowworm {
namespace {

std::optional<float> valueOf(const LayerFiring& layer, std::uint16_t neuron)
{
    const auto found = std::ranges::lower_bound(layer.neurons, neuron); // ascending
    if (found == layer.neurons.end() || *found != neuron)
        return {};
    return layer.values[static_cast<std::size_t>(found - layer.neurons.begin())];
}

std::string valueCell(const FiringRecord& record, std::optional<float> value)
{
    return value && record.valuesKnown ? shortest(*value) : std::string();
}

} // namespace

double LayerComparison::jaccard() const
{
    const std::size_t all = onlyFirst.size() + both.size() + onlySecond.size();
    return all > 0 ? static_cast<double>(both.size()) / static_cast<double>(all) : 1;
}

std::vector<LayerComparison> comparisonOf(const FiringRecord& first, const FiringRecord& second)
{
    std::vector<LayerComparison> layers(std::min(first.layers.size(), second.layers.size()));
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const auto &a = first.layers[i].neurons, &b = second.layers[i].neurons; // ascending
        std::ranges::set_difference(a, b, std::back_inserter(layers[i].onlyFirst));
        std::ranges::set_intersection(a, b, std::back_inserter(layers[i].both));
        std::ranges::set_difference(b, a, std::back_inserter(layers[i].onlySecond));
    }
    return layers;
}

std::vector<ComparedNeuron> comparedNeurons(const FiringRecord& first, const FiringRecord& second)
{
    std::vector<ComparedNeuron> all;
    for (std::size_t i = 0; i < std::min(first.layers.size(), second.layers.size()); ++i) {
        const LayerFiring &a = first.layers[i], &b = second.layers[i];
        std::vector<std::uint16_t> either;
        std::ranges::set_union(a.neurons, b.neurons, std::back_inserter(either));
        for (const std::uint16_t neuron : either)
            all.push_back({{static_cast<int>(i), neuron}, valueOf(a, neuron), valueOf(b, neuron)});
    }
    return all;
}

std::string comparedCsv(const NeuronGrid& grid, const FiringPlace& a, const FiringPlace& b)
{
    const auto token = [](const FiringSource& source) {
        return source.token ? std::to_string(*source.token) : std::string();
    };
    std::string text = csvLine({"model", "token_a", "character_a", "token_b", "character_b",
        "layer", "group", "neuron", "address", "lit_by", "value_a", "value_b", "surgery"});
    for (const ComparedNeuron& one : comparedNeurons(a.firing, b.firing)) {
        TableRow row{a.source.model, token(a.source), a.source.character, token(b.source),
            b.source.character};
        const TableRow cells = neuronCells(grid, one.at);
        row.insert(row.end(), cells.begin(), cells.end());
        row.insert(row.end(),
            {!one.second         ? "A"
                    : !one.first ? "B"
                                 : "both",
                valueCell(a.firing, one.first), valueCell(b.firing, one.second), a.source.surgery});
        text += csvLine(row);
    }
    return text;
}

} // namespace glowworm
