// SPDX-License-Identifier: GPL-3.0-or-later
// Where the sparse layer pays: one cell for each density and number of tokens a call, with its
// ratio printed and coloured on a diverging logarithmic scale, neutral at 1; a line runs where the
// ratio crosses 1, and cells whose interval includes 1 are hatched. Arrow keys go from cell to
// cell, Enter or a double click asks for the cell's rows. Draws what it was given last.
#pragma once

#include "model/bench/statistics.h"
#include "ui/widgets/plot_view.h"

#include <optional>
#include <vector>

class QCPColorScale;
class QCPTextElement;

namespace glowworm {

struct MapCell {
    double density = 1;
    int tokens = 1;
    std::optional<RatioInterval> ratio; // times the sparse layer is faster; empty = not yet
    int rounds = 0;                     // done
    QString how;          // how the number was obtained; the tooltip and the accessible text
    bool doubted = false; // it is nobody's win
};

class MapCells;

class CrossoverMap : public PlotView {
    Q_OBJECT

public:
    explicit CrossoverMap(QWidget* parent = nullptr);
    /// Any order; repeats: rounds that a finished cell has.
    void setCells(std::vector<MapCell> cells, int repeats);
    const MapCell* currentCell() const { return at(m_current); }
    void choose(double density, int tokens); // the current cell; nothing where there is none
    struct Inks {
        QColor ground, cell, sparse, dense, text, quiet;
    };

Q_SIGNALS:
    void currentChanged();
    void cellActivated(double density, int tokens);

protected:
    void restyle(const Theme& theme) override;
    void refill() override;
    void hideReadOut() override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fitTitles(bool isLow);
    friend class MapCells;
    void addKeys();
    // A place: column and row.
    const MapCell* at(QPoint place) const; // null = outside, or no such cell
    QPoint placeUnder(const QPointF& position);
    void setCurrent(QPoint place); // nothing where no cell is

    std::vector<MapCell> m_cells;
    int m_repeats = 1;
    std::vector<double> m_densities; // distinct, ascending: rows from below
    std::vector<int> m_tokens;       // distinct, ascending: columns
    Inks m_inks;
    QPoint m_current;
    bool m_showsCurrent = false;
    QCPColorScale* m_scale;
    QCPTextElement* m_key;
};

} // namespace glowworm
