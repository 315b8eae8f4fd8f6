// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/steady_room.h"

#include <QEvent>
#include <QLabel>

namespace glowworm {

SteadyRoom::SteadyRoom(QLabel* label)
    : QWidget(label->parentWidget())
    , m_label(label)
{
    setSizePolicy(label->sizePolicy());
    label->setParent(this);
}

QSize SteadyRoom::sizeHint() const { return m_label->sizeHint(); }

QSize SteadyRoom::minimumSizeHint() const { return m_label->minimumSizeHint(); }

bool SteadyRoom::hasHeightForWidth() const { return m_label->hasHeightForWidth(); }

int SteadyRoom::heightForWidth(int width) const { return m_label->heightForWidth(width); }

QSize SteadyRoom::needed() const
{
    return {m_label->minimumSizeHint().width(),
        hasHeightForWidth() ? heightForWidth(width()) : m_label->sizeHint().height()};
}

/// Qt asks for a layout here whenever the label's words are others: there is none.
bool SteadyRoom::event(QEvent* event)
{
    if (event->type() == QEvent::LayoutRequest && needed() != m_told) {
        m_told = needed();
        updateGeometry();
    }
    return QWidget::event(event);
}

void SteadyRoom::resizeEvent(QResizeEvent*)
{
    m_label->setGeometry(rect());
    m_told = needed();
}

} // namespace glowworm
