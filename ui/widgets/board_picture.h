// SPDX-License-Identifier: GPL-3.0-or-later
// The cells of a switchboard as they are painted: columns at rest, embers, lights and their halos,
// and the marks that people set. Shape tells the state (filled, ring, small; of a comparison half a
// diamond or a whole one), lightness the value. The same functions paint the screen and an exported
// file. Coordinates are those of the plan.
#pragma once

#include "model/config/surgery.h"
#include "ui/widgets/board_layout.h"
#include "ui/widgets/board_marks.h"
#include "ui/widgets/stage.h"

#include <array>
#include <cstdint>
#include <span>

class QPainter;

namespace glowworm {

/// What cells are painted with: one model's light on the stage.
class BoardInk {
public:
    BoardInk() = default;
    /// halos: none are painted where they are not wanted. unit: of a logical pixel in the plan.
    BoardInk(const Stage& stage, bool sparse, bool halos, qreal unit = 1);

    /// Whether it would be the same for these.
    bool isOf(const Stage& stage, bool sparse, bool halos, qreal unit) const;
    QColor of(CellMark mark) const;
    const Stage& stage() const { return m_stage; }
    const QColor& light() const { return m_light; }
    bool isSparse() const { return m_sparse; }
    bool halos() const { return m_halos; }
    qreal unit() const { return m_unit; }

private:
    Stage m_stage;
    QColor m_light;
    std::array<QColor, 3> m_compared; // by OnlyFirst, Common, OnlySecond
    bool m_sparse = true, m_halos = false;
    qreal m_unit = 0; // made for no board yet
    std::array<QColor, kTrail + 1> m_trail;
    std::array<QColor, 256> m_bright, m_ring;
};

/// A mark in its own cell: filled, a ring or small and filled; a toss-up is cut in
/// two, and as high as it takes to see that. Of a comparison: the left half of a diamond (only the
/// first lit it), the right half (only the second) or all of it.
void paintMark(QPainter& painter, const QRect& cell, CellMark mark, const BoardInk& ink);

/// A crossed or an added cell, for a board or a legend.
enum class SurgeryMark { Disabled, Forced };
void paintSurgeryMark(
    QPainter& painter, const QPointF& middle, qreal size, SurgeryMark mark, const BoardInk& ink);
/// The bar over the column of a group that chooses no more.
void paintPinned(QPainter& painter, const QRectF& column, const BoardInk& ink);

/// What a board shows; a reference to what its owner holds.
struct BoardScene {
    const BoardFold& fold;
    const BoardPlan& plan;
    const BoardInk& ink;
    NeuronGrid grid;
    std::span<const CellMark> marks; // (L, F)
    const Surgery& surgery;
    std::span<const NeuronAddress> highlights;
    bool small = false; // beside the one that is looked at: fainter, and only its strongest glow
    qreal glow = 1;     // 0 ... 1, of the usual strength of halos
    Shade shade = Shade::Value;
    std::span<const NeuronAddress> closest{}; // of margins: these alone glow
    bool dimmed = false;                      // beside a neuron that is looked into

    QRect cell(NeuronAddress at) const
    {
        return plan.cells(at.layer, QRect(fold.cellOf(at.neuron), QSize(1, 1)));
    }
};

/// What stands there at rest: a bar a group.
void paintColumns(QPainter& painter, const BoardScene& scene);
/// All that lies on them. Halos add to what is below them on a raster, and lie over it in a file of
/// vectors.
void paintLights(QPainter& painter, const BoardScene& scene);

} // namespace glowworm
