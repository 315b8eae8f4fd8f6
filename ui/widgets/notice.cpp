// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/notice.h"

#include "ui/widgets/qt_compat.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QLabel>
#include <QStringList>

#include <utility>

namespace glowworm {

namespace {

constexpr const char* kNotice = "notice"; // a property
const QString kVoice = QStringLiteral("voice");

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

/// A part of a window that nobody sees. What it said last is its name, which those who hear only
/// that a notice has come ask for afterwards: two sentences at once would be the second one twice.
class Voice : public QWidget {
public:
    explicit Voice(QWidget* window)
        : QWidget(window)
    {
        setObjectName(kVoice);
        setAttribute(Qt::WA_TransparentForMouseEvents);
        makeNotice(this);
        resize(0, 0);
        show();
    }
    void add(const QString& sentence)
    {
        if (m_sentences.isEmpty())
            QMetaObject::invokeMethod(
                this, [this] { speak(); }, Qt::QueuedConnection);
        if (!m_sentences.contains(sentence))
            m_sentences << sentence;
    }

private:
    void speak()
    {
        setAccessibleName(std::exchange(m_sentences, {}).join(QLatin1Char('\n')));
        announce(this, accessibleName());
    }

    QStringList m_sentences; // to be said
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
    // Whoever listens has been told of its first text already, and Qt keeps what it made for that.
    QAccessibleInterface* made = QAccessible::queryAccessibleInterface(widget);
    if (made && made->role() != QAccessible::Notification)
        QAccessible::deleteAccessibleInterface(QAccessible::uniqueId(made));
}

void announce(QWidget* notice, const QString& sentence) { sendAnnouncement(notice, sentence); }

void say(const QWidget* inside, const QString& sentence)
{
    if (sentence.isEmpty())
        return;
    QWidget* window = inside->window();
    auto* voice = window->findChild<QWidget*>(kVoice, Qt::FindDirectChildrenOnly);
    static_cast<Voice*>(voice ? voice : new Voice(window))->add(sentence);
}

} // namespace glowworm
