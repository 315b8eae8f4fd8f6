// SPDX-License-Identifier: GPL-3.0-or-later
// How LightMap looks.
#include "ui/digits/light_map.h"
#include "ui/widgets/colour_mix.h"
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
constexpr qreal kMarked = 6;       // logical pixels, from a lamp to the ring around it

QString columnWord() { return LightMap::tr("column"); }

QPainterPath curveBetween(QPointF from, QPointF to)
{
    QPainterPath path(from);
    const qreal pull = (to.x() - from.x()) * 0.5;
    path.cubicTo(from + QPointF(pull, 0), to - QPointF(pull, 0), to);
    return path;
}

} // namespace

void LightMap::renew()
{
    arrange();
    m_picture = {};
    update();
}

void LightMap::resizeEvent(QResizeEvent*) { renew(); }

void LightMap::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        renew();
    NeuronPicture::changeEvent(event);
}

// -------------------------------------------------------------------------------------------------
// where things are

void LightMap::arrange()
{
    const QFontMetricsF note(textFont(this, TextRole::Note));
    const int groups = grid() ? grid()->groups : 1;
    m_top = note.height() + 4;
    m_columnsLeft = std::max(note.horizontalAdvance(columnWord()) + 2, 0.11 * width());
    const qreal wordsLeft = m_columnsLeft - 1 - note.horizontalAdvance(columnWord());
    m_wordsLeft = std::max(m_covered, wordsLeft);
    constexpr int kLeastLines = 2;                          // of words, for what is marked
    const QRectF room(0, 0, width() - wordsLeft, height()); // nothing moves under what lies there
    m_bottom = height() - 6
        - std::max(kLeastLines * note.height(),
            note.boundingRect(room, Qt::TextWordWrap, restWords()).height());
    m_pitch = 0.31 * width() / groups;
    const qreal columnsRight = m_columnsLeft + m_pitch * groups;
    m_lampX = columnsRight + std::max(48.0, 0.14 * width());
    m_barLeft = m_lampX + lampRadius() + 10;
    m_barRight = width() - note.horizontalAdvance(QStringLiteral("100.0 %")) - 8;
}

QRectF LightMap::wordsRect() const
{
    return {m_wordsLeft, m_bottom + 5, width() - m_wordsLeft, height() - m_bottom - 5};
}

qreal LightMap::lampRadius() const
{
    return std::min<qreal>(textScaled(13), (m_bottom - m_top) / kDigitClasses * 0.36);
}

qreal LightMap::answersLeft() const { return m_lampX - lampRadius() - kMarked; }

QRectF LightMap::groupRect(int group) const
{
    const qreal wide = std::min(m_pitch * 0.62, 26.0);
    return {m_columnsLeft + m_pitch * group + (m_pitch - wide) / 2, m_top, wide, m_bottom - m_top};
}

