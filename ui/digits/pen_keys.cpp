// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/digits/pen_keys.h"

#include "ui/digits/digit_canvas.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/stage.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <array>
#include <utility>

namespace glowworm {
namespace {

constexpr int kFarStep = 4;    // pixels of the models' picture
constexpr int kInkLevel = 128; // of a sheet's pixel that is said to be ink

struct PenWay {
    Qt::Key key, onKeypad; // the latter as it comes with Num Lock
    QPoint way;
};
constexpr std::array kPenWays{PenWay{Qt::Key_Left, Qt::Key_4, {-1, 0}},
    PenWay{Qt::Key_Right, Qt::Key_6, {1, 0}}, PenWay{Qt::Key_Up, Qt::Key_8, {0, -1}},
    PenWay{Qt::Key_Down, Qt::Key_2, {0, 1}}, PenWay{Qt::Key_Home, Qt::Key_7, {-1, -1}},
    PenWay{Qt::Key_PageUp, Qt::Key_9, {1, -1}}, PenWay{Qt::Key_End, Qt::Key_1, {-1, 1}},
    PenWay{Qt::Key_PageDown, Qt::Key_3, {1, 1}}};

bool isStraight(QPoint way) { return way.x() == 0 || way.y() == 0; }

QPointF middleOf(QPoint pixel) { return QPointF(pixel) + QPointF(0.5, 0.5); }

QPoint onSheet(QPoint place)
{
    return {std::clamp(place.x(), 0, Ink::kModelSide - 1),
        std::clamp(place.y(), 0, Ink::kModelSide - 1)};
}

} // namespace

PenKeys::PenKeys(DigitCanvas& canvas)
    : FocusKeys(&canvas, tr("With the pen in the drawing"))
    , m_canvas(canvas)
    , m_place(Ink::kModelSide / 2, Ink::kModelSide / 2)
{
    add({Qt::Key_Space, QKeyCombination(Qt::ShiftModifier, Qt::Key_Space), Qt::Key_Return,
            Qt::Key_Enter, Qt::Key_5},
        tr("put the pen down to draw, or lift it"), [this] { putDownOrLift(); });
    addMoves();
    add({Qt::Key_P, Qt::Key_Escape}, tr("lay the pen away"), [this] { layAway(); });
    connect(&canvas, &DigitCanvas::strokeEnded, this, [this] {
        if (std::exchange(m_isDown, false))
            Q_EMIT changed();
    });
}

void PenKeys::addMoves()
{
    const QString straight
        = tr("move the pen by one pixel; two of these keys together: diagonally"),
        diagonal = tr("move the pen diagonally"), far = tr("move the pen by four pixels");
    for (const auto& [key, onKeypad, way] : kPenWays)
        add({key, onKeypad}, isStraight(way) ? straight : diagonal,
            [this, way = way] { move(way, 1); });
    for (const auto& [key, onKeypad, way] : kPenWays)
        add({QKeyCombination(Qt::ShiftModifier, key)}, far,
            [this, way = way] { move(way, kFarStep); });
}

bool PenKeys::eventFilter(QObject* watched, QEvent* event)
{
    if (!m_isInHand)
        return false;
    if (event->type() == QEvent::FocusOut) { // nobody sees the releases
        m_held.clear();
        if (m_isDown)
            m_canvas.endStroke();
    }
    const bool isPressed = event->type() == QEvent::KeyPress;
    if (isPressed || event->type() == QEvent::KeyRelease)
        followKeys(*static_cast<QKeyEvent*>(event), isPressed);
    return FocusKeys::eventFilter(watched, event);
}

/// A key may read otherwise as it is released, with Shift or without: its place is the same.
void PenKeys::followKeys(const QKeyEvent& event, bool isPressed)
{
    if (event.isAutoRepeat())
        return;
    const quint32 code
        = event.nativeScanCode() ? event.nativeScanCode() : static_cast<quint32>(event.key());
    const auto* found = std::ranges::find_if(kPenWays,
        [&](const PenWay& one) { return one.key == event.key() || one.onKeypad == event.key(); });
    if (!isPressed)
        m_held.remove(code);
    else if (found != kPenWays.end())
        m_held.insert(code, found->way);
    if (m_held.isEmpty() && std::exchange(m_hasMoved, false)) // a held key is not counted aloud
        tellPlace();
}

void PenKeys::takeUp()
{
    m_isInHand = true;
    m_held.clear();
    m_canvas.update();
    say(&m_canvas,
        tr("Pen in hand at column %1, row %2. Arrows move it, Space puts it down, Esc lays it "
           "away.")
            .arg(m_place.x() + 1)
            .arg(m_place.y() + 1));
    Q_EMIT changed();
}

void PenKeys::layAway()
{
    m_isInHand = m_hasMoved = false;
    m_canvas.endStroke();
    m_canvas.update();
    say(&m_canvas, tr("Pen laid away. Arrows shift the drawing."));
    Q_EMIT changed();
}

void PenKeys::putDownOrLift()
{
    m_hasMoved = false; // it is said here
    QString words;
    if (m_isDown) {
        m_canvas.endStroke();
        words = tr("Lifted at column %1, row %2.");
    } else {
        m_canvas.endStroke(); // another one
        m_isDown = true;
        m_canvas.beginStroke(middleOf(m_place), false);
        words = m_canvas.erasing() ? tr("Eraser down at column %1, row %2.")
                                   : tr("Pen down at column %1, row %2.");
        Q_EMIT changed();
    }
    say(&m_canvas, words.arg(m_place.x() + 1).arg(m_place.y() + 1));
}

/// With another arrow that is held, on a straight way, in between.
void PenKeys::move(QPoint way, int pixels)
{
    QPoint both = way;
    for (const QPoint held : std::as_const(m_held))
        if (isStraight(way) && isStraight(held) && QPoint::dotProduct(way, held) == 0)
            both += held;
    const QPoint wanted = m_place + both * pixels;
    m_place = onSheet(wanted);
    m_isStopped = m_place != wanted;
    m_hasMoved = true;
    if (m_isDown)
        m_canvas.drawTo(middleOf(m_place));
    m_canvas.update();
}

void PenKeys::tellPlace()
{
    const QPoint onPaper = (middleOf(m_place) * Ink::kFineness).toPoint();
    const bool isInk = !m_isDown && qRed(m_canvas.ink().sheet().pixel(onPaper)) >= kInkLevel;
    const QString words = m_isStopped ? tr("column %1, row %2, at the edge")
        : isInk                       ? tr("column %1, row %2, on ink")
                                      : tr("column %1, row %2");
    say(&m_canvas, words.arg(m_place.x() + 1).arg(m_place.y() + 1));
}

void PenKeys::paint(QPainter& painter, const QRectF& sheet, const Stage& stage) const
{
    if (!m_isInHand)
        return;
    constexpr qreal kLeastRadius = 4, kToTick = 3, kTick = 7; // logical pixels
    const qreal pixel = sheet.width() / Ink::kModelSide;
    const QPointF middle = sheet.topLeft() + middleOf(m_place) * pixel;
    const qreal radius = std::max(kLeastRadius, m_canvas.brush() / 2 * pixel);
    const QColor light = m_canvas.hasFocus() ? stage.text : stage.quietText;
    const auto draw = [&](const QPen& pen) {
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(middle, radius, radius);
        QPen tick = pen;
        tick.setStyle(Qt::SolidLine);
        painter.setPen(tick);
        for (const QPointF way : {QPointF(-1, 0), QPointF(1, 0), QPointF(0, -1), QPointF(0, 1)})
            painter.drawLine(
                middle + way * (radius + kToTick), middle + way * (radius + kToTick + kTick));
    };
    painter.save();
    painter.setClipRect(sheet);
    draw(QPen(stage.ground, 4.5)); // seen on ink as well
    draw(QPen(light, 2, m_canvas.erasing() ? Qt::DashLine : Qt::SolidLine));
    if (m_isDown) {
        painter.setPen(QPen(stage.ground, 1.5));
        painter.setBrush(light);
        painter.drawEllipse(middle, radius * 0.45, radius * 0.45);
    }
    painter.restore();
}

} // namespace glowworm
