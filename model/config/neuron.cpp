// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/config/neuron.h"

#include "model/base/error.h"

#include <cstdlib>
#include <regex>

namespace glowworm {
namespace {

constexpr int kUsualGroup = 64;

int nearestDivisor(int number, int wanted)
{
    int best = 1;
    for (int d = 1; d <= number && d <= 4 * wanted; ++d)
        if (number % d == 0 && std::abs(d - wanted) < std::abs(best - wanted))
            best = d;
    return best;
}

std::string twoDigits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

} // namespace

NeuronGrid gridOf(const ModelConfig& model, const ModelConfig* twin)
{
    NeuronGrid grid;
    grid.layers = model.task == Task::Digits ? 1 : model.layers;
    grid.groupSize = model.isSparse() ? model.groupSize()
        : twin && twin->isSparse() && twin->neurons == model.neurons
        ? twin->groupSize()
        : nearestDivisor(model.neurons, kUsualGroup);
    grid.groups = model.neurons / grid.groupSize;
    return grid;
}

std::string addressText(const NeuronGrid& grid, NeuronAddress address)
{
    return "L" + std::to_string(address.layer) + ".G" + twoDigits(address.neuron / grid.groupSize)
        + ".N" + twoDigits(address.neuron % grid.groupSize);
}

NeuronAddress parseAddress(const NeuronGrid& grid, std::string_view text)
{
    static const std::regex form("[Ll]([0-9]{1,6})\\.[Gg]([0-9]{1,6})\\.[Nn]([0-9]{1,6})");
    const std::string shown = printable(std::string(text)), whole(text);
    std::smatch found;
    if (!std::regex_match(whole, found, form))
        throw Error(shown
            + " is no address of a neuron; write layer, group and place in the group as in "
              "L2.G07.N41, each counted from 0.");
    const int layer = std::stoi(found[1]), group = std::stoi(found[2]), place = std::stoi(found[3]);
    if (layer >= grid.layers || group >= grid.groups || place >= grid.groupSize)
        throw Error(shown + " is not in this model: its last neuron is "
            + addressText(grid, {grid.layers - 1, grid.neurons() - 1}) + ".");
    return {layer, group * grid.groupSize + place};
}

} // namespace glowworm
