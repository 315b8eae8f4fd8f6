// SPDX-License-Identifier: GPL-3.0-or-later
// How much a neuron was used at each evaluation of the training that made its model, and at which
// step that model is. Arrows go from evaluation to evaluation, and so does the pointer's tip. GUI
// thread.
#pragma once

#include "model/neurons/life.h"
#include "ui/widgets/picture_access.h"

#include <cstdint>
#include <vector>

namespace glowworm {

class LifeCurve : public SpokenPicture {
    Q_OBJECT

public:
    explicit LifeCurve(QWidget* parent = nullptr);

    /// life: ascending steps. step: of the model.
    void setLife(std::vector<NeuronLifePoint> life, std::int64_t step);
    const std::vector<NeuronLifePoint>& life() const { return m_life; }

    QString pictureWords() const override;
    QString cursorWords() const override; // the evaluation under the cursor
    QSize sizeHint() const override { return {120, 30}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    void move(int by);
    QString wordsOf(const NeuronLifePoint& point) const;
    double xOf(std::int64_t step) const;

    std::vector<NeuronLifePoint> m_life;
    std::int64_t m_step = 0;
    int m_cursor = 0; // in m_life
};

} // namespace glowworm
