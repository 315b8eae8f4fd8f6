// SPDX-License-Identifier: GPL-3.0-or-later
// What the marks of a switchboard mean, at its foot: where each sample and its words stand, and
// the room that is left for the status line. GUI thread.
#pragma once

#include "ui/widgets/board_picture.h"

#include <QRect>
#include <QString>

#include <vector>

class QFont;

namespace glowworm {

struct LegendItem {
    enum class Kind { Ramp, Mark, TossUp, Disabled, Forced, Pinned } kind = Kind::Mark;
    CellState state = CellState::Quiet;
    QString text;
    bool comesAndGoes = false; // stands at the end of the last line, or where that is full of the
                               // status line, so that no cell moves for it; a toss-up always at the
                               // start of the status line
    QRect place;               // logical pixels, by BoardLegend
    QString before{};          // what the start of a ramp means; its text is then that of its end

    bool operator==(const LegendItem&) const = default;
};

class BoardLegend {
public:
    /// How many lines of that width they take, but for those that come and go.
    static int linesOf(const std::vector<LegendItem>& items, int width, const QFont& font);
    /// At the foot of a board of that size, with room for so many lines at least.
    void arrange(std::vector<LegendItem> items, QSize board, const QFont& font, int leastLines = 1);
    void paint(QPainter& painter, const BoardInk& ink) const;

    int top() const { return m_top; }                // where the board's cells have to end
    QRect status() const { return m_status; }        // of the line below it
    bool isStatusFolded() const { return m_narrow; } // into two lines
    bool isEmpty() const { return m_items.empty(); }
    const std::vector<LegendItem>& items() const { return m_items; }
    QString words() const;

    bool operator==(const BoardLegend&) const = default;

private:
    std::vector<LegendItem> m_items;
    QRect m_status;
    int m_top = 0;
    bool m_narrow = false;
};

} // namespace glowworm
