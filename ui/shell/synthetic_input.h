// SPDX-License-Identifier: GPL-3.0-or-later
// Synthetic mouse and keyboard input: sends a widget the events that a person's click, typing or
// stroke would send it. GUI thread.
#pragma once

#include <QPointF>
#include <QString>

#include <vector>

class QWidget;

namespace glowworm::synthetic {

/// To call before the application is made: synthetic events need no input method, and Qt's for
/// Wayland (6.4 to 6.8) crashes at the first click into a text where the compositor has neither
/// pointer nor keyboard.
void doWithoutInputMethod();

void press(QWidget& widget, QPointF where);
void move(QWidget& widget, QPointF where); // with the button down
void release(QWidget& widget, QPointF where);
/// Left button, down and up, in the middle of the widget, which also gets the focus when it takes
/// it from clicks.
void click(QWidget& widget);

void key(QWidget& widget, int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier,
    const QString& text = {});
void type(QWidget& widget, const QString& text);
/// Clicks an editor, selects what is in it and types over it.
void replaceText(QWidget& editor, const QString& text);

} // namespace glowworm::synthetic
