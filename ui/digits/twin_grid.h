// SPDX-License-Identifier: GPL-3.0-or-later
// The dense twin's neurons, every one of them: those above zero shine, the more the larger their
// value. Rows are the columns of the sparse net, so that a neuron has one address in both. GUI
// thread.
#pragma once

#include "ui/digits/neuron_picture.h"

namespace glowworm {

class TwinGrid : public NeuronPicture {
    Q_OBJECT

public:
    explicit TwinGrid(QWidget* parent = nullptr);

    using NeuronPicture::setFiring; // of a dense layer

    QRectF cellRect(int neuron) const override;
    QRectF groupRect(int group) const override;
    QString wordsOf(const DigitPick& pick) const override;
    QString pictureWords() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    std::optional<DigitPick> pickAt(QPointF position) const override;

private:
    void addKeys();
    void step(int groups, int neurons);
};

} // namespace glowworm
