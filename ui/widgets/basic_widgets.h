// SPDX-License-Identifier: GPL-3.0-or-later
// The labels, cards and buttons that every panel is made of. GUI thread.
#pragma once

#include <QString>

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
/// name: the object's. help: the tooltip, which is read aloud as well.
QPushButton* newButton(
    const QString& text, const char* name, QWidget* parent, const QString& help = {});

} // namespace glowworm
