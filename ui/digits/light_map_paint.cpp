// SPDX-License-Identifier: GPL-3.0-or-later
// How LightMap looks.
#include "ui/digits/light_map.h"
#include "ui/widgets/stage.h"
#include "ui/widgets/value_label.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace glowworm {
namespace {

constexpr double kFaintest = 0.02; // strength below which a curve is not drawn
constexpr double kAside = 0.2;     // of the opacity, for a curve that leads to neither answer
constexpr qreal kLargestHalo = 42; // logical pixels, in a column of 20

QPainterPath curveBetween(QPointF from, QPointF to)
{
    QPainterPath path(from);
    const qreal pull = (to.x() - from.x()) * 0.5;
    path.cubicTo(from + QPointF(pull, 0), to - QPointF(pull, 0), to);
    return path;
}

QColor faded(QColor colour, double opacity)
{
    colour.setAlphaF(static_cast<float>(std::clamp(opacity, 0.0, 1.0)));
    return colour;
}

} // namespace

void LightMap::renew()
{
    m_picture = {};
    update();
}

void LightMap::resizeEvent(QResizeEvent*)
{
    arrange();
    renew();
}

void LightMap::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        arrange();
        renew();
    }
    SpokenPicture::changeEvent(event);
}

// -------------------------------------------------------------------------------------------------
// where things are

void LightMap::arrange()
{
    const QFontMetricsF note(textFont(this, TextRole::Note));
    const int groups = m_grid ? m_grid->groups : 1;
    m_top = note.height() + 4;
    m_bottom = height() - 2 * note.height() - 6;
    m_columnsLeft = std::max(40.0, 0.11 * width());
    m_pitch = 0.31 * width() / groups;
    const qreal columnsRight = m_columnsLeft + m_pitch * groups;
    m_lampX = columnsRight + std::max(48.0, 0.14 * width());
    m_barLeft = m_lampX + lampRadius() + 10;
    m_barRight = width() - note.horizontalAdvance(QStringLiteral("100.0 %")) - 8;
}

qreal LightMap::lampRadius() const
{
    return std::min(13.0, (m_bottom - m_top) / kDigitClasses * 0.32);
}

QRectF LightMap::columnRect(int group) const
{
    const qreal wide = std::min(m_pitch * 0.62, 26.0);
    return {m_columnsLeft + m_pitch * group + (m_pitch - wide) / 2, m_top, wide, m_bottom - m_top};
}

QRectF LightMap::cellRect(int neuron) const
{
    const QRectF column = columnRect(neuron / m_grid->groupSize);
    const qreal step = column.height() / m_grid->groupSize;
    return {column.left(), column.top() + neuron % m_grid->groupSize * step, column.width(),
        std::max(1.0, step - (step >= 4 ? 1 : 0))};
}

QPointF LightMap::lamp(int digit) const
{
    const qreal row = (m_bottom - m_top) / kDigitClasses;
    return {m_lampX, m_top + (digit + 0.5) * row};
}

/// Two thin tracks, as far apart as the percentages beside them; below the class's name where it
/// has one.
QRectF LightMap::bar(Twin twin, int digit) const
{
    const qreal row = (m_bottom - m_top) / kDigitClasses;
    const bool named = !m_names.isEmpty();
    const qreal thick = std::clamp(row * 0.16, 4.0, 9.0);
    const qreal line = QFontMetricsF(textFont(this, TextRole::Note)).height();
    const qreal apart = named ? thick + 2 : std::max(thick + 3, std::min(line, row * 0.42));
    const qreal middle = lamp(digit).y() + (named ? row * 0.2 : 0)
        + (twin == Twin::Sparse ? -apart / 2 : apart / 2);
    return {m_barLeft, middle - thick / 2, std::max(8.0, m_barRight - m_barLeft), thick};
}

// -------------------------------------------------------------------------------------------------
// painting

void LightMap::paintPicture()
{
    const Stage stage = Stage::of(palette());
    const qreal ratio = devicePixelRatioF();
    m_picture = QPixmap(size() * ratio);
    m_picture.setDevicePixelRatio(ratio);
    m_picture.fill(Qt::transparent);
    QPainter painter(&m_picture);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_grid) {
        paintColumns(painter, stage);
        if (hasHalos(stage, this)) // below the curves: light added to a curve would be yellow
            paintHalos(painter, stage);
        paintCurves(painter, stage);
        paintCells(painter, stage);
    } else {
        painter.setPen(stage.quietText);
        painter.setFont(textFont(this, TextRole::Body));
        painter.drawText(
            QRectF(m_columnsLeft / 2, m_top, m_lampX - m_columnsLeft, m_bottom - m_top),
            Qt::AlignCenter | Qt::TextWordWrap,
            tr("No sparse digit model is open: File > Open model."));
    }
    paintLamps(painter, stage);
}

