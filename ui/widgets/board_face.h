// SPDX-License-Identifier: GPL-3.0-or-later
// A switchboard without its widget: what it shows, where each cell, name and sample stands, how
// they are painted and what they say. A value: a picture in a file is a copy that is laid out for
// its page. GUI thread.
#pragma once

#include "ui/widgets/board_legend.h"

#include <QCoreApplication>
#include <QFont>
#include <QPointF>

#include <optional>
#include <span>
#include <vector>

namespace glowworm {

/// What a board is laid out for.
struct BoardFrame {
    QSize size;      // logical pixels
    qreal ratio = 1; // device pixels of one; cells are whole device pixels
    QFont font;      // of all words
    Stage stage;
    bool halos = true;
    bool small = false; // cells and counts alone
    int largest = 0;    // of a cell with the dark beside it, logical pixels; 0: as on the screen
};

class BoardFace {
    Q_DECLARE_TR_FUNCTIONS(glowworm::BoardFace)

public:
    // What is set here is laid out by the next arrange(). Meanings are those of Switchboard.
    void setShape(const BoardShape& shape);
    const BoardShape& shape() const { return m_shape; }
    void setFiring(const FiringRecord& now, std::span<const FiringRecord* const> before);
    const FiringRecord& firing() const { return m_now; } // without layers: nothing fired yet
    void clearFiring();
    void setScale(float top, bool isFixed = false);
    float scale() const { return m_scale; }
    void setShade(Shade shade);
    Shade shade() const;       // that is shown: values, where there is nothing else
    bool hasDecisions() const; // of routers, or will have
    void setSurgery(const Surgery& surgery);
    void setHighlights(std::vector<NeuronAddress> neurons);
    void setComparison(std::span<const LayerComparison> layers);
    void setGlow(qreal glow) { m_glow = glow; }
    qreal glow() const { return m_glow; }
    void setDimmed(bool dimmed) { m_dimmed = dimmed; }
    bool isDimmed() const { return m_dimmed; }

    /// Whether anything but the lights stands elsewhere, or looks different, from here on.
    bool arrange(const BoardFrame& frame);
    /// Logical pixels, of a usual board of that shape in that room, without a frame.
    QSize size(QSize room, const BoardShape& shape) const;

    // Pixels: logical ones, but for paintCells().
    QRectF cellRect(NeuronAddress at) const;
    QRectF columnRect(NeuronAddress at) const; // of its group
    QRectF nameRect(int layer) const;          // of a layer's name as it is written; may be empty
    std::optional<NeuronAddress> cellAt(QPointF position) const;
    const BoardLegend& legend() const { return m_legend; }
    const BoardInk& ink() const { return m_ink; }
    bool isEmpty() const { return m_plan.pitch.isEmpty(); }                     // no cells
    QRectF cells() const { return onScreen(QRect(QPoint(0, 0), m_plan.size)); } // with their names

    /// Device pixels: the columns at rest, or the lights on them.
    void paintCells(QPainter& painter, bool lights) const;
    void paintWords(QPainter& painter) const;   // names of the layers, legend
    void paintTossUps(QPainter& painter) const; // of each layer, behind its name, of margins
    void paintCounts(QPainter& painter) const;  // lights of each layer, below the small form
    /// Just outside its cell, and not on the neuron that its column chose instead.
    void paintRing(QPainter& painter, NeuronAddress at, const QPen& pen) const;
    /// A white line around it; and a link to the neuron that its column chose instead. The one that
    /// was chosen, it or that, has its whole light and a glow.
    void paintPicked(QPainter& painter, NeuronAddress at) const;
    QRectF pickedRect(NeuronAddress at) const; // of that line
    /// Its name beside its column, and that of the neuron that its column chose instead.
    void paintNames(QPainter& painter, NeuronAddress at) const;

    CellMark mark(NeuronAddress at) const { return marks()[placeOnBoard(m_shape, at)]; }
    bool contains(NeuronAddress at) const { return glowworm::contains(m_shape, at); }
    int groupOf(int neuron) const { return neuron / m_shape.grid.groupSize; }
    int firedOf(int layer, int group) const; // neuron; -1: none, or a dense layer
    QString cellWords(NeuronAddress at) const;
    QString choiceWords(NeuronAddress at) const; // "N34", of the one that was chosen "N19 39 %"
    QString summary() const;
    QString restWords() const; // of the status line while no cell is pointed at

private:
    std::vector<LegendItem> firingItems(Shade shade) const;
    std::vector<LegendItem> firingItems(Shade shade, bool brief) const;
    std::vector<LegendItem> legendItems() const;
    int legendLines() const;
    BoardScene scene() const;
    int nameHeight() const;
    QString layerName(int layer, int width) const;
    bool tellsMargins() const { return shade() == Shade::Margin && m_compared.empty(); }
    QRectF onScreen(const QRect& pixels) const;
    /// What its column chose in its place; -1: itself, none, or places are compared.
    int chosenInstead(NeuronAddress at) const;
    std::optional<NeuronAddress> lightNear(NeuronAddress at, QPointF position) const;
    void raiseScale();
    void markNow();
    const std::vector<CellMark>& marks() const { return m_compared.empty() ? m_marks : m_compared; }
    void paintChosen(QPainter& painter, NeuronAddress at) const;
    QString stateWords(NeuronAddress at) const;
    QString withSurgery(NeuronAddress at, const QString& text) const; // what was set on it
    QString nameInGroup(int neuron) const;
    static QString tossUpWords(qint64 count); // behind a layer's name

    BoardShape m_shape;
    BoardFold m_fold;
    FiringRecord m_now;
    float m_scale = 0;
    bool m_isScaleFixed = false;
    Shade m_shade = Shade::Value;
    Surgery m_surgery;
    std::vector<NeuronAddress> m_highlights;
    qreal m_glow = 1;
    bool m_dimmed = false;
    std::vector<NeuronAddress> m_closest;      // choices
    std::vector<CellMark> m_marks, m_compared; // (L, F); none while nothing is compared

    BoardFrame m_frame;
    BoardPlan m_plan;
    BoardInk m_ink;
    BoardLegend m_legend;
    QPoint m_corner; // of the cells, device pixels
};

} // namespace glowworm
