// SPDX-License-Identifier: GPL-3.0-or-later
// A switchboard's data, layout and painting: layers in device pixels, below them the legend.
#include "ui/widgets/board_face.h"

#include "model/config/firing_lookup.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace glowworm {

namespace {

constexpr int kUsualCell = 7; // logical pixels, as all sizes here
constexpr int kLargestCell = 14;
constexpr int kLayerGap = 12;
constexpr int kEdge = 8;      // around the cells: room for the halos of the outermost
constexpr int kSmallEdge = 4; // above and below the small form
constexpr qreal kAround = 2;  // from a picked cell to the line around it
constexpr qreal kBeside = 6;  // from a cell to its name
constexpr qreal kApart = 8;   // that either of two names moves up or down where they are too near
constexpr qreal kOutline = 4; // of words that stand on lights, both sides together
constexpr qreal kFine = 5;    // a cell as small as this is hard to hit,
constexpr qreal kReach = 7;   // so a light is hit from as far beside it as it seems to shine

} // namespace

void BoardFace::setShape(const BoardShape& shape)
{
    m_shape = shape;
    m_fold = BoardFold(shape.grid);
    m_scale = 0;
    m_surgery = {};
    m_highlights.clear();
    clearFiring();
}

void BoardFace::clearFiring()
{
    m_now = {};
    m_compared.clear();
    m_marks.assign(static_cast<std::size_t>(m_shape.grid.layers)
            * static_cast<std::size_t>(m_shape.grid.neurons()),
        {});
}

void BoardFace::setFiring(const FiringRecord& now, std::span<const FiringRecord* const> before)
{
    m_now = now;
    raiseScale();
    std::ranges::fill(m_marks, CellMark{});
    markTrail(m_marks, m_shape, before);
    markNow();
}

void BoardFace::setScale(float top)
{
    m_scale = top > 0 ? roundScale(top) : 0;
    raiseScale();
    markNow();
}

void BoardFace::setShade(Shade shade)
{
    m_shade = shade;
    markNow();
}

void BoardFace::raiseScale()
{
    if (const float most = largestValue(m_now); most > m_scale)
        m_scale = roundScale(most);
}

void BoardFace::markNow() { markFired(m_marks, m_shape, m_now, m_scale, m_shade); }

void BoardFace::setSurgery(const Surgery& surgery)
{
    m_surgery = surgery;
    const auto outside = [this](NeuronAddress at) { return !contains(at); };
    std::erase_if(m_surgery.disabled, outside);
    std::erase_if(m_surgery.forced, outside);
}

void BoardFace::setHighlights(std::vector<NeuronAddress> neurons)
{
    m_highlights = std::move(neurons);
    std::erase_if(m_highlights, [this](NeuronAddress at) { return !contains(at); });
}

void BoardFace::setComparison(std::span<const LayerComparison> layers)
{
    m_compared.clear();
    if (layers.empty())
        return;
    m_compared.resize(m_marks.size());
    markCompared(m_compared, m_shape, layers);
}

bool BoardFace::hasDecisions() const
{
    return m_shape.sparse && (m_now.layers.empty() || !m_now.layers.front().decisions.empty());
}

Shade BoardFace::shade() const { return hasDecisions() ? m_shade : Shade::Value; }

int BoardFace::firedOf(int layer, int group) const
{
    return m_shape.sparse ? winnerOf(m_now, layer, group) : -1;
}

// -------------------------------------------------------------------------------------------------
// layout

int BoardFace::nameHeight() const
{
    return m_shape.grid.layers > 1 && !m_frame.small ? QFontMetrics(m_frame.font).height() + 4 : 0;
}