void LightMap::paintColumns(QPainter& painter, const Stage& stage) const
{
    const QFont note = textFont(this, TextRole::Note);
    const QFontMetricsF metrics(note);
    const bool named = metrics.horizontalAdvance(QString::number(m_grid->groups)) + 3 < m_pitch;
    painter.setFont(note);
    for (int group = 0; group < m_grid->groups; ++group) {
        const QRectF column = columnRect(group);
        painter.setPen(Qt::NoPen);
        painter.setBrush(stage.bar);
        painter.drawRoundedRect(column, 2, 2);
        painter.setPen(stage.quietText);
        if (named)
            painter.drawText(QRectF(column.center().x() - m_pitch / 2, 0, m_pitch, m_top - 3),
                Qt::AlignHCenter | Qt::AlignBottom, QString::number(group));
    }
}

void LightMap::paintCurve(QPainter& painter, int group, int digit, const QPen& pen) const
{
    const QRectF cell = cellRect(firedOf(group));
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(
        curveBetween({cell.right(), cell.center().y()}, lamp(digit) - QPointF(lampRadius(), 0)));
}

void LightMap::paintCurves(QPainter& painter, const Stage& stage) const
{
    const int groups = m_grid->groups;
    for (int group = 0; group < groups; ++group) {
        const float value = std::abs(valueOf(group));
        if (firedOf(group) < 0 || value == 0) // that adds nothing
            continue;
        const double share = std::sqrt(static_cast<double>(value / m_brightest));
        const QRectF cell = cellRect(firedOf(group));
        const qreal from
            = m_sourceTop + (m_sourceBottom - m_sourceTop) * (0.38 + 0.24 * (group + 0.5) / groups);
        painter.setPen(QPen(faded(stage.sparse.light, 0.12 + 0.4 * share), 0.7 + 0.9 * share));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(curveBetween({0, from}, {cell.left(), cell.center().y()}));
        for (int digit = 0; digit < kDigitClasses; ++digit)
            if (const double s = strength(group, digit); s >= kFaintest) {
                const bool leads = digit == winner(Twin::Sparse) || digit == winner(Twin::Dense);
                paintCurve(painter, group, digit,
                    QPen(faded(stage.sparse.light, (0.10 + 0.75 * s) * (leads ? 1 : kAside)),
                        0.5 + 2.6 * s));
            }
    }
}

/// Around what is above zero, and around the lamps that are likely.
void LightMap::paintHalos(QPainter& painter, const Stage& stage) const
{
    const qreal largest = kLargestHalo * std::clamp(m_pitch / 20, 0.5, 1.6);
    for (int group = 0; group < m_grid->groups; ++group)
        if (firedOf(group) >= 0 && valueOf(group) > 0)
            paintHalo(painter, cellRect(firedOf(group)).center(), stage.sparse.light,
                haloLevelOf(valueOf(group), m_brightest), largest);
    for (int digit = 0; digit < kDigitClasses; ++digit)
        if (const float p = probability(Twin::Sparse, digit); p > 0.05F)
            paintHalo(
                painter, lamp(digit), stage.sparse.light, haloLevelOf(p, 1), lampRadius() * 3.6);
}

