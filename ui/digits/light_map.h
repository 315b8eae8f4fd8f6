// SPDX-License-Identifier: GPL-3.0-or-later
// The sparse network at work on one drawing: its columns, in each the one neuron that fired, and
// curves of light from the input to those and on to ten lamps with both models' probabilities. A
// curve to a lamp is as strong as what the neuron adds to that digit's score
// (DigitEngine::contributions(), over the largest of this drawing); one from the input is as strong
// as the size of the neuron's value, over the largest so far. What takes from a score is drawn only
// for the neuron or the lamp that is pointed at, dotted. One Tab stop with a cursor (arrows; Enter
// picks). GUI thread.
#pragma once

#include "model/config/neuron.h"
#include "model/jobs/digit_run.h"
#include "ui/digits/digit_pick.h"
#include "ui/widgets/picture_access.h"

#include <QPixmap>
#include <QStringList>

#include <array>
#include <optional>
#include <vector>

namespace glowworm {

struct Stage;

class LightMap : public SpokenPicture {
    Q_OBJECT

public:
    explicit LightMap(QWidget* parent = nullptr);

    /// Of the sparse model that is open; nothing = none is. Forgets the answers.
    void setGrid(const std::optional<NeuronGrid>& grid);
    const std::optional<NeuronGrid>& grid() const { return m_grid; }
    /// Of the ten classes; the lamps of 0 ... 9 need none.
    void setNames(const QStringList& names);
    /// The right edge of the picture that the light comes from, in this widget's coordinates.
    void setSource(qreal top, qreal bottom);
    /// Either may be null.
    void show(const DigitAnswer* sparse, const DigitAnswer* dense);
    void clear();

    int firedOf(int group) const;                  // neuron 0 ... F - 1; -1: nothing was drawn
    float valueOf(int group) const;                // of that neuron
    int lit() const;                               // how many of those are above zero
    double added(int group, int digit) const;      // to the digit's score
    double strength(int group, int digit) const;   // of that curve, 0 ... 1; 0 = none is drawn
    float probability(Twin twin, int digit) const; // -1: no answer
    QRectF columnRect(int group) const;
    QRectF cellRect(int neuron) const; // of its column's light, at least one pixel high
    QPointF lamp(int digit) const;
    QRectF bar(Twin twin, int digit) const; // its whole track
    QString wordsOf(const DigitPick& pick) const;
    /// What is kept lit apart from the pointer: what the inspector is about.
    void keep(const std::optional<DigitPick>& pick);

    QString pictureWords() const override;
    QString cursorWords() const override;

Q_SIGNALS:
    void picked(const glowworm::DigitPick& pick);
    void hovered(const std::optional<glowworm::DigitPick>& pick);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void addKeys();
    void moveCursor(int along, int across);
    std::optional<DigitPick> pickAt(QPointF position) const;
    std::optional<DigitPick> marked() const; // by the pointer, the cursor or from outside
    void point(const std::optional<DigitPick>& pick);
    void renew();

    void arrange();
    void paintPicture();
    void paintColumns(QPainter& painter, const Stage& stage) const;
    void paintCurves(QPainter& painter, const Stage& stage) const;
    void paintCells(QPainter& painter, const Stage& stage) const;
    void paintHalos(QPainter& painter, const Stage& stage) const;
    qreal lampRadius() const;
    int winner(Twin twin) const; // -1: no answer
    void paintLamps(QPainter& painter, const Stage& stage) const;
    void paintBars(QPainter& painter, const Stage& stage, int digit) const;
    void paintMarked(QPainter& painter, const Stage& stage, const DigitPick& pick) const;
    void paintCurve(QPainter& painter, int group, int digit, const QPen& pen) const;
    void paintWords(QPainter& painter, const Stage& stage) const;

    std::optional<NeuronGrid> m_grid;
    QStringList m_names;
    std::vector<int> m_fired;                          // (G)
    std::vector<float> m_values;                       // (G)
    std::vector<float> m_added;                        // (G, 10)
    float m_most = 0;                                  // of m_added
    float m_brightest = 0;                             // size of a value of this model so far
    std::array<std::vector<float>, 2> m_probabilities; // by Twin

    // In logical pixels.
    qreal m_sourceTop = 0, m_sourceBottom = 0;
    qreal m_top = 0, m_bottom = 0;        // of columns and lamps
    qreal m_columnsLeft = 0, m_pitch = 0; // of the columns
    qreal m_lampX = 0, m_barLeft = 0, m_barRight = 0;
    QPixmap m_picture; // all but what is marked; null = is to be painted

    std::optional<DigitPick> m_pointed, m_kept;
    DigitPick m_cursor;
};

} // namespace glowworm
