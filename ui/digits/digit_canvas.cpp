// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/digits/digit_canvas.h"

#include "ui/digits/kept_drawing.h"
#include "ui/digits/night_ink.h"
#include "ui/session/edits.h"
#include "ui/widgets/colour_mix.h"
#include "ui/widgets/focus_keys.h"
#include "ui/widgets/stage.h"

#include <QIcon>
#include <QImage>
#include <QMouseEvent>
#include <QPainter>
#include <QPointer>
#include <QPointingDevice>
#include <QTabletEvent>
#include <QTouchEvent>
#include <QUndoCommand>
#include <QUndoStack>

#include <algorithm>
#include <utility>

namespace glowworm {

namespace {

enum EditId { kBrush, kEraser, kShift }; // of what goes on in one entry

/// A change of the drawing: it has the drawing as it was before or, once it is taken back, after.
class DrawingStep : public QUndoCommand {
public:
    DrawingStep(
        DigitCanvas& canvas, Ink::State before, const QString& words, bool isShift, bool goesOn)
        : QUndoCommand(words)
        , m_canvas(&canvas)
        , m_other(std::move(before))
        , m_isShift(isShift)
        , m_goesOn(goesOn)
    {
    }
    void undo() override { swap(); }
    void redo() override
    {
        if (!std::exchange(m_isNew, false))
            swap();
    }
    int id() const override { return m_isShift ? kShift : -1; }
    bool mergeWith(const QUndoCommand* later) override
    {
        return static_cast<const DrawingStep*>(later)->m_goesOn; // of the same id, so of this kind
    }

private:
    void swap()
    {
        setObsolete(!m_canvas);
        if (m_canvas)
            m_canvas->showDrawing(
                std::exchange(m_other, KeptDrawing(m_canvas->ink().state())).drawing());
    }

