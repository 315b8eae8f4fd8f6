// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/synthetic_input.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QWidget>

namespace glowworm::synthetic {
namespace {

/// The left button goes down, stays down or comes up.
void mouse(QWidget& widget, QEvent::Type type, QPointF where)
{
    const Qt::MouseButton moved = type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton;
    const Qt::MouseButton down = type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton;
    QMouseEvent event(type, where, widget.mapToGlobal(where), moved, down, Qt::NoModifier);
    QCoreApplication::sendEvent(&widget, &event);
}

} // namespace

void doWithoutInputMethod()
{
    for (const char* name :
        {"QT_IM_MODULE", "QT_IM_MODULES"}) // Qt 6.7 and newer read the second first
        qputenv(name, "none");
}

void press(QWidget& widget, QPointF where) { mouse(widget, QEvent::MouseButtonPress, where); }
void move(QWidget& widget, QPointF where) { mouse(widget, QEvent::MouseMove, where); }
void release(QWidget& widget, QPointF where) { mouse(widget, QEvent::MouseButtonRelease, where); }

void click(QWidget& widget)
{
    if (widget.focusPolicy() & Qt::ClickFocus)
        widget.setFocus(Qt::MouseFocusReason);
    const QPointF middle = QRectF(widget.rect()).center();
    press(widget, middle);
    release(widget, middle);
}

void key(QWidget& widget, int key, Qt::KeyboardModifiers modifiers, const QString& text)
{
    for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QKeyEvent event(type, key, modifiers, text);
        QCoreApplication::sendEvent(&widget, &event);
    }
}

void type(QWidget& widget, const QString& text)
{
    for (const QChar character : text)
        key(widget,
            character == QLatin1Char('\n') ? static_cast<int>(Qt::Key_Return)
                                           : character.toUpper().unicode(),
            character.isUpper() ? Qt::ShiftModifier : Qt::NoModifier, QString(character));
}

void replaceText(QWidget& editor, const QString& text)
{
    click(editor);
    key(editor, Qt::Key_A, Qt::ControlModifier);
    type(editor, text);
}

} // namespace glowworm::synthetic
