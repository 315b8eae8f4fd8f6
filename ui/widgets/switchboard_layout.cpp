// SPDX-License-Identifier: GPL-3.0-or-later
// The switchboard's layout and painting: layers in device pixels, below them the legend, below that
// the status line.
#include "ui/widgets/switchboard.h"

#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QPaintEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace glowworm {

namespace {

constexpr int kLargestCell = 14; // logical pixels
constexpr int kLayerGap = 12;
constexpr int kLegendCell = 9;
constexpr int kRampWidth = 48, kNarrowRamp = 24;
constexpr int kNarrow = 300; // below it the status line takes two lines

QImage cellPicture(const BoardColours& colours, CellMark mark, qreal ratio)
{
    const int side = static_cast<int>(std::lround(kLegendCell * ratio));
    const std::vector<bool> shape = cellShape(mark.state, {side, side});
    QImage picture(side, side, QImage::Format_RGB32);
    picture.setDevicePixelRatio(ratio);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            picture.setPixel(x, y,
                shape[static_cast<std::size_t>(y * side + x)] ? colours.of(mark) : colours.of({}));
    return picture;
}

} // namespace

int Switchboard::nameHeight() const
{
    return m_shape.layers > 1 ? QFontMetrics(smallFont(this)).height() + 2 : 0;
}

void Switchboard::arrange()
{
    m_pixelRatio = devicePixelRatioF();
    m_colours = BoardColours(Theme::of(palette()), m_shape.sparse);
    arrangeLegend();
    arrangeCells();
}

bool Switchboard::isNarrow() const { return width() < kNarrow; }

int Switchboard::legendMark(const LegendItem& item) const
{
    return item.isRamp() ? (isNarrow() ? kNarrowRamp : kRampWidth) : kLegendCell;
}

bool Switchboard::arrangeLegend()
{
    const QString top
        = m_brightest > 0 ? numberText(static_cast<double>(m_brightest)) : missingText();
    m_legend.clear();
    const auto add = [this](CellState state, const QString& text) {
        m_legend.push_back({state, text, {}});
    };
    add(CellState::Bright,
        m_shape.sparse ? tr("fired, 0 to %1").arg(top) : tr("positive, 0 to %1").arg(top));
    if (m_shape.sparse && m_shape.rectified)
        add(CellState::Hollow, tr("fired, zero after ReLU"));
    else if (m_shape.sparse)
        add(CellState::Negative, tr("fired, negative"));
    if (m_shape.sparse && m_trail)
        add(CellState::Trail, tr("fired up to %1 tokens ago").arg(kTrail));
    add(CellState::Quiet, tr("quiet"));

    const QFontMetrics metrics(smallFont(this));
    const int line = metrics.height() + 4;
    QPoint at(0, 0);
    for (LegendItem& item : m_legend) {
        const int wide = legendMark(item) + 6 + metrics.horizontalAdvance(item.text);
        if (at.x() > 0 && at.x() + wide > width())
            at = QPoint(0, at.y() + line);
        item.place = QRect(at, QSize(wide, line));
        at.rx() += wide + kWideGap;
    }
    const int top0 = std::exchange(m_legendTop,
        height() - at.y() - line - (isNarrow() ? 2 : 1) * line); // below it the status line
    return top0 != m_legendTop;
}

void Switchboard::arrangeCells()
{
    const QSize room(width(), std::max(0, m_legendTop - kGap));
    const auto scaled
        = [this](int length) { return static_cast<int>(std::lround(length * m_pixelRatio)); };
    m_plan = planBoard(m_fold, m_shape.layers, QSize(scaled(room.width()), scaled(room.height())),
        scaled(kLayerGap), scaled(nameHeight()), scaled(kLargestCell));
    const QSizeF size = QSizeF(m_plan.size) / m_pixelRatio;
    m_origin = QPoint(std::max(0, static_cast<int>(room.width() - size.width()) / 2),
        0); // boards side by side begin at one height
    for (BoardImage& image : m_images)
        image.arrange(m_fold, m_shape.neurons(), m_plan, m_pixelRatio, m_colours);
    repaintCells();
}

