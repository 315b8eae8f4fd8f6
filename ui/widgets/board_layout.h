// SPDX-License-Identifier: GPL-3.0-or-later
// Where each FF neuron stands on the switchboard: a group is a column and a neuron a row; wide
// layers are folded into bands, long groups into several columns, so that every layer keeps about
// the same area. Pure functions on whole device pixels.
#pragma once

#include "model/config/config.h"

#include <QPoint>
#include <QRect>
#include <QSize>

#include <vector>

namespace glowworm {

struct BoardShape {
    int layers = 0, groups = 1, groupSize = 1;
    bool sparse = true;    // one fired neuron a group; else the positive set of a dense layer
    bool rectified = true; // the fired neuron's value passes a ReLU: it can be zero, never negative

    int neurons() const { return groups * groupSize; }
    bool operator==(const BoardShape&) const = default;
};

/// The board of a model. A dense layer has no groups of its own: it takes the grid of `twin` when
/// that is as wide, else columns of 64 (or the nearest divisor).
BoardShape boardShapeOf(const ModelConfig& model, const ModelConfig* twin = nullptr);

/// The grid of cells of one layer.
class BoardFold {
public:
    BoardFold() = default;
    explicit BoardFold(const BoardShape& shape);

    QSize size() const { return m_size; } // in cells
    QPoint cellOf(int neuron) const;      // column, row
    int neuronAt(QPoint cell) const;      // -1: no neuron stands there
    QRect columnOf(int neuron) const;     // the cells of the neuron's group

private:
    int m_groups = 1, m_groupSize = 1;
    int m_rows = 1;    // of one band
    int m_strips = 1;  // columns of one group
    int m_perBand = 1; // groups in one band
    QSize m_size{1, 1};
};

/// Size of a cell and origins of the layers in a given area.
struct BoardPlan {
    QSize cell{0, 0};            // of a cell with its gap; empty: there are no layers
    std::vector<QPoint> origins; // of each layer's cells, the room for its name is above it
    QSize size;                  // of the whole

    QSize pixels(QSize cells) const
    {
        return {cells.width() * cell.width(), cells.height() * cell.height()};
    }
    QPoint pixels(QPoint cells) const // from the origin of their layer
    {
        return {cells.x() * cell.width(), cells.y() * cell.height()};
    }
};

/// The largest cells, at most `largest` a side, with which all layers fit side by side or in
/// several rows: squares, then up to twice as high as wide where height is left. Cells of one pixel
/// when nothing fits.
BoardPlan planBoard(
    const BoardFold& fold, int layers, QSize area, int gap, int nameHeight, int largest);

} // namespace glowworm
