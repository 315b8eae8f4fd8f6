// SPDX-License-Identifier: GPL-3.0-or-later
// The neurons of one digit model's only FF layer, as LightMap and TwinGrid draw them: what each did
// for the drawing, and which of them is pointed at, kept, shown apart, compared or operated on. One
// Tab stop with a cursor; a click or Enter picks, the right button or the Menu key asks what may be
// done. Where they lie and how they shine is its heirs' business. GUI thread.
#pragma once

#include "model/config/firing.h"
#include "model/config/surgery.h"
#include "model/neurons/comparison.h"
#include "ui/digits/digit_pick.h"
#include "ui/widgets/picture_access.h"

#include <optional>
#include <vector>

namespace glowworm {

class FocusKeys;
struct Stage;

class NeuronPicture : public SpokenPicture {
    Q_OBJECT

public:
    /// Of the model that is open; nothing = none is. Forgets all that was shown and set.
    virtual void setGrid(const std::optional<NeuronGrid>& grid);
    const std::optional<NeuronGrid>& grid() const { return m_grid; }
    /// Its model is being opened.
    void setComing(bool isComing);
    bool isComing() const { return m_isComing; }
    QString missingWords() const; // in the place of its neurons, while there is no model
    /// After the activation; 0 where it did not fire. neuron: 0 ... F - 1.
    float value(int neuron) const { return m_values.at(static_cast<std::size_t>(neuron)); }
    int lit() const;                               // how many are above zero
    virtual QRectF cellRect(int neuron) const = 0; // logical pixels
    virtual QRectF groupRect(int group) const = 0; // of all its cells
    virtual QString wordsOf(const DigitPick& pick) const = 0;
    /// Of what pointer or cursor is at, else of what is kept; "" = nothing is marked.
    QString markedWords() const { return marked() ? wordsOf(*marked()) : QString(); }

    /// What is marked while nothing is pointed at: what the inspector is about.
    void keep(const std::optional<DigitPick>& pick);
    /// All others are dimmed; none: nothing is.
    void setHighlights(const std::vector<NeuronAddress>& neurons);
    void setSurgery(const Surgery& surgery);
    /// In place of what shines: what only one of two drawings lit, and what both did.
    void setComparison(const std::optional<LayerComparison>& comparison);
    QString comparisonLegend() const; // what its shapes mean; "" = nothing is compared

    QString cursorWords() const override;

Q_SIGNALS:
    void picked(const glowworm::DigitPick& pick);
    /// Pointer or cursor went there; nothing: the pointer has left.
    void hovered(const std::optional<glowworm::DigitPick>& pick);
    void menuWanted(const glowworm::DigitPick& pick, QPoint globalPosition, bool byKey);

protected:
    NeuronPicture(Twin twin, QWidget* parent);

    /// Of a model with this grid; null: nothing was drawn.
    void setFiring(const LayerFiring* firing);
    /// The top of the scale: the largest size of a value of this model so far; 0: there was none.
    float brightest() const { return m_brightest; }
    virtual std::optional<DigitPick> pickAt(QPointF position) const = 0;
    virtual void renew() { update(); } // all of it looks differently, not only what is marked
    void addPickKeys(FocusKeys& keys); // Enter and Menu
    const DigitPick& cursor() const { return m_cursor; }
    void moveCursor(const DigitPick& to); // by a key
    void placeCursor(int neuron);         // unless keys or a click moved it
    /// By the pointer, the cursor or from outside; nothing is in a picture in a file.
    std::optional<DigitPick> marked() const;
    bool isOperated(int group) const; // something was set on one of its neurons
    QString addressOf(int neuron) const;
    QString withMarks(int neuron, QString words) const;           // "chosen, switched off"
    void paintMarks(QPainter& painter, const Stage& stage) const; // that were set

    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    const LayerComparison* compared() const; // null: nothing, or not here
    void point(const std::optional<DigitPick>& pick);
    void askForMenu(const DigitPick& pick, QPoint globalPosition, bool byKey);

    const Twin m_twin;
    std::optional<NeuronGrid> m_grid;
    std::vector<float> m_values; // (F)
    float m_brightest = 0;
    std::vector<NeuronAddress> m_highlights;
    std::optional<LayerComparison> m_comparison;
    Surgery m_surgery;
    std::optional<DigitPick> m_pointed, m_kept;
    DigitPick m_cursor;
    bool m_isMoved = false; // the cursor, in this grid
    bool m_isComing = false;
};

} // namespace glowworm