bool BoardFace::arrange(const BoardFrame& frame)
{
    const BoardLegend legend = m_legend;
    const BoardPlan plan = m_plan;
    const bool isSame = frame.size == m_frame.size && frame.font == m_frame.font
        && frame.small == m_frame.small
        && m_ink.isOf(frame.stage, m_shape.sparse, frame.halos, frame.ratio);
    m_frame = frame;
    if (!isSame)
        m_ink = BoardInk(frame.stage, m_shape.sparse, frame.halos, frame.ratio);
    if (frame.small)
        m_legend = {};
    else
        m_legend.arrange(legendItems(), frame.size, frame.font, legendLines());

    const auto scaled
        = [&frame](int length) { return static_cast<int>(std::lround(length * frame.ratio)); };
    const int above = frame.small ? kSmallEdge : nameHeight() > 0 ? 0 : kEdge;
    const int below = frame.small
        ? frame.size.height() - QFontMetrics(frame.font).height() - kSmallEdge
        : m_legend.top() - kGap;
    m_plan = planBoard(m_fold, m_shape.grid.layers,
        {QSize(scaled(frame.size.width() - 2 * kEdge), scaled(std::max(0, below - above))),
            scaled(kLayerGap), scaled(nameHeight()), scaled(kLargestCell)});
    m_corner = QPoint(scaled(kEdge), scaled(above)); // cells begin below what stands above them
    return !isSame || legend != m_legend || plan != m_plan;
}

QSize BoardFace::size(QSize room) const
{
    const int around = m_frame.small
        ? QFontMetrics(m_frame.font).height() + 2 * kSmallEdge
        : 2 * (QFontMetrics(m_frame.font).height() + 4) + kWideGap; // legend and status
    const QSize edges(2 * kEdge, around);
    return planBoard(
               m_fold, m_shape.grid.layers, {room - edges, kLayerGap, nameHeight(), kUsualCell})
               .size
        + edges;
}

BoardScene BoardFace::scene() const
{
    return {m_fold, m_plan, m_ink, m_shape.grid, marks(), m_surgery, m_highlights, m_frame.small,
        m_glow, shade()};
}

QRectF BoardFace::onScreen(const QRect& pixels) const
{
    return {QPointF(pixels.topLeft() + m_corner) / m_frame.ratio,
        QSizeF(pixels.size()) / m_frame.ratio};
}

QRectF BoardFace::cellRect(NeuronAddress at) const { return onScreen(scene().cell(at)); }

QRectF BoardFace::columnRect(NeuronAddress at) const
{
    return onScreen(m_plan.cells(at.layer, m_fold.columnOf(groupOf(at.neuron))));
}

/// The fired neuron beside `at` in its layer that lies within reach.
std::optional<NeuronAddress> BoardFace::lightNear(NeuronAddress at, QPointF position) const
{
    std::optional<NeuronAddress> nearest;
    qreal least = kReach;
    for (int group = 0; group < m_shape.grid.groups; ++group) {
        const NeuronAddress light{at.layer, firedOf(at.layer, group)};
        if (!contains(light))
            continue;
        const QPointF way = cellRect(light).center() - position;
        if (const qreal far = std::hypot(way.x(), way.y()); far < least) {
            least = far;
            nearest = light;
        }
    }
    return nearest;
}

std::optional<NeuronAddress> BoardFace::cellAt(QPointF position) const
{
    if (isEmpty())
        return {};
    const QPoint device = (position * m_frame.ratio).toPoint() - m_corner;
    for (int layer = 0; layer < m_shape.grid.layers; ++layer) {
        const QPoint inside = device - m_plan.origins[static_cast<std::size_t>(layer)];
        if (inside.x() < 0 || inside.y() < 0)
            continue;
        const int neuron = m_fold.neuronAt(m_plan.cellAt(inside));
        if (neuron < 0)
            continue;
        const NeuronAddress at{layer, neuron};
        const bool fine
            = std::min(m_plan.pitch.width(), m_plan.pitch.height()) < kFine * m_frame.ratio;
        return mark(at).isLit() || !fine ? at : lightNear(at, position).value_or(at);
    }
    return {};
}

// -------------------------------------------------------------------------------------------------
// painting

void BoardFace::paintCells(QPainter& painter, bool lights) const
{
    painter.translate(m_corner);
    (lights ? paintLights : paintColumns)(painter, scene());
    painter.translate(-m_corner);
}

