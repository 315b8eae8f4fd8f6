// SPDX-License-Identifier: GPL-3.0-or-later
// Colours between two others: of a scale, a veil, a picture in ink. Any thread.
#pragma once

#include <QColor>

class QImage;

namespace glowworm {

/// fraction: 0 = from ... 1 = to, channel by channel; opaque.
QColor mixed(const QColor& from, const QColor& to, double fraction);
/// opacity: 0 ... 1, clamped.
QColor faded(QColor colour, double opacity);
/// Black or white, whichever stands out more on it (WCAG 2.1, relative luminance).
QColor inkOn(const QColor& ground);
/// A Grayscale8 picture, 0 paper ... 255 ink, in these two colours.
QImage inked(const QImage& grey, const QColor& paper, const QColor& ink);

} // namespace glowworm
