// SPDX-License-Identifier: GPL-3.0-or-later
// How NetworkDrawing looks.
#include "model/config/neuron.h"
#include "ui/setup/network_drawing.h"
#include "ui/widgets/colour_mix.h"
#include "ui/widgets/exports.h"
#include "ui/widgets/stage.h"
#include "ui/widgets/value_label.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace glowworm {
namespace {

using Kind = NetworkPart::Kind;

// In logical pixels.
constexpr double kLeastHalo = 4, kMostHalo = 20; // of a light
constexpr double kHaloPitches = 1.1;
constexpr double kHaloOfLayer = 0.25; // of its height, which may be small
constexpr double kUsualHalo = 9;      // then
constexpr double kLeastStripe = 2.5;  // of heads that can be told apart
constexpr double kAuraStep = 1.5;     // around a dense layer
constexpr int kAuraSteps = 4;

/// Whole pixels, without soft edges: they cost more than all the rest.
void fill(QPainter& painter, const QRectF& place, const QColor& colour)
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(place, colour);
    painter.setRenderHint(QPainter::Antialiasing);
}

/// Its ground, and its two slopes.
void paintFunnel(
    QPainter& painter, const QPolygonF& funnel, const QColor& ground, const QColor& edge)
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawPolygon(funnel);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(edge, 1));
    painter.drawLine(funnel[0], funnel[1]);
    painter.drawLine(funnel[2], funnel[3]);
}

QPolygonF funnel(double from, double fromHigh, double to, double toHigh, double middle)
{
    return QPolygonF({QPointF(from, middle - fromHigh / 2), QPointF(to, middle - toHigh / 2),
        QPointF(to, middle + toHigh / 2), QPointF(from, middle + fromHigh / 2)});
}

/// In the room that it has; false: it does not fit, nothing is written.
bool write(QPainter& painter, double left, double top, double room, Qt::Alignment alignment,
    const QString& text)
{
    const QFontMetricsF metrics(painter.font());
    if (metrics.horizontalAdvance(text) > room)
        return false;
    painter.drawText(QRectF(left, top, room, metrics.height()), alignment | Qt::AlignTop, text);
    return true;
}

bool write(QPainter& painter, double middle, double top, double room, const QString& text)
{
    return write(painter, middle - room / 2, top, room, Qt::AlignHCenter, text);
}

void paintHalos(
    QPainter& painter, const std::vector<QRectF>& cells, const QColor& light, double largest)
{
    for (const QRectF& cell : cells)
        paintHalo(painter, cell.center(), light, kHaloLevels - 1, largest);
}

} // namespace

void NetworkDrawing::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (isOnPage(*this)) {
        paintAll(painter);
        return;
    }
    const double ratio = painter.device()->devicePixelRatioF();
    if (m_picture.isNull() || m_picture.devicePixelRatio() != ratio) {
        m_picture = QPixmap(size() * ratio);
        m_picture.setDevicePixelRatio(ratio);
        m_picture.fill(Qt::transparent);
        QPainter into(&m_picture);
        paintAll(into);
    }
    painter.drawPixmap(0, 0, m_picture);
    const Stage stage = Stage::of(palette());
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_marked)
        paintMarked(painter, stage, m_parts[static_cast<std::size_t>(*m_marked)]);
    if (showsCursor() && !m_parts.empty())
        paintMarked(painter, stage, m_parts[static_cast<std::size_t>(m_cursor)]);
}

void NetworkDrawing::paintAll(QPainter& painter) const
{
    const Stage stage = Stage::of(palette());
    painter.setRenderHint(QPainter::Antialiasing);
    paintStage(painter, QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), stage);
    for (const Row& row : m_rows)
        paintRow(painter, stage, row);
    paintHead(painter, stage);
    paintNames(painter, stage);
    if (m_footHigh <= 0)
        return;
    painter.setPen(stage.quietText);
    painter.setFont(textFont(this, TextRole::Note));
    painter.drawText(
        QRectF(kMargin, height() - m_footHigh - kMargin / 4, width() - 2 * kMargin, m_footHigh),
        Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, scaleWords());
}

