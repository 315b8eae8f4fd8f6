// SPDX-License-Identifier: GPL-3.0-or-later
// The curves of those who vote for a character, as they are painted.
#include "ui/generation/voter_curves.h"

#include "ui/generation/character_box.h"
#include "ui/widgets/colour_mix.h"
#include "ui/widgets/stage.h"
#include "ui/widgets/switchboard.h"

#include <QColor>
#include <QPaintEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>
#include <ranges>
#include <vector>

namespace glowworm {
namespace {

constexpr double kFaint = 0.15;                         // opacity of those that are not marked
constexpr double kAside = 0.17;                         // and of those that are not kept
constexpr double kPlaying = 0.75;                       // of their usual opacity
constexpr double kEdge = 1.75;                          // the line around a light that votes
constexpr double kRound = 2.5;                          // of its corners
constexpr double kDot = 1.4;                            // radius
constexpr int kNumber = 10;                             // of text, the numbers of the list
constexpr std::array kNumberApart{1.5, 5.0, 9.0, 13.0}; // from their lights, the first that is free
constexpr double kHem = 3;                              // of the ground around their signs
constexpr double kColumn = 0.16;                        // opacity of the light on a column
constexpr double kLetter = 0.62;                        // of that frame's height, else
constexpr double kEndEdge = 1.6;                        // the line around the character
constexpr int kHaloLevel = 10;                          // of the character

/// Where something as large may stand beside a light; its curve begins at its right.
std::array<QPointF, 7> cornersAround(const QRectF& light, const QSizeF& size, double apart)
{
    const double right = light.right() + apart, left = light.left() - apart - size.width(),
                 above = light.top() - apart - size.height(), below = light.bottom() + apart;
    const QPointF middle = light.center() - QPointF(size.width(), size.height()) / 2;
    return {{{right, above}, {left, above}, {middle.x(), above}, {left, middle.y()},
        {middle.x(), below}, {left, below}, {right, below}}};
}

} // namespace

QFont VoterCurves::noteFont() const
{
    QFont font = smallFont(this);
    font.setBold(true);
    return font;
}

double VoterCurves::inkOf(const Curve& curve) const
{
    if (m_isAside)
        return curve.neuron == m_kept ? 1 : kAside;
    if (m_marked)
        return curve.neuron == m_marked ? 1 : kFaint;
    return curve.ink * (m_plays ? kPlaying : 1);
}

/// Told from all others: a pale line around it, and a dot where its curve begins.
void VoterCurves::paintLight(QPainter& painter, const Curve& curve, const Stage& stage) const
{
    const QColor& pale = stage.lightOf(m_twin).core;
    painter.setPen(QPen(pale, kEdge));
    painter.setBrush(Qt::NoBrush);
    if (curve.isRing)
        painter.drawEllipse(curve.light);
    else
        painter.drawRoundedRect(curve.light, kRound, kRound);
    painter.setPen(Qt::NoPen);
    painter.setBrush(pale);
    painter.drawEllipse(curve.light.center(), kDot, kDot);
}

/// As in the list, beside its light, where neither a light nor another one of them stands.
void VoterCurves::paintNumbers(QPainter& painter, const Stage& stage) const
{
    QFont font = smallFont(this);
    font.setPixelSize(textScaled(kNumber));
    painter.setFont(font);
    const QFontMetricsF metrics(font);
    std::vector<QRectF> taken;
    const QPoint corner = onBoard(m_board->rect()).topLeft();
    for (int layer = 0; layer < m_board->shape().grid.layers; ++layer)
        taken.push_back(m_board->nameRect(layer).translated(corner));
    for (std::size_t layer = 0; layer < m_board->firing().layers.size(); ++layer)
        for (const int neuron : m_board->firing().layers[layer].neurons)
            taken.push_back(
                m_board->cellRect({static_cast<int>(layer), neuron}).translated(corner));
    for (const Curve& curve : m_curves)
        taken.push_back(curve.light.adjusted(-1, -1, 1, 1));
    for (const Curve& curve : m_curves) {
        if (curve.neuron == m_marked) // which has its name
            continue;
        const QString number = QString::number(curve.number);
        QRectF place(0, 0, metrics.horizontalAdvance(number), metrics.ascent() - metrics.descent());
        const auto isFreeAt = [&](const QPointF& corner) {
            place.moveTo(corner);
            return std::ranges::none_of(
                taken, [&place](const QRectF& other) { return other.intersects(place); });
        };
        const auto hasPlace = [&](double apart) {
            return std::ranges::any_of(cornersAround(curve.light, place.size(), apart), isFreeAt);
        };
        if (std::ranges::none_of(kNumberApart, hasPlace))
            place.moveTo(cornersAround(curve.light, place.size(), kNumberApart.front()).front());
        taken.push_back(place);
        // No plate: its edges would stand in the halo, of which a number has half behind it.
        QPainterPath signs;
        signs.addText(place.bottomLeft(), font, number);
        painter.strokePath(
            signs, QPen(stage.ground, kHem, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setPen(stage.quietText);
        painter.drawText(place.bottomLeft(), number);
    }
}

/// As the lamps of Digits; beside a neuron that adds nothing to it no more than a line.
void VoterCurves::paintEnd(QPainter& painter, const Stage& stage) const
{
    const StageLight& light = stage.lightOf(m_twin);
    const bool isQuiet = m_isAside && !hasCurve(*m_kept);
    painter.setPen(isQuiet ? QPen(stage.quietText, 1) : QPen(light.light, kEndEdge));
    painter.setBrush(isQuiet ? stage.ground : stage.raised);
    const double round = m_end.height() / 2;
    painter.drawRoundedRect(m_end, round, round);
    QFont font = dataFont(this);
    font.setBold(!isQuiet);
    if (!m_isAside)
        font.setPixelSize(static_cast<int>(kLetter * m_end.height()));
    painter.setFont(font);
    painter.setPen(isQuiet ? stage.quietText : light.bright);
    paintBoxed(painter, m_end, m_character);
    painter.setFont(noteFont());
    painter.setPen(isQuiet ? stage.quietText : light.light);
    painter.drawText(m_notePlace, Qt::AlignVCenter | Qt::AlignRight | Qt::TextDontClip, m_note);
}

void VoterCurves::paintEvent(QPaintEvent* event)
{
    if (!event->rect().intersects(reach()))
        return;
    const Stage stage = Stage::of(palette());
    const QColor& light = stage.lightOf(m_twin).light;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!m_isAside) {
        painter.fillRect(m_column, faded(light, kColumn));
        if (hasHalos(stage, this)) {
            for (const Curve& curve : m_curves)
                paintHalo(painter, curve.light.center(), light,
                    static_cast<int>(std::lround((kHaloLevels - 1) * std::sqrt(curve.share))),
                    kHalo);
            paintHalo(painter, m_end.center(), light, kHaloLevel, kEndHalo);
        }
    }
    painter.setPen(Qt::NoPen);
    painter.setClipRegion(event->region() - m_above);
    for (const Curve& curve : m_curves | std::views::reverse) {
        const double ink = inkOf(curve);
        if (stage.plain && m_isAside && ink < 1)
            continue; // no ink is half there
        painter.setBrush(stage.plain ? light : faded(light, ink));
        painter.drawPolygon(curve.outline);
    }
    painter.setClipping(false);
    if (const auto named = m_isAside ? m_kept : m_marked; named && hasCurve(*named)) {
        const QPoint corner = onBoard(m_board->rect()).topLeft();
        painter.translate(corner); // its name stands on its curve
        m_board->paintNames(painter, *named);
        painter.translate(-corner);
    }
    if (!m_isAside) {
        for (const Curve& curve : m_curves)
            if (curve.neuron != m_marked) // which its board paints
                paintLight(painter, curve, stage);
        paintNumbers(painter, stage);
    }
    paintEnd(painter, stage);
}

} // namespace glowworm
