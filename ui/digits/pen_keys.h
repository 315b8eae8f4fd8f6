// SPDX-License-Identifier: GPL-3.0-or-later
// The pen for whoever draws by keys alone: taken up, it stands on a pixel of the models' picture,
// arrows move it, and put down it draws on its way. What it draws is the canvas's; here are where
// it stands, its keys, its ring and what is said of it. GUI thread.
#pragma once

#include "ui/widgets/focus_keys.h"

#include <QHash>
#include <QPoint>

class QPainter;
class QRectF;

namespace glowworm {

struct Stage;
class DigitCanvas;

class PenKeys : public FocusKeys {
    Q_OBJECT

public:
    /// After the canvas's own keys, of which it takes some while the pen is in hand.
    explicit PenKeys(DigitCanvas& canvas);

    bool isInHand() const { return m_isInHand; }
    bool isDown() const { return m_isDown; } // it draws, or rubs out
    QPoint place() const { return m_place; } // column and row, 0 ... 27
    void takeUp();
    /// The ring: as wide as the brush, dashed for the eraser, with a dot in it while it is down.
    void paint(QPainter& painter, const QRectF& sheet, const Stage& stage) const;

Q_SIGNALS:
    void changed(); // taken up, put down, lifted or laid away

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void addMoves();
    void layAway();
    void putDownOrLift();
    void move(QPoint way, int pixels);
    void followKeys(const QKeyEvent& event, bool isPressed);
    void tellPlace();

    DigitCanvas& m_canvas;
    bool m_isInHand = false, m_isDown = false;
    bool m_hasMoved = false, m_isStopped = false; // since the place was told; by the sheet's edge
    QPoint m_place;
    QHash<quint32, QPoint> m_held; // arrows, by their place on the keyboard: where they lead
};

} // namespace glowworm
