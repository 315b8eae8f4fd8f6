// SPDX-License-Identifier: GPL-3.0-or-later
// How LightMap looks.
#include "ui/digits/light_map.h"
#include "ui/widgets/colour_mix.h"
#include "ui/widgets/exports.h"
#include "ui/widgets/stage.h"
#include "ui/widgets/value_label.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace glowworm {
namespace {

constexpr qreal kLargestHalo = 42;     // logical pixels, in a column of 20
constexpr qreal kFromFrame = 14;       // logical pixels, to words beside what stands at the left
constexpr double kColumnsShare = 0.66; // of what columns and bars have together
constexpr qreal kLeastBars = 60;       // logical pixels, also beside votes
constexpr qreal kToVotes = 6;          // logical pixels, from these to the bars
constexpr qreal kLeastPitch = 12;      // logical pixels, of columns that can be told
constexpr qreal kWidestPitch = 30;     // logical pixels, of columns
constexpr qreal kLeastCurves = 48;     // logical pixels, from the columns to the lamps
constexpr qreal kToBar = 10;           // logical pixels, from a lamp
constexpr qreal kLightHigh = 8;        // logical pixels, at least

QString columnWord() { return LightMap::tr("column"); }

} // namespace

void LightMap::renew()
{
    arrange();
    m_pictures = {};
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
    const qreal word = note.horizontalAdvance(columnWord());
    m_columnsLeft = std::max(kFromFrame + word + 1, 0.11 * width());
    m_wordsLeft = m_columnsLeft - 1 - word;
    constexpr int kLeastLines = 2; // of words on what is marked: nothing moves for them
    m_bottom = height() - belowColumns() - 1
        - std::max(
            kLeastLines * QFontMetricsF(keyFont()).height(), restHeight(width() - m_wordsLeft));
    const qreal curves = std::max(kLeastCurves, 0.11 * width()), toBar = lampRadius() + kToBar;
    m_barRight = width() - note.horizontalAdvance(QStringLiteral("100.0 %")) - 8;
    const qreal rest = m_barRight - m_columnsLeft - curves - toBar;
    m_pitch = std::clamp(std::min(kColumnsShare * rest, rest - laneWidth() - leastBars()) / groups,
        4.0, kWidestPitch);
    m_lampX = m_columnsLeft + m_pitch * groups + curves;
    m_barLeft = m_lampX + toBar;
}

/// Of them and their figures, so wide that the line above them has room.
qreal LightMap::leastBars() const
{
    const QFontMetricsF note(textFont(this, TextRole::Note));
    const qreal figure = note.horizontalAdvance(QStringLiteral("100.0 %")) + 8;
    return std::max(kLeastBars, keyWidth() - figure);
}

qreal LightMap::laneWidth() const { return voteLane(0).width() + kToVotes; }

int LightMap::leastWidth() const
{
    const QFontMetricsF note(textFont(this, TextRole::Note));
    const int groups = grid() ? grid()->groups : 1;
    return static_cast<int>(kFromFrame + note.horizontalAdvance(columnWord()) + 1
        + kLeastPitch * groups + kLeastCurves + textScaled(13) + kToBar + laneWidth() + leastBars()
        + note.horizontalAdvance(QStringLiteral("100.0 %")) + 8);
}

QRectF LightMap::wordsRect() const
{
    const qreal top = m_bottom + belowColumns();
    return {m_wordsLeft, top, width() - m_wordsLeft, height() - top};
}

qreal LightMap::belowColumns() const
{
    return QFontMetricsF(textFont(this, TextRole::Note)).height() + kLockHigh + 18;
}

qreal LightMap::lampRadius() const
{
    return std::min<qreal>(textScaled(13), (m_bottom - m_top) / kDigitClasses * 0.36);
}

qreal LightMap::answersLeft() const { return m_lampX - lampRadius() - kMarked; }

QRectF LightMap::groupRect(int group) const
{
    const qreal wide = std::min(m_pitch * 0.72, 18.0);
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
    return {barLeft(), middle - thick / 2, std::max(8.0, m_barRight - barLeft()), thick};
}

qreal LightMap::barLeft() const
{
    return askedGroup() ? voteLane(0).right() + kToVotes : m_barLeft;
}

QRectF LightMap::voteLane(int digit) const
{
    const QFontMetricsF note(textFont(this, TextRole::Note));
    QRectF lane(0, 0, note.horizontalAdvance(QStringLiteral("\u22120.000")) + 8, note.height() + 2);
    lane.moveCenter(lamp(digit));
    lane.moveLeft(m_barLeft);
    return lane;
}

// -------------------------------------------------------------------------------------------------
// painting