void BoardFace::paintWords(QPainter& painter) const
{
    painter.setFont(m_frame.font);
    m_legend.paint(painter, m_ink);
    if (nameHeight() == 0)
        return;
    for (int layer = 0; layer < m_shape.grid.layers; ++layer)
        paintName(painter, layer, false);
}

void BoardFace::paintName(QPainter& painter, int layer, bool outlined) const
{
    const QRectF place = nameRect(layer);
    const QString name = layerName(layer, static_cast<int>(m_plan.panel.width() / m_frame.ratio));
    painter.setFont(m_frame.font);
    if (outlined) {
        const QFontMetricsF metrics(m_frame.font);
        QPainterPath letters;
        letters.addText(place.left(),
            place.center().y() + (metrics.ascent() - metrics.descent()) / 2, m_frame.font, name);
        painter.strokePath(letters,
            QPen(m_ink.stage().ground, kOutline, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    }
    painter.setPen(m_ink.stage().quietText);
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, name);
}

QRectF BoardFace::nameRect(int layer) const
{
    if (nameHeight() == 0 || isEmpty())
        return {};
    const QRectF cells
        = onScreen(QRect(m_plan.origins[static_cast<std::size_t>(layer)], m_plan.panel));
    const QString name = layerName(layer, static_cast<int>(cells.width()));
    return {cells.left(), cells.top() - nameHeight(),
        QFontMetricsF(m_frame.font).horizontalAdvance(name), nameHeight() - 2.0};
}

void BoardFace::paintCounts(QPainter& painter) const
{
    if (m_now.layers.empty())
        return;
    painter.setPen(m_ink.stage().quietText);
    const QFontMetrics metrics = painter.fontMetrics();
    const auto wordsOf = [](const QString& name, std::size_t layer, qint64 count) {
        return name.arg(layer).arg(countText(count));
    };
    constexpr int kUsual = 888; // lights, as wide as most counts are
    const QString whole = tr("layer %1 \u00b7 %2"), brief = QStringLiteral("L%1 \u00b7 %2"),
                  name = metrics.horizontalAdvance(wordsOf(whole, 0, kUsual))
            <= m_plan.panel.width() / m_frame.ratio
        ? whole
        : brief;
    for (std::size_t layer = 0; layer < m_plan.origins.size(); ++layer) {
        const QRectF cells = onScreen(QRect(m_plan.origins[layer], m_plan.panel));
        const auto neurons = static_cast<std::ptrdiff_t>(m_shape.grid.neurons());
        const auto first = marks().begin() + static_cast<std::ptrdiff_t>(layer) * neurons;
        const auto lit = std::count_if(
            first, first + neurons, [](const CellMark& mark) { return mark.isLit(); });
        painter.drawText(QRectF(cells.left(), cells.bottom() + 1, cells.width(), metrics.height()),
            Qt::AlignLeft | Qt::AlignTop | Qt::TextDontClip, wordsOf(name, layer, lit));
    }
}

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

/// At the right, or where that is beyond the board or on the first name, at the left.
void BoardFace::paintNames(QPainter& painter, NeuronAddress at) const
{
    const QFontMetrics metrics(m_frame.font);
    QRectF taken;
    const auto name = [&](NeuronAddress of, qreal down, const QColor& ink) {
        const QString words = choiceWords(of);
        const QRectF cell = cellRect(of);
        QRectF place(0, 0, metrics.horizontalAdvance(words), metrics.height());
        place.moveCenter(cell.center() + QPointF(0, down));
        place.moveLeft(cell.right() + kBeside);
        if (place.right() > m_frame.size.width() || place.intersects(taken))
            place.moveRight(cell.left() - kBeside);
        taken = place;
        QPainterPath letters;
        letters.addText(place.left(), place.top() + metrics.ascent(), m_frame.font, words);
        painter.strokePath(letters, QPen(m_ink.stage().ground, kOutline));
        painter.fillPath(letters, ink);
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
