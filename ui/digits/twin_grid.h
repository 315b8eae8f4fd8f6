// SPDX-License-Identifier: GPL-3.0-or-later
// The dense twin's neurons, every one of them: those above zero shine, the more the larger their
// value. Rows are the columns of the sparse net, so that a neuron has one address in both. One Tab
// stop with a cell cursor (arrows; Enter picks). GUI thread.
#pragma once

#include "model/config/firing.h"
#include "model/config/neuron.h"
#include "ui/digits/digit_pick.h"
#include "ui/widgets/picture_access.h"

#include <optional>
#include <vector>

namespace glowworm {

class TwinGrid : public SpokenPicture {
    Q_OBJECT

public:
    explicit TwinGrid(QWidget* parent = nullptr);

    /// Of the model that is open; nothing = none is. Forgets what shone.
    void setGrid(const std::optional<NeuronGrid>& grid);
    const std::optional<NeuronGrid>& grid() const { return m_grid; }
    void setFiring(const LayerFiring& firing); // of a dense layer
    void clear();
    float value(int neuron) const { return m_values.at(static_cast<std::size_t>(neuron)); } // or 0
    int lit() const;                   // how many
    QRectF cellRect(int neuron) const; // logical pixels

    QString pictureWords() const override;
    QString cursorWords() const override;

Q_SIGNALS:
    void picked(const glowworm::DigitPick& pick);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void addKeys();
    void moveCursor(int groups, int neurons);
    int neuronAt(QPointF position) const; // -1: none
    QString wordsOf(int neuron) const;

    std::optional<NeuronGrid> m_grid;
    std::vector<float> m_values; // (F), 0 = dark
    float m_brightest = 0;       // of this model so far: the top of the scale
    int m_cursor = 0;
    int m_hovered = -1;
};

} // namespace glowworm
