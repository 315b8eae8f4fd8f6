// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/panel.h"

#include "ui/widgets/message_bar.h"

#include <QKeyEvent>

namespace glowworm {

Panel::Panel(QWidget* parent)
    : QWidget(parent)
    , m_message(new MessageBar(this))
{
}

bool Panel::event(QEvent* event)
{
    const bool isAnnounced = event->type() == QEvent::ShortcutOverride;
    if ((!isAnnounced && event->type() != QEvent::KeyPress) || !m_message->isVisible())
        return QWidget::event(event);
    const auto* press = static_cast<QKeyEvent*>(event);
    if (press->key() != Qt::Key_Escape || press->modifiers() != Qt::NoModifier)
        return QWidget::event(event);
    if (!isAnnounced)
        m_message->dismiss();
    event->accept();
    return true;
}

const QWidget* Panel::unreadEditor() const
{
    for (const QWidget* widget : findChildren<QWidget*>())
        if (!widget->property("unread").toString().isEmpty() && widget->isVisibleTo(this))
            return widget;
    return nullptr;
}

Panel* panelOf(QWidget* inside)
{
    for (; inside; inside = inside->parentWidget())
        if (auto* panel = qobject_cast<Panel*>(inside))
            return panel;
    return nullptr;
}

void tellWritten(QWidget* inside, const QString& file, const QString& problem)
{
    if (const Panel* panel = panelOf(inside))
        panel->messages().showWritten(file, problem);
}

} // namespace glowworm