/// The number of those that fire, beside it what of, and the shapes.
void NetworkDrawing::paintHead(QPainter& painter, const Stage& stage) const
{
    const StageLight& light = stage.lightOf(twinOf(m_model));
    const auto layers = static_cast<std::int64_t>(gridOf(m_model).layers);
    const QFont hero = textFont(this, TextRole::Hero), body = textFont(this, TextRole::Body),
                note = textFont(this, TextRole::Note);
    const QString number = countText(layers * m_model.fired());
    painter.setFont(hero);
    painter.setPen(light.bright);
    const double numberWide = QFontMetricsF(hero).horizontalAdvance(number);
    const double top = kMargin / 2;
    painter.drawText(QRectF(kMargin, top, numberWide + 2, QFontMetricsF(hero).height()),
        Qt::AlignLeft | Qt::AlignVCenter, number);

    const double left = kMargin + numberWide + 10, right = width() - kMargin,
                 bodyHigh = QFontMetricsF(body).height(), noteHigh = QFontMetricsF(note).height();
    const double first
        = top + std::max(0.0, (QFontMetricsF(hero).height() - bodyHigh - noteHigh) / 2);
    double end = right;
    painter.setFont(body);
    if (m_withTwin) {
        const QString twin
            = tr("dense twin below: all %1").arg(countText(layers * m_model.neurons));
        const double wide = QFontMetricsF(body).horizontalAdvance(twin);
        const double fired = QFontMetricsF(body).horizontalAdvance(firedWords());
        if (left + fired + 16 + wide < right) {
            painter.setPen(stage.dense.light);
            painter.drawText(
                QRectF(right - wide - 1, first, wide + 2, bodyHigh), Qt::AlignRight, twin);
            end = right - wide - 16;
        }
    }
    painter.setPen(stage.text);
    painter.drawText(QRectF(left, first, end - left, bodyHigh), Qt::AlignLeft,
        QFontMetricsF(body).elidedText(firedWords(), Qt::ElideRight, end - left));
    painter.setFont(note);
    painter.setPen(m_outdated ? stage.text : stage.quietText);
    painter.drawText(QRectF(left, first + bodyHigh, right - left, noteHigh), Qt::AlignLeft,
        QFontMetricsF(note).elidedText(
            m_outdated ? outdatedWords() : shapeWords(), Qt::ElideRight, right - left));
}

/// The stream of D numbers through all layers, then what lies on it.
void NetworkDrawing::paintRow(QPainter& painter, const Stage& stage, const Row& row) const
{
    const Twin twin = twinOf(row.model);
    double from = row.place.left(), to = row.place.right();
    for (const NetworkPart& part : m_parts)
        if (part.twin == twin && part.kind == Kind::Input)
            from = part.place.right();
        else if (part.twin == twin && part.kind == Kind::Head)
            to = part.place.left();
    const double tall = high(row, row.model.dModel);
    fill(painter, {from, row.place.center().y() - tall / 2, to - from, tall},
        mixed(stage.ground, stage.line, stage.plain ? 0.8 : 0.55));
    for (const NetworkPart& part : m_parts) {
        if (part.twin != twin)
            continue;
        if (part.kind == Kind::Input || part.kind == Kind::Head) {
            paintEnds(painter, stage, part);
        } else if (part.kind == Kind::Attention) {
            paintHeads(painter, stage, part);
        } else if (part.kind == Kind::FeedForward) {
            paintFunnels(painter, stage, part);
            paintNeurons(painter, stage, part);
        }
    }
    for (const NetworkPart& part : m_parts) // on the funnels
        if (part.twin == twin && part.kind == Kind::Router)
            fill(painter, part.place, stage.sparse.light);
}

/// From what comes in to the stream, or from it to what goes out.
void NetworkDrawing::paintEnds(QPainter& painter, const Stage& stage, const NetworkPart& part) const
{
    const Row& row = rowOf(part.twin);
    const double stream = high(row, row.model.dModel),
                 outer = high(row, part.kind == Kind::Input ? inputs() : outputs());
    const bool first = part.kind == Kind::Input;
    paintFunnel(painter,
        funnel(part.place.left(), first ? outer : stream, part.place.right(),
            first ? stream : outer, part.place.center().y()),
        mixed(stage.ground, stage.line, 0.45), mixed(stage.line, stage.quietText, 0.4));
}

void NetworkDrawing::paintHeads(
    QPainter& painter, const Stage& stage, const NetworkPart& part) const
{
    const int heads = rowOf(part.twin).model.heads;
    const QColor colour = mixed(stage.line, stage.quietText, 0.55);
    const double tall = part.place.height() / heads;
    if (tall < kLeastStripe)
        return fill(painter, part.place, colour);
    for (int head = 0; head < heads; ++head)
        fill(painter,
            {part.place.left(), part.place.top() + tall * head, part.place.width(), tall - 1},
            colour);
}

