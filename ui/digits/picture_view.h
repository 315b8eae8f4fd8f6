// SPDX-License-Identifier: GPL-3.0-or-later
// The 28 x 28 grey picture that the models really see, pixel for pixel; dragging it asks for the
// drawing to be shifted by as many of them. GUI thread.
#pragma once

#include "model/data/digits.h"

#include <QPointF>
#include <QWidget>

#include <optional>

namespace glowworm {

class PictureView : public QWidget {
    Q_OBJECT

public:
    explicit PictureView(QWidget* parent = nullptr);

    void setPicture(const std::optional<DigitPicture>& picture);
    const std::optional<DigitPicture>& picture() const { return m_picture; }

Q_SIGNALS:
    /// By the pointer since the last time, pixels of the picture; goesOn: in the same drag.
    void shifted(int right, int down, bool goesOn);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void showCursor();

    std::optional<DigitPicture> m_picture;
    std::optional<QPointF> m_held; // where the pointer holds it, logical pixels
    bool m_hasMoved = false;       // since it is held
};

} // namespace glowworm
