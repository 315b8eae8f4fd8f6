// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/jump_slider.h"

#include <QMouseEvent>
#include <QStyle>
#include <QStyleOptionSlider>

namespace glowworm {

/// The handle is brought under the pointer first; the press then takes hold of it as if it had been there.
void JumpSlider::mousePressEvent(QMouseEvent* event)
{
    QStyleOptionSlider option;
    initStyleOption(&option);
    const QRect handle = style()->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, this);
    const QRect groove = style()->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderGroove, this);
    const QPoint place = event->position().toPoint();
    if (event->button() == Qt::LeftButton && !handle.contains(place)) {
        const bool flat = orientation() == Qt::Horizontal;
        const int length = flat ? handle.width() : handle.height();
        const int along = flat ? place.x() - groove.left() : place.y() - groove.top();
        setValue(QStyle::sliderValueFromPosition(
            minimum(), maximum(), along - length / 2, (flat ? groove.width() : groove.height()) - length, option.upsideDown));
    }
    QSlider::mousePressEvent(event);
}

} // namespace glowworm
