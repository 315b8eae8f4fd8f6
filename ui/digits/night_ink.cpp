// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/digits/night_ink.h"

#include "ui/widgets/stage.h"

#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace glowworm {

QImage lightOf(const QImage& grey, const QColor& light)
{
    std::array<QRgb, 256> lit; // by ink
    for (int level = 0; level < 256; ++level)
        lit[static_cast<std::size_t>(level)]
            = qPremultiply(qRgba(light.red(), light.green(), light.blue(), level));
    QImage picture(grey.size(), QImage::Format_ARGB32_Premultiplied);
    for (int y = 0; y < grey.height(); ++y) {
        const uchar* ink = grey.constScanLine(y);
        std::transform(ink, ink + grey.width(), reinterpret_cast<QRgb*>(picture.scanLine(y)),
            [&](uchar level) { return lit[level]; });
    }
    return picture;
}

QRectF paintSheet(
    QPainter& painter, const QRectF& place, const Stage& stage, bool focused, bool boxed)
{
    const qreal side = std::min(place.width(), place.height()) - 2;
    const QRectF sheet(place.center() - QPointF(side / 2, side / 2), QSizeF(side, side));
    const qreal step = side / 28;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(focused ? stage.quietText : stage.line, focused ? 1.6 : 1));
    painter.setBrush(stage.raised);
    painter.drawRoundedRect(sheet, 8, 8);
    if (boxed) {
        painter.setPen(QPen(stage.line, 1, Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(sheet.adjusted(4 * step, 4 * step, -4 * step, -4 * step));
    }
    painter.restore();
    return sheet;
}

QRectF paintPixels(QPainter& painter, const QRectF& place,
    std::span<const std::uint8_t, kDigitPixels> picture, const QColor& light)
{
    constexpr int kSide = 28;
    constexpr int kRoomForGaps = 5; // device pixels of a square
    const qreal ratio = painter.device()->devicePixelRatioF();
    const int step
        = std::max(1, static_cast<int>(std::min(place.width(), place.height()) * ratio) / kSide);
    const qreal side = step * kSide / ratio;
    const QPointF corner = place.center() - QPointF(side / 2, side / 2);
    const QRectF frame(
        QPointF(std::round(corner.x() * ratio), std::round(corner.y() * ratio)) / ratio,
        QSizeF(side, side));
    const qreal cell = (step >= kRoomForGaps ? step - std::max(1, step / 12) : step) / ratio;
    QColor ink = light;
    for (int i = 0; i < kDigitPixels; ++i) {
        const std::uint8_t level = picture[static_cast<std::size_t>(i)];
        if (level == 0)
            continue;
        ink.setAlpha(level);
        painter.fillRect(QRectF(frame.topLeft() + QPointF(i % kSide, i / kSide) * step / ratio,
                             QSizeF(cell, cell)),
            ink);
    }
    return frame;
}

} // namespace glowworm
