// SPDX-License-Identifier: GPL-3.0-or-later
// Thin curves that lie over the large board and the card beside it: from the lights that add most
// to the likeliest next character to its bar, thicker and stronger where one adds more. None where
// the bar is not to be seen, or stands below the board. The pointer goes through. GUI thread.
#pragma once

#include "model/engine/attribution.h"

#include <QPolygonF>
#include <QWidget>

#include <optional>
#include <vector>

namespace glowworm {

class NextCharacters;
class Switchboard;
enum class Twin;

class SpeakerCurves : public QWidget {
    Q_OBJECT

public:
    /// next: in the same window as `over`, which is covered whole.
    SpeakerCurves(const NextCharacters& next, QWidget* over);

    /// From the lights of a board, the largest first; none: no curves.
    void setSpeakers(Twin twin, Switchboard& board, std::vector<Attribution> speakers);
    /// Its curve alone is strong; none: all are as they were.
    void mark(std::optional<NeuronAddress> neuron);
    std::optional<NeuronAddress> marked() const { return m_marked; }
    /// Fainter while every moment has others.
    void setPlaying(bool plays);
    void follow(); // to where board and bar are now

    struct Curve {
        NeuronAddress neuron;
        QPointF from, to;  // light and bar, in widget coordinates
        double share = 1;  // of what the largest adds
        QPolygonF outline; // to be filled, which takes half as long as to stroke its middle
    };
    const std::vector<Curve>& curves() const { return m_curves; }

Q_SIGNALS:
    void drawn(bool any); // while the bar is to be seen

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QRect reach() const; // of all curves
    QColor inkOf(const Curve& curve) const;

    const NextCharacters& m_next;
    Twin m_twin;
    const Switchboard* m_board = nullptr; // null: not told yet
    std::vector<Attribution> m_speakers;
    std::optional<NeuronAddress> m_marked;
    bool m_plays = false;
    std::vector<Curve> m_curves;
};

} // namespace glowworm