    const QPointer<DigitCanvas> m_canvas; // the entries outlive the panel
    KeptDrawing m_other;
    const bool m_isShift, m_goesOn;
    bool m_isNew = true; // done by the person, just now
};

template <class Value, class Show>
void edit(QUndoStack* edits, DigitCanvas* canvas, const QString& words, Value before, Value after,
    Show show, int id)
{
    if (!edits) {
        (canvas->*show)(after);
        return;
    }
    edits->push(new ValueEdit<Value>( // the stack owns it
        words, before, after,
        [canvas = QPointer(canvas), show](const Value& value) {
            if (canvas)
                ((*canvas).*show)(value);
        },
        id));
}

} // namespace

DigitCanvas::DigitCanvas(QWidget* parent)
    : QWidget(parent)
{
    setAttribute(Qt::WA_AcceptTouchEvents);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setCursor(Qt::CrossCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Drawing"));
    setAccessibleDescription(tr(
        "Draw a digit with mouse, finger or pen. Arrow keys shift the ink by one pixel of the "
        "models' picture, N brings the next test picture, Shift+N the one before, D one that the "
        "models disagree on, Delete clears, Ctrl+Z undoes, Ctrl+Shift+Z does it again, E switches "
        "the eraser, [ and ] "
        "change the brush."));
    setWhatsThis(accessibleDescription());
    addKeys();
}

QRectF DigitCanvas::paper() const
{
    const double side = std::min(width(), height()) - 2;
    return {(width() - side) / 2, (height() - side) / 2, side, side};
}

QPointF DigitCanvas::modelPoint(QPointF position) const
{
    const QRectF sheet = paper();
    return (position - sheet.topLeft()) * (Ink::kModelSide / sheet.width());
}

void DigitCanvas::setBrush(double modelPixels)
{
    const double wanted = std::clamp(modelPixels, kThinnest, kThickest);
    if (wanted != m_brush)
        edit(m_edits, this, tr("brush"), m_brush, wanted, &DigitCanvas::showBrush, kBrush);
}

void DigitCanvas::showBrush(double modelPixels)
{
    m_brush = std::clamp(modelPixels, kThinnest, kThickest);
    update();
    Q_EMIT brushChanged();
}

void DigitCanvas::setErasing(bool on)
{
    if (on != m_erasing)
        edit(m_edits, this, tr("eraser"), m_erasing, on, &DigitCanvas::showErasing, kEraser);
}

void DigitCanvas::showErasing(bool on)
{
    if (on == m_erasing)
        return;
    m_erasing = on;
    update();
    Q_EMIT erasingChanged(on);
}

void DigitCanvas::changed()
{
    update();
    Q_EMIT inkChanged();
}

void DigitCanvas::keep(Ink::State before, const QString& words, bool isShift, bool goesOn)
{
    if (m_edits) // the stack owns it
        m_edits->push(new DrawingStep(*this, std::move(before), words, isShift, goesOn));
    changed();
}

/// A stroke that is being drawn ends with the drawing that it is on.
void DigitCanvas::showDrawing(Ink::State drawing)
{
    release();
    m_ink.setState(std::move(drawing));
    changed();
}

void DigitCanvas::clear()
{
    if (Ink::State before = m_ink.state(); m_ink.clear())
        keep(std::move(before), tr("clear"));
}

void DigitCanvas::shift(int right, int down, bool goesOn)
{
    if (Ink::State before = m_ink.state(); m_ink.shift(right, down))
        keep(std::move(before), tr("shift drawing"), true, goesOn);
}

void DigitCanvas::setDrawing(const Drawing& drawing)
{
    if (Ink::State before = m_ink.state(); m_ink.setDrawing(drawing))
        keep(std::move(before), tr("open picture"));
}

void DigitCanvas::setOptions(const NormaliseOptions& options, const QString& words)
{
    if (Ink::State before = m_ink.state(); m_ink.setOptions(options))
        keep(std::move(before), words);
}

void DigitCanvas::setPicture(std::span<const std::uint8_t, kDigitPixels> picture,
    std::optional<qint64> testIndex, const std::shared_ptr<const DigitSet>& testSet)
{
    if (Ink::State before = m_ink.state(); m_ink.setPicture(picture, testIndex, testSet))
        keep(std::move(before),
            testIndex ? tr("test picture %1").arg(*testIndex) : tr("open picture"));
}

void DigitCanvas::setRecorded(const PenStrokes& strokes)
{
    m_ink.setRecorded(strokes);
    changed();
}

void DigitCanvas::press(QPointF position, bool erase)
{
    m_strokeErases = erase || m_erasing;
    m_from = m_ink.state();
    m_last = modelPoint(position);
    draw(*m_last);
}

void DigitCanvas::move(QPointF position)
{
    m_pointer = position;
    if (!m_last) {
        update();
        return;
    }
    draw(modelPoint(position));
}

void DigitCanvas::draw(QPointF to)
{
    const QRect part = m_ink.stroke(*std::exchange(m_last, to), to, m_brush, m_strokeErases);
    update(); // the brush has moved
    if (part.isEmpty())
        return;
    if (m_from)
        keep(*std::exchange(m_from, {}), m_strokeErases ? tr("eraser stroke") : tr("stroke"));
    else
        changed();
}

void DigitCanvas::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton || event->button() == Qt::RightButton)
        press(event->position(), event->button() == Qt::RightButton);
}

void DigitCanvas::mouseMoveEvent(QMouseEvent* event) { move(event->position()); }

void DigitCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    if (!(event->buttons() & (Qt::LeftButton | Qt::RightButton)))
        release();
}

void DigitCanvas::leaveEvent(QEvent*)
{
    m_pointer.reset();
    update();
}

void DigitCanvas::tabletEvent(QTabletEvent* event)
{
    event->accept(); // else Qt sends the same stroke again as a mouse
    if (event->type() == QEvent::TabletPress)
        press(event->position(), event->pointerType() == QPointingDevice::PointerType::Eraser);
    else if (event->type() == QEvent::TabletMove)
        move(event->position());
    else if (event->type() == QEvent::TabletRelease)
        release();
}

bool DigitCanvas::event(QEvent* event)
{
    const auto* touch = dynamic_cast<QTouchEvent*>(event);
    if (!touch)
        return QWidget::event(event);
    event->accept();
    if (touch->points().isEmpty() || event->type() == QEvent::TouchEnd
        || event->type() == QEvent::TouchCancel) {
        release();
        return true;
    }
    const QPointF position = touch->points().first().position(); // one finger draws, others rest
    if (event->type() == QEvent::TouchBegin)
        press(position, false);
    else
        move(position);
    m_pointer.reset(); // a finger hides what it points at
    return true;
}

