// SPDX-License-Identifier: GPL-3.0-or-later
// What two neurons of one group had of its softmax, each on a bar of its own: the one that was
// chosen in the model's light, the other below it. GUI thread.
#pragma once

#include "model/neurons/report.h"

#include <QString>
#include <QWidget>

#include <optional>

namespace glowworm {

class ShareBars : public QWidget {
    Q_OBJECT

public:
    explicit ShareBars(QWidget* parent = nullptr);

    struct Share {
        QString name;              // "N05", of the neuron
        double most = 0;           // 0 ... 1: its share,
        bool isExact = true;       // or else it is not more than that
        bool isOnlyChoice = false; // NeuronMoment::isOnlyChoice
        QString words() const;     // "62 %", "≤ 7.8 %"
    };
    /// Of a neuron of that grid; words: what a screen reader says.
    void showMoment(
        const NeuronGrid& grid, int neuron, const NeuronMoment& moment, const QString& words);
    void clear(const QString& reason);
    const std::optional<Share>& chosen() const { return m_chosen; }
    const std::optional<Share>& other() const { return m_other; }

    QSize sizeHint() const override; // of both, whether they are there or not
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int rowHeight() const;
    void setWords(const QString& words);

    std::optional<Share> m_chosen, m_other;
    bool m_isChosenAsked = true; // the card is about it, and its name the brighter one
};

} // namespace glowworm
