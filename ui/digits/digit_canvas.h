// SPDX-License-Identifier: GPL-3.0-or-later
// The sheet to draw a digit on, for mouse, finger and pen, and for the keys alone: P takes up a pen
// (pen_keys.h); else arrows shift the ink by a pixel of the models' picture; [ ] change the brush,
// E switches to the eraser. Every stroke event is told at once. GUI thread.
#pragma once

#include "ui/digits/ink.h"

#include <QWidget>

#include <optional>

class QUndoCommand;
class QUndoStack;

namespace glowworm {

struct Stage;
class PenKeys;

class DigitCanvas : public QWidget {
    Q_OBJECT

public:
    static constexpr double kThinnest = 1, kThickest = 4; // model pixels

    explicit DigitCanvas(QWidget* parent = nullptr);

    const Ink& ink() const { return m_ink; }
    double brush() const { return m_brush; }
    bool erasing() const { return m_erasing; }
    const PenKeys& pen() const { return *m_pen; }

    // What a person does: each is an entry among the edits, in turn with what else is done. A
    // stroke is one from where the brush first changes the sheet, and another one after each other
    // edit.
    void keepStepsIn(QUndoStack& edits) { m_edits = &edits; }
    void setBrush(double modelPixels);
    void setErasing(bool on);
    void beginStroke(QPointF at, bool erase); // model pixels; erase: whatever the switch says
    void drawTo(QPointF at);
    void endStroke(); // as whatever else changes the drawing does, too
    void clear();
    /// goesOn: in one step with the shift before, unless something else came between.
    void shift(int right, int down, bool goesOn = false);
    void setPicture(std::span<const std::uint8_t, kDigitPixels> picture,
        std::optional<qint64> testIndex, const std::shared_ptr<const DigitSet>& testSet = {});
    void setDrawing(const Drawing& drawing);
    /// words: behind "Undo"
    void setOptions(const NormaliseOptions& options, const QString& words);

    // What comes back, or comes with the program, and is no edit.
    void showDrawing(Ink::State drawing);
    void showBrush(double modelPixels);
    void showErasing(bool on);
    void setRecorded(const PenStrokes& strokes);
    void findTestSet(const std::shared_ptr<const DigitSet>& set) { m_ink.findTestSet(set); }

Q_SIGNALS:
    void inkChanged();
    void brushChanged();
    void erasingChanged(bool on);
    void strokeEnded();

protected:
    bool event(QEvent* event) override;
    void tabletEvent(QTabletEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QRectF paper() const; // the square that is drawn on, logical pixels
    QPointF modelPoint(QPointF position) const;
    void move(QPointF position);
    void release(); // what draws by pointing
    void changed();
    const QUndoCommand* push(
        Ink::State before, const QString& words, bool isShift = false, bool goesOn = false);
    void keep(Ink::State before, const QString& words, bool isShift = false, bool goesOn = false);
    void addKeys();
    void paintEmpty(QPainter& painter, const QRectF& sheet, const Stage& stage) const;
    void paintInvitation(QPainter& painter, const QRectF& sheet, const Stage& stage) const;

    Ink m_ink;
    QUndoStack* m_edits = nullptr;
    double m_brush = 2;
    bool m_erasing = false;
    bool m_strokeErases = false;
    PenKeys* m_pen;
    std::optional<QPointF> m_last;        // of the stroke that is being drawn, model pixels
    std::optional<Ink::State> m_from;     // before that stroke, until it has changed something
    const QUndoCommand* m_step = nullptr; // of that stroke, then
    std::optional<QPointF> m_pointer;     // for the brush outline, logical pixels
};

} // namespace glowworm
