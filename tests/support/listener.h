// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody who hears the window instead of seeing it: the accessible tree, what is told by itself,
// and what a screen reader passes on, presses of what has a name and keys for what has the focus.
// Tests only.
#pragma once

#include <QAccessible>
#include <QApplication>
#include <QTest>
#include <QWidget>

#include <functional>

namespace glowworm::test {

class Listener {
public:
    explicit Listener(QWidget& window)
        : m_window(window)
    {
        heard() = {};
        QAccessible::setActive(true);
        m_before = QAccessible::installUpdateHandler(hear);
    }
    ~Listener()
    {
        QAccessible::installUpdateHandler(m_before);
        QAccessible::setActive(false);
    }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    /// What was told since forget().
    static QString news() { return heard().join(QLatin1Char('\n')); }
    static void forget() { heard().clear(); }

    /// All that is there to be read, in the order of the tree.
    static void walk(
        QAccessibleInterface* from, const std::function<void(QAccessibleInterface&)>& visit)
    {
        if (!from || !from->isValid() || from->state().invisible)
            return;
        visit(*from);
        for (int i = 0; i < from->childCount(); ++i)
            walk(from->child(i), visit);
    }
    /// What can be pressed or have the focus and whose name is that, else the first whose name
    /// begins so ("Training" is not the button "Train"); null: nobody says that.
    QAccessibleInterface* find(const QString& name) const
    {
        QAccessibleInterface *found = nullptr, *begins = nullptr;
        for (QWidget* top : scopes())
            walk(QAccessible::queryAccessibleInterface(top), [&](QAccessibleInterface& one) {
                if (!one.actionInterface() || one.role() == QAccessible::Window
                    || one.actionInterface()->actionNames().isEmpty())
                    return;
                const QString its = plain(one.text(QAccessible::Name));
                if (!found && its == name)
                    found = &one;
                if (!begins && its.startsWith(name))
                    begins = &one;
            });
        return found ? found : begins;
    }
    /// Everything that is said of it.
    static QString wordsOf(const QAccessibleInterface* one)
    {
        return one ? plain(one->text(QAccessible::Name)) + QLatin1String(" | ")
                + one->text(QAccessible::Value) + QLatin1String(" | ")
                + one->text(QAccessible::Description)
                   : QString();
    }
    QString read(const char* name) const { return wordsOf(find(QLatin1String(name))); }
    /// All texts in sight, a line each.
    QString page() const
    {
        QStringList lines;
        for (QWidget* top : scopes())
            walk(QAccessible::queryAccessibleInterface(top),
                [&](QAccessibleInterface& one) { lines << wordsOf(&one); });
        return lines.join(QLatin1Char('\n'));
    }
    bool press(const char* name)
    {
        using Action = QAccessibleActionInterface;
        return does(
            name, {Action::pressAction(), Action::toggleAction(), Action::showMenuAction()});
    }
    /// Gives it the focus.
    bool go(const char* name) { return does(name, {QAccessibleActionInterface::setFocusAction()}); }
    /// To whatever has the focus.
    static void key(int key, Qt::KeyboardModifiers with = Qt::NoModifier)
    {
        QWidget* popup = QApplication::activePopupWidget();
        QWidget* to = popup ? popup : QApplication::focusWidget();
        QVERIFY(to);
        QTest::keyClick(to, static_cast<Qt::Key>(key), with);
        QCoreApplication::processEvents();
    }
    static void type(const char* text)
    {
        QVERIFY(QApplication::focusWidget());
        QTest::keyClicks(QApplication::focusWidget(), QLatin1String(text));
    }

private:
    /// The first of these that it can do.
    bool does(const char* name, const QStringList& actions)
    {
        QAccessibleInterface* one = find(QLatin1String(name));
        if (!one || one->state().disabled)
            return false;
        const QStringList can = one->actionInterface()->actionNames();
        for (const QString& action : actions)
            if (can.contains(action)) {
                one->actionInterface()->doAction(action);
                QCoreApplication::processEvents();
                return true;
            }
        return false;
    }
    static QString plain(QString name) { return name.remove(QLatin1Char('&')).simplified(); }
    /// The newest dialog or menu, where there is one, else the window.
    QWidgetList scopes() const
    {
        if (QWidget* popup = QApplication::activePopupWidget())
            return {popup};
        if (QWidget* dialog = QApplication::activeWindow(); dialog && dialog != &m_window)
            return {dialog};
        return {&m_window};
    }
    static QStringList& heard()
    {
        static QStringList all;
        return all;
    }
    static void hear(QAccessibleEvent* event)
    {
        const QAccessible::Event type = event->type();
        if (type == QAccessible::ValueChanged)
            heard() << static_cast<QAccessibleValueChangeEvent*>(event)->value().toString();
        else if (type == QAccessible::Alert || type == QAccessible::NameChanged
            || type == QAccessible::DescriptionChanged)
            if (const QAccessibleInterface* one = event->accessibleInterface())
                heard() << wordsOf(one);
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
        if (type == QAccessible::Announcement)
            heard() << static_cast<QAccessibleAnnouncementEvent*>(event)->message();
#endif
    }

    QWidget& m_window;
    QAccessible::UpdateHandler m_before = nullptr;
};

} // namespace glowworm::test
