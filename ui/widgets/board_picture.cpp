// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/board_picture.h"

#include "ui/widgets/colour_mix.h"

#include <QPaintEngine>
#include <QPainter>
#include <QRadialGradient>
#include <QRegion>

#include <algorithm>
#include <cmath>

namespace glowworm {
namespace {

constexpr double kFaintest = 0.55; // lightness of the smallest value: still clearly not quiet
// The largest halo: its radius in logical pixels, or of a layer's width where that is less; in
// pitches of larger cells; and how far it reaches beyond its layer: most of it fades out there.
constexpr qreal kLargestHalo = 18, kHaloOfLayer = 1.0 / 9;
constexpr qreal kHaloPitches = 2.2, kWidestHalo = 40, kBeyond = 20, kAbove = 12;
constexpr std::uint8_t kSmallFaintest = 50; // lightness of lights in the small form, at least
constexpr qreal kSmallDot = 2;              // logical pixels, of a side of them
constexpr qreal kRingLine = 1.5;            // logical pixels
constexpr qreal kLeastRing = 5;             // logical pixels
constexpr qreal kLeastEmber = 2;            // logical pixels, of a side, where its cell has them
constexpr std::size_t kTossUpLevel = 204;   // lightness
constexpr qreal kLeastTossUp = 5;           // logical pixels, the height of its two halves
constexpr int kTossUpHalo = 3;              // step of the halo of a toss-up among margins
constexpr int kOpen = 35;                   // degrees, of a ring that is cut, on either side
constexpr qreal kLeastDiamond = 8;          // logical pixels; half of one is still seen as a half
constexpr qreal kBar = 2.5;                 // logical pixels, the height of a bar over a column
constexpr int kMostHalos = 400, kMostDense = 150; // dense layers may have thousands of lights
constexpr double kNewest = 0.5, kOldest = 0.14;   // of its light, that an ember has
constexpr qreal kMarginEmbers = 0.5;              // opacity of embers while lights tell margins
constexpr qreal kDimmed = 0.6;                    // of all else, while some neurons are shown
constexpr qreal kBesidePicked = 0.35;             // likewise, while one is looked into

/// From faint to the light itself, and from there to nearly white.
QColor heated(const StageLight& light, const QColor& rest, double level)
{
    constexpr double kLight = 0.35, kBright = 0.8; // nearly white is for the strongest alone
    if (level < kLight)
        return mixed(rest, light.light, kFaintest + (1 - kFaintest) * level / kLight);
    return level < kBright ? mixed(light.light, light.bright, (level - kLight) / (kBright - kLight))
                           : mixed(light.bright, light.core, (level - kBright) / (1 - kBright));
}

int haloStep(std::uint8_t level) { return level * (kHaloLevels - 1) / 255; }

/// Narrower than the cell, with as much free on one side as on the other where it can; no smaller
/// than can be seen.
QRect emberIn(const QRect& cell, qreal unit)
{
    const int least = static_cast<int>(std::lround(kLeastEmber * unit));
    const auto part = [least](int side, int most) {
        const int small = std::max({side / 2, std::min(most, least), 1}), free = side - small;
        return free > 1 ? small + free % 2 : small;
    };
    QRect ember(0, 0, part(cell.width(), cell.width() - 1), part(cell.height(), cell.height()));
    ember.moveCenter(cell.center());
    return ember;
}

/// Round, and seen as a ring where its cell is smaller than one can be.
QRectF ringIn(const QRect& cell, qreal unit)
{
    const auto [least, most] = std::minmax({cell.width(), cell.height()});
    const qreal side
        = std::max((most < 3 * unit ? kLeastRing - 1 : kLeastRing) * unit, (least + most) / 2.0);
    QRectF ring(0, 0, side, side);
    ring.moveCenter(QRectF(cell).center());
    return ring;
}

/// The left half, the right half, or both.
QPolygonF diamondIn(const QRect& cell, CellState state, qreal unit)
{
    const qreal side = std::max<qreal>(kLeastDiamond * unit, std::min(cell.width(), cell.height()));
    const QPointF middle = QRectF(cell).center(), across(side / 2, 0), along(0, side / 2);
    // A half stands in the middle of its cell, and is drawn wider for it.
    const QPointF half = 0.8 * across;
    if (state == CellState::OnlyFirst)
        return {{middle - half, middle + half - along, middle + half + along}};
    if (state == CellState::OnlySecond)
        return {{middle + half, middle - half - along, middle - half + along}};
    return {{middle - across, middle - along, middle + across, middle + along}};
}

void paintCompared(QPainter& painter, const QRect& cell, CellState state, const BoardInk& ink)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink.of({state}));
    painter.drawPolygon(diamondIn(cell, state, ink.unit()));
    painter.restore();
}

