// SPDX-License-Identifier: GPL-3.0-or-later
// A neuron's share of its group's softmax and the rival's behind it, on one bar. GUI thread.
#pragma once

#include <QWidget>

namespace glowworm {

class ShareBar : public QWidget {
    Q_OBJECT

public:
    explicit ShareBar(QWidget* parent = nullptr);

    /// 0 ... 1, together at most 1; words: what a screen reader says.
    void setShares(double own, double rival, const QString& words);
    double own() const { return m_own; }
    double rival() const { return m_rival; }

    QSize sizeHint() const override { return {120, 8}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double m_own = 0, m_rival = 0;
};

} // namespace glowworm
