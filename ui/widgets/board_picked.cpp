// SPDX-License-Identifier: GPL-3.0-or-later
// One neuron of a board that is pointed at or looked into, and the one that its column chose
// instead.
#include "ui/widgets/board_face.h"

#include "ui/widgets/colour_mix.h"
#include "ui/widgets/stage.h"

#include <QFontMetrics>
#include <QPainter>
#include <QRegion>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace glowworm {

namespace {

constexpr qreal kAroundCell
    = 3; // logical pixels, as all sizes here: from a cell to the line around it
constexpr qreal kRingAround = 2;                // and of one that is pointed at
constexpr qreal kPicked = 12, kRound = 3;       // a side of that line at least, and of its corners
constexpr qreal kOutline = 2, kLink = 1.5;      // lines
constexpr qreal kLinkInk = 0.6;                 // opacity
constexpr qreal kRing = 7, kPickedRingLine = 2; // of one chosen without a positive value
constexpr std::uint8_t kFull = 90;       // level of a light that is no longer mixed with its bar,
constexpr std::uint8_t kMost = 255;      // and of the brightest
constexpr int kHalo = 11, kRingHalo = 3; // level
constexpr qreal kHaloReach = 30;         // of the largest halo
constexpr qreal kBesideColumn = 6;       // from a column to a name
constexpr qreal kPlate = 0.85;           // opacity of the ground behind names
constexpr qreal kPlateEdge = 3;          // on either side of them
constexpr qreal kStep = 7;               // by which names make way,
constexpr int kSteps = 6;                // at most so many up or down

} // namespace

int BoardFace::chosenInstead(NeuronAddress at) const
{
    const int chosen = m_compared.empty() ? firedOf(at.layer, groupOf(at.neuron)) : -1;
    return chosen == at.neuron ? -1 : chosen;
}

void BoardFace::paintRing(QPainter& painter, NeuronAddress at, const QPen& pen) const
{
    painter.save();
    if (const int chosen = chosenInstead(at); chosen >= 0)
        painter.setClipRegion(
            QRegion(QRect(QPoint(), m_frame.size)) - cellRect({at.layer, chosen}).toAlignedRect(),
            Qt::IntersectClip);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(
        cellRect(at).adjusted(-kRingAround, -kRingAround, kRingAround, kRingAround), 1, 1);
    painter.restore();
}

/// Where the chosen one stands near, away from that, but over its own cell.
QRectF BoardFace::pickedRect(NeuronAddress at) const
{
    const QRectF cell = cellRect(at);
    QRectF place(0, 0, std::max(kPicked, cell.width() + 2 * kAroundCell),
        std::max(kPicked, cell.height() + 2 * kAroundCell));
    place.moveCenter(cell.center());
    if (const int chosen = chosenInstead(at); chosen >= 0) {
        const QRectF other = cellRect({at.layer, chosen});
        const QPointF way = other.center() - cell.center();
        const double room = std::max(std::abs(way.y()) - other.height() / 2 - 1, cell.height() / 2);
        if (std::abs(way.x()) < place.width() / 2 && room < place.height() / 2)
            place.translate(0, std::copysign(place.height() / 2 - room, -way.y()));
    }
    return place;
}

/// Light means chosen: the line around it has none of its own.
void BoardFace::paintPicked(QPainter& painter, NeuronAddress at) const
{
    const QRectF place = pickedRect(at);
    const int chosen = chosenInstead(at);
    const NeuronAddress winner{at.layer, chosen < 0 ? at.neuron : chosen};
    const QRegion board(QRect(QPoint(), m_frame.size)), cell(cellRect(winner).toAlignedRect());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (mark(winner).isLit())
        paintChosen(painter, winner);
    if (chosen >= 0) {
        painter.setClipRegion(board - place.toAlignedRect() - cell);
        painter.setPen(QPen(faded(m_ink.light(), m_ink.stage().plain ? 1 : kLinkInk), kLink));
        painter.drawLine(place.center(), cellRect(winner).center());
        painter.setClipRegion(board - cell);
    }
    constexpr qreal kHalf = kOutline / 2;
    painter.setPen(QPen(m_ink.stage().text, kOutline));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(place.adjusted(kHalf, kHalf, -kHalf, -kHalf), kRound, kRound);
    painter.restore();
}

