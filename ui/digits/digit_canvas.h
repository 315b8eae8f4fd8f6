// SPDX-License-Identifier: GPL-3.0-or-later
// The sheet to draw a digit on, for mouse, finger and pen, and for the keys alone: arrows shift the
// ink by a pixel of the models' picture, [ ] change the brush, E switches to the eraser. Every
// stroke event is told at once. GUI thread.
#pragma once

#include "ui/digits/ink.h"

#include <QWidget>

#include <optional>

class QUndoStack;

namespace glowworm {

struct Stage;

class DigitCanvas : public QWidget {
    Q_OBJECT

public:
    static constexpr double kThinnest = 1, kThickest = 4; // model pixels

    explicit DigitCanvas(QWidget* parent = nullptr);

    const Ink& ink() const { return m_ink; }
    double brush() const { return m_brush; }
    void setBrush(double modelPixels);
    bool erasing() const { return m_erasing; }
    void setErasing(bool on);

    /// Each step that can be undone is an entry there too, in turn with what else is done.
    void keepStepsIn(QUndoStack& edits) { m_edits = &edits; }
    bool undo(); // false: there is nothing to take back
    bool redo();
    void clear();
    void shift(int right, int down, bool goesOn = false); // as Ink::shift()
    void setPicture(std::span<const std::uint8_t, kDigitPixels> picture,
        std::optional<qint64> testIndex, const std::shared_ptr<const DigitSet>& testSet = {});
    void setDrawing(const Drawing& drawing);
    void setOptions(const NormaliseOptions& options);
    void setRecorded(const PenStrokes& strokes);

Q_SIGNALS:
    void inkChanged();
    void brushChanged();
    void erasingChanged(bool on);

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
    void press(QPointF position, bool erase);
    void move(QPointF position);
    void draw(QPointF to); // from m_last, model pixels
    void release() { m_last.reset(); }
    void changed(bool really = true);
    void addKeys();
    void paintEmpty(QPainter& painter, const QRectF& sheet, const Stage& stage) const;
    void paintInvitation(QPainter& painter, const QRectF& sheet, const Stage& stage) const;

    Ink m_ink;
    QUndoStack* m_edits = nullptr;
    std::int64_t m_steps = 0; // of the ink that are there
    double m_brush = 2;
    bool m_erasing = false;
    bool m_strokeErases = false;
    std::optional<QPointF> m_last;    // of the stroke that is being drawn, model pixels
    std::optional<QPointF> m_pointer; // for the brush outline, logical pixels
};

} // namespace glowworm
