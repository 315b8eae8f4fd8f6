// SPDX-License-Identifier: GPL-3.0-or-later
// The switchboard's layout and painting: layers in device pixels, below them the legend, below that
// the status line. The small form has the cells alone.
#include "ui/widgets/switchboard.h"

#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QEvent>
#include <QPaintEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <ranges>
#include <utility>

namespace glowworm {

namespace {

constexpr int kUsualCell = 7; // logical pixels, as all sizes here
constexpr int kLargestCell = 14;
constexpr int kLayerGap = 10;
constexpr int kEdge = 8;      // around the cells: room for the halos of the outermost
constexpr int kSmallEdge = 4; // above and below the small form
constexpr int kLegendCell = 8;
constexpr int kRampWidth = 48, kNarrowRamp = 24;
constexpr int kNarrow = 300; // below it the status line takes two lines
constexpr qreal kFrame = 9;  // radius of the ring around a picked neuron

} // namespace

int Switchboard::lineHeight() const { return QFontMetrics(smallFont(this)).height() + 4; }

int Switchboard::nameHeight() const
{
    return m_shape.grid.layers > 1 && !m_small ? QFontMetrics(smallFont(this)).height() + 4 : 0;
}

void Switchboard::arrange()
{
    m_pixelRatio = devicePixelRatioF();
    const Stage stage = Stage::of(palette());
    m_ink = BoardInk(stage, m_shape.sparse, hasHalos(stage, this), m_pixelRatio);
    arrangeLegend();
    arrangeCells();
}

bool Switchboard::isNarrow() const { return width() < kNarrow; }

int Switchboard::legendMark(const LegendItem& item) const
{
    return item.kind == LegendItem::Kind::Ramp ? (isNarrow() ? kNarrowRamp : kRampWidth)
                                               : kLegendCell;
}

void Switchboard::fillLegend()
{
    using Kind = LegendItem::Kind;
    m_legend.clear();
    if (m_small)
        return;
    const auto add = [this](Kind kind, CellState state, const QString& text) {
        m_legend.push_back({kind, state, text, {}});
    };
    const QString top = m_scale > 0 ? numberText(static_cast<double>(m_scale)) : missingText();
    add(Kind::Ramp, CellState::Bright,
        !m_shape.sparse                ? tr("positive: 0 to %1").arg(top)
            : !showsDecisions()        ? tr("lit: 0 to %1").arg(top)
            : m_shade == Shade::Margin ? tr("lit: ahead by 0 to 100 %")
                                       : tr("lit: chosen with 0 to 100 %"));
    if (m_shape.sparse)
        m_shape.rectified ? add(Kind::Mark, CellState::Hollow, tr("chosen, zero after ReLU"))
                          : add(Kind::Mark, CellState::Negative, tr("chosen, negative"));
    if (m_shape.sparse && m_trail)
        add(Kind::Mark, CellState::Trail, tr("ember: fired in the last %1").arg(kTrail));
    if (showsDecisions())
        add(Kind::TossUp, CellState::Bright, tr("toss-up"));
    if (!m_surgery.disabled.empty())
        add(Kind::Disabled, CellState::Quiet, tr("off"));
    if (!m_surgery.forced.empty())
        add(Kind::Forced, CellState::Quiet, tr("always"));
}

/// What everybody sees stands in lines of its own; what comes and goes takes room from the status
/// line, so that no cell moves for it.
bool Switchboard::arrangeLegend()
{
    fillLegend();
    const QFontMetrics metrics(smallFont(this));
    const int line = lineHeight(), right = width() - kEdge;
    const int top0 = m_legendTop;
    m_legendTop = height();
    m_status = {};
    if (m_small)
        return m_legendTop != top0;
    const auto wide = [this, &metrics](const LegendItem& item) {
        return legendMark(item) + 6 + metrics.horizontalAdvance(item.text);
    };
    QPoint at(kEdge, 0);
    int free = right;
    for (LegendItem& item : m_legend)
        if (item.kind <= LegendItem::Kind::Mark) {
            if (at.x() > kEdge && at.x() + wide(item) > right)
                at = QPoint(kEdge, at.y() + line);
            item.place = QRect(at, QSize(wide(item), line));
            at.rx() += wide(item) + kWideGap;
        }
    m_legendTop = height() - at.y() - line - (isNarrow() ? 2 : 1) * line;
    for (LegendItem& item : std::views::reverse(m_legend))
        if (item.kind > LegendItem::Kind::Mark) {
            free -= wide(item);
            item.place = QRect(free, at.y() + line, wide(item), line);
            free -= kWideGap;
        }
    m_status = QRect(QPoint(kEdge, m_legendTop + at.y() + line), QPoint(free, height() - 1));
    for (LegendItem& item : m_legend)
        item.place.translate(0, m_legendTop);
    return m_legendTop != top0;
}

void Switchboard::arrangeCells()
{
    const auto scaled
        = [this](int length) { return static_cast<int>(std::lround(length * m_pixelRatio)); };
    const int above = m_small ? kSmallEdge : nameHeight() > 0 ? 0 : kEdge;
    const QSize room(
        width() - 2 * kEdge, std::max(0, m_legendTop - above - (m_small ? kSmallEdge : kGap)));
    const BoardRoom given{QSize(scaled(room.width()), scaled(room.height())), scaled(kLayerGap),
        scaled(nameHeight()), scaled(kLargestCell)};
    m_plan = planBoard(m_fold, m_shape.grid.layers, given);
    m_origin = QPoint(scaled(kEdge), scaled(above)); // boards begin below what stands above them
    showCells();
}

BoardScene Switchboard::scene() const
{
    return {m_fold, m_plan, m_ink, m_shape.grid, m_marks, m_surgery, m_highlights, m_small};
}

QRectF Switchboard::onScreen(const QRect& pixels) const
{
    return {
        QPointF(pixels.topLeft() + m_origin) / m_pixelRatio, QSizeF(pixels.size()) / m_pixelRatio};
}

QRect Switchboard::cellRect(NeuronAddress at) const
{
    const QRectF cell = onScreen(scene().cell(at));
    return {QPoint(static_cast<int>(std::floor(cell.x())), static_cast<int>(std::floor(cell.y()))),
        cell.size().toSize().expandedTo({1, 1})};
}

QSize Switchboard::sizeHint() const
{
    const BoardPlan plan = planBoard(
        m_fold, m_shape.grid.layers, {QSize(4096, 4096), kLayerGap, nameHeight(), kUsualCell});
    return (plan.size + QSize(2 * kEdge, m_small ? 2 * kSmallEdge : 2 * lineHeight() + kWideGap))
        .boundedTo(m_small ? QSize(560, 96) : QSize(900, 520))
        .expandedTo(minimumSizeHint());
}

QSize Switchboard::minimumSizeHint() const { return m_small ? QSize(120, 64) : QSize(180, 150); }

void Switchboard::resizeEvent(QResizeEvent*) { arrange(); }

void Switchboard::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange
        || event->type() == QEvent::StyleChange)
        arrange();
    QWidget::changeEvent(event);
}