QString Switchboard::statusText() const
{
    if (m_shape.layers == 0)
        return {};
    if (!m_hovered && !showsCursor())
        return summary();
    const Cell cell = m_hovered.value_or(m_cursor);
    const QString words = cellWords(cell.layer, cell.neuron);
    return isNarrow() ? words : words + QStringLiteral("   |   ") + summary();
}

void Switchboard::paintEvent(QPaintEvent* event)
{
    if (m_pixelRatio
        != devicePixelRatioF()) // moved to another screen: cells are whole device pixels
        arrange();
    const Theme theme = Theme::of(palette());
    QPainter painter(this);
    painter.fillRect(event->rect(), theme.base);
    painter.setFont(smallFont(this));
    if (m_shape.layers == 0) {
        painter.setPen(theme.mutedText);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    for (int layer = 0; layer < m_shape.layers; ++layer) {
        const QPointF corner
            = m_origin + QPointF(m_plan.origins[static_cast<std::size_t>(layer)]) / m_pixelRatio;
        painter.drawImage(corner, m_images[static_cast<std::size_t>(layer)].image());
        if (nameHeight() > 0) {
            painter.setPen(theme.mutedText);
            painter.drawText(corner - QPointF(0, painter.fontMetrics().descent() + 2),
                QStringLiteral("L%1").arg(layer));
        }
    }
    paintCursor(painter);
    paintLegend(painter);
    const QRect status(0, m_legend.back().place.bottom() + 1 + m_legendTop, width(),
        height() - m_legend.back().place.bottom() - 1 - m_legendTop);
    painter.setPen(theme.text);
    const QString text = isNarrow()
        ? statusText()
        : painter.fontMetrics().elidedText(statusText(), Qt::ElideRight, width());
    painter.drawText(status, Qt::AlignTop | Qt::AlignLeft | Qt::TextWordWrap, text);
}

void Switchboard::paintLegend(QPainter& painter) const
{
    const Theme theme = Theme::of(palette());
    painter.setPen(theme.mutedText);
    for (const LegendItem& item : m_legend) {
        const QRect place = item.place.translated(0, m_legendTop);
        const int top = place.center().y() - kLegendCell / 2;
        const int wide = legendMark(item);
        if (item.isRamp())
            for (int x = 0; x < wide; ++x)
                painter.fillRect(place.left() + x, top, 1, kLegendCell,
                    QColor(m_colours.of({item.state,
                        static_cast<std::uint8_t>(255 * std::sqrt(x / (wide - 1.0)))})));
        else
            painter.drawImage(place.left(), top,
                cellPicture(m_colours,
                    {item.state,
                        static_cast<std::uint8_t>(item.state == CellState::Trail ? 1 : 255)},
                    m_pixelRatio));
        painter.drawText(
            place.adjusted(wide + 6, 0, 2, 0), Qt::AlignVCenter | Qt::AlignLeft, item.text);
    }
}

void Switchboard::paintCursor(QPainter& painter) const
{
    if (!showsCursor() || m_plan.cell.isEmpty())
        return;
    const Theme theme = Theme::of(palette());
    const QRect cells = m_fold.columnOf(m_cursor.neuron);
    const QRectF column(m_origin
            + QPointF(m_plan.origins[static_cast<std::size_t>(m_cursor.layer)]
                  + m_plan.pixels(cells.topLeft()))
                / m_pixelRatio,
        QSizeF(m_plan.pixels(cells.size())) / m_pixelRatio);
    QColor faint = theme.accent;
    faint.setAlpha(40);
    painter.fillRect(column, faint);
    painter.setPen(QPen(theme.text, 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(
        QRectF(cellRect(m_cursor.layer, m_cursor.neuron)).adjusted(-1.5, -1.5, 0.5, 0.5));
}

} // namespace glowworm
