// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody who hears the window instead of seeing it and has nothing but the keyboard: a screen
// reader's way with Qt's accessible tree and its events. What has the focus is said as it gets it
// and whenever it changes; of all else only what is announced. Tests only.
#pragma once

#include <QAccessible>
#include <QApplication>
#include <QDialog>
#include <QMainWindow>
#include <QTest>
#include <QWidget>

#include <functional>
#include <utility>

namespace glowworm::test {

/// Told of every event of the accessible tree; returns who was before (listening_bridge.cpp).
using Hearing = void (*)(QAccessibleEvent& event);
Hearing listenWith(Hearing other);

class Listener {
public:
    /// Before the window is made, as whoever needs one has it on before any program.
    Listener()
    {
        forget();
        m_before = listenWith(hear);
    }
    ~Listener() { listenWith(m_before); }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    /// What was said since forget(), a line each.
    static QString news()
    {
        listenToFocus();
        return heard().join(QLatin1Char('\n'));
    }
    static void forget()
    {
        listenToFocus();
        heard().clear();
    }
    /// Waits until it is said.
    static bool hears(const QString& words)
    {
        const bool isSaid = QTest::qWaitFor([&] { return news().contains(words); }, kPatience);
        if (!isSaid)
            qWarning("\"%s\" is not said, but:\n%s", qPrintable(words), qPrintable(news()));
        return isSaid;
    }

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
    /// Name, value and description.
    static QString wordsOf(const QAccessibleInterface& one)
    {
        return plain(one.text(QAccessible::Name)) + QLatin1String(" | ")
            + one.text(QAccessible::Value) + QLatin1String(" | ")
            + one.text(QAccessible::Description);
    }
    /// All texts in sight, a line each: what one reads without moving the focus.
    static QString page()
    {
        QStringList lines;
        walk(QAccessible::queryAccessibleInterface(top()),
            [&](QAccessibleInterface& one) { lines << wordsOf(one); });
        return lines.join(QLatin1Char('\n'));
    }
    /// What is said of the first one of this name.
    static QString read(const char* name)
    {
        QString words;
        walk(QAccessible::queryAccessibleInterface(top()), [&](QAccessibleInterface& one) {
            if (words.isEmpty() && one.state().focusable
                && plain(one.text(QAccessible::Name)).startsWith(QLatin1String(name)))
                words = wordsOf(one);
        });
        return words;
    }

    // ---------------------------------------------------------------------------------------------
    // keys, to where they go now

    static void key(int key, Qt::KeyboardModifiers with = Qt::NoModifier)
    {
        bringUp();
        QTRY_VERIFY(keysGoTo());
        QTest::keyClick(keysGoTo(), static_cast<Qt::Key>(key), with);
        QCoreApplication::processEvents();
        listenToFocus();
    }
    static void type(const QString& text)
    {
        bringUp();
        QTRY_VERIFY(QApplication::focusWidget());
        QTest::keyClicks(QApplication::focusWidget(), text);
        QCoreApplication::processEvents();
    }
    /// Tab, until what has the focus is called that, or begins so.
    static bool reach(const char* name)
    {
        QStringList met;
        for (int stops = 0; stops < kMostStops; ++stops) {
            forget();
            key(Qt::Key_Tab);
            if (!keysGoTo())
                return false;
            met << focusWords();
            if (met.constLast().startsWith(QLatin1String(name))) {
                heard() = {met.constLast()};
                return true;
            }
        }
        qWarning("no \"%s\" but: %s", name, qPrintable(met.join(QLatin1String(", "))));
        return false;
    }
    /// That key, until what one comes to, or what that becomes, says these words.
    static bool step(int with, const char* until)
    {
        QStringList met;
        for (int steps = 0; steps < kMostStops; ++steps) {
            met << news();
            if (met.constLast().contains(QLatin1String(until)))
                return true;
            forget();
            key(with);
        }
        qWarning("no \"%s\" but: %s", until, qPrintable(met.join(QLatin1Char('\n'))));
        return false;
    }
    /// Button or box, by Tab and Space.
    static bool press(const char* name)
    {
        const bool isThere = reach(name);
        if (isThere)
            key(Qt::Key_Space);
        return isThere;
    }
    /// A row of the menu that is open.
    static bool choose(const char* row)
    {
        forget();
        const bool isThere = step(Qt::Key_Down, row);
        if (isThere)
            key(Qt::Key_Return);
        return isThere;
    }

private:
    static constexpr int kPatience = 60'000, // milliseconds
        kMostStops = 120;

