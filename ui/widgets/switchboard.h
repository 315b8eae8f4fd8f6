// SPDX-License-Identifier: GPL-3.0-or-later
// All feed-forward neurons of a model at once, and which of them worked on one token. Shape tells
// the state, lightness the value; the legend is always there. One Tab stop with a cell cursor
// (arrows, PageUp/PageDown, F), and the cell under cursor or pointer in words. It shows what it is
// given: no data of its own but the brightest value so far, which is the top of the lightness
// scale. GUI thread.
#pragma once

#include "model/config/firing.h"
#include "ui/widgets/board_image.h"
#include "ui/widgets/picture_access.h"

#include <optional>
#include <vector>

namespace glowworm {

class Switchboard : public SpokenPicture {
    Q_OBJECT

public:
    explicit Switchboard(QWidget* parent = nullptr);

    /// Another model: forgets firing, scale and cursor.
    void setShape(const BoardShape& shape);
    const BoardShape& shape() const { return m_shape; }
    /// before: the tokens ahead of it, nearest first, for the trail; at most kTrail are used, none
    /// for a dense layer.
    void setFiring(const FiringRecord& now, std::span<const FiringRecord* const> before = {});
    void clearFiring();
    /// Off where one record does not follow another.
    void setTrail(bool on);
    /// What stands in the place of the cells while there is no model, and below them while nothing
    /// has fired.
    void setEmptyText(const QString& text);
    void setQuietText(const QString& text);
    QString statusText() const; // the line below the legend: the cell that pointer or keys last
                                // went to, and the summary

    CellMark mark(int layer, int neuron) const;
    QString cellWords(int layer, int neuron) const; // "L2.G07.N41: fired, 0.82"
    QString summary() const;                        // "96 fired: 60 positive, 36 zero"
    QString legendWords() const;
    QString pictureWords() const override;
    QString cursorWords() const override;
    QRect cellRect(int layer, int neuron) const; // in widget coordinates, at least one pixel

    struct Cell {
        int layer = 0, neuron = 0;
        bool operator==(const Cell&) const = default;
    };
    Cell cursorCell() const { return m_cursor; }
    void setCursorCell(Cell cell); // and the words are of it until the pointer moves

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    struct LegendItem {
        CellState state;
        QString text;
        QRect place; // logical pixels, below m_legendTop
        bool isRamp() const { return state == CellState::Bright; } // a strip of the lightness scale
    };
    void addKeys();
    void enter(int layer, int group);
    void arrange();
    bool arrangeLegend(); // true when the cells have another height now
    void arrangeCells();
    bool isNarrow() const;
    int legendMark(const LegendItem& item) const; // its width
    void markCells(std::span<const FiringRecord* const> before);
    void repaintCells();
    void paintLegend(QPainter& painter) const;
    void paintCursor(QPainter& painter) const;
    QString stateWords(int layer, int neuron) const;
    std::optional<float> valueOf(int layer, int neuron) const;
    int firedOf(int layer, int group) const; // neuron, -1: none
    std::optional<Cell> cellAt(QPoint position) const;
    std::size_t place(int layer, int neuron) const
    {
        return static_cast<std::size_t>(layer) * static_cast<std::size_t>(m_shape.neurons())
            + static_cast<std::size_t>(neuron);
    }
    int nameHeight() const;

    BoardShape m_shape;
    BoardFold m_fold;
    BoardPlan m_plan;
    BoardColours m_colours;
    FiringRecord m_now;
    float m_brightest = 0;
    std::vector<CellMark> m_marks;    // (L, F)
    std::vector<BoardImage> m_images; // L
    std::vector<LegendItem> m_legend;
    QPoint m_origin; // of the cells, logical pixels
    int m_legendTop = 0;
    qreal m_pixelRatio = 1; // that the images were made for
    bool m_trail = true;
    Cell m_cursor;
    std::optional<Cell> m_hovered;
    QString m_emptyText, m_quietText;
};

} // namespace glowworm
