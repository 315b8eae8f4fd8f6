// SPDX-License-Identifier: GPL-3.0-or-later
// Where each FF neuron stands on the switchboard: a group is a column and a neuron a row; wide
// layers are folded into bands, long groups into several columns, so that every layer keeps about
// the same area. Pure functions on whole device pixels.
#pragma once

#include "model/config/config.h"
#include "model/config/neuron.h"

#include <QPoint>
#include <QRect>
#include <QSize>

#include <vector>

namespace glowworm {

struct BoardShape {
    NeuronGrid grid;
    bool sparse = true;    // one fired neuron a group; else the positive set of a dense layer
    bool rectified = true; // the fired neuron's value passes a ReLU: it can be zero, never negative

    bool operator==(const BoardShape&) const = default;
};

/// The board of a model.
BoardShape boardShapeOf(const ModelConfig& model);

/// The grid of cells of one layer.
class BoardFold {
public:
    BoardFold() = default;
    explicit BoardFold(const NeuronGrid& grid);

    QSize size() const { return m_size; } // in cells
    QPoint cellOf(int neuron) const;      // column, row
    int neuronAt(QPoint cell) const;      // -1: no neuron stands there
    QRect columnOf(int group) const;      // the cells of a group

private:
    int m_groups = 1, m_groupSize = 1;
    int m_rows = 1;    // of one band
    int m_strips = 1;  // columns of one group
    int m_perBand = 1; // groups in one band
    QSize m_size{1, 1};
};

/// Size of a cell and origins of the layers in a given area.
struct BoardPlan {
    QSize pitch{0, 0};           // from one cell to the next; empty: there are no layers
    QSize cell;                  // what of it is painted, at least; the rest keeps columns apart
    std::vector<QPoint> origins; // of each layer's cells, the room for its name is above it
    QSize panel;                 // of one layer's cells
    QSize size;                  // of the whole
    int rows = 1, columns = 1;   // of one layer
    int spare = 0; // pixels of its height beyond whole pitches, 0 ... rows - 1: so many rows have
                   // one more
    int spareWidth = 0; // likewise of its width: so many columns are one wider, 0 ... columns - 1

    QRect cells(int layer, const QRect& cells) const; // the pixels of a block of cells
    QPoint cellAt(QPoint pixel) const; // column and row; pixel: from the layer's origin, not below
    int topOf(int row) const { return row * pitch.height() + row * spare / rows; }
    int leftOf(int column) const { return column * pitch.width() + column * spareWidth / columns; }
    bool operator==(const BoardPlan&) const = default;
};

/// What a plan has to keep to; device pixels.
struct BoardRoom {
    QSize area;
    int gap = 0;        // between two layers, at least
    int nameHeight = 0; // above each layer
    int largest = 0;    // pitch
    int seen = 0;       // width of a pitch from which on a column is seen as one; 0: no matter
};

/// The arrangement of the layers, side by side or in several rows, whose columns are seen best, of
/// equal ones that whose cells have the largest area, then that whose layers do; pitches at most
/// three times as wide as high and at most twice as high as wide. What is left of the height goes
/// between the rows of cells, what is left of the width between the layers, so that both edges are
/// flush, unless it would set them far apart. A pitch of one pixel when nothing fits.
BoardPlan planBoard(const BoardFold& fold, int layers, const BoardRoom& room);

} // namespace glowworm