void LightMap::paintCells(QPainter& painter, const Stage& stage) const
{
    for (int group = 0; group < m_grid->groups; ++group) {
        if (firedOf(group) < 0)
            continue;
        const QRectF cell = cellRect(firedOf(group));
        const float value = valueOf(group);
        const int level = haloLevelOf(std::abs(value), m_brightest);
        if (value <= 0) { // chosen, but not above zero: a ring
            painter.setPen(QPen(stage.sparse.bright, 1.3));
            painter.setBrush(stage.ground);
            painter.drawRoundedRect(cell, 2, 2);
            continue;
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(2 * level > kHaloLevels ? stage.sparse.core : stage.sparse.bright);
        painter.drawRoundedRect(cell, 1.5, 1.5);
    }
}

void LightMap::paintLamps(QPainter& painter, const Stage& stage) const
{
    const qreal radius = lampRadius();
    const int sparse = winner(Twin::Sparse), dense = winner(Twin::Dense);
    for (int digit = 0; digit < kDigitClasses; ++digit) {
        const QPointF middle = lamp(digit);
        painter.setPen(QPen(digit == sparse ? stage.sparse.bright : stage.line, 1));
        painter.setBrush(digit == sparse ? stage.sparse.core : stage.raised);
        painter.drawEllipse(middle, radius, radius);
        if (digit == dense) { // the twin's choice: a ring of its light around the lamp
            painter.setPen(QPen(stage.dense.light, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawEllipse(middle, radius + 3, radius + 3);
        }
        QFont font = textFont(this, TextRole::Body);
        font.setBold(true);
        painter.setFont(font);
        painter.setPen(digit == sparse ? stage.ground : stage.text);
        painter.drawText(QRectF(middle - QPointF(radius, radius), QSizeF(2 * radius, 2 * radius)),
            Qt::AlignCenter, QString::number(digit));
        paintBars(painter, stage, digit);
    }
}

void LightMap::paintBars(QPainter& painter, const Stage& stage, int digit) const
{
    constexpr double kShown = 0.0005; // what would read 0.0 % is left out
    painter.setFont(textFont(this, TextRole::Note));
    const QFontMetricsF metrics(painter.font());
    if (!m_names.isEmpty()) {
        painter.setPen(stage.text);
        painter.drawText(QPointF(m_barLeft, bar(Twin::Sparse, digit).top() - 4), m_names[digit]);
    }
    for (const Twin twin : {Twin::Sparse, Twin::Dense}) {
        const QRectF track = bar(twin, digit);
        const StageLight& light = stage.lightOf(twin);
        const qreal corner = track.height() / 2;
        painter.setPen(Qt::NoPen);
        painter.setBrush(stage.bar);
        painter.drawRoundedRect(track, corner, corner);
        const double p = static_cast<double>(probability(twin, digit));
        if (p < kShown)
            continue;
        painter.setBrush(light.light);
        painter.drawRoundedRect(
            QRectF(track.topLeft(), QSizeF(std::max(1.5, p * track.width()), track.height())),
            std::min(corner, p * track.width() / 2), corner);
        painter.setPen(light.bright);
        const qreal apart = std::min(metrics.height(), (m_bottom - m_top) / kDigitClasses * 0.42);
        const qreal middle = lamp(digit).y() + (twin == Twin::Sparse ? -apart / 2 : apart / 2);
        painter.drawText(QRectF(track.right(), middle - metrics.height() / 2,
                             width() - track.right() - 2, metrics.height()),
            Qt::AlignRight | Qt::AlignVCenter, percentText(p));
    }
}

/// What is pointed at, with all it adds and, dotted, all it takes.
void LightMap::paintMarked(QPainter& painter, const Stage& stage, const DigitPick& pick) const
{
    using Kind = DigitPick::Kind;
    const auto both = [&](int group, int digit) {
        const double amount = m_most > 0 ? added(group, digit) / static_cast<double>(m_most) : 0;
        if (std::abs(amount) < kFaintest)
            return;
        const qreal wide = 0.8 + 2.6 * std::min(1.0, std::abs(amount));
        paintCurve(painter, group, digit,
            amount > 0 ? QPen(stage.sparse.bright, wide)
                       : QPen(stage.quietText, wide, Qt::DotLine));
    };
    painter.setBrush(Qt::NoBrush);
    if (pick.kind == Kind::Digit) {
        for (int group = 0; m_grid && group < m_grid->groups; ++group)
            if (firedOf(group) >= 0)
                both(group, pick.index);
        const qreal radius = lampRadius() + 6;
        painter.setPen(QPen(stage.text, 1.4));
        painter.drawEllipse(lamp(pick.index), radius, radius);
        return;
    }
    if (!m_grid || pick.twin != Twin::Sparse)
        return;
    const bool isColumn = pick.kind == Kind::Column;
    const int group = isColumn ? pick.index : pick.index / m_grid->groupSize;
    if (const int fired = firedOf(group); fired >= 0 && (isColumn || fired == pick.index))
        for (int digit = 0; digit < kDigitClasses; ++digit)
            both(group, digit);
    const QRectF place = isColumn ? columnRect(group) : cellRect(pick.index);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(stage.text, 1.4));
    painter.drawRoundedRect(place.adjusted(-3, -3, 3, 3), 3, 3);
}

void LightMap::paintWords(QPainter& painter, const Stage& stage) const
{
    painter.setFont(textFont(this, TextRole::Note));
    const auto pick = marked();
    QString words = pick ? wordsOf(*pick) : QString();
    if (!pick && m_grid)
        words = tr("%1 columns of %2, in each one light; a ring: not above zero. A curve is as "
                   "strong as what the light adds to a digit's score.")
                    .arg(m_grid->groups)
                    .arg(m_grid->groupSize);
    painter.setPen(pick ? stage.text : stage.quietText);
    const qreal top = m_bottom + 5;
    painter.drawText(QRectF(m_columnsLeft / 2, top, width() - m_columnsLeft / 2, height() - top),
        Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, words);
}

void LightMap::paintEvent(QPaintEvent*)
{
    if (m_picture.isNull() || m_picture.devicePixelRatio() != devicePixelRatioF())
        paintPicture();
    const Stage stage = Stage::of(palette());
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_picture);
    painter.setRenderHint(QPainter::Antialiasing);
    if (const auto pick = marked())
        paintMarked(painter, stage, *pick);
    paintWords(painter, stage);
}

} // namespace glowworm