/// Its own mark with a glow, over what lies there and however faint it is by its value. A ring's
/// middle is its glow.
void BoardFace::paintChosen(QPainter& painter, NeuronAddress at) const
{
    CellMark own = mark(at);
    const QPointF middle = cellRect(at).center();
    const bool isRing
        = !own.tossUp && (own.state == CellState::Hollow || own.state == CellState::Negative);
    if (m_ink.halos())
        paintHalo(painter, middle, m_ink.light(), isRing ? kRingHalo : kHalo, kHaloReach);
    own.level = std::max(own.level, isRing ? kMost : kFull);
    if (isRing) {
        painter.setPen(QPen(m_ink.of(own), kPickedRingLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(middle, (kRing - kPickedRingLine) / 2, (kRing - kPickedRingLine) / 2);
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.scale(1 / m_frame.ratio, 1 / m_frame.ratio);
    painter.translate(m_corner);
    paintMark(painter, scene().cell(at), own, m_ink);
    painter.restore();
}

/// Beside the column, where it covers no light and no other name; else where that would be without
/// them.
void BoardFace::paintNames(QPainter& painter, NeuronAddress at) const
{
    const QFontMetricsF metrics(m_frame.font);
    std::vector<QRectF> taken{pickedRect(at)};
    for (int layer = 0; layer < m_shape.grid.layers; ++layer) {
        taken.push_back(nameRect(layer));
        if (static_cast<std::size_t>(layer) < m_now.layers.size())
            for (const int neuron : m_now.layers[static_cast<std::size_t>(layer)].neurons)
                taken.push_back(
                    cellRect({layer, neuron})
                        .adjusted(-kRingAround, -kRingAround, kRingAround, kRingAround));
    }
    const QRectF column = columnRect(at), board(0, 0, m_frame.size.width(), m_legend.top());
    painter.setFont(m_frame.font);
    const auto name = [&](NeuronAddress of, qreal towards, const QColor& ink) {
        const QString words = choiceWords(of);
        QRectF place(0, 0, metrics.horizontalAdvance(words) + 2 * kPlateEdge, metrics.height());
        const auto moved = [&](int step, bool toTheLeft) {
            const int away = (step + 1) / 2; // 0, 1, -1, 2, ...
            place.moveCenter(
                cellRect(of).center() + QPointF(0, towards * kStep * (step % 2 ? away : -away)));
            if (toTheLeft)
                place.moveRight(column.left() - kBesideColumn + kPlateEdge);
            else
                place.moveLeft(column.right() + kBesideColumn - kPlateEdge);
            return board.contains(place)
                && std::ranges::none_of(
                    taken, [&place](const QRectF& other) { return other.intersects(place); });
        };
        bool isFree = false;
        for (int i = 0; i < 4 * kSteps + 2 && !isFree; ++i)
            isFree = moved(i / 2, i % 2 != 0);
        if (!isFree)
            moved(0, column.right() + kBesideColumn + place.width() > board.right());
        taken.push_back(place);
        painter.setPen(Qt::NoPen);
        painter.setBrush(faded(m_ink.stage().ground, kPlate));
        painter.drawRoundedRect(place, kRound, kRound);
        painter.setPen(ink);
        painter.drawText(place, Qt::AlignCenter | Qt::TextDontClip, words);
    };
    const int chosen = chosenInstead(at);
    const NeuronAddress other{at.layer, chosen};
    const qreal below
        = chosen < 0 || cellRect(other).center().y() > cellRect(at).center().y() ? 1 : -1;
    if (chosen >= 0)
        name(other, below, m_ink.light());
    name(at, -below, m_ink.stage().text);
}

} // namespace glowworm