/// Two halves, no wider than the column, or of a ring.
void paintTossUp(QPainter& painter, const QRect& cell, CellMark mark, const BoardInk& ink)
{
    const auto pixels
        = [&ink](qreal length) { return static_cast<int>(std::lround(length * ink.unit())); };
    if (mark.state != CellState::Bright) {
        const QRectF ring = ringIn(cell, ink.unit());
        const qreal line = std::max(kRingLine * ink.unit(), ring.width() / 7);
        const QRectF middle = ring.adjusted(line / 2, line / 2, -line / 2, -line / 2);
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(ink.of(mark), line, Qt::SolidLine, Qt::FlatCap));
        for (const int start : {90 + kOpen, 270 + kOpen})
            painter.drawArc(middle, 16 * start, 16 * (180 - 2 * kOpen)); // sixteenths of a degree
        painter.restore();
        return;
    }
    QRect whole(QPoint(), cell.size().expandedTo({3, pixels(kLeastTossUp)})); // a half, none, one
    whole.moveCenter(cell.center());
    int cut = std::max({pixels(1), whole.width() / 5, 1});
    cut += (whole.width() - cut) % 2; // halves are equal
    const QSize half((whole.width() - cut) / 2, whole.height());
    painter.fillRect(QRect(whole.topLeft(), half), ink.of(mark));
    painter.fillRect(QRect(whole.topLeft() + QPoint(half.width() + cut, 0), half), ink.of(mark));
}

/// The step below which values get none: all that a sparse model lights have one, of many the
/// strongest.
int leastHalo(std::span<const CellMark> marks, bool sparse)
{
    std::array<int, kHaloLevels> count{};
    for (const CellMark& mark : marks)
        if (mark.state == CellState::Bright)
            ++count[static_cast<std::size_t>(haloStep(mark.level))];
    const int most = sparse ? kMostHalos : kMostDense;
    int least = kHaloLevels, all = 0;
    while (least > 0 && (all += count[static_cast<std::size_t>(least - 1)]) <= most)
        --least;
    return least;
}

/// Around each layer, and less far over its name.
QRegion haloRegion(const BoardScene& scene)
{
    const int beyond = static_cast<int>(kBeyond * scene.ink.unit()),
              above = static_cast<int>(kAbove * scene.ink.unit());
    QRegion region;
    for (const QPoint origin : scene.plan.origins)
        region += QRect(origin, scene.plan.panel).adjusted(-beyond, -above, beyond, beyond);
    return region;
}

void paintHalos(QPainter& painter, const BoardScene& scene)
{
    // A gradient that fades is a filled disc in what readers show of Qt's PDF: a small picture
    // there.
    const bool hasEngine = painter.paintEngine() != nullptr,
               raster = hasEngine && painter.paintEngine()->type() == QPaintEngine::Raster,
               sprite = raster || (hasEngine && painter.paintEngine()->type() == QPaintEngine::Pdf);
    const QSize pitch = scene.plan.pitch;
    const qreal largest = std::max(
        std::min(kLargestHalo * scene.ink.unit(), kHaloOfLayer * scene.plan.panel.width()),
        std::min(kHaloPitches * std::max(pitch.width(), pitch.height()),
            kWidestHalo * scene.ink.unit()));
    const QColor light = scene.ink.light();
    const bool isMargin = scene.shade == Shade::Margin;
    const int least = isMargin ? 0 : leastHalo(scene.marks, scene.ink.isSparse());
    std::array<QPixmap, kHaloLevels> sprites;
    painter.save();
    painter.setClipRegion(haloRegion(scene));
    painter.setOpacity(painter.opacity() * scene.glow);
    painter.setPen(Qt::NoPen);
    if (raster)
        painter.setCompositionMode(QPainter::CompositionMode_Plus);
    for (std::size_t i = 0; i < scene.marks.size(); ++i) {
        const CellMark& mark = scene.marks[i];
        const int level = isMargin ? kTossUpHalo : haloStep(mark.level);
        // Either what was hardly chosen glows, or what was not.
        if (mark.tossUp != isMargin || (!isMargin && mark.state != CellState::Bright)
            || level < least)
            continue;
        const auto neurons = static_cast<std::size_t>(scene.grid.neurons());
        const NeuronAddress at{static_cast<int>(i / neurons), static_cast<int>(i % neurons)};
        if (isMargin && std::ranges::count(scene.closest, at) == 0)
            continue;
        const QRect cell = scene.cell(at);
        if (sprite) {
            QPixmap& halo = sprites[static_cast<std::size_t>(level)];
            if (halo.isNull())
                halo = haloSprite(light, level, largest, 1);
            painter.drawPixmap(cell.center() - QPoint(halo.width() / 2, halo.height() / 2), halo);
        } else {
            painter.setBrush(haloGradient(QRectF(cell).center(), light, level, largest));
            const qreal radius = haloRadius(level, largest);
            painter.drawEllipse(QRectF(cell).center(), radius, radius);
        }
    }
    painter.restore();
}