/// From D to F numbers and back.
void NetworkDrawing::paintFunnels(
    QPainter& painter, const Stage& stage, const NetworkPart& part) const
{
    const Row& row = rowOf(part.twin);
    const double stream = high(row, row.model.dModel), wide = funnelWide(row.slot),
                 middle = part.place.center().y(), tall = part.place.height();
    const QColor ground = mixed(stage.ground, stage.line, 0.45),
                 edge = mixed(stage.line, stage.quietText, 0.4);
    paintFunnel(painter, funnel(part.place.left() - wide, stream, part.place.left(), tall, middle),
        ground, edge);
    paintFunnel(painter,
        funnel(part.place.right(), tall, part.place.right() + wide, stream, middle), ground, edge);
    fill(painter, part.place, stage.ground);
}

void NetworkDrawing::paintNeurons(
    QPainter& painter, const Stage& stage, const NetworkPart& part) const
{
    const StageLight& light = stage.lightOf(part.twin);
    const bool glows = hasHalos(stage, this);
    const std::vector<QRectF> bars = columns(part), lit = lights(part);
    const double pitch = part.place.width() / static_cast<double>(bars.size());
    if (part.twin == Twin::Dense) {
        for (int step = glows ? kAuraSteps : 0; step > 0; --step) {
            const double beyond = kAuraStep * step;
            fill(painter, part.place.adjusted(-beyond, -beyond, beyond, beyond),
                faded(light.light, 0.09));
        }
        for (const QRectF& bar : lit)
            fill(painter, bar, mixed(stage.ground, light.light, 0.85));
        return;
    }
    for (const QRectF& bar : bars)
        fill(painter, bar, stage.bar);
    if (glows)
        paintHalos(painter, lit, light.light,
            std::clamp(std::min(pitch * kHaloPitches,
                           std::max(kUsualHalo, kHaloOfLayer * part.place.height())),
                kLeastHalo, kMostHalo));
    for (const QRectF& cell : lit)
        fill(painter, cell, light.core);
}

/// Of the first row: the layers above it, the shapes below.
void NetworkDrawing::paintNames(QPainter& painter, const Stage& stage) const
{
    const Row& row = m_rows.front();
    const Twin twin = twinOf(row.model);
    const bool text = m_model.task == Task::Text;
    const double above = row.place.top() - m_lineHigh - 2, below = row.place.bottom() + 1,
                 slot = row.slot;
    painter.setFont(textFont(this, TextRole::Note));
    painter.setPen(stage.quietText);
    for (const NetworkPart& part : m_parts) {
        if (part.twin != twin)
            continue;
        const double middle = part.place.center().x(), wide = part.place.width();
        switch (part.kind) {
        case Kind::Input: // from the edge on, into the room before the next label
            write(painter, part.place.left(), below, wide + funnelWide(slot), Qt::AlignLeft,
                tr("%L1 \u2192 %L2").arg(inputs()).arg(m_model.dModel));
            break;
        case Kind::Head:
            write(painter, part.place.left() - funnelWide(slot), below, wide + funnelWide(slot),
                Qt::AlignRight, tr("%L1 \u2192 %L2").arg(m_model.dModel).arg(outputs()));
            break;
        case Kind::Attention:
            write(painter, middle, above, slot / 2, tr("attention"));
            write(painter, middle, below, wide + slot / 8, tr("H %L1").arg(m_model.heads));
            break;
        case Kind::Router:
            write(painter, middle, below, 1.2 * funnelWide(slot),
                tr("R %L1").arg(m_model.routerRank));
            break;
        case Kind::FeedForward:
            if (!write(painter, middle, above, 0.5 * slot,
                    text ? tr("FF layer %L1").arg(part.layer) : tr("FF layer")))
                write(painter, middle, above, 0.6 * slot, tr("FF %L1").arg(part.layer));
            write(painter, middle, below, 0.6 * slot,
                m_model.isSparse()
                    ? tr("%L1 \u00d7 %L2").arg(m_model.groups).arg(m_model.groupSize())
                    : countText(m_model.neurons));
            break;
        case Kind::LeftOut:
            write(painter, middle, above, slot, tr("+%L1 more").arg(part.count));
            write(painter, middle, part.place.center().y() - m_lineHigh / 2, slot,
                QStringLiteral("\u00b7 \u00b7 \u00b7"));
            break;
        }
    }
}

void NetworkDrawing::paintMarked(
    QPainter& painter, const Stage& stage, const NetworkPart& part) const
{
    painter.setPen(QPen(stage.text, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(part.place.adjusted(-3, -3, 3, 3), 3, 3);
}

} // namespace glowworm
