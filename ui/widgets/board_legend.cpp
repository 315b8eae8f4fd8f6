// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/board_legend.h"

#include "ui/widgets/theme.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <ranges>
#include <utility>

namespace glowworm {
namespace {

constexpr int kLegendEdge = 8; // logical pixels, as all sizes here; of the board
constexpr int kSample = 8;     // of a cell
constexpr int kRampWidth = 48, kNarrowRamp = 24;
constexpr int kNarrow = 300;     // below it the status line takes two lines
constexpr int kBesideSample = 6; // between a sample and its words
constexpr int kAroundLine = 4;   // above and below a line of text, together

bool isNarrow(int width) { return width < kNarrow; }

int sampleWidth(const LegendItem& item, bool narrow)
{
    switch (item.kind) {
    case LegendItem::Kind::Ramp:
        return narrow ? kNarrowRamp : kRampWidth;
    case LegendItem::Kind::TossUp: // two samples
        return 2 * kSample + kBesideSample / 2;
    default:
        return kSample;
    }
}

/// With what is between them.
int beforeWidth(const LegendItem& item, const QFontMetrics& metrics)
{
    return item.before.isEmpty() ? 0 : metrics.horizontalAdvance(item.before) + kBesideSample;
}

/// Item by item into lines; how many these are.
int flow(std::vector<LegendItem>& items, int width, const QFontMetrics& metrics)
{
    const int line = metrics.height() + kAroundLine, right = width - kLegendEdge;
    QPoint at(kLegendEdge, 0);
    for (LegendItem& item : items) {
        const int wide = beforeWidth(item, metrics) + sampleWidth(item, isNarrow(width))
            + kBesideSample + metrics.horizontalAdvance(item.text);
        item.place = QRect(0, 0, wide, line);
        if (item.comesAndGoes)
            continue;
        if (at.x() > kLegendEdge && at.x() + wide > right)
            at = QPoint(kLegendEdge, at.y() + line);
        item.place.moveTo(at);
        at.rx() += wide + kWideGap;
    }
    return at.y() / line + 1;
}

} // namespace

int BoardLegend::linesOf(const std::vector<LegendItem>& items, int width, const QFont& font)
{
    std::vector<LegendItem> copy = items;
    return flow(copy, width, QFontMetrics(font));
}

void BoardLegend::arrange(
    std::vector<LegendItem> items, QSize board, const QFont& font, int leastLines)
{
    m_items = std::move(items);
    m_narrow = isNarrow(board.width());
    const QFontMetrics metrics(font);
    const int line = metrics.height() + kAroundLine;
    const int lines = std::max(leastLines, flow(m_items, board.width(), metrics));
    const int below = (m_narrow ? 2 : 1) * line; // the status line
    m_top = board.height() - lines * line - below;
    int used = kLegendEdge, needed = 0; // in the last line of the legend; by what comes and goes
    int start = kLegendEdge;            // of the status line
    for (LegendItem& item : m_items)
        if (item.kind == LegendItem::Kind::TossUp) {
            item.place.moveTo(kLegendEdge, board.height() - below);
            start = item.place.right() + kWideGap;
        } else if (item.comesAndGoes)
            needed += kWideGap + item.place.width();
        else if (item.place.translate(0, m_top); item.place.bottom() == board.height() - below - 1)
            used = item.place.right();
    int free = board.width() - kLegendEdge;
    const bool isBeside = used + needed <= free;
    for (LegendItem& item : std::views::reverse(m_items))
        if (item.comesAndGoes && item.kind != LegendItem::Kind::TossUp) {
            free -= item.place.width();
            item.place.moveTo(free, board.height() - below - (isBeside ? line : 0));
            free -= kWideGap;
        }
    m_status = QRect(QPoint(start, board.height() - below),
        QPoint(isBeside ? board.width() - kLegendEdge : free, board.height() - 1));
}

void BoardLegend::paint(QPainter& painter, const BoardInk& board) const
{
    using Kind = LegendItem::Kind;
    // Here a pixel is a logical one.
    const BoardInk ink(board.stage(), board.isSparse(), board.halos());
    for (const LegendItem& item : m_items) {
        const int wide = sampleWidth(item, m_narrow),
                  start = beforeWidth(item, painter.fontMetrics());
        const QRect cell(
            item.place.left() + start, item.place.center().y() - kSample / 2, wide, kSample);
        const auto level = static_cast<std::uint8_t>(item.state == CellState::Trail ? 1 : 200);
        switch (item.kind) {
        case Kind::Ramp:
            for (int x = 0; x < wide; ++x)
                painter.fillRect(cell.left() + x, cell.top(), 1, kSample,
                    ink.of({item.state,
                        static_cast<std::uint8_t>(255 * std::sqrt(x / (wide - 1.0)))}));
            break;
        case Kind::Mark:
            paintMark(painter, cell, {item.state, level}, ink);
            break;
        case Kind::TossUp: { // above zero, and not
            const QRect sample(cell.topLeft(), QSize(kSample, kSample));
            paintMark(painter, sample, {CellState::Bright, 0, true}, ink);
            paintMark(painter, sample.translated(wide - kSample, 0), {item.state, 0, true}, ink);
            break;
        }
        case Kind::Disabled:
        case Kind::Forced:
            paintSurgeryMark(painter, QRectF(cell).center(), kSample,
                item.kind == Kind::Disabled ? SurgeryMark::Disabled : SurgeryMark::Forced, ink);
            break;
        case Kind::Pinned: {
            const QRectF column = QRectF(cell).adjusted(2, 0, -2, kSample / 2.0);
            painter.fillRect(column, ink.stage().bar);
            paintPinned(painter, column, ink);
            break;
        }
        }
        painter.setPen(item.kind == Kind::TossUp ? ink.stage().text : ink.stage().quietText);
        painter.drawText(item.place, Qt::AlignVCenter | Qt::AlignLeft, item.before);
        painter.drawText(item.place.adjusted(start + wide + kBesideSample, 0, 2, 0),
            Qt::AlignVCenter | Qt::AlignLeft, item.text);
    }
}

QString BoardLegend::words() const
{
    QStringList words;
    for (const LegendItem& item : m_items)
        words << (item.before.isEmpty()
                ? item.text
                : QStringLiteral("%1 \u2026 %2").arg(item.before, item.text));
    return words.join(QStringLiteral("; "));
}

} // namespace glowworm
