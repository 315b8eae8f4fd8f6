// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/config/surgery.h"

#include "model/base/error.h"

#include <algorithm>
#include <map>
#include <set>

namespace glowworm {
namespace {

using Group = std::pair<int, int>; // layer, group

/// The neurons that may not fire, by group.
std::map<Group, std::set<int>> excluded(const NeuronGrid& grid, const Surgery& surgery)
{
    std::map<Group, std::set<int>> out;
    for (const auto& [layer, neuron] : surgery.disabled)
        out[{layer, neuron / grid.groupSize}].insert(neuron);
    for (const auto& [layer, neuron] : surgery.forced) {
        const int group = neuron / grid.groupSize;
        for (int other = group * grid.groupSize; other < (group + 1) * grid.groupSize; ++other)
            if (other != neuron)
                out[{layer, group}].insert(other);
    }
    return out;
}

bool isInside(const NeuronGrid& grid, NeuronAddress at)
{
    return at.layer >= 0 && at.layer < grid.layers && at.neuron >= 0 && at.neuron < grid.neurons();
}

} // namespace

Surgery ordered(Surgery surgery)
{
    for (auto* list : {&surgery.disabled, &surgery.forced}) {
        std::ranges::sort(*list);
        list->erase(std::unique(list->begin(), list->end()), list->end());
    }
    return surgery;
}

std::string words(const NeuronGrid& grid, const Surgery& surgery)
{
    std::string text;
    const auto add = [&](const char* what, const std::vector<NeuronAddress>& neurons) {
        for (std::size_t i = 0; i < neurons.size(); ++i)
            text += (i > 0 ? ", " : (text.empty() ? "" : "; ") + std::string(what) + " ")
                + addressText(grid, neurons[i]);
    };
    add("disabled", surgery.disabled);
    add("forced", surgery.forced);
    return text;
}

std::string problem(const ModelConfig& config, const Surgery& surgery)
{
    const NeuronGrid grid = gridOf(config);
    for (const auto* list : {&surgery.disabled, &surgery.forced})
        for (const NeuronAddress at : *list)
            if (!isInside(grid, at))
                return "Surgery: there is no neuron " + std::to_string(at.neuron) + " of layer "
                    + std::to_string(at.layer) + " in this model.";
    if (!config.isSparse())
        return surgery.forced.empty() ? ""
                                      : "Surgery: " + addressText(grid, surgery.forced.front())
                + " cannot be forced, because a dense layer does not choose; it can be disabled.";
    for (const NeuronAddress at : surgery.forced)
        if (std::ranges::find(surgery.disabled, at) != surgery.disabled.end())
            return "Surgery: " + addressText(grid, at) + " is both disabled and forced; drop one.";
    for (const auto& [group, neurons] : excluded(grid, surgery))
        if (static_cast<int>(neurons.size()) == grid.groupSize)
            return "Surgery: group " + std::to_string(group.second) + " of layer "
                + std::to_string(group.first)
                + " has no neuron left to choose; force one at most, and leave one enabled.";
    return {};
}

void pin(Surgery& surgery, const ModelConfig& config, const std::vector<NeuronAddress>& groups,
    const FiringRecord& chosen)
{
    if (!config.isSparse() && !groups.empty())
        throw Error("Surgery: no group can be pinned, because a dense layer does not choose.");
    for (const auto& [layer, neuron] : groups) {
        const auto& fired = chosen.layers.at(static_cast<std::size_t>(layer)).neurons;
        surgery.forced.push_back(
            {layer, fired.at(static_cast<std::size_t>(neuron / config.groupSize()))});
    }
}

ModelState operated(ModelState state, const Surgery& surgery)
{
    const ModelConfig& config = state.config;
    if (const std::string sentence = problem(config, surgery); !sentence.empty())
        throw Error(sentence);
    const auto tensor = [&](int layer, const char* name) -> std::vector<float>& {
        return state.tensors.at(layerPrefix(config, layer) + name).values;
    };
    const NeuronGrid grid = gridOf(config);
    for (const auto& [group, neurons] : excluded(grid, surgery))
        for (const int neuron : neurons) {
            const auto row = static_cast<std::size_t>(neuron);
            if (config.isSparse()) {
                tensor(group.first, "ff.router.up.bias")[row] = kNeverChosen;
                continue;
            }
            const auto width = static_cast<std::size_t>(config.dModel);
            std::fill_n(tensor(group.first, "ff.up.weight").begin()
                    + static_cast<std::ptrdiff_t>(row * width),
                width, 0.0F);
            tensor(group.first, "ff.up.bias")[row] = 0;
        }
    return state;
}

} // namespace glowworm
