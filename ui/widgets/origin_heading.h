// SPDX-License-Identifier: GPL-3.0-or-later
// A heading that says once where the numbers of its card come from: their ValueLabels then do
// without a mark each, but for those of another origin. GUI thread.
#pragma once

#include "ui/widgets/value_label.h"

class QHBoxLayout;

namespace glowworm {

/// The title at the left, the word of the origin at the right; before the card has its numbers.
QHBoxLayout* newOriginHeading(const QString& title, Provenance provenance, QWidget* card);

} // namespace glowworm
