// SPDX-License-Identifier: GPL-3.0-or-later
// The night stage: the ground that boards, drawings and the neurons' light stand on, near black in
// every theme, with its own inks, its two lights and the glow of a neuron that fired. A view
// computes Stage::of(palette()) when it paints, as it does with Theme. GUI thread.
#pragma once

#include "ui/widgets/theme.h"

#include <QColor>
#include <QFont>
#include <QPixmap>
#include <QRadialGradient>

class QPainter;
class QPalette;
class QPointF;
class QRectF;
class QWidget;

namespace glowworm {

/// One model's light, from a cell at rest to the hottest.
struct StageLight {
    QColor ember;  // fired lately
    QColor light;  // the hue itself: text of that model, bars, lines, halos
    QColor bright; // a hero number, the core of a cell with a large value
    QColor core;   // the largest value of all: nearly white
};

struct Stage {
    bool plain = false;       // high contrast: no halos, harder edges
    QColor ground;            // of the whole stage
    QColor bar, raised;       // a column of neurons at rest; a field that lies on the ground
    QColor line;              // frames and rules
    QColor text, quietText;   // at least 4.5 : 1 on ground, bar and raised
    StageLight sparse, dense; // amber, blue

    static Stage usual();
    static Stage highContrast();
    /// High contrast where the palette has pure black on pure white, or the reverse.
    static Stage of(const QPalette& palette);
    const StageLight& lightOf(Twin twin) const;
};

/// A card of the stage's ground with round corners, for the background of a view.
void paintStage(QPainter& painter, const QRectF& place, const Stage& stage);

/// Whether halos are drawn: not in high contrast, nor where the desktop wants no animation.
bool hasHalos(const Stage& stage, const QWidget* widget);

/// Steps of a halo's strength, 0 ... kHaloLevels - 1.
constexpr int kHaloLevels = 16;
/// sqrt(value / scale) as a step; 0 where either is not positive.
int haloLevelOf(float value, float scale);
/// Logical pixels from the middle to where the light ends, of a halo whose largest has `largest`.
qreal haloRadius(int level, qreal largest);
/// How the light falls off around `middle`.
QRadialGradient haloGradient(const QPointF& middle, const QColor& light, int level, qreal largest);
/// The glow alone, transparent at its rim, to be painted with CompositionMode_Plus with its middle
/// on that of the cell. Made once for each light, level, size and ratio (QPixmapCache).
QPixmap haloSprite(const QColor& light, int level, qreal largest, qreal pixelRatio);
/// Adds a halo to what is painted there; for a few. On what is no raster it lies over it, in a
/// drawing as a gradient; one that fades is a filled disc in what readers show of Qt's PDF, there
/// it is a small picture. Does nothing to the painter's state.
void paintHalo(
    QPainter& painter, const QPointF& middle, const QColor& light, int level, qreal largest);

} // namespace glowworm
