// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/jump_slider.h"

#include <QMouseEvent>
#include <QStyle>
#include <QStyleOptionSlider>

namespace glowworm {

/// The handle is brought under the pointer first; the press then takes hold of it as if it had been
/// there.
void JumpSlider::mousePressEvent(QMouseEvent* event)
{
    const QPoint place = event->position().toPoint();
    QStyleOptionSlider option;
    const auto rectOf = [&](QStyle::SubControl part) {
        initStyleOption(&option);
        return style()->subControlRect(QStyle::CC_Slider, &option, part, this);
    };
    const QRect handle = rectOf(QStyle::SC_SliderHandle), groove = rectOf(QStyle::SC_SliderGroove);
    if (event->button() != Qt::LeftButton || handle.contains(place)) {
        QSlider::mousePressEvent(event);
        return;
    }
    setValue(QStyle::sliderValueFromPosition(minimum(), maximum(),
        place.x() - groove.left() - handle.width() / 2, groove.width() - handle.width(),
        option.upsideDown));
    const QPointF held = rectOf(QStyle::SC_SliderHandle).center();
    QMouseEvent moved(event->type(), held, mapToGlobal(held), event->button(), event->buttons(),
        event->modifiers(), event->pointingDevice());
    QSlider::mousePressEvent(&moved);
    event->setAccepted(moved.isAccepted());
}

} // namespace glowworm
