// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/spread.h"

#include "ui/widgets/colour_mix.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QPainter>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace glowworm {

namespace {

constexpr double kCellEdge = 10;          // pixels at each end of a cell
constexpr double kDot = 1.6, kMedian = 4; // radius
constexpr std::size_t kMostDots = 200;    // a row is no wider than that

QColor inkOf(const Theme& theme, const BenchRow& row)
{
    return row.impl.starts_with("sparse") ? theme.sparse
        : row.impl.starts_with("dense")   ? theme.dense
                                          : theme.mutedText;
}

} // namespace

SpreadAxis SpreadAxis::of(const std::vector<BenchRow>& rows)
{
    double low = 1e300, high = 0;
    for (const BenchRow& row : rows)
        for (const double sample : row.samples)
            if (!row.reference && sample > 0) {
                low = std::min(low, sample);
                high = std::max(high, sample);
            }
    if (high <= 0)
        return {};
    if (high < 1.2 * low) { // a spread of nothing fills no axis
        const double middle = std::sqrt(low * high);
        low = std::min(low, middle / 1.1);
        high = std::max(high, middle * 1.1);
    }
    return {low, high};
}

double SpreadAxis::fractionOf(double microseconds) const
{
    return microseconds > 0
        ? std::clamp(std::log(microseconds / low) / std::log(high / low), 0.0, 1.0)
        : 0;
}

std::vector<double> SpreadAxis::ticks() const
{
    const double decades = std::log10(high / low);
    const std::vector<double> digits = decades > 2.5 ? std::vector<double>{1}
        : decades > 1.2                              ? std::vector<double>{1, 3}
        : decades > 0.5                              ? std::vector<double>{1, 2, 5}
                        : std::vector<double>{1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9};
    std::vector<double> list;
    for (double decade = std::pow(10, std::floor(std::log10(low))); decade <= high; decade *= 10)
        for (const double digit : digits)
            if (digit * decade >= low && digit * decade <= high)
                list.push_back(digit * decade);
    return list;
}

double placeIn(const QRect& cell, double fraction)
{
    return cell.left() + kCellEdge + fraction * (cell.width() - 2 * kCellEdge);
}

SpreadDelegate::SpreadDelegate(
    const std::vector<BenchRow>& rows, const SpreadAxis& axis, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_rows(rows)
    , m_axis(axis)
{
}

void SpreadDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem ground = option;
    initStyleOption(&ground, index);
    ground.text.clear();
    QStyledItemDelegate::paint(painter, ground, QModelIndex());
    const QVariant place = index.data(Qt::UserRole);
    if (!place.isValid() || place.toUInt() >= m_rows.size())
        return;
    const BenchRow& row = m_rows[place.toUInt()];
    const Theme& theme = Theme::of(option.palette);
    const QRect cell = option.rect;
    painter->save();
    painter->setClipRect(cell);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(faded(theme.grid, 0.8), 1));
    for (const double tick : m_axis.ticks()) {
        const double x = placeIn(cell, m_axis.fractionOf(tick));
        painter->drawLine(QPointF(x, cell.top()), QPointF(x, cell.bottom() + 1));
    }
    if (row.roundsDone > 0) {
        const bool chosen = option.state.testFlag(QStyle::State_Selected);
        const QColor ground = option.palette.color(chosen ? QPalette::Highlight : QPalette::Base),
                     ink = chosen && theme.highContrast ? QColor(Qt::white) : inkOf(theme, row);
        const double y = cell.center().y() + 0.5, half = cell.height() / 2.0 - 4;
        const auto x = [&](double time) { return placeIn(cell, m_axis.fractionOf(time)); };
        painter->setPen(Qt::NoPen);
        painter->setBrush(faded(ink, 0.3));
        const double from = x(row.microseconds.q1), to = x(row.microseconds.q3);
        painter->drawRoundedRect(QRectF(from - 1, y - 4, to - from + 2, 8), 3, 3);
        painter->setBrush(faded(ink, 0.5));
        const std::size_t count = row.samples.size(), step = count / kMostDots + 1;
        for (std::size_t i = 0; i < count; i += step) {
            const double down
                = count > 1 ? 2.0 * static_cast<double>(i) / static_cast<double>(count - 1) - 1 : 0;
            painter->drawEllipse(QPointF(x(row.samples[i]), y + down * half), kDot, kDot);
        }
        painter->setBrush(ink);
        painter->setPen(QPen(ground, 1.2));
        painter->drawEllipse(QPointF(x(row.microseconds.median), y), kMedian, kMedian);
    }
    painter->restore();
}

SpreadHeader::SpreadHeader(const SpreadAxis& axis, int column, QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_axis(axis)
    , m_column(column)
{
}

/// Ticks in place of a name, as many as have room.
void SpreadHeader::paintSection(QPainter* painter, const QRect& rect, int index) const
{
    painter->save();
    QHeaderView::paintSection(painter, rect, index);
    painter->restore();
    if (index != m_column)
        return;
    painter->save();
    painter->setFont(smallFont(this));
    painter->setPen(Theme::of(palette()).mutedText);
    static const QRegularExpression kZeros(QStringLiteral("[.,]0{1,2}(?![0-9])")); // 10.0, 1.00
    double free = rect.left();
    for (const double tick : m_axis.ticks()) {
        const QString words = durationText(tick * 1e-6).remove(kZeros);
        const double wide = painter->fontMetrics().horizontalAdvance(words) + 2,
                     middle = placeIn(rect, m_axis.fractionOf(tick)),
                     left = std::clamp(middle - wide / 2, double(rect.left()),
                         std::max<double>(rect.left(), rect.right() - wide));
        if (left < free)
            continue;
        painter->drawText(QRectF(left, rect.top(), wide, rect.height()), Qt::AlignCenter, words);
        free = left + wide + 8;
    }
    painter->restore();
}

} // namespace glowworm
