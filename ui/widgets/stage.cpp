// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/stage.h"

#include "model/config/config.h"

#include <QPaintEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QStyle>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace glowworm {
namespace {

constexpr qreal kCorner = 12; // of a stage, logical pixels

QPixmap drawnHalo(const QColor& light, int level, qreal largest, qreal pixelRatio)
{
    const qreal radius = haloRadius(level, largest);
    const int side = 2 * static_cast<int>(std::ceil(radius * pixelRatio)) + 1;
    QPixmap sprite(side, side);
    sprite.fill(Qt::transparent);
    sprite.setDevicePixelRatio(pixelRatio);
    QPainter painter(&sprite);
    const QRectF place(QPointF(0, 0), sprite.deviceIndependentSize());
    painter.fillRect(place, haloGradient(place.center(), light, level, largest));
    painter.end();
    return sprite;
}

} // namespace

Stage Stage::usual()
{
    Stage stage;
    stage.ground = QColor(0x080c10);
    stage.bar = QColor(0x16222b);
    stage.raised = QColor(0x0d1319);
    stage.line = QColor(0x27313b);
    stage.text = QColor(0xe8edf2);
    stage.quietText = QColor(0x94a0ac);
    stage.sparse = {QColor(0xb4622c), QColor(0xffb23f), QColor(0xffd07f), QColor(0xfff4dc)};
    stage.dense = {QColor(0x3c6ea8), QColor(0x5aa9ff), QColor(0x9ccbff), QColor(0xe9f4ff)};
    return stage;
}

Stage Stage::highContrast()
{
    Stage stage;
    stage.plain = true;
    stage.ground = QColor(Qt::black);
    stage.bar = QColor(0x242424);
    stage.raised = QColor(0x101010);
    stage.line = QColor(0x8c8c8c);
    stage.text = QColor(0xffffff);
    stage.quietText = QColor(0xd6d6d6);
    stage.sparse = {QColor(0x96602a), QColor(0xffc14d), QColor(0xffdc96), QColor(0xffffff)};
    stage.dense = {QColor(0x41699c), QColor(0x7fbfff), QColor(0xb9dbff), QColor(0xffffff)};
    return stage;
}

Stage Stage::of(const QPalette& palette)
{
    return Theme::of(palette).highContrast ? highContrast() : usual();
}

const StageLight& Stage::lightOf(Twin twin) const { return twin == Twin::Sparse ? sparse : dense; }

void paintStage(QPainter& painter, const QRectF& place, const Stage& stage)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(stage.plain ? QPen(stage.line, 1) : QPen(Qt::NoPen));
    painter.setBrush(stage.ground);
    painter.drawRoundedRect(place, kCorner, kCorner);
    painter.restore();
}

bool hasHalos(const Stage& stage, const QWidget* widget)
{
    return !stage.plain
        && widget->style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, widget) > 0;
}

int haloLevelOf(float value, float scale)
{
    if (!(value > 0) || !(scale > 0))
        return 0;
    return static_cast<int>(
        std::lround((kHaloLevels - 1) * std::sqrt(std::min(1.0F, value / scale))));
}

qreal haloRadius(int level, qreal largest)
{
    return largest * (0.4 + 0.6 * std::clamp(level, 0, kHaloLevels - 1) / (kHaloLevels - 1));
}

/// Strongest in the middle, with a long faint skirt, as light has it; nothing at the rim.
QRadialGradient haloGradient(const QPointF& middle, const QColor& light, int level, qreal largest)
{
    const double strength = 0.6 + 0.4 * std::clamp(level, 0, kHaloLevels - 1) / (kHaloLevels - 1);
    QRadialGradient gradient(middle, haloRadius(level, largest));
    constexpr int kStops = 12;
    for (int stop = 0; stop <= kStops; ++stop) {
        const double rest = 1 - static_cast<double>(stop) / kStops;
        QColor colour = light;
        colour.setAlphaF(static_cast<float>(strength * std::pow(rest, 1.5)));
        gradient.setColorAt(1 - rest, colour);
    }
    return gradient;
}

QPixmap haloSprite(const QColor& light, int level, qreal largest, qreal pixelRatio)
{
    const QString key = QStringLiteral("glowworm-halo-%1-%2-%3-%4")
                            .arg(light.rgb(), 0, 16)
                            .arg(level)
                            .arg(largest)
                            .arg(pixelRatio);
    QPixmap sprite;
    if (!QPixmapCache::find(key, &sprite)) {
        sprite = drawnHalo(light, std::clamp(level, 0, kHaloLevels - 1), largest, pixelRatio);
        QPixmapCache::insert(key, sprite);
    }
    return sprite;
}

void paintHalo(
    QPainter& painter, const QPointF& middle, const QColor& light, int level, qreal largest)
{
    const QPaintEngine* engine = painter.paintEngine();
    const bool raster = engine && engine->type() == QPaintEngine::Raster;
    painter.save();
    if (raster || (engine && engine->type() == QPaintEngine::Pdf)) {
        constexpr qreal kFine = 2; // of a file that may be looked at closely
        const QPixmap sprite = haloSprite(
            light, level, largest, raster ? painter.device()->devicePixelRatioF() : kFine);
        if (raster)
            painter.setCompositionMode(QPainter::CompositionMode_Plus);
        const QSizeF size = sprite.deviceIndependentSize();
        painter.drawPixmap(middle - QPointF(size.width() / 2, size.height() / 2), sprite);
    } else {
        const qreal radius = haloRadius(level, largest);
        painter.setPen(Qt::NoPen);
        painter.setBrush(haloGradient(middle, light, level, largest));
        painter.drawEllipse(middle, radius, radius);
    }
    painter.restore();
}

} // namespace glowworm
