// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/steady_room.h"

#include <QEvent>
#include <QLabel>

#include <algorithm>

namespace glowworm {

SteadyRoom::SteadyRoom(QLabel* label)
    : QWidget(label->parentWidget())
    , m_label(label)
{
    setSizePolicy(label->sizePolicy());
    label->setParent(this);
}

bool SteadyRoom::isGone() const
{
    return m_label->isHidden() && m_label->testAttribute(Qt::WA_WState_ExplicitShowHide)
        && !m_label->sizePolicy().retainSizeWhenHidden();
}

QSize SteadyRoom::sizeHint() const { return isGone() ? QSize(0, 0) : m_label->sizeHint(); }

QSize SteadyRoom::minimumSizeHint() const
{
    return isGone() ? QSize(0, 0) : m_label->minimumSizeHint();
}

bool SteadyRoom::hasHeightForWidth() const { return m_label->hasHeightForWidth(); }

int SteadyRoom::heightForWidth(int width) const
{
    return isGone() ? 0 : m_label->heightForWidth(width);
}

QSize SteadyRoom::needed() const
{
    return {std::max(width(), minimumSizeHint().width()),
        hasHeightForWidth() ? heightForWidth(width()) : sizeHint().height()};
}

/// Qt asks for a layout here whenever the label's words are others: there is none.
bool SteadyRoom::event(QEvent* event)
{
    if (event->type() == QEvent::LayoutRequest)
        tell();
    return QWidget::event(event);
}

/// While it is hidden nobody asks.
void SteadyRoom::showEvent(QShowEvent*) { tell(); }

void SteadyRoom::tell()
{
    if (needed() == m_told)
        return;
    m_told = needed();
    updateGeometry();
}

void SteadyRoom::resizeEvent(QResizeEvent*)
{
    m_label->setGeometry(rect());
    m_told = needed();
}

} // namespace glowworm