QRectF LightMap::cellRect(int neuron) const
{
    const QRectF column = groupRect(neuron / grid()->groupSize);
    const qreal step = column.height() / grid()->groupSize;
    return {column.left(), column.top() + neuron % grid()->groupSize * step, column.width(),
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
    if (m_covered > 0) {
        paintLamps(painter, stage);
        return;
    }
    if (grid()) {
        paintColumns(painter, stage);
        const bool shines = comparisonLegend().isEmpty(); // else shapes take the lights' places
        if (shines && hasHalos(stage, this)) // below curves: light added to one would be yellow
            paintHalos(painter, stage);
        paintTwinsAnswer(painter, stage);
        paintCurves(painter, stage);
        if (shines)
            paintCells(painter, stage);
        paintMarks(painter, stage);
    } else {
        painter.setPen(stage.quietText);
        painter.setFont(textFont(this, TextRole::Body));
        painter.drawText(
            QRectF(m_wordsLeft, m_top, answersLeft() - m_wordsLeft - kMarked, m_bottom - m_top),
            Qt::AlignCenter | Qt::TextWordWrap,
            noModelWords(Twin::Sparse) + QLatin1Char(' ') + tr("Open one: File > Open model."));
    }
    paintLamps(painter, stage);
}

void LightMap::paintColumns(QPainter& painter, const Stage& stage) const
{
    const QFont note = textFont(this, TextRole::Note);
    const QFontMetricsF metrics(note);
    const bool named = metrics.horizontalAdvance(QString::number(grid()->groups)) + 3 < m_pitch;
    painter.setFont(note);
    if (named) {
        painter.setPen(stage.quietText);
        painter.drawText(QRectF(0, 0, m_columnsLeft - 1, m_top - 3),
            Qt::AlignRight | Qt::AlignBottom, columnWord());
    }
    for (int group = 0; group < grid()->groups; ++group) {
        const QRectF column = groupRect(group);
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
    const int groups = grid()->groups;
    for (int group = 0; group < groups; ++group) {
        const int fired = firedOf(group);
        if (fired < 0 || value(fired) == 0) // that adds nothing
            continue;
        const double share = std::sqrt(static_cast<double>(std::abs(value(fired)) / brightest()));
        const QRectF cell = cellRect(fired);
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

/// From all its neurons to its answer, and of one strength: what each of them adds is not computed.
void LightMap::paintTwinsAnswer(QPainter& painter, const Stage& stage) const
{
    constexpr int kLines = 3;
    constexpr double kFaint = 0.3;
    const int dense = winner(Twin::Dense);
    if (dense < 0)
        return;
    painter.setPen(QPen(faded(stage.dense.light, kFaint), 1));
    painter.setBrush(Qt::NoBrush);
    for (int line = 0; line < kLines; ++line)
        painter.drawPath(curveBetween({0, m_twinSource + 6.0 * (line - kLines / 2)},
            lamp(dense) - QPointF(lampRadius() + 3, 0)));
}

/// Around what is above zero, and around the lamps that are likely.
void LightMap::paintHalos(QPainter& painter, const Stage& stage) const
{
    const qreal largest = kLargestHalo * std::clamp(m_pitch / 20, 0.5, 1.6);
    for (int group = 0; group < grid()->groups; ++group)
        if (const int fired = firedOf(group); fired >= 0 && value(fired) > 0)
            paintHalo(painter, cellRect(fired).center(), stage.sparse.light,
                haloLevelOf(value(fired), brightest()), largest);
    for (int digit = 0; digit < kDigitClasses; ++digit)
        if (const float p = probability(Twin::Sparse, digit); p > 0.05F)
            paintHalo(
                painter, lamp(digit), stage.sparse.light, haloLevelOf(p, 1), lampRadius() * 3.6);
}

void LightMap::paintCells(QPainter& painter, const Stage& stage) const
{
    for (int group = 0; group < grid()->groups; ++group) {
        const int fired = firedOf(group);
        if (fired < 0)
            continue;
        const QRectF cell = cellRect(fired);
        const int level = haloLevelOf(value(fired), brightest());
        if (value(fired) <= 0) { // chosen, but not above zero: a ring
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
            Qt::AlignCenter | Qt::TextDontClip, QString::number(digit));
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
        for (int group = 0; grid() && group < grid()->groups; ++group)
            if (firedOf(group) >= 0)
                both(group, pick.index);
        const qreal radius = lampRadius() + kMarked;
        painter.setPen(QPen(stage.text, 1.4));
        painter.drawEllipse(lamp(pick.index), radius, radius);
        return;
    }
    if (!grid() || pick.twin != Twin::Sparse)
        return;
    const bool isColumn = pick.kind == Kind::Column;
    const int group = isColumn ? pick.index : pick.index / grid()->groupSize;
    if (const int fired = firedOf(group); fired >= 0 && (isColumn || fired == pick.index))
        for (int digit = 0; digit < kDigitClasses; ++digit)
            both(group, digit);
    const QRectF place = isColumn ? groupRect(group) : cellRect(pick.index);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(stage.text, 1.4));
    painter.drawRoundedRect(place.adjusted(-3, -3, 3, 3), 3, 3);
}

void LightMap::paintWords(QPainter& painter, const Stage& stage) const
{
    const auto pick = marked();
    painter.setFont(textFont(this, TextRole::Note));
    painter.setPen(pick ? stage.text : stage.quietText);
    painter.drawText(wordsRect(), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
        pick                ? wordsOf(*pick)
            : m_covered > 0 ? QString()
                            : restWords());
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