void DigitCanvas::addKeys()
{
    auto* keys = new FocusKeys(this, tr("In the drawing"));
    const QString move = tr("shift the ink by one pixel of the models' picture");
    keys->add({Qt::Key_Left}, move, [this] { shift(-1, 0); });
    keys->add({Qt::Key_Right}, move, [this] { shift(1, 0); });
    keys->add({Qt::Key_Up}, move, [this] { shift(0, -1); });
    keys->add({Qt::Key_Down}, move, [this] { shift(0, 1); });
    keys->add({Qt::Key_BracketLeft}, tr("thinner brush"), [this] { setBrush(m_brush - 0.25); });
    keys->add({Qt::Key_BracketRight}, tr("thicker brush"), [this] { setBrush(m_brush + 0.25); });
    keys->add({Qt::Key_E}, tr("eraser on or off"), [this] { setErasing(!m_erasing); });
}

void DigitCanvas::paintEmpty(QPainter& painter, const QRectF& sheet, const Stage& stage) const
{
    painter.setPen(stage.text);
    painter.setFont(textFont(this, TextRole::Title));
    painter.drawText(
        sheet.adjusted(0, 0, 0, -sheet.height() * 0.08), Qt::AlignCenter, tr("Draw a digit here"));
    painter.setPen(stage.quietText);
    painter.setFont(textFont(this, TextRole::Note));
    painter.drawText(sheet.adjusted(12, sheet.height() * 0.1, -12, 0),
        Qt::AlignCenter | Qt::TextWordWrap,
        tr("Mouse, finger or pen: the models answer while you draw."));
}

/// Until one draws: a pencil and the words, at the bottom, where the shown digit is least.
void DigitCanvas::paintInvitation(QPainter& painter, const QRectF& sheet, const Stage& stage) const
{
    painter.setFont(textFont(this, TextRole::Title));
    const QFontMetricsF metrics(painter.font());
    const QString words = tr("Draw here");
    const qreal high = metrics.height(), wide = high + 4 + metrics.horizontalAdvance(words);
    const QRectF line(sheet.center().x() - wide / 2, sheet.bottom() - high - 8, wide, high);
    painter.setPen(Qt::NoPen);
    painter.setBrush(faded(stage.raised, 0.8)); // the recorded stroke may reach down here
    painter.drawRoundedRect(line.adjusted(-8, -2, 8, 2), 6, 6);
    QImage pencil = QIcon(QStringLiteral(":/icons/edit.svg"))
                        .pixmap(QSizeF(high, high).toSize(), devicePixelRatioF())
                        .toImage();
    QPainter tint(&pencil);
    tint.setCompositionMode(QPainter::CompositionMode_SourceIn);
    tint.fillRect(QRectF(0, 0, high, high), stage.text);
    tint.end();
    painter.drawImage(line.topLeft(), pencil);
    painter.setPen(stage.text);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, words);
}

void DigitCanvas::paintEvent(QPaintEvent*)
{
    const Stage stage = Stage::of(palette());
    QPainter painter(this);
    const QRectF sheet // its box is to be met only while one draws
        = paintSheet(painter, rect(), stage, hasFocus(), m_last.has_value());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(
        QPainter::SmoothPixmapTransform, !m_ink.testOrigin()); // a test image keeps its pixels
    const bool empty = m_ink.isEmpty();
    if (!empty) {
        if (hasHalos(stage, this)) {
            const QImage blurred = m_ink.sheet().scaled(Ink::kModelSide / 2, Ink::kModelSide / 2,
                Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
            painter.setOpacity(0.5);
            painter.setRenderHint(QPainter::SmoothPixmapTransform);
            painter.drawImage(sheet, lightOf(blurred, stage.sparse.ember));
            painter.setOpacity(1);
            painter.setRenderHint(QPainter::SmoothPixmapTransform, !m_ink.testOrigin());
        }
        painter.drawImage(sheet, lightOf(m_ink.sheet(), stage.sparse.core));
    }
    const double step = sheet.width() / Ink::kModelSide;
    if (empty && !m_last)
        paintEmpty(painter, sheet, stage);
    if (m_ink.isRecorded())
        paintInvitation(painter, sheet, stage);
    if (m_pointer && sheet.contains(*m_pointer)) {
        painter.setPen(QPen(m_erasing ? stage.text : stage.sparse.light, 1,
            m_erasing ? Qt::DashLine : Qt::SolidLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(*m_pointer, m_brush / 2 * step, m_brush / 2 * step);
    }
}

} // namespace glowworm
