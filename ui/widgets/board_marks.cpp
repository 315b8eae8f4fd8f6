// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/board_marks.h"

#include <algorithm>
#include <cmath>

namespace glowworm {
namespace {

constexpr std::uint8_t kUnknown = 128; // lightness of a value that is not known

std::uint8_t lightness(float fraction)
{
    // The root keeps small values apart; the eye sees lightness differences there best.
    return static_cast<std::uint8_t>(
        std::lround(255 * std::sqrt(std::clamp(fraction, 0.0F, 1.0F))));
}

} // namespace

float roundScale(float value)
{
    const double power = std::pow(10, std::floor(std::log10(static_cast<double>(value))));
    for (const double step : {1.0, 2.0, 3.0, 4.0, 6.0, 8.0})
        if (const auto scale = static_cast<float>(step * power); scale >= value)
            return scale;
    return static_cast<float>(10 * power);
}

float largestValue(const FiringRecord& record)
{
    float most = 0;
    if (record.valuesKnown)
        for (const LayerFiring& layer : record.layers)
            for (const float value : layer.values)
                most = std::max(most, std::abs(value));
    return most;
}

void markTrail(
    std::span<CellMark> marks, const BoardShape& shape, std::span<const FiringRecord* const> before)
{
    const int trail = shape.sparse ? std::min(kTrail, static_cast<int>(before.size())) : 0;
    for (int age = trail; age >= 1; --age) { // the newest is written last and wins
        const FiringRecord& record = *before[static_cast<std::size_t>(age - 1)];
        for (std::size_t layer = 0; layer < record.layers.size(); ++layer)
            for (const int neuron : record.layers[layer].neurons)
                if (const NeuronAddress at{static_cast<int>(layer), neuron}; contains(shape, at))
                    marks[placeOnBoard(shape, at)]
                        = {CellState::Trail, static_cast<std::uint8_t>(age)};
    }
}

void markFired(std::span<CellMark> marks, const BoardShape& shape, const FiringRecord& now,
    float scale, Shade shade)
{
    const auto levelOf = [&](float value, const Decision* decision) {
        if (decision && shade != Shade::Value)
            return shade == Shade::Margin
                ? static_cast<std::uint8_t>(255 - lightness(decision->margin()))
                : lightness(decision->probability);
        return !now.valuesKnown ? kUnknown
            : scale > 0         ? lightness(std::abs(value) / scale)
                                : std::uint8_t{0};
    };
    for (std::size_t layer = 0; layer < now.layers.size(); ++layer) {
        const LayerFiring& firing = now.layers[layer];
        for (std::size_t i = 0; i < std::min(firing.neurons.size(), firing.values.size()); ++i) {
            const NeuronAddress at{static_cast<int>(layer), firing.neurons[i]};
            if (!contains(shape, at))
                continue;
            const float value = firing.values[i];
            const CellState state = value == 0 && shape.rectified ? CellState::Hollow
                : value < 0                                       ? CellState::Negative
                                                                  : CellState::Bright;
            const Decision* decision
                = shape.sparse && i < firing.decisions.size() ? &firing.decisions[i] : nullptr;
            marks[placeOnBoard(shape, at)] = {state, levelOf(value, decision),
                decision && shade != Shade::Value && decision->isTossUp()};
        }
    }
}

void markCompared(
    std::span<CellMark> marks, const BoardShape& shape, std::span<const LayerComparison> layers)
{
    for (std::size_t layer = 0; layer < layers.size(); ++layer) {
        const auto mark = [&](const std::vector<std::uint16_t>& neurons, CellState state) {
            for (const int neuron : neurons)
                if (const NeuronAddress at{static_cast<int>(layer), neuron}; contains(shape, at))
                    marks[placeOnBoard(shape, at)] = {state, 0};
        };
        mark(layers[layer].onlyFirst, CellState::OnlyFirst);
        mark(layers[layer].both, CellState::Common);
        mark(layers[layer].onlySecond, CellState::OnlySecond);
    }
}

} // namespace glowworm
