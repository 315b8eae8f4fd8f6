// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/jump_slider.h"

#include <QMouseEvent>
#include <QStyle>
#include <QStyleOptionSlider>

#include <algorithm>

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
    const QRect groove = partRect(QStyle::SC_SliderGroove),
                handle = partRect(QStyle::SC_SliderHandle);
    const bool flat = orientation() == Qt::Horizontal;
    const int length = flat ? handle.width() : handle.height();
    const int along = (flat ? place.x() - groove.left() : place.y() - groove.top()) - length / 2;
    QStyleOptionSlider option;
    initStyleOption(&option);
    setValue(QStyle::sliderValueFromPosition(minimum(), maximum(), along,
        (flat ? groove.width() : groove.height()) - length, option.upsideDown));
    const QRect now = partRect(QStyle::SC_SliderHandle);
    const QPointF held(std::clamp(place.x(), now.left(), now.right()),
        std::clamp(place.y(), now.top(), now.bottom()));
    QMouseEvent moved(event->type(), held, mapToGlobal(held), event->button(), event->buttons(),
        event->modifiers(), event->pointingDevice());
    QSlider::mousePressEvent(&moved);
    event->setAccepted(moved.isAccepted());
}

} // namespace glowworm
