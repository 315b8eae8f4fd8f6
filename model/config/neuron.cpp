// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/config/neuron.h"

#include "model/base/error.h"

#include <cstdlib>
#include <regex>
#include <vector>

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

/// The numbers of an address, each behind its letter: "LGN" or "LG". Throws Error.
std::vector<int> numbersOf(std::string_view text, std::string_view letters, const std::string& what)
{
    std::string form;
    for (const char letter : letters)
        form += std::string(form.empty() ? "" : "\\.") + "[" + letter
            + static_cast<char>(letter - 'A' + 'a') + "]([0-9]{1,6})";
    const std::string whole(text);
    std::smatch found;
    if (!std::regex_match(whole, found, std::regex(form)))
        throw Error(printable(whole) + " is no address of a " + what + ", each counted from 0.");
    std::vector<int> numbers;
    for (std::size_t i = 1; i < found.size(); ++i)
        numbers.push_back(std::stoi(found[i]));
    return numbers;
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
    const std::vector<int> at = numbersOf(
        text, "LGN", "neuron; write layer, group and place in the group as in L2.G07.N41");
    if (at[0] >= grid.layers || at[1] >= grid.groups || at[2] >= grid.groupSize)
        throw Error(printable(std::string(text)) + " is not in this model: its last neuron is "
            + addressText(grid, {grid.layers - 1, grid.neurons() - 1}) + ".");
    return {at[0], at[1] * grid.groupSize + at[2]};
}

NeuronAddress parseGroup(const NeuronGrid& grid, std::string_view text)
{
    const std::vector<int> at = numbersOf(text, "LG", "group; write layer and group as in L2.G07");
    if (at[0] >= grid.layers || at[1] >= grid.groups)
        throw Error(printable(std::string(text)) + " is not in this model: it has "
            + std::to_string(grid.layers) + " x " + std::to_string(grid.groups)
            + " groups, layers and groups counted from 0.");
    return {at[0], at[1] * grid.groupSize};
}

} // namespace glowworm
