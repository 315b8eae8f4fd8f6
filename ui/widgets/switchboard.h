// SPDX-License-Identifier: GPL-3.0-or-later
// All feed-forward neurons of a model at once, and which of them worked on one token. Shape tells
// the state, lightness the value; the legend is always there. One Tab stop with a cell cursor
// (arrows, PageUp/PageDown, F), and the cell under cursor or pointer in words. It shows what it is
// given: no data of its own but the scale of a run. GUI thread.
#pragma once

#include "model/config/firing_csv.h"
#include "ui/widgets/board_face.h"
#include "ui/widgets/exports.h"
#include "ui/widgets/origin.h"
#include "ui/widgets/picture_access.h"

#include <QImage>

#include <functional>
#include <optional>
#include <vector>

namespace glowworm {

class Switchboard : public SpokenPicture {
    Q_OBJECT

public:
    explicit Switchboard(QWidget* parent = nullptr);

    /// Another model or text: forgets firing, scale and everything that was set on neurons; the
    /// cursor stays in the same shape.
    void setShape(const BoardShape& shape);
    const BoardShape& shape() const { return m_face.shape(); }
    /// before: the tokens ahead of it, nearest first, for the trail; at most kTrail are used, none
    /// for a dense layer.
    void setFiring(const FiringRecord& now, std::span<const FiringRecord* const> before = {});
    void clearFiring();
    /// The value of the brightest light, at the start of a run: at least `top`, when one knows it;
    /// 0: as the first firing needs it. Rounded up to 1, 2, 3, 4, 6 or 8 times a power of ten, and
    /// raised to the next of these when a larger value comes: within a run it never falls. Fixed:
    /// nor does it rise, and what is larger is as bright as a light can be.
    void setScale(float top = 0, bool isFixed = false);
    float scale() const { return m_face.scale(); }
    void setShade(Shade shade);
    /// What is shown: values, where there are no decisions.
    Shade shade() const { return m_face.shade(); }
    bool hasDecisions() const { return m_face.hasDecisions(); }
    /// A picture beside the large board: the cells alone, and a click anywhere is clicked().
    void setSmall(bool small);

    /// Addresses outside the shape are passed over. While one is picked all else is dimmer.
    void setPicked(std::optional<NeuronAddress> neuron);
    void setSurgery(const Surgery& surgery);
    /// All else is dimmed; none: nothing is.
    void setHighlights(std::vector<NeuronAddress> neurons);
    /// 0 ... 1, of the usual strength of halos: less, while something else is to be seen first.
    void setGlow(qreal glow);
    /// In the place of what fires: which neurons only one of two lit, and which both. None: what
    /// fires is shown again; another shape or cleared firing ends it as well.
    void setComparison(std::span<const LayerComparison> layers);
    /// What stands in the place of the cells while there is no model.
    void setEmptyText(const QString& text);
    /// Says which model and which token this is, when a file or the table asks.
    struct Source {
        QString words;
        FiringSource cells; // the same for a table in a file
        QString model = {}; // of the words, the model and what was done to it
    };
    void setSource(std::function<Source()> source);
    /// What a file tells of it behind the words of its source.
    void setOrigin(std::function<Origin()> origin);
    /// The two places that setComparison() is of, for a picture or table as well; none: nothing is
    /// compared. Their model is that of the source.
    struct Pair {
        FiringPlace first, second;
        QString firstName, secondName;
    };
    void setPair(std::function<std::optional<Pair>()> pair);
    QString statusText() const; // the line below the legend: the cell that pointer or keys last
                                // went to, and the summary

    /// The board with its legend, title and source, or what fired now as a table.
    ExportItem exported();
    PaintedPage picture() const;
    /// What fired now, as a table in a window of its own; while two places are compared, what
    /// either lit.
    void showTable();

    const FiringRecord& firing() const { return m_face.firing(); }
    CellMark mark(NeuronAddress at) const { return m_face.mark(at); }
    QString cellWords(NeuronAddress at) const; // "L2.G07.N41: fired, 0.82"
    QString summary() const;                   // "96 chosen: 60 above zero, 36 zero"
    QString legendWords() const { return m_face.legend().words(); }
    QString pictureWords() const override;
    QString cursorWords() const override;
    int footHeight() const;                 // of legend and status line, logical pixels
    QRect cellRect(NeuronAddress at) const; // in widget coordinates, at least one pixel
    QRect nameRect(int layer) const;        // of the name above it, in widget coordinates
    /// The names beside a picked neuron, again.
    void paintNames(QPainter& painter, NeuronAddress at) const { m_face.paintNames(painter, at); }
    QRect columnRect(NeuronAddress at) const; // of its group, in widget coordinates
    QRectF pickedRect(NeuronAddress at) const { return m_face.pickedRect(at); } // if it is picked

    NeuronAddress cursorCell() const { return m_cursor; }
    void setCursorCell(NeuronAddress at); // and the words are of it until the pointer moves
    /// Where the cursor stands until keys or a click move it; nothing: at the brightest light.
    void setFirstCell(std::optional<NeuronAddress> at);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    /// Of all the cells of that shape, at their largest in that room; logical pixels.
    int heightIn(QSize room, const BoardShape& shape) const
    {
        return m_face.size(room, shape).height();
    }

Q_SIGNALS:
    /// Pointer or cursor went to a neuron, or left the board.
    void hovered(std::optional<glowworm::NeuronAddress> neuron);
    /// By a click or Enter; not from the small form.
    void picked(glowworm::NeuronAddress neuron);
    /// By the right button or the Menu key.
    void menuWanted(glowworm::NeuronAddress neuron, QPoint globalPosition, bool byKey = false);
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
    void addKeys();
    Source source() const;   // of what is shown now
    QString caption() const; // of a picture: its source and origin
    void paintPage(
        QPainter& painter, const BoardFace& face, const QRect& page, const QString& foot) const;
    void makeActions(); // of the board, not of one neuron: also in the menu where no neuron is
    void enter(int layer, int group);
    void moveCursor(NeuronAddress to);
    void placeCursor(); // unless it was moved
    void point(std::optional<NeuronAddress> at);
    void activate();

    BoardFrame frame() const;
    void renew(); // after every change of what is shown, or how
    void paintImages();
    void paintStatus(QPainter& painter) const;
    void paintCursor(QPainter& painter) const;

    BoardFace m_face;
    QImage m_still;       // all but the lights, null: to be painted
    QImage m_picture;     // the whole
    bool m_isLit = false; // the picture has the lights that are shown
    bool m_small = false;
    NeuronAddress m_cursor;
    bool m_isMoved = false; // the cursor, in this shape
    std::optional<NeuronAddress> m_first, m_hovered, m_picked;
    QString m_emptyText;
    std::function<Source()> m_source;
    std::function<Origin()> m_origin;
    std::function<std::optional<Pair>()> m_pair;
};

} // namespace glowworm
