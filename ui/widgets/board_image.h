// SPDX-License-Identifier: GPL-3.0-or-later
// One layer of the switchboard as a picture. The state of a cell is told by its shape, its value by
// lightness; scan lines are written directly and only cells that changed are written again. GUI
// thread.
#pragma once

#include "ui/widgets/board_layout.h"

#include <QColor>
#include <QImage>

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace glowworm {

struct Theme;

enum class CellState : std::uint8_t { Quiet, Trail, Bright, Hollow, Negative };

/// level: of Bright and Negative 0 ... 255, the lightness; of Trail the age in tokens, 1 ...
/// kTrail.
struct CellMark {
    CellState state = CellState::Quiet;
    std::uint8_t level = 0;
    bool operator==(const CellMark&) const = default;
};

inline constexpr int kTrail = 8; // tokens

class BoardColours {
public:
    BoardColours() = default;
    BoardColours(const Theme& theme, bool sparse);

    QRgb of(CellMark mark) const;
    QRgb ground() const { return m_ground; } // between the cells

private:
    QRgb m_ground = 0, m_quiet = 0, m_hollow = 0;
    std::array<QRgb, kTrail + 1> m_trail{};
    std::array<QRgb, 256> m_bright{}, m_negative{};
};

/// Which pixels of a cell of this size, without its gap, carry the mark: filled, ring, bar, dot, or
/// nothing. Row-major.
std::vector<bool> cellShape(CellState state, QSize cell);

class BoardImage {
public:
    /// The grid of `fold` with cells as large as `plan` says, device pixels. Repaints everything at
    /// the next update().
    void arrange(const BoardFold& fold, int neurons, const BoardPlan& plan, qreal pixelRatio,
        const BoardColours& colours);
    /// marks (F). True when a pixel changed.
    bool update(std::span<const CellMark> marks);
    const QImage& image() const { return m_image; }

private:
    void paintCell(int neuron, CellMark mark);

    BoardColours m_colours;
    std::vector<QPoint> m_corners;             // (F), of each neuron's cell
    QSize m_inside;                            // of a cell without its gap
    std::array<std::vector<bool>, 5> m_shapes; // by CellState
    std::vector<CellMark> m_painted;           // (F), what the image shows
    bool m_stale = true;
    QImage m_image;
};

} // namespace glowworm
