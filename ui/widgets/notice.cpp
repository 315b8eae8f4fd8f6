// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/notice.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QLabel>

namespace glowworm {

namespace {

constexpr const char* kNotice = "notice"; // a property

class NoticeAccess : public QAccessibleWidget {
public:
    explicit NoticeAccess(QWidget* widget)
        : QAccessibleWidget(widget, QAccessible::Notification)
    {
    }

    QString text(QAccessible::Text kind) const override
    {
        const auto* label = qobject_cast<const QLabel*>(widget());
        return kind == QAccessible::Name && label && label->accessibleName().isEmpty()
            ? label->text()
            : QAccessibleWidget::text(kind);
    }
};

QAccessibleInterface* noticeAccessOf(const QString&, QObject* object)
{
    auto* widget = qobject_cast<QWidget*>(object);
    return widget && widget->property(kNotice).toBool() ? new NoticeAccess(widget)
                                                        : nullptr; // Qt owns it
}

} // namespace

void makeNotice(QWidget* widget)
{
    QAccessible::installFactory(noticeAccessOf); // Qt keeps one entry of each function
    widget->setProperty(kNotice, true);
}

/// Before Qt 6.8 there are no announcements, and Linux hears of no alerts: that a notification has
/// come up is what it says.
void announce(QWidget* notice, const QString& sentence)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QAccessibleAnnouncementEvent event(notice, sentence);
    QAccessible::updateAccessibility(&event);
#else
    Q_UNUSED(sentence)
    for (const QAccessible::Event kind : {QAccessible::Alert, QAccessible::ObjectShow}) {
        QAccessibleEvent event(notice, kind);
        QAccessible::updateAccessibility(&event);
    }
#endif
}

} // namespace glowworm
