// SPDX-License-Identifier: GPL-3.0-or-later
// A switchboard's data, layout and painting: layers in device pixels, below them the legend.
#include "ui/widgets/board_face.h"

#include "model/config/firing_lookup.h"
#include "model/neurons/token_report.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace glowworm {

namespace {

constexpr int kUsualCell = 7; // logical pixels, as all sizes here
constexpr int kLargestCell = 14;
constexpr int kSeenColumn = 5; // with the dark beside it
constexpr int kLayerGap = 12;
constexpr int kEdge = 8;      // around the cells: room for the halos of the outermost
constexpr int kSmallEdge = 4; // above and below the small form
constexpr qreal kFine = 5;    // a cell as small as this is hard to hit,
constexpr qreal kReach = 7;   // so a light is hit from as far beside it as it seems to shine

} // namespace

void BoardFace::setShape(const BoardShape& shape)
{
    m_shape = shape;
    m_fold = BoardFold(shape.grid);
    m_scale = 0;
    m_isScaleFixed = false;
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

void BoardFace::setScale(float top, bool isFixed)
{
    m_scale = top > 0 ? roundScale(top) : 0;
    m_isScaleFixed = isFixed && top > 0;
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
    if (const float most = largestValue(m_now); most > m_scale && !m_isScaleFixed)
        m_scale = roundScale(most);
}

void BoardFace::markNow()
{
    markFired(m_marks, m_shape, m_now, m_scale, m_shade);
    m_closest.clear();
    if (shade() == Shade::Margin)
        for (const LayerDecision& each : decisionReport(m_now).closest)
            m_closest.push_back({each.layer, each.made.winner});
}

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
        && frame.small == m_frame.small && frame.largest == m_frame.largest
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
            scaled(kLayerGap), scaled(nameHeight()),
            scaled(frame.largest > 0 ? frame.largest : kLargestCell), scaled(kSeenColumn)});
    m_corner = QPoint(scaled(kEdge), scaled(above)); // cells begin below what stands above them
    return !isSame || legend != m_legend || plan != m_plan;
}

QSize BoardFace::size(QSize room, const BoardShape& shape) const
{
    const int around = m_frame.small
        ? QFontMetrics(m_frame.font).height() + 2 * kSmallEdge
        : 2 * (QFontMetrics(m_frame.font).height() + 4) + kWideGap; // legend and status
    const QSize edges(2 * kEdge, around);
    return planBoard(BoardFold(shape.grid), shape.grid.layers,
               {room - edges, kLayerGap, nameHeight(), kUsualCell, kSeenColumn})
               .size
        + edges;
}

BoardScene BoardFace::scene() const
{
    return {m_fold, m_plan, m_ink, m_shape.grid, marks(), m_surgery, m_highlights, m_frame.small,
        m_glow, shade(), m_closest, m_dimmed};
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
    painter.setPen(m_ink.stage().quietText);
    for (int layer = 0; layer < m_shape.grid.layers; ++layer)
        painter.drawText(nameRect(layer), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip,
            layerName(layer, static_cast<int>(m_plan.panel.width() / m_frame.ratio)));
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

/// In the light where there are most, if there is one at all.
void BoardFace::paintTossUps(QPainter& painter) const
{
    if (!tellsMargins() || m_now.layers.empty() || nameHeight() == 0 || isEmpty())
        return;
    std::vector<qint64> counts;
    for (const LayerFiring& layer : m_now.layers)
        counts.push_back(std::ranges::count_if(layer.decisions, &Decision::isTossUp));
    const qint64 most = std::ranges::max(counts);
    painter.setFont(m_frame.font);
    for (int layer = 0; layer < m_shape.grid.layers; ++layer) {
        const qint64 count = counts[static_cast<std::size_t>(layer)];
        const QRectF name = nameRect(layer);
        painter.setPen(count == most && most > 0 ? m_ink.light() : m_ink.stage().quietText);
        painter.drawText(QRectF(name.right(), name.top(), 0, name.height()),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip, tossUpWords(count));
    }
}

} // namespace glowworm
