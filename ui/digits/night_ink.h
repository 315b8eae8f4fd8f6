// SPDX-License-Identifier: GPL-3.0-or-later
// Grey ink as light on the night stage: the sheet, what the models see of it, and the pictures of
// the gallery look alike. GUI thread.
#pragma once

#include "model/data/digits.h"

#include <QImage>
#include <QRectF>

#include <span>

class QColor;
class QPainter;

namespace glowworm {

struct Stage;

/// A Grayscale8 picture, 0 paper ... 255 ink, as `light` on nothing.
QImage lightOf(const QImage& grey, const QColor& light);

/// The sheet under a drawing: the largest square in the middle of `place` and, if `boxed`, the
/// 20 x 20 box that MNIST's digits were fitted into. Returns the square.
QRectF paintSheet(
    QPainter& painter, const QRectF& place, const Stage& stage, bool focused, bool boxed);

/// The 28 x 28 picture, each pixel a square of its own, in the whole device pixels that fit into
/// the middle of `place`; with gaps between the squares where there is room for them. Returns where
/// it stands.
QRectF paintPixels(QPainter& painter, const QRectF& place,
    std::span<const std::uint8_t, kDigitPixels> picture, const QColor& light);

} // namespace glowworm
