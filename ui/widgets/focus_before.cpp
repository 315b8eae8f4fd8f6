// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/focus_before.h"

#include <QApplication>

namespace glowworm {

FocusBefore::FocusBefore(QWidget* part)
    : QObject(part)
    , m_part(part)
{
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget* old, QWidget* now) {
        if (old && holds(now) && !holds(old))
            m_before = old;
    });
}

bool FocusBefore::holds(const QWidget* widget) const
{
    return widget == m_part || m_part->isAncestorOf(widget);
}

void FocusBefore::giveBack()
{
    if (m_before && m_before->isVisible() && m_before->isEnabled()
        && holds(m_part->window()->focusWidget()))
        m_before->setFocus(Qt::OtherFocusReason);
}

} // namespace glowworm
