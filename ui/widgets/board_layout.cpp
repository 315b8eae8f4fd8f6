// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/board_layout.h"

#include <algorithm>
#include <cstdlib>

namespace glowworm {

namespace {

constexpr int kLongestColumn
    = 96; // neurons; longer groups are folded into columns of kFoldedColumn
constexpr int kFoldedColumn = 64;
constexpr int kWidestBand = 48; // columns

int nearestDivisor(int number, int wanted)
{
    int best = 1;
    for (int d = 1; d <= number && d <= 4 * wanted; ++d)
        if (number % d == 0 && std::abs(d - wanted) < std::abs(best - wanted))
            best = d;
    return best;
}

BoardPlan planRows(
    const BoardFold& fold, int layers, int across, QSize cell, int gap, int nameHeight)
{
    const int rows = (layers + across - 1) / across;
    BoardPlan plan;
    plan.cell = cell;
    const QSize panel = plan.pixels(fold.size());
    plan.size = QSize(across * panel.width() + (across - 1) * gap,
        rows * (panel.height() + nameHeight) + (rows - 1) * gap);
    for (int layer = 0; layer < layers; ++layer) {
        const int column = layer % across;
        const int row = layer / across;
        plan.origins.emplace_back(
            column * (panel.width() + gap), row * (panel.height() + nameHeight + gap) + nameHeight);
    }
    return plan;
}

} // namespace

BoardShape boardShapeOf(const ModelConfig& model, const ModelConfig* twin)
{
    BoardShape shape;
    shape.layers = model.task == Task::Digits ? 1 : model.layers;
    shape.sparse = model.isSparse();
    shape.rectified = model.neuronActivation() == Activation::Relu;
    if (model.isSparse())
        shape.groupSize = model.groupSize();
    else if (twin && twin->isSparse() && twin->neurons == model.neurons)
        shape.groupSize = twin->groupSize();
    else
        shape.groupSize = nearestDivisor(model.neurons, kFoldedColumn);
    shape.groups = model.neurons / shape.groupSize;
    return shape;
}

BoardFold::BoardFold(const BoardShape& shape)
    : m_groups(shape.groups)
    , m_groupSize(shape.groupSize)
{
    m_rows = m_groupSize <= kLongestColumn ? m_groupSize : kFoldedColumn;
    m_strips = (m_groupSize + m_rows - 1) / m_rows;
    m_perBand = std::clamp(kWidestBand / m_strips, 1, m_groups);
    const int bands = (m_groups + m_perBand - 1) / m_perBand;
    m_size = QSize(m_perBand * m_strips, bands * m_rows + bands - 1); // one free row between bands
}

QPoint BoardFold::cellOf(int neuron) const
{
    const int group = neuron / m_groupSize;
    const int place = neuron % m_groupSize;
    return {(group % m_perBand) * m_strips + place / m_rows,
        (group / m_perBand) * (m_rows + 1) + place % m_rows};
}

int BoardFold::neuronAt(QPoint cell) const
{
    if (!QRect(QPoint(0, 0), m_size).contains(cell))
        return -1;
    const int group = (cell.y() / (m_rows + 1)) * m_perBand + cell.x() / m_strips;
    const int row = cell.y() % (m_rows + 1);
    const int place = (cell.x() % m_strips) * m_rows + row;
    return row < m_rows && group < m_groups && place < m_groupSize ? group * m_groupSize + place
                                                                   : -1;
}

QRect BoardFold::columnOf(int neuron) const
{
    return {
        cellOf(neuron / m_groupSize * m_groupSize), QSize(m_strips, std::min(m_rows, m_groupSize))};
}

BoardPlan planBoard(
    const BoardFold& fold, int layers, QSize area, int gap, int nameHeight, int largest)
{
    if (layers < 1)
        return {};
    BoardPlan best = planRows(fold, layers, layers, QSize(1, 1), gap, nameHeight);
    bool fits = best.size.boundedTo(area) == best.size;
    for (int across = layers; across >= 1; --across) {
        const int rows = (layers + across - 1) / across;
        const int byWidth = (area.width() - (across - 1) * gap) / (across * fold.size().width());
        const int byHeight = (area.height() - (rows - 1) * gap - rows * nameHeight)
            / (rows * fold.size().height());
        const int side = std::min({byWidth, byHeight, largest});
        if (side < 1 || (fits && side <= best.cell.width()))
            continue;
        best = planRows(fold, layers, across, QSize(side, std::min({byHeight, 2 * side, largest})),
            gap, nameHeight);
        fits = true;
    }
    return best;
}

} // namespace glowworm