    /// As a desktop does with a window that comes up, or is left when another one goes.
    static void bringUp()
    {
        if (keysGoTo())
            return;
        QWidget* newest = nullptr;
        for (QWidget* widget : QApplication::topLevelWidgets())
            if (widget->isVisible()
                && (qobject_cast<QDialog*>(widget)
                    || (!newest && qobject_cast<QMainWindow*>(widget))))
                newest = widget;
        if (newest)
            newest->activateWindow();
    }
    /// Null while a window comes up.
    static QWidget* keysGoTo()
    {
        QWidget* popup = QApplication::activePopupWidget();
        return popup ? popup : QApplication::focusWidget();
    }
    static QString plain(QString name) { return name.remove(QLatin1Char('&')).simplified(); }

    static bool hasRows(const QAccessibleInterface& one)
    {
        const QAccessible::Role role = one.role();
        return role == QAccessible::List || role == QAccessible::Tree || role == QAccessible::Table
            || role == QAccessible::PopupMenu;
    }
    /// As a screen reader says it: with its state, a cell with its column, a list with its current
    /// row, a text with the character at the caret.
    static QString spokenOf(QAccessibleInterface& one)
    {
        QStringList words;
        for (const auto& [label, relation] : one.relations(QAccessible::Label))
            if (one.role() == QAccessible::ComboBox) // on Linux its name is its value
                words << plain(label->text(QAccessible::Name));
        words << wordsOf(one);
        const QAccessible::State state = one.state();
        if (state.checkable)
            words << (state.checked ? QStringLiteral("checked") : QStringLiteral("not checked"));
        if (QAccessibleTableCellInterface* cell = one.tableCellInterface())
            for (const QAccessibleInterface* head : cell->columnHeaderCells())
                words << plain(head->text(QAccessible::Name));
        for (int i = 0; hasRows(one) && i < one.childCount(); ++i)
            if (QAccessibleInterface* child = one.child(i); child && child->state().focused)
                words << spokenOf(*child);
        if (QAccessibleTextInterface* text = one.textInterface())
            words << text->text(text->cursorPosition(), text->cursorPosition() + 1);
        return words.join(QLatin1String(" | "));
    }
    static QString focusWords()
    {
        QWidget* focused = keysGoTo();
        QAccessibleInterface* one
            = focused ? QAccessible::queryAccessibleInterface(focused) : nullptr;
        return one ? spokenOf(*one) : QString();
    }
    /// What has the focus is said as it gets it and whenever it reads differently.
    static void listenToFocus()
    {
        static QString last;
        const QString now = focusWords();
        if (std::exchange(last, now) != now && !now.isEmpty())
            heard() << now;
    }
    /// The menu, dialog or window that has the keys.
    static QWidget* top()
    {
        if (QWidget* popup = QApplication::activePopupWidget())
            return popup;
        if (QWidget* active = QApplication::activeWindow())
            return active;
        for (QWidget* widget : QApplication::topLevelWidgets())
            if (qobject_cast<QMainWindow*>(widget) && widget->isVisible())
                return widget;
        return nullptr;
    }
    static QStringList& heard()
    {
        static QStringList all;
        return all;
    }
    /// Before Qt 6.8 all that is told of a notification is that there is one: its name is asked for
    /// afterwards, and is what it is then.
    static void hear(QAccessibleEvent& event)
    {
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
        if (event.type() == QAccessible::Announcement)
            heard() << static_cast<QAccessibleAnnouncementEvent&>(event).message();
#else
        const QAccessibleInterface* one
            = event.type() == QAccessible::ObjectShow ? event.accessibleInterface() : nullptr;
        if (!one || one->role() != QAccessible::Notification)
            return;
        QObject* notice = event.object();
        const auto ask = [notice] {
            heard() << QAccessible::queryAccessibleInterface(notice)->text(QAccessible::Name);
        };
        QMetaObject::invokeMethod(notice, ask, Qt::QueuedConnection);
#endif
    }

    Hearing m_before = nullptr;
};

} // namespace glowworm::test
