// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/config/neuron.h"

#include "model/base/error.h"

#include <algorithm>
#include <cstdlib>
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

/// The numbers of an address, each of up to six digits behind its letter: "LGN" or "LG". Throws
/// Error.
std::vector<int> numbersOf(std::string_view text, std::string_view letters, const std::string& what)
{
    constexpr std::size_t kMostDigits = 6;
    std::vector<int> numbers;
    std::string_view rest = text;
    for (const char letter : letters) {
        const std::size_t begin = numbers.empty() ? 1 : 2, // behind "L", ".G"
            end = std::min(rest.find_first_not_of("0123456789", begin), rest.size());
        const char small = static_cast<char>(letter - 'A' + 'a');
        if (end <= begin || end - begin > kMostDigits || (begin > 1 && rest.front() != '.')
            || (rest[begin - 1] != letter && rest[begin - 1] != small))
            break;
        numbers.push_back(std::stoi(std::string(rest.substr(begin, end - begin))));
        rest.remove_prefix(end);
    }
    if (numbers.size() != letters.size() || !rest.empty())
        throw Error(printable(std::string(text)) + " is no address of a " + what
            + ", each counted from 0.");
    return numbers;
}

std::string twoDigits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

} // namespace

NeuronGrid gridOf(const ModelConfig& model)
{
    NeuronGrid grid;
    grid.layers = model.task == Task::Digits ? 1 : model.layers;
    grid.groupSize
        = model.isSparse() ? model.groupSize() : nearestDivisor(model.neurons, kUsualGroup);
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
