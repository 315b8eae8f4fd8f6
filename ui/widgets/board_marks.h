// SPDX-License-Identifier: GPL-3.0-or-later
// What each cell of a switchboard is to show, from firing records or from a comparison of two.
// Pure functions.
#pragma once

#include "model/config/firing.h"
#include "model/neurons/comparison.h"
#include "ui/widgets/board_layout.h"

#include <cstdint>
#include <span>
#include <vector>

namespace glowworm {

/// Common: lit by both of two that are compared.
enum class CellState : std::uint8_t {
    Quiet,
    Trail,
    Bright,
    Hollow,
    Negative,
    OnlyFirst,
    Common,
    OnlySecond
};

struct CellMark {
    CellState state = CellState::Quiet;
    std::uint8_t level = 0; // of Bright and Negative 0 ... 255, the lightness; of Trail the age in
                            // tokens, 1 ... kTrail
    bool tossUp = false;    // another neuron was nearly chosen in its place

    bool isLit() const { return state > CellState::Trail; }
    bool operator==(const CellMark&) const = default;
};

inline constexpr int kTrail = 8; // tokens

/// What the lightness of a fired cell means: its value, or how sure its router was of it (the
/// winner's probability in its group; its margin over the second, brighter where it was smaller). A
/// record without decisions has only values; so have dense layers.
enum class Shade { Value, Probability, Margin };

/// 1, 2, 3, 4, 6, 8, 10, 20, ...: the least of them that is not below `value`, which is above 0.
float roundScale(float value);
/// The largest value of the record without its sign; 0 where none is known.
float largestValue(const FiringRecord& record);

/// Of the tokens before, nearest first; at most kTrail are used, none for a dense layer.
void markTrail(std::span<CellMark> marks, const BoardShape& shape,
    std::span<const FiringRecord* const> before);
/// Over what is there. scale: the value of the brightest light; where the values of the record are
/// not known all have one lightness.
void markFired(std::span<CellMark> marks, const BoardShape& shape, const FiringRecord& now,
    float scale, Shade shade);
void markCompared(
    std::span<CellMark> marks, const BoardShape& shape, std::span<const LayerComparison> layers);

/// Of the board's cells (L, F); no bounds are checked.
inline std::size_t placeOnBoard(const BoardShape& shape, NeuronAddress at)
{
    return static_cast<std::size_t>(at.layer) * static_cast<std::size_t>(shape.grid.neurons())
        + static_cast<std::size_t>(at.neuron);
}
inline bool contains(const BoardShape& shape, NeuronAddress at)
{
    return at.layer >= 0 && at.layer < shape.grid.layers && at.neuron >= 0
        && at.neuron < shape.grid.neurons();
}

} // namespace glowworm
