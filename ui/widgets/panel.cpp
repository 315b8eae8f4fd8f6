// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/panel.h"

#include "ui/widgets/message_bar.h"

#include <algorithm>

namespace glowworm {

Panel::Panel(QWidget* parent)
    : QWidget(parent)
    , m_message(new MessageBar(this))
{
}

const QWidget* Panel::unreadEditor() const
{
    const QList<QWidget*> all = findChildren<QWidget*>();
    const auto found = std::find_if(all.begin(), all.end(), [this](const QWidget* widget) {
        return !widget->property("unread").toString().isEmpty() && widget->isVisibleTo(this);
    });
    return found == all.end() ? nullptr : *found;
}

} // namespace glowworm
