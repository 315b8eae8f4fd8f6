// SPDX-License-Identifier: GPL-3.0-or-later
// Curves that lie over the large board and the card beside it: from the lights that add most to the
// likeliest next character ("votes" on screen) to that character, thicker and stronger where one
// adds more. Level and behind other lights to the right of all cells, each in a lane of its own
// from there; so they cross no layer's name, and of other layers only those beside their own. While
// the card is about a neuron that is kept they are faint, but for its own, and end before the
// card's edge, beside the character's probability. There are none while the character is not to be
// seen or stands below the board, and none while the lights tell margins. The pointer goes through.
// GUI thread.
#pragma once

#include "model/engine/attribution.h"

#include <QPolygonF>
#include <QRegion>
#include <QString>
#include <QWidget>

#include <optional>
#include <vector>

namespace glowworm {

class NextCharacters;
class Switchboard;
enum class Twin;
struct Stage;

class VoterCurves : public QWidget {
    Q_OBJECT

public:
    /// next: in the same window as `over`, which is covered whole.
    VoterCurves(const NextCharacters& next, QWidget* over);

    /// From the lights of a board, the largest first; none: no curves. While there are some, all
    /// other lights of that board glow less.
    void setVoters(Twin twin, Switchboard& board, std::vector<Attribution> voters);
    /// Its curve alone is strong; none: all are as they were.
    void mark(std::optional<NeuronAddress> neuron);
    std::optional<NeuronAddress> marked() const { return m_marked; }
    /// The card is about this one: its curve alone is strong.
    void keep(std::optional<NeuronAddress> neuron);
    /// Fainter while every moment has others.
    void setPlaying(bool plays);
    void follow(); // to where board and character are now

    struct Curve {
        NeuronAddress neuron;
        int number = 1;      // its place, as in the list
        QRectF light;        // in widget coordinates, as all that follows
        bool isRing = false; // what the light looks like
        QPointF from, to;    // the edges of light and character
        double share = 1;    // of what the largest adds, 0 ... 1
        double ink = 1;      // opacity, 0 ... 1
        double level = 0;    // where it runs to the right,
        double lane = 0;     // and up or down
        QPolygonF outline;   // to be filled, which takes half as long as to stroke its middle
    };
    const std::vector<Curve>& curves() const { return m_curves; } // the largest first
    const QRectF& end() const { return m_end; }                   // the character's frame
    const QString& note() const { return m_note; } // beside it, where the card does not tell
    /// What curves pass behind whole, in widget coordinates.
    const QRegion& above() const { return m_above; }
    /// 0 ... 1, of a curve as it is painted now, but for high contrast.
    double inkOf(const Curve& curve) const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    static constexpr double kHalo = 18, kEndHalo = 22; // pixels, radius of the largest halo
    QFont noteFont() const;
    void makeCurves();                  // as many as have a light and reach the character
    bool placeEnd();                    // whether there is one
    void addCurve(std::size_t place);   // of the voters, if it has a light
    void route();                       // all of them
    double laneBeside() const;          // the first, right of all cells
    void placeNote(double probability); // before the character, over no layer's name
    void findAbove();
    QRect onBoard(const QRect& place) const; // in widget coordinates
    QRect reach() const;                     // of all that is painted
    bool hasCurve(NeuronAddress neuron) const;
    void paintLight(QPainter& painter, const Curve& curve, const Stage& stage) const;
    void paintNumbers(QPainter& painter, const Stage& stage) const;
    void paintEnd(QPainter& painter, const Stage& stage) const;

    const NextCharacters& m_next;
    Twin m_twin;
    Switchboard* m_board = nullptr; // null: not told yet
    std::vector<Attribution> m_voters;
    std::optional<NeuronAddress> m_marked, m_kept;
    bool m_plays = false;
    std::vector<Curve> m_curves;
    QString m_character;    // that they lead to,
    QRectF m_end;           // and its frame
    bool m_isAside = false; // that is before the card's edge
    QString m_note;         // its probability then,
    QRectF m_notePlace;     // and where it stands
    QRegion m_above;
    QRectF m_column; // of the first one's group, lit whole: one of all these was chosen
};

} // namespace glowworm