QPixmap LightMap::painted(bool quiet) const
{
    const qreal ratio = devicePixelRatioF();
    QPixmap picture(size() * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    paintAll(painter, quiet);
    return picture;
}

void LightMap::paintAll(QPainter& painter, bool quiet) const
{
    const Stage stage = Stage::of(palette());
    painter.setRenderHint(QPainter::Antialiasing);
    paintKey(painter, stage);
    if (grid()) {
        painter.setOpacity(quiet ? kQuiet : 1);
        paintInputs(painter, stage);
        painter.setOpacity(1);
        paintColumns(painter, stage);
        paintTwinsAnswer(painter, stage, quiet);
        const bool shines = comparisonLegend().isEmpty(); // else shapes take the lights' places
        if (shines && hasHalos(stage, this)) // below curves: light added to one would be yellow
            paintHalos(painter, stage);
        painter.setOpacity(quiet ? kQuiet : 1);
        paintCurves(painter, stage);
        painter.setOpacity(1);
        if (shines)
            paintCells(painter, stage);
        paintMarks(painter, stage);
    } else {
        painter.setPen(stage.quietText);
        painter.setFont(textFont(this, TextRole::Body));
        painter.drawText(
            QRectF(m_wordsLeft, m_top, answersLeft() - m_wordsLeft - kMarked, m_bottom - m_top),
            Qt::AlignCenter | Qt::TextWordWrap,
            isComing() || isOnPage(*this)
                ? missingWords()
                : missingWords() + QLatin1Char(' ') + tr("Open one: File > Open model."));
    }
    paintLamps(painter, stage);
}

void LightMap::paintColumns(QPainter& painter, const Stage& stage) const
{
    constexpr qreal kLeastCell = 4;    // logical pixels, with its gap: else the column alone
    constexpr double kDarkCell = 0.08; // from the column's colour to the text's
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
        if (column.height() >= kLeastCell * grid()->groupSize) {
            painter.setBrush(mixed(stage.bar, stage.text, kDarkCell));
            for (int place = 0; place < grid()->groupSize; ++place)
                painter.drawRect(cellRect(group * grid()->groupSize + place));
        }
        painter.setPen(stage.quietText);
        if (named)
            painter.drawText(QRectF(column.center().x() - m_pitch / 2, 0, m_pitch, m_top - 3),
                Qt::AlignHCenter | Qt::AlignBottom, QString::number(group));
        if (isConstant(group))
            paintLock(painter, stage, QPointF(column.center().x(), m_bottom + 3));
    }
}

/// Around what is above zero, unless its column always chooses it, and around the lamps of the two
/// answers.
void LightMap::paintHalos(QPainter& painter, const Stage& stage) const
{
    const qreal largest = kLargestHalo * std::clamp(m_pitch / 20, 0.5, 1.6);
    for (int group = 0; group < grid()->groups; ++group)
        if (const int fired = firedOf(group); fired >= 0 && value(fired) > 0 && !isConstant(group))
            paintHalo(painter, cellRect(fired).center(), stage.sparse.light,
                haloLevelOf(value(fired), brightest()), largest);
    for (const Twin twin : kTwins) {
        const int digit = winner(twin);
        if (digit >= 0 && (twin == Twin::Sparse || digit != winner(Twin::Sparse)))
            paintHalo(painter, lamp(digit), stage.lightOf(twin).light,
                haloLevelOf(probability(twin, digit), 1), lampRadius() * 3.6);
    }
}

void LightMap::paintCells(QPainter& painter, const Stage& stage) const
{
    for (int group = 0; group < grid()->groups; ++group) {
        const int fired = firedOf(group);
        if (fired < 0)
            continue;
        QRectF cell = cellRect(fired); // the only one that shines in its column
        const qreal more = std::max(0.0, kLightHigh - cell.height()) / 2;
        cell.adjust(0, -more, 0, more);
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
    constexpr double kShown = 0.0005;                        // what would read 0.0 % is left out
    constexpr double kLineShare = 0.46, kFigureShare = 0.54; // of a row, for each of two figures
    const qreal row = (m_bottom - m_top) / kDigitClasses;
    QFont figures = textFont(this, TextRole::Note);
    painter.setFont(figures);
    figures.setPixelSize(
        std::max(1, std::min(figures.pixelSize(), static_cast<int>(row * kFigureShare))));
    if (!m_names.isEmpty()) {
        painter.setPen(stage.text);
        painter.drawText(QPointF(barLeft(), bar(Twin::Sparse, digit).top() - 4), m_names[digit]);
    }
    for (const Twin twin : kTwins) {
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
        painter.setFont(figures);
        const QFontMetricsF metrics(figures);
        const qreal apart = std::min(metrics.height(), row * kLineShare);
        const qreal middle = lamp(digit).y() + (twin == Twin::Sparse ? -apart / 2 : apart / 2);
        painter.drawText(QRectF(track.right(), middle - metrics.height() / 2,
                             width() - track.right() - 2, metrics.height()),
            Qt::AlignRight | Qt::AlignVCenter, percentText(p));
    }
}

void LightMap::paintWords(QPainter& painter, const Stage& stage) const
{
    const auto pick = marked();
    painter.setFont(keyFont());
    painter.setPen(pick ? stage.text : stage.quietText);
    QRectF written;
    painter.drawText(wordsRect(), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
        pick ? shownWords(*pick) : restWords(), &written);
    if (!pick && hasRestKey())
        paintRestKey(painter, stage, wordsRect().adjusted(0, written.height(), 0, 0));
}

void LightMap::paintEvent(QPaintEvent*)
{
    const auto pick = marked();
    const std::vector<Vote> votes = pick ? votesOf(*pick) : std::vector<Vote>();
    const std::optional<int> lost = lostNeuron();
    const bool quiet = !votes.empty() || lost;
    const Stage stage = Stage::of(palette());
    QPainter painter(this);
    if (isOnPage(*this)) { // nothing is marked there
        paintAll(painter, false);
        paintWords(painter, stage);
        return;
    }
    QPixmap& picture = m_pictures[!quiet ? AtRest : askedGroup() ? WithLane : Quiet];
    if (picture.isNull() || picture.devicePixelRatio() != devicePixelRatioF())
        picture = painted(quiet);
    painter.drawPixmap(0, 0, picture);
    painter.setRenderHint(QPainter::Antialiasing);
    if (pick) {
        paintLaneName(painter, stage);
        if (!votes.empty())
            paintVotes(painter, stage, votes);
        if (lost)
            paintLost(painter, stage, *lost);
        paintMarked(painter, stage, *pick);
    }
    paintWords(painter, stage);
}

} // namespace glowworm
