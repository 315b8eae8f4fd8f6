// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/digits/digit_canvas.h"

#include "ui/digits/kept_drawing.h"
#include "ui/digits/pen_keys.h"
#include "ui/session/edits.h"
#include "ui/widgets/focus_keys.h"

#include <QMouseEvent>
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
        "Draw a digit with mouse, finger or pen, or by keys: P takes up a pen that arrow keys "
        "move, Space puts it down and lifts it, Esc lays it away. Without it arrow keys shift the "
        "ink by one pixel of the models' picture. N brings the next test picture, Shift+N the one "
        "before, D one that the models disagree on, Delete clears, Ctrl+Z undoes, Ctrl+Shift+Z "
        "does it again, E switches the eraser, [ and ] change the brush."));
    setWhatsThis(accessibleDescription());
    addKeys();
    m_pen = new PenKeys(*this);
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
    if (m_pen->isDown()) // a button that is held goes on as it began
        m_strokeErases = on;
    update();
    Q_EMIT erasingChanged(on);
}

void DigitCanvas::changed()
{
    update();
    Q_EMIT inkChanged();
}

const QUndoCommand* DigitCanvas::push(
    Ink::State before, const QString& words, bool isShift, bool goesOn)
{
    if (!m_edits)
        return nullptr;
    auto* step = new DrawingStep(*this, std::move(before), words, isShift, goesOn);
    m_edits->push(step); // the stack owns it, and may have merged it
    return step;
}

void DigitCanvas::keep(Ink::State before, const QString& words, bool isShift, bool goesOn)
{
    endStroke();
    push(std::move(before), words, isShift, goesOn);
    changed();
}

/// A stroke that is being drawn ends with the drawing that it is on.
void DigitCanvas::showDrawing(Ink::State drawing)
{
    endStroke();
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
    endStroke();
    m_ink.setRecorded(strokes);
    changed();
}

void DigitCanvas::beginStroke(QPointF at, bool erase)
{
    endStroke();
    m_strokeErases = erase || m_erasing;
    m_from = m_ink.state();
    m_last = at;
    drawTo(at);
}

void DigitCanvas::endStroke()
{
    m_from.reset();
    m_step = nullptr;
    if (!std::exchange(m_last, {}))
        return;
    update();
    Q_EMIT strokeEnded();
}

void DigitCanvas::move(QPointF position)
{
    m_pointer = position;
    if (m_last && !m_pen->isDown())
        drawTo(modelPoint(position));
    update();
}

void DigitCanvas::release()
{
    if (!m_pen->isDown())
        endStroke();
}

void DigitCanvas::drawTo(QPointF to)
{
    const bool isOther = m_step // the last edit is one since
        && (m_edits->command(m_edits->index() - 1) != m_step || m_edits->canRedo());
    if (isOther)
        m_from = m_ink.state();
    const QRect part = m_ink.stroke(*std::exchange(m_last, to), to, m_brush, m_strokeErases);
    update(); // the brush has moved
    if (part.isEmpty())
        return;
    if (m_from)
        m_step
            = push(*std::exchange(m_from, {}), m_strokeErases ? tr("eraser stroke") : tr("stroke"));
    changed();
}

void DigitCanvas::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton || event->button() == Qt::RightButton)
        beginStroke(modelPoint(event->position()), event->button() == Qt::RightButton);
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
        beginStroke(modelPoint(event->position()),
            event->pointerType() == QPointingDevice::PointerType::Eraser);
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
        beginStroke(modelPoint(position), false);
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
    keys->add({Qt::Key_P, Qt::Key_Return, Qt::Key_Enter}, tr("take up the pen, to draw by keys"),
        [this] { m_pen->takeUp(); });
}

} // namespace glowworm