void Switchboard::paintEvent(QPaintEvent* event)
{
    if (m_pixelRatio
        != devicePixelRatioF()) // moved to another screen: cells are whole device pixels
        arrange();
    QPainter painter(this);
    if (m_shape.grid.layers == 0) {
        painter.setFont(smallFont(this));
        painter.fillRect(event->rect(), m_ink.stage().ground);
        painter.setPen(m_ink.stage().quietText);
        painter.drawText(rect().adjusted(kEdge, kEdge, -kEdge, -kEdge),
            Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    if (m_picture.isNull()) {
        m_picture = QImage(
            (QSizeF(size()) * m_pixelRatio).toSize().expandedTo({1, 1}), QImage::Format_RGB32);
        m_picture.fill(m_ink.stage().ground);
        QPainter cells(&m_picture);
        cells.translate(m_origin);
        paintBoard(cells, scene());
        cells.end();
        m_picture.setDevicePixelRatio(m_pixelRatio);
    }
    painter.drawImage(QPointF(0, 0), m_picture);
    paintWords(painter);
}

void Switchboard::paintWords(QPainter& painter) const
{
    painter.setFont(smallFont(this));
    paintNames(painter);
    paintCursor(painter);
    paintLegend(painter);
    paintStatus(painter);
}

/// "layer 0, near the input"; as much of it as the layer is wide.
QString Switchboard::layerName(int layer, int width) const
{
    const QString name = tr("layer %1").arg(layer);
    const QString whole = layer == 0       ? tr("%1, near the input").arg(name)
        : layer == m_shape.grid.layers - 1 ? tr("%1, near the output").arg(name)
                                           : name;
    const QFontMetrics metrics(smallFont(this));
    return metrics.horizontalAdvance(whole) <= width ? whole
        : metrics.horizontalAdvance(name) <= width   ? name
                                                     : QString::number(layer);
}

void Switchboard::paintNames(QPainter& painter) const
{
    if (nameHeight() == 0)
        return;
    painter.setPen(m_ink.stage().quietText);
    for (int layer = 0; layer < m_shape.grid.layers; ++layer) {
        const QRectF cells
            = onScreen(QRect(m_plan.origins[static_cast<std::size_t>(layer)], m_plan.panel));
        painter.drawText(QRectF(cells.left(), cells.top() - nameHeight(), cells.width() + kLayerGap,
                             nameHeight() - 2),
            Qt::AlignLeft | Qt::AlignVCenter, layerName(layer, static_cast<int>(cells.width())));
    }
}

void Switchboard::paintLegend(QPainter& painter) const
{
    for (const LegendItem& item : m_legend) {
        const int wide = legendMark(item);
        const QRect cell(
            item.place.left(), item.place.center().y() - kLegendCell / 2, wide, kLegendCell);
        const auto level = static_cast<std::uint8_t>(item.state == CellState::Trail ? 1 : 200);
        if (item.kind == LegendItem::Kind::Ramp)
            for (int x = 0; x < wide; ++x)
                painter.fillRect(cell.left() + x, cell.top(), 1, kLegendCell,
                    m_ink.of({item.state,
                        static_cast<std::uint8_t>(255 * std::sqrt(x / (wide - 1.0)))}));
        else if (item.kind == LegendItem::Kind::Disabled || item.kind == LegendItem::Kind::Forced)
            paintSurgeryMark(painter, QRectF(cell).center(), kLegendCell,
                item.kind == LegendItem::Kind::Disabled ? SurgeryMark::Disabled
                                                        : SurgeryMark::Forced,
                m_ink);
        else
            paintMark(
                painter, cell, {item.state, level, item.kind == LegendItem::Kind::TossUp}, m_ink);
        painter.setPen(m_ink.stage().quietText);
        painter.drawText(
            item.place.adjusted(wide + 6, 0, 2, 0), Qt::AlignVCenter | Qt::AlignLeft, item.text);
    }
}

void Switchboard::paintStatus(QPainter& painter) const
{
    if (m_small)
        return;
    painter.setPen(m_ink.stage().text);
    const QString text = statusText();
    if (isNarrow())
        painter.drawText(m_status, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, text);
    else
        painter.drawText(m_status, Qt::AlignLeft | Qt::AlignVCenter,
            painter.fontMetrics().elidedText(text, Qt::ElideRight, m_status.width()));
}

void Switchboard::paintFrame(QPainter& painter, NeuronAddress at, const QPen& pen) const
{
    const QRectF cell = onScreen(scene().cell(at));
    const qreal radius = std::max(kFrame, std::hypot(cell.width(), cell.height()) / 2 + 3);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(cell.center(), radius, radius);
}

void Switchboard::paintCursor(QPainter& painter) const
{
    if (m_plan.pitch.isEmpty())
        return;
    const Stage& stage = m_ink.stage();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (showsCursor()) {
        const QRect group = m_fold.columnOf(groupOf(m_cursor.neuron));
        QColor faint = stage.text;
        faint.setAlpha(36);
        painter.fillRect(onScreen(m_plan.cells(m_cursor.layer, group)), faint);
        painter.setPen(QPen(stage.text, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(onScreen(scene().cell(m_cursor)).adjusted(-2, -2, 2, 2));
    }
    if (m_hovered && m_hovered != m_picked && !m_small)
        paintFrame(painter, *m_hovered, QPen(stage.quietText, 1.2, Qt::DashLine));
    if (m_picked)
        paintFrame(painter, *m_picked, QPen(stage.text, 1.6));
    painter.restore();
}

} // namespace glowworm
