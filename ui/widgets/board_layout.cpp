// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/board_layout.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace glowworm {

namespace {

constexpr int kLongestColumn
    = 96; // neurons; longer groups are folded into columns of kFoldedColumn
constexpr int kFoldedColumn = 64;
constexpr int kWidestBand = 48; // columns
constexpr int kFarApart = 3;    // layers, side by side: by this part of their width

/// Dark between two columns, so that the eye reads columns and not stripes.
int columnGap(int pitch)
{
    return pitch < 2 ? 0 : std::max(1, static_cast<int>(std::lround(0.28 * pitch)));
}

/// Between two rows only where there is height to spare: one light a column needs no more.
int rowGap(int pitch) { return pitch < 4 ? 0 : std::max(1, pitch / 6); }

BoardPlan planRows(
    const BoardFold& fold, int layers, int across, QSize pitch, const BoardRoom& room)
{
    const int rows = (layers + across - 1) / across;
    BoardPlan plan;
    plan.pitch = pitch;
    plan.cell = pitch - QSize(columnGap(pitch.width()), rowGap(pitch.height()));
    const QSize grid = fold.size();
    plan.rows = grid.height();
    plan.columns = grid.width();
    const int wide = across * (grid.width() * pitch.width() - columnGap(pitch.width()))
        + (across - 1) * room.gap;
    if (pitch.width() > 1 && pitch.width() < room.largest)
        plan.spareWidth = std::clamp((room.area.width() - wide) / across, 0, plan.columns - 1);
    const int high
        = rows * (grid.height() * pitch.height() - rowGap(pitch.height()) + room.nameHeight)
        + (rows - 1) * room.gap;
    if (pitch.height() < 2 * pitch.width())
        plan.spare = std::clamp((room.area.height() - high) / rows, 0, plan.rows - 1);
    plan.panel = QSize(plan.leftOf(plan.columns) - columnGap(pitch.width()),
        plan.topOf(plan.rows - 1) + plan.cell.height());
    const auto whole = [&](QSize gap) {
        return QSize(across * plan.panel.width() + (across - 1) * gap.width(),
            rows * (plan.panel.height() + room.nameHeight) + (rows - 1) * gap.height());
    };
    const QSize left = room.area - whole(QSize(room.gap, room.gap));
    const auto widened = [&room](int left, int layers, int most) {
        return layers > 1 ? std::min(room.gap + std::max(0, left) / (layers - 1), most) : room.gap;
    };
    const QSize gap(widened(left.width(), across, room.gap + plan.panel.width() / kFarApart),
        widened(left.height(), rows, 2 * room.gap));
    plan.size = whole(gap);
    for (int layer = 0; layer < layers; ++layer)
        plan.origins.emplace_back((layer % across) * (plan.panel.width() + gap.width()),
            (layer / across) * (plan.panel.height() + room.nameHeight + gap.height())
                + room.nameHeight);
    return plan;
}

/// The largest pitch of `cells` cells in `length`, whose last one has no gap behind it.
int pitchIn(int length, int cells, int (*gap)(int))
{
    const int pitch = std::max(0, length) / cells;
    return (pitch + 1) * cells - gap(pitch + 1) <= length ? pitch + 1 : pitch;
}

} // namespace

BoardShape boardShapeOf(const ModelConfig& model)
{
    return {gridOf(model), model.isSparse(), model.neuronActivation() == Activation::Relu};
}

BoardFold::BoardFold(const NeuronGrid& grid)
    : m_groups(grid.groups)
    , m_groupSize(grid.groupSize)
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

QRect BoardFold::columnOf(int group) const
{
    return {cellOf(group * m_groupSize), QSize(m_strips, std::min(m_rows, m_groupSize))};
}

QRect BoardPlan::cells(int layer, const QRect& block) const
{
    const int top = topOf(block.top()), left = leftOf(block.left()),
              gap = pitch.width() - cell.width();
    return {origins.at(static_cast<std::size_t>(layer)) + QPoint(left, top),
        QSize(leftOf(block.right() + 1) - gap - left, topOf(block.bottom()) - top + cell.height())};
}

QPoint BoardPlan::cellAt(QPoint pixel) const
{
    int row = pixel.y() / (pitch.height() + 1); // that far down at least
    while (topOf(row + 1) <= pixel.y())
        ++row;
    int column = pixel.x() / (pitch.width() + 1);
    while (leftOf(column + 1) <= pixel.x())
        ++column;
    return {column, row};
}

BoardPlan planBoard(const BoardFold& fold, int layers, const BoardRoom& room)
{
    if (layers < 1)
        return {};
    BoardPlan best = planRows(fold, layers, layers, QSize(1, 1), room);
    bool fits = best.size.boundedTo(room.area) == best.size;
    for (int across = layers; across >= 1; --across) {
        const int rows = (layers + across - 1) / across;
        int wide = pitchIn(
            (room.area.width() - (across - 1) * room.gap) / across, fold.size().width(), columnGap);
        int high = pitchIn((room.area.height() - (rows - 1) * room.gap) / rows - room.nameHeight,
            fold.size().height(), rowGap);
        wide = std::min({wide, room.largest, 3 * high});
        high = std::min({high, room.largest, 2 * wide});
        if (std::min(wide, high) < 1)
            continue;
        const BoardPlan plan = planRows(fold, layers, across, QSize(wide, high), room);
        const auto worth = [&room](const BoardPlan& of) {
            return std::tuple(std::min(of.pitch.width(), room.seen),
                of.pitch.width() * of.pitch.height(), of.panel.width() * of.panel.height());
        };
        if (fits && worth(plan) < worth(best))
            continue;
        best = plan;
        fits = true;
    }
    return best;
}

} // namespace glowworm
