// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/jump_slider.h"

#include <QMouseEvent>
#include <QStyle>
#include <QStyleOptionSlider>

namespace glowworm {

QRect JumpSlider::partRect(int part) const
{
    QStyleOptionSlider option;
    initStyleOption(&option);
    return style()->subControlRect(
        QStyle::CC_Slider, &option, static_cast<QStyle::SubControl>(part), this);
}

/// The handle is brought under the pointer first; the press then takes hold of it as if it had been
/// there.
void JumpSlider::mousePressEvent(QMouseEvent* event)
{
    const QPoint place = event->position().toPoint();
    if (event->button() != Qt::LeftButton || partRect(QStyle::SC_SliderHandle).contains(place)) {
        QSlider::mousePressEvent(event);
        return;
    }
    QStyleOptionSlider option;
    initStyleOption(&option);
    const QRect groove = partRect(QStyle::SC_SliderGroove);
    const int length = partRect(QStyle::SC_SliderHandle).width();
    setValue(QStyle::sliderValueFromPosition(minimum(), maximum(),
        place.x() - groove.left() - length / 2, groove.width() - length, option.upsideDown));
    const QPointF held = partRect(QStyle::SC_SliderHandle).center();
    QMouseEvent moved(event->type(), held, mapToGlobal(held), event->button(), event->buttons(),
        event->modifiers(), event->pointingDevice());
    QSlider::mousePressEvent(&moved);
    event->setAccepted(moved.isAccepted());
}

} // namespace glowworm