/// Marks of one kind after the other: an ember never lies over a light.
void paintMarks(QPainter& painter, const BoardScene& scene, bool lit)
{
    const auto neurons = static_cast<std::size_t>(scene.grid.neurons());
    for (std::size_t i = 0; i < scene.marks.size(); ++i)
        if (scene.marks[i].state != CellState::Quiet && scene.marks[i].isLit() == lit)
            paintMark(painter,
                scene.cell({static_cast<int>(i / neurons), static_cast<int>(i % neurons)}),
                scene.marks[i], scene.ink);
}

/// Lights alone, so large and bright that each can be seen.
void paintSmallMarks(QPainter& painter, const BoardScene& scene)
{
    const auto neurons = static_cast<std::size_t>(scene.grid.neurons());
    const int least = static_cast<int>(std::ceil(kSmallDot * scene.ink.unit()));
    for (std::size_t i = 0; i < scene.marks.size(); ++i) {
        CellMark mark = scene.marks[i];
        if (!mark.isLit())
            continue;
        const QRect cell
            = scene.cell({static_cast<int>(i / neurons), static_cast<int>(i % neurons)});
        mark.level = std::max(mark.level, kSmallFaintest);
        mark.tossUp = false;
        paintMark(painter, QRect(cell.topLeft(), cell.size().expandedTo({least, least})), mark,
            scene.ink);
    }
}

/// The columns, before lights come over them.
void paintVeil(QPainter& painter, const BoardScene& scene)
{
    const QColor veil = faded(scene.ink.stage().ground, kDimmed);
    for (int layer = 0; layer < scene.grid.layers; ++layer)
        painter.fillRect(scene.plan.cells(layer, QRect(QPoint(0, 0), scene.fold.size())), veil);
}

void paintHighlights(QPainter& painter, const BoardScene& scene)
{
    const bool isCrowd = 2 * std::ssize(scene.highlights) > scene.grid.neurons(); // of a layer
    const QColor ground = faded(scene.ink.stage().quietText, isCrowd ? 0.3 : 1);  // no glare
    for (const NeuronAddress at : scene.highlights) {
        const QRect cell = scene.cell(at);
        const auto index = static_cast<std::size_t>(at.layer * scene.grid.neurons() + at.neuron);
        painter.fillRect(cell, ground);
        if (scene.marks[index].isLit())
            paintMark(painter, cell, scene.marks[index], scene.ink);
    }
}

void paintSurgery(QPainter& painter, const BoardScene& scene)
{
    const qreal size = std::max(
        7 * scene.ink.unit(), 1.0 * std::max(scene.plan.cell.width(), scene.plan.cell.height()));
    for (const NeuronAddress at : scene.surgery.disabled)
        paintSurgeryMark(
            painter, QRectF(scene.cell(at)).center(), size, SurgeryMark::Disabled, scene.ink);
    for (const NeuronAddress at : scene.surgery.forced) {
        const int group = at.neuron / scene.grid.groupSize;
        paintPinned(
            painter, QRectF(scene.plan.cells(at.layer, scene.fold.columnOf(group))), scene.ink);
        paintSurgeryMark(
            painter, QRectF(scene.cell(at)).center(), size, SurgeryMark::Forced, scene.ink);
    }
}

} // namespace

BoardInk::BoardInk(const Stage& stage, bool sparse, bool halos, qreal unit)
    : m_stage(stage)
    , m_sparse(sparse)
    , m_halos(halos)
    , m_unit(unit)
{
    const StageLight& light = sparse ? stage.sparse : stage.dense;
    m_light = light.light;
    m_compared = {light.light, light.core, mixed(light.light, stage.bar, 0.4)};
    for (int age = 0; age <= kTrail; ++age)
        m_trail[static_cast<std::size_t>(age)] = mixed(stage.bar, light.ember,
            std::lerp(kOldest, kNewest, std::pow(0.6, std::max(0, age - 1))));
    for (std::size_t level = 0; level < m_bright.size(); ++level) {
        m_bright[level] = heated(light, stage.bar, static_cast<double>(level) / 255);
        m_ring[level] = mixed(
            mixed(stage.ground, light.bright, 0.5), light.bright, static_cast<double>(level) / 255);
    }
}

