// SPDX-License-Identifier: GPL-3.0-or-later
// Sentences that a screen reader says although the focus is elsewhere. GUI thread.
#pragma once

#include <QString>

class QWidget;

namespace glowworm {

/// Of a widget that stands there to say such sentences, as it is made: its accessible name, or its
/// text, is the sentence.
void makeNotice(QWidget* widget);
/// Has it said, once it is shown there.
void announce(QWidget* notice, const QString& sentence);
/// The same where nothing stands there to say it: that a job of a panel has ended and how, what a
/// key has changed elsewhere. Said once what goes on now is over, as the focus that it moves is
/// told of at once; what is said until then is one message.
void say(const QWidget* inside, const QString& sentence);

} // namespace glowworm
