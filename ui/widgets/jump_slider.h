// SPDX-License-Identifier: GPL-3.0-or-later
// A horizontal slider that goes where it is clicked, and follows the pointer from there. GUI
// thread.
#pragma once

#include <QSlider>

namespace glowworm {

class JumpSlider : public QSlider {
    Q_OBJECT

public:
    explicit JumpSlider(QWidget* parent = nullptr)
        : QSlider(Qt::Horizontal, parent)
    {
    }

protected:
    void mousePressEvent(QMouseEvent* event) override;
};

} // namespace glowworm