bool BoardInk::isOf(const Stage& stage, bool sparse, bool halos, qreal unit) const
{
    return m_unit == unit && m_stage.plain == stage.plain && m_sparse == sparse && m_halos == halos;
}

QColor BoardInk::of(CellMark mark) const
{
    if (mark.tossUp)
        return m_bright[kTossUpLevel];
    switch (mark.state) {
    case CellState::Quiet:
        return m_stage.bar;
    case CellState::Trail:
        return m_trail[std::min<std::size_t>(mark.level, kTrail)];
    case CellState::Bright:
        return m_bright[mark.level];
    case CellState::Hollow:
    case CellState::Negative:
        return m_ring[mark.level];
    case CellState::OnlyFirst:
        return m_compared[0];
    case CellState::Common:
        return m_compared[1];
    case CellState::OnlySecond:
        return m_compared[2];
    }
    return m_stage.bar;
}

void paintMark(QPainter& painter, const QRect& cell, CellMark mark, const BoardInk& ink)
{
    if (mark.tossUp) {
        paintTossUp(painter, cell, mark, ink);
        return;
    }
    const QColor colour = ink.of(mark);
    if (mark.state > CellState::Negative) {
        paintCompared(painter, cell, mark.state, ink);
    } else if (mark.state == CellState::Hollow || mark.state == CellState::Negative) {
        const QRectF ring = ringIn(cell, ink.unit());
        const qreal line = std::max(kRingLine * ink.unit(), ring.width() / 7);
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen); // two discs are painted faster than a line
        painter.setBrush(colour);
        painter.drawEllipse(ring);
        painter.setBrush(ink.stage().ground);
        painter.drawEllipse(ring.adjusted(line, line, -line, -line));
        painter.restore();
    } else {
        painter.fillRect(mark.state == CellState::Trail ? emberIn(cell, ink.unit()) : cell, colour);
    }
}

void paintSurgeryMark(
    QPainter& painter, const QPointF& middle, qreal size, SurgeryMark mark, const BoardInk& ink)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(middle);
    if (mark == SurgeryMark::Disabled)
        painter.rotate(45);
    const QLineF lines[] = {{-size / 2, 0, size / 2, 0}, {0, -size / 2, 0, size / 2}};
    painter.setPen(QPen(
        ink.stage().ground, std::max(3.5 * ink.unit(), size / 2.2), Qt::SolidLine, Qt::RoundCap));
    painter.drawLines(lines, 2); // a dark edge: the mark is told from any light below it
    painter.setPen(
        QPen(ink.stage().text, std::max(1.5 * ink.unit(), size / 5), Qt::SolidLine, Qt::RoundCap));
    painter.drawLines(lines, 2);
    painter.restore();
}

void paintPinned(QPainter& painter, const QRectF& column, const BoardInk& ink)
{
    const qreal high = kBar * ink.unit(), beside = ink.unit();
    const QRectF bar(
        column.left() - beside, column.top() - high - beside, column.width() + 2 * beside, high);
    painter.fillRect(bar, ink.stage().text);
}

void paintColumns(QPainter& painter, const BoardScene& scene)
{
    for (int layer = 0; layer < scene.grid.layers; ++layer)
        for (int group = 0; group < scene.grid.groups; ++group)
            painter.fillRect(
                scene.plan.cells(layer, scene.fold.columnOf(group)), scene.ink.stage().bar);
}

void paintLights(QPainter& painter, const BoardScene& scene)
{
    if (!scene.highlights.empty()) { // each light itself: some reach beyond their layer
        paintVeil(painter, scene);
        painter.setOpacity(1 - kDimmed);
    } else if (scene.dimmed) {
        painter.setOpacity(1 - kBesidePicked);
    }
    if (scene.small) {
        paintSmallMarks(painter, scene);
    } else {
        const qreal strength = painter.opacity();
        if (scene.shade == Shade::Margin) // what it is about are the toss-ups
            painter.setOpacity(strength * kMarginEmbers);
        paintMarks(painter, scene, false);
        painter.setOpacity(strength);
        if (scene.ink.halos())
            paintHalos(painter, scene);
        paintMarks(painter, scene, true);
    }
    painter.setOpacity(1);
    paintHighlights(painter, scene);
    paintSurgery(painter, scene);
}

} // namespace glowworm
