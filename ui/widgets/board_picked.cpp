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

namespace glowworm {

namespace {

constexpr qreal kAround = 2; // logical pixels, as all sizes here: from a cell to the line around it
constexpr qreal kBeside = 6; // from a cell to its name
constexpr qreal kApart = 8;  // that either of two names moves up or down where they are too near
constexpr qreal kPicked = 16, kRound = 3; // a side of what is looked into, and of its corners
constexpr qreal kFrame = 12;              // a side of the line around the chosen one
constexpr qreal kInner = 8;               // what it is itself, within that
constexpr qreal kLine = 1.8;              // the link, and that line
constexpr qreal kPlate = 0.75;            // opacity of the ground behind names
constexpr int kHalo = 11;                 // level
constexpr qreal kReach = 30;              // of the largest halo

QRectF frameOf(const QRectF& cell)
{
    QRectF frame(0, 0, std::max(kFrame, cell.width() + 2 * kAround),
        std::max(kFrame, cell.height() + 2 * kAround));
    frame.moveCenter(cell.center());
    return frame;
}

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
    painter.drawRoundedRect(cellRect(at).adjusted(-kAround, -kAround, kAround, kAround), 1, 1);
    painter.restore();
}

/// Where the chosen one stands near, away from that, but over its own cell.
QRectF BoardFace::pickedRect(NeuronAddress at) const
{
    const QRectF cell = cellRect(at);
    QRectF place(0, 0, std::max(kPicked, cell.width() + 2 * kAround),
        std::max(kPicked, cell.height() + 2 * kAround));
    place.moveCenter(cell.center());
    if (const int chosen = chosenInstead(at); chosen >= 0) {
        const QRectF other = frameOf(cellRect({at.layer, chosen}));
        const QPointF way = other.center() - cell.center();
        const double room = std::max(std::abs(way.y()) - other.height() / 2 - 1, cell.height() / 2);
        if (std::abs(way.x()) < place.width() / 2 && room < place.height() / 2)
            place.translate(0, std::copysign(place.height() / 2 - room, -way.y()));
    }
    return place;
}

void BoardFace::paintPicked(QPainter& painter, NeuronAddress at) const
{
    const QRectF place = pickedRect(at);
    QRegion free(QRect(QPoint(), m_frame.size));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_ink.halos())
        paintHalo(painter, place.center(), m_ink.stage().text, kHalo, kReach);
    if (const int chosen = chosenInstead(at); chosen >= 0) {
        const NeuronAddress winner{at.layer, chosen};
        const QRectF cell = cellRect(winner);
        painter.setPen(QPen(m_ink.light(), kLine));
        painter.drawLine(place.center(), cell.center());
        if (m_ink.halos())
            paintHalo(painter, cell.center(), m_ink.light(), kHalo, kReach);
        painter.setBrush(m_ink.stage().ground);
        painter.drawRoundedRect(frameOf(cell), kRound, kRound);
        paintUndimmed(painter, winner);
        free -= cell.toAlignedRect();
    }
    painter.setClipRegion(free, Qt::IntersectClip);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_ink.stage().text);
    painter.drawRoundedRect(place, kRound, kRound);
    if (const CellState state = mark(at).state; mark(at).isLit()) {
        const bool isRing = state == CellState::Hollow || state == CellState::Negative;
        const qreal side = std::min(kInner, place.height() - 2);
        QRectF inner(0, 0, side, side);
        inner.moveCenter(place.center());
        painter.setBrush(isRing ? m_ink.stage().ground : m_ink.light());
        if (isRing)
            painter.drawEllipse(inner);
        else
            painter.drawRect(inner);
    }
    painter.restore();
}

/// Its own mark over what lies there.
void BoardFace::paintUndimmed(QPainter& painter, NeuronAddress at) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.scale(1 / m_frame.ratio, 1 / m_frame.ratio);
    painter.translate(m_corner);
    paintMark(painter, scene().cell(at), mark(at), m_ink);
    painter.restore();
}

/// At the right, or where that is beyond the board or on the first name, at the left.
void BoardFace::paintNames(QPainter& painter, NeuronAddress at) const
{
    const QFontMetrics metrics(m_frame.font);
    painter.setFont(m_frame.font);
    QRectF taken;
    const auto name = [&](NeuronAddress of, qreal down, const QColor& ink) {
        const QString words = choiceWords(of);
        const QRectF cell = of == at ? pickedRect(at) : frameOf(cellRect(of));
        QRectF place(0, 0, metrics.horizontalAdvance(words), metrics.height());
        place.moveCenter(cell.center() + QPointF(0, down));
        place.moveLeft(cell.right() + kBeside);
        if (place.right() > m_frame.size.width() || place.intersects(taken))
            place.moveRight(cell.left() - kBeside);
        taken = place;
        painter.fillRect(place, faded(m_ink.stage().ground, kPlate));
        painter.setPen(ink);
        painter.drawText(place, Qt::AlignCenter | Qt::TextDontClip, words);
    };
    const int chosen = chosenInstead(at);
    if (chosen < 0) {
        name(at, 0, m_ink.stage().text);
        return;
    }
    const NeuronAddress other{at.layer, chosen};
    const qreal below = cellRect(other).center().y() - cellRect(at).center().y();
    const qreal apart = std::abs(below) < metrics.height() ? std::copysign(kApart, below) : 0;
    name(at, -apart, m_ink.stage().text);
    name(other, apart, m_ink.light());
}

} // namespace glowworm
