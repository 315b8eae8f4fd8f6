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

} // namespace glowworm
