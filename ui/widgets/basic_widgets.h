// SPDX-License-Identifier: GPL-3.0-or-later
// The labels, cards and buttons that every panel is made of. GUI thread.
#pragma once

#include <QString>

#include <functional>

class QFrame;
class QLabel;
class QPushButton;
class QWidget;

namespace glowworm {

/// A rounded ground one step above the window, for a layout of its own.
QFrame* newCard(QWidget* parent);
/// The title of a card.
QLabel* newHeading(const QString& text, QWidget* parent);
/// Secondary text that wraps.
QLabel* newNote(const QString& text, QWidget* parent);
/// Calls `fit` now and whenever the size of the widget's text has changed: who gives a place its
/// size in pixels of text (textScaled()) or in lines does it here.
void atEachTextSize(QWidget* widget, std::function<void()> fit);
/// Of so many lines of the widget's text, in pixels.
int linesHeight(const QWidget* widget, int lines);
/// Room for so many lines of its text, in any zoom: nothing below moves when they are said.
void keepLines(QLabel* label, int lines);
/// Room for one line, this one at the most, in any zoom: whatever it then says, nothing around it
/// is laid out again.
void keepRoom(QLabel* label, const QString& widest);
/// name: the object's. help: the tooltip, which is read aloud as well.
QPushButton* newButton(
    const QString& text, const char* name, QWidget* parent, const QString& help = {});

} // namespace glowworm
