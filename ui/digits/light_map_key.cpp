// SPDX-License-Identifier: GPL-3.0-or-later
// What the marks of LightMap mean: above its bars and below its columns.
#include "ui/digits/light_map.h"
#include "ui/widgets/stage.h"
#include "ui/widgets/value_label.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <ranges>
#include <vector>

namespace glowworm {
namespace {

enum class Mark { Filled, Hollow, Dashed, Thick, Locked };

struct KeyItem {
    Mark mark;
    QString words;
    QRectF place; // of mark and words
};

// In logical pixels.
constexpr qreal kMarkWide = 12, kAfterMark = 4, kAfterItem = 10;
constexpr qreal kSwatch = 12, kAfterSwatch = 4, kAfterWord = 8;

/// Side by side in a room of this width, in as many lines as it takes.
std::vector<KeyItem> keyItems(const QFontMetricsF& metrics, qreal room, bool withLock)
{
    std::vector<KeyItem> items{{Mark::Filled, LightMap::tr("above zero"), {}},
        {Mark::Hollow, LightMap::tr("not above zero"), {}},
        {Mark::Dashed, LightMap::tr("against"), {}},
        {Mark::Thick, LightMap::tr("larger vote"), {}}};
    if (withLock)
        items.push_back({Mark::Locked, LightMap::tr("always the same"), {}});
    QPointF at;
    for (KeyItem& item : items) {
        const qreal wide = kMarkWide + kAfterMark + metrics.horizontalAdvance(item.words) + 1;
        if (at.x() > 0 && at.x() + wide > room)
            at = {0, at.y() + metrics.height()};
        item.place = {at, QSizeF(wide, metrics.height())};
        at.rx() += wide + kAfterItem;
    }
    return items;
}

void paintMark(QPainter& painter, const Stage& stage, Mark mark, const QRectF& place)
{
    const QRectF cell(place.center() - QPointF(6, 3), QSizeF(12, 6));
    const QPointF left(place.left(), place.center().y()), right(place.right(), left.y());
    switch (mark) {
    case Mark::Filled:
        painter.setPen(Qt::NoPen);
        painter.setBrush(stage.sparse.bright);
        painter.drawRoundedRect(cell, 1.5, 1.5);
        return;
    case Mark::Hollow:
        painter.setPen(QPen(stage.sparse.bright, 1.3));
        painter.setBrush(stage.ground);
        painter.drawRoundedRect(cell, 2, 2);
        return;
    case Mark::Locked:
        paintLock(painter, stage, {place.center().x(), place.center().y() - kLockHigh / 2});
        return;
    case Mark::Dashed:
        painter.setPen(QPen(stage.text, 1.4, Qt::DashLine));
        break;
    case Mark::Thick:
        painter.setPen(QPen(stage.sparse.light, 3));
        break;
    }
    painter.drawLine(left, right);
}

} // namespace

void paintLock(QPainter& painter, const Stage& stage, QPointF top)
{
    constexpr QSizeF kBody{7, 5}; // logical pixels
    const qreal bow = kLockHigh - kBody.height();
    painter.setPen(QPen(stage.quietText, 1.2));
    painter.setBrush(Qt::NoBrush);
    painter.drawArc(QRectF(top.x() - 2, top.y() + 0.6, 4, 2 * bow), 0, 180 * 16);
    painter.setPen(Qt::NoPen);
    painter.setBrush(stage.quietText);
    painter.drawRoundedRect(
        QRectF(QPointF(top.x() - kBody.width() / 2, top.y() + bow), kBody), 1, 1);
}

// -------------------------------------------------------------------------------------------------
// below the columns

bool LightMap::hasLocks() const
{
    const auto groups = std::views::iota(0, static_cast<int>(m_constant.size()));
    return std::ranges::any_of(groups, [this](int group) { return isConstant(group); });
}

bool LightMap::hasRestKey() const { return grid() && comparisonLegend().isEmpty(); }

QFont LightMap::keyFont() const
{
    constexpr int kHigh = 12; // pixels at the usual zoom
    QFont font = textFont(this, TextRole::Note);
    font.setPixelSize(textScaled(kHigh));
    return font;
}

/// With room for the lock from the start: nothing moves when it is known that a column has one.
qreal LightMap::restHeight(qreal room) const
{
    const QFontMetricsF font(keyFont());
    const qreal words
        = font.boundingRect(QRectF(0, 0, room, height()), Qt::TextWordWrap, restWords()).height();
    return hasRestKey() ? words + keyItems(font, room, true).back().place.bottom() : words;
}

void LightMap::paintRestKey(QPainter& painter, const Stage& stage, QRectF room) const
{
    for (const KeyItem& item : keyItems(QFontMetricsF(painter.font()), room.width(), hasLocks())) {
        const QRectF place = item.place.translated(room.topLeft());
        paintMark(painter, stage, item.mark, {place.topLeft(), QSizeF(kMarkWide, place.height())});
        painter.setPen(stage.quietText);
        painter.drawText(place.adjusted(kMarkWide + kAfterMark, 0, 0, 0),
            Qt::AlignLeft | Qt::AlignVCenter, item.words);
    }
}

// -------------------------------------------------------------------------------------------------
// above the bars

qreal LightMap::keyWidth() const
{
    const QFontMetricsF note(textFont(this, TextRole::Note));
    return 2 * (kSwatch + kAfterSwatch) + kAfterWord + 2 + note.horizontalAdvance(tr("sparse"))
        + note.horizontalAdvance(tr("dense"));
}

/// Whose bar and figure is whose, above them.
void LightMap::paintKey(QPainter& painter, const Stage& stage) const
{
    painter.setFont(textFont(this, TextRole::Note));
    const QFontMetricsF metrics(painter.font());
    qreal x = barLeft();
    for (const Twin twin : kTwins) {
        const QString name = twin == Twin::Sparse ? tr("sparse") : tr("dense");
        const qreal thick = bar(twin, 0).height(), wide = metrics.horizontalAdvance(name);
        if (winner(twin) < 0)
            continue;
        painter.setPen(Qt::NoPen);
        painter.setBrush(stage.lightOf(twin).light);
        painter.drawRoundedRect(
            QRectF(x, m_top - 3 - metrics.height() / 2 - thick / 2, kSwatch, thick), thick / 2,
            thick / 2);
        x += kSwatch + kAfterSwatch;
        painter.setPen(stage.lightOf(twin).bright);
        painter.drawText(QRectF(x, 0, wide + 1, m_top - 3), Qt::AlignLeft | Qt::AlignBottom, name);
        x += wide + kAfterWord;
    }
}

/// Whose votes stand before the bars; from the lamps on, which begin below it.
void LightMap::paintLaneName(QPainter& painter, const Stage& stage) const
{
    const std::optional<int> group = askedGroup();
    if (!group)
        return;
    painter.setFont(textFont(this, TextRole::Note));
    painter.setPen(stage.sparse.bright);
    const qreal left = answersLeft();
    painter.drawText(QRectF(left, 0, voteLane(0).right() - left, m_top - 3),
        Qt::AlignRight | Qt::AlignBottom | Qt::TextDontClip,
        tr("vote of N%1").arg(firedOf(*group) % grid()->groupSize));
}

} // namespace glowworm
