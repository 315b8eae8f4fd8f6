// SPDX-License-Identifier: GPL-3.0-or-later
// All feed-forward neurons of a model at once, and which of them worked on one token. Shape tells
// the state, lightness the value; the legend is always there. One Tab stop with a cell cursor
// (arrows, PageUp/PageDown, F), and the cell under cursor or pointer in words. It shows what it is
// given: no data of its own but the scale of a run. GUI thread.
#pragma once

#include "model/config/firing.h"
#include "model/config/neuron.h"
#include "ui/widgets/board_picture.h"
#include "ui/widgets/picture_access.h"

#include <QImage>

#include <optional>
#include <vector>

namespace glowworm {

/// What the lightness of a fired cell means: its value, or how sure its router was of it (the
/// winner's probability in its group, its margin over the second). A record without decisions has
/// only values; so have dense layers.
enum class Shade { Value, Probability, Margin };

class Switchboard : public SpokenPicture {
    Q_OBJECT

public:
    explicit Switchboard(QWidget* parent = nullptr);

    /// Another model: forgets firing, scale, cursor and everything that was set on neurons.
    void setShape(const BoardShape& shape);
    const BoardShape& shape() const { return m_shape; }
    /// before: the tokens ahead of it, nearest first, for the trail; at most kTrail are used, none
    /// for a dense layer.
    void setFiring(const FiringRecord& now, std::span<const FiringRecord* const> before = {});
    void clearFiring();
    /// The value of the brightest light, at the start of a run: at least `top`, when one knows it;
    /// 0: as the first firing needs it. Rounded up to 1, 2, 3, 4, 6 or 8 times a power of ten, and
    /// raised to the next of these when a larger value comes: within a run it never falls.
    void setScale(float top = 0);
    float scale() const { return m_scale; }
    void setShade(Shade shade);
    /// Off where one record does not follow another.
    void setTrail(bool on);
    /// A picture beside the large board: the cells alone, and a click anywhere is clicked().
    void setSmall(bool small);

    /// Addresses outside the shape are passed over.
    void setPicked(std::optional<NeuronAddress> neuron);
    void setSurgery(const Surgery& surgery);
    /// All else is dimmed; none: nothing is.
    void setHighlights(std::vector<NeuronAddress> neurons);
    /// What stands in the place of the cells while there is no model, and below them while nothing
    /// has fired.
    void setEmptyText(const QString& text);
    void setQuietText(const QString& text);
    /// Which model and which token this is, for files and the table.
    void setOrigin(const QString& words);
    QString statusText() const; // the line below the legend: the cell that pointer or keys last
                                // went to, and the summary

    /// The board with its legend, title and origin, as .png, .svg or .pdf. "" or a sentence on what
    /// went wrong; an older file is then untouched.
    QString exportPicture(const QString& file) const;
    /// What fired now, as a table in a window of its own.
    void showTable();

    CellMark mark(NeuronAddress at) const;
    QString cellWords(NeuronAddress at) const; // "L2.G07.N41: fired, 0.82"
    QString summary() const;                   // "96 fired: 60 positive, 36 zero"
    QString legendWords() const;
    QString pictureWords() const override;
    QString cursorWords() const override;
    QRect cellRect(NeuronAddress at) const; // in widget coordinates, at least one pixel

    NeuronAddress cursorCell() const { return m_cursor; }
    void setCursorCell(NeuronAddress at); // and the words are of it until the pointer moves

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// Pointer or cursor went to a neuron, or left the board.
    void hovered(std::optional<glowworm::NeuronAddress> neuron);
    /// By a click or Enter; not from the small form.
    void picked(glowworm::NeuronAddress neuron);
    /// By the right button or the Menu key.
    void menuWanted(glowworm::NeuronAddress neuron, QPoint globalPosition);
    /// The small form, by a click or Enter.
    void clicked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    struct LegendItem {
        enum class Kind { Ramp, Mark, TossUp, Disabled, Forced } kind;
        CellState state;
        QString text;
        QRect place; // logical pixels
    };
    void addKeys();
    void makeActions(); // of the board, not of one neuron: also in the menu where no neuron is
    void enter(int layer, int group);
    void moveCursor(NeuronAddress to);
    void point(std::optional<NeuronAddress> at);
    void activate();

    void arrange();
    bool arrangeLegend(); // true when the cells have another height now
    void arrangeCells();
    void fillLegend();
    int lineHeight() const;
    int nameHeight() const;
    bool isNarrow() const;
    int legendMark(const LegendItem& item) const; // its width

    void raiseScale();
    void markTrail(std::span<const FiringRecord* const> before);
    void markFired();
    void showCells(); // the marks, at the next paint event
    std::uint8_t levelOf(const LayerFiring& firing, std::size_t place) const;
    bool showsDecisions() const; // it is to, and it can
    BoardScene scene() const;
    QString layerName(int layer, int width) const;
    void paintWords(QPainter& painter) const; // all but the cells
    void paintNames(QPainter& painter) const;
    void paintLegend(QPainter& painter) const;
    void paintStatus(QPainter& painter) const;
    void paintCursor(QPainter& painter) const;
    void paintFrame(QPainter& painter, NeuronAddress at, const QPen& pen) const;

    QString stateWords(NeuronAddress at) const;
    QString surgeryWords(NeuronAddress at) const;
    const LayerFiring* firingOf(int layer) const;
    std::optional<std::size_t> placeInRecord(NeuronAddress at) const;
    const Decision* decisionOf(int layer, int group) const;
    int firedOf(int layer, int group) const; // neuron, -1: none
    std::optional<NeuronAddress> cellAt(QPoint position) const;
    std::optional<NeuronAddress> lightNear(NeuronAddress at, QPoint position) const;
    QRectF onScreen(const QRect& pixels) const;
    bool contains(NeuronAddress at) const;
    int groupOf(int neuron) const { return neuron / m_shape.grid.groupSize; }
    std::size_t place(NeuronAddress at) const
    {
        return static_cast<std::size_t>(at.layer) * static_cast<std::size_t>(m_shape.grid.neurons())
            + static_cast<std::size_t>(at.neuron);
    }

    BoardShape m_shape;
    BoardFold m_fold;
    BoardPlan m_plan;
    BoardInk m_ink;
    FiringRecord m_now;
    float m_scale = 0;
    Shade m_shade = Shade::Value;
    Surgery m_surgery;
    std::vector<NeuronAddress> m_highlights;
    std::vector<CellMark> m_marks; // (L, F)
    QImage m_picture;              // of the cells, null: to be painted
    std::vector<LegendItem> m_legend;
    QPoint m_origin;     // of the cells, device pixels
    int m_legendTop = 0; // where the cells end
    QRect m_status;
    qreal m_pixelRatio = 1; // that the plan was made for
    bool m_trail = true, m_small = false;
    NeuronAddress m_cursor;
    std::optional<NeuronAddress> m_hovered, m_picked;
    QString m_emptyText, m_quietText, m_originWords;
};

} // namespace glowworm
