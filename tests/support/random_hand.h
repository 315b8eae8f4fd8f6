// SPDX-License-Identifier: GPL-3.0-or-later
// A hand that does at random what a person can do with a panel: it walks what is in sight and may
// be used, so that a new control is met without anybody naming it. Tests only.
#pragma once

#include "ui/widgets/focus_keys.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMouseEvent>
#include <QPlainTextEdit>
#include <QPointer>
#include <QScrollBar>
#include <QTest>
#include <QTextEdit>
#include <QTimer>
#include <QWheelEvent>

#include <algorithm>
#include <array>
#include <functional>
#include <random>
#include <utility>

namespace glowworm::test {

class RandomHand {
public:
    /// leavesAlone: names of controls, beginnings of what menus say and of what keys mean: what
    /// starts work that goes on by itself, and what takes back.
    RandomHand(QWidget& panel, unsigned seed, QStringList leavesAlone)
        : m_panel(panel)
        , m_random(seed)
        , m_leavesAlone(std::move(leavesAlone))
    {
    }
    /// Once more, where the walk alone would come to it too rarely.
    void likes(const QString& name, int times = 1)
    {
        for (int i = 0; i < times; ++i)
            m_liked << name;
    }
    int below(qsizetype most) { return static_cast<int>(m_random() % static_cast<unsigned>(most)); }
    /// Says what it did.
    QString act()
    {
        // A menu may have an event loop of its own.
        QTimer::singleShot(0, &m_panel, [this] { chooseInMenu(); });
        QWidget* popup = QApplication::activePopupWidget();
        QString done;
        if (popup && below(4) == 0) {
            popup->close();
            done = QStringLiteral("closed what had popped up");
        } else if (const QWidgetList found = controls(popup ? *popup : m_panel); !found.isEmpty()) {
            QWidget& control = *found[below(found.size())];
            const QString name = nameOfControl(control);
            done = name + QLatin1Char(' ') + use(control);
        }
        QCoreApplication::processEvents();
        if (chooseInMenu())
            QCoreApplication::processEvents();
        closeDialogs();
        return done;
    }

private:
    static QString nameOfControl(const QWidget& control)
    {
        const QString name
            = control.objectName().isEmpty() ? control.accessibleName() : control.objectName();
        return QLatin1String(control.metaObject()->className()) + QLatin1String(" \"") + name
            + QLatin1Char('"');
    }
    bool leaves(const QString& words) const
    {
        QString plain = words;
        plain.remove(QLatin1Char('&'));
        return std::ranges::any_of(m_leavesAlone,
            [&plain](const QString& beginning) { return plain.startsWith(beginning); });
    }
    static bool isPartOfAnother(const QWidget& widget)
    {
        const QWidget* parent = widget.parentWidget();
        return qobject_cast<const QAbstractSpinBox*>(parent)
            || qobject_cast<const QComboBox*>(parent) || qobject_cast<const QLineEdit*>(parent);
    }
    static bool isUsed(const QWidget& widget)
    {
        return qobject_cast<const QAbstractButton*>(&widget)
            || qobject_cast<const QHeaderView*>(&widget) || (widget.focusPolicy() & Qt::StrongFocus)
            || widget.inherits("QCustomPlot"); // whose view has the focus
    }
    QWidgetList controls(QWidget& scope) const
    {
        QWidgetList found;
        for (QWidget* widget : scope.findChildren<QWidget*>()) {
            if (!widget->isVisible() || !widget->isEnabled() || widget->window() != scope.window()
                || isPartOfAnother(*widget) || qobject_cast<QScrollBar*>(widget)
                || qobject_cast<QLabel*>(widget) || !isUsed(*widget)
                || leaves(widget->objectName()))
                continue;
            found << widget;
            for (qsizetype i = m_liked.count(widget->objectName()); i > 0; --i)
                found << widget;
        }
        return found;
    }

    // ---------------------------------------------------------------------------------------------
    // what is done

    QString use(QWidget& control)
    {
        if (control.focusPolicy() != Qt::NoFocus)
            control.setFocus(Qt::MouseFocusReason);
        if (auto* button = qobject_cast<QAbstractButton*>(&control)) {
            button->click();
            return QStringLiteral("pressed");
        }
        if (qobject_cast<QAbstractSpinBox*>(&control))
            return below(2) ? key(control, {Qt::Key_Up, Qt::Key_Down, Qt::Key_PageUp})
                            : type(control);
        if (qobject_cast<QComboBox*>(&control) || qobject_cast<QAbstractSlider*>(&control))
            return key(control, {Qt::Key_Up, Qt::Key_Down, Qt::Key_Home, Qt::Key_End});
        const auto* line = qobject_cast<QLineEdit*>(&control);
        const auto* text = qobject_cast<QTextEdit*>(&control);
        const auto* plain = qobject_cast<QPlainTextEdit*>(&control);
        if ((line && !line->isReadOnly()) || (text && !text->isReadOnly())
            || (plain && !plain->isReadOnly()))
            return type(control);
        if (auto* view = qobject_cast<QAbstractItemView*>(&control); view && below(3) > 0)
            return useItem(*view);
        return poke(control);
    }
    QString key(QWidget& control, std::initializer_list<Qt::Key> keys)
    {
        const Qt::Key one = keys.begin()[below(static_cast<qsizetype>(keys.size()))];
        QTest::keyClick(&control, one);
        return QKeySequence(one).toString();
    }
    QString type(QWidget& editor)
    {
        static const QStringList kTexts{QStringLiteral("0"), QStringLiteral("1"),
            QStringLiteral("2"), QStringLiteral("3"), QStringLiteral("4"), QStringLiteral("12"),
            QStringLiteral("48"), QStringLiteral("0.5"), QStringLiteral("1e-3"),
            QStringLiteral("ab"), QStringLiteral("-"), QStringLiteral(" ")};
        const bool all = below(2) == 0;
        if (all)
            QTest::keySequence(&editor, QKeySequence::SelectAll);
        if (below(5) == 0) {
            QTest::keyClick(&editor, Qt::Key_Backspace);
            return QStringLiteral("rubbed out");
        }
        const QString text = kTexts[below(kTexts.size())];
        QTest::keyClicks(&editor, text);
        if (below(3) == 0)
            QTest::keyClick(&editor, Qt::Key_Return);
        return (all ? QStringLiteral("= ") : QStringLiteral("+ ")) + text;
    }
    QString useItem(QAbstractItemView& view)
    {
        const QAbstractItemModel* model = view.model();
        if (auto* header = qobject_cast<QHeaderView*>(&view)) {
            if (header->count() == 0)
                return {};
            const int section = below(header->count());
            const int at = header->sectionViewportPosition(section) + 4;
            const QPoint place = header->orientation() == Qt::Horizontal
                ? QPoint(at, header->height() / 2)
                : QPoint(header->width() / 2, at);
            QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, place);
            return QStringLiteral("section %1").arg(section);
        }
        if (!model || model->rowCount() == 0 || model->columnCount() == 0)
            return {};
        const QModelIndex index
            = model->index(below(model->rowCount()), below(model->columnCount()));
        view.scrollTo(index);
        const QRect place = view.visualRect(index);
        QTest::mouseClick(view.viewport(), Qt::LeftButton,
            below(4) == 0 ? Qt::ControlModifier : Qt::NoModifier, place.center());
        if (below(2) == 0)
            QTest::keyClick(&view, Qt::Key_Space); // its tick
        else if (below(2) == 0)
            openMenu(*view.viewport(), place.center());
        return QStringLiteral("row %1").arg(index.row());
    }
    QString poke(QWidget& control)
    {
        auto* area = qobject_cast<QAbstractScrollArea*>(&control);
        QWidget& face = area ? *area->viewport() : control;
        const QPoint from(below(std::max(1, face.width())), below(std::max(1, face.height()))),
            to(below(std::max(1, face.width())), below(std::max(1, face.height())));
        switch (below(8)) {
        case 0:
            QTest::mouseClick(&face, Qt::LeftButton, {}, from);
            return QStringLiteral("clicked");
        case 1:
            openMenu(face, from);
            return QStringLiteral("asked for its menu");
        case 2:
            turnWheel(face, from);
            return QStringLiteral("wheel");
        case 3:
            QTest::mouseDClick(&face, Qt::LeftButton, {}, from);
            return QStringLiteral("double click");
        case 4:
            drag(face, from, to, below(3) == 0 ? Qt::RightButton : Qt::LeftButton);
            return QStringLiteral("dragged");
        default:
            return pressOneOfItsKeys(control);
        }
    }
    /// Also one of those that hold on the whole panel.
    QString pressOneOfItsKeys(QWidget& control)
    {
        QList<std::pair<QKeyCombination, QString>> keys;
        for (const QWidget* owner : {&control, control.parentWidget(), &m_panel})
            for (const FocusKeys* table :
                owner->findChildren<FocusKeys*>(Qt::FindDirectChildrenOnly))
                for (const FocusKeys::Row& row : table->rows())
                    for (const QKeyCombination one : row.keys)
                        if (!leaves(row.meaning))
                            keys.append({one, row.meaning});
        if (keys.isEmpty())
            return key(control, {Qt::Key_Left, Qt::Key_Right, Qt::Key_Home, Qt::Key_Return});
        const auto [one, meaning] = keys[below(keys.size())];
        QTest::keyClick(&control, one.key(), one.keyboardModifiers());
        return QKeySequence(one).toString() + QLatin1String(": ") + meaning;
    }
    static void drag(QWidget& face, QPoint from, QPoint to, Qt::MouseButton button)
    {
        QTest::mousePress(&face, button, {}, from);
        for (int i = 1; i <= 4; ++i) {
            const QPoint at = from + (to - from) * i / 4;
            QMouseEvent move(QEvent::MouseMove, at, face.mapToGlobal(at), Qt::NoButton, button, {});
            QCoreApplication::sendEvent(&face, &move);
        }
        QTest::mouseRelease(&face, button, {}, to);
    }
    void turnWheel(QWidget& face, QPoint at)
    {
        const int turn = below(2) ? 120 : -120;
        QWheelEvent event(
            at, face.mapToGlobal(at), {}, {0, turn}, Qt::NoButton, {}, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&face, &event);
    }
    static void openMenu(QWidget& face, QPoint at)
    {
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, face.mapToGlobal(at));
        QCoreApplication::sendEvent(&face, &event);
    }

    // ---------------------------------------------------------------------------------------------
    // what comes up

    QList<QAction*> choicesIn(const QMenu& menu) const
    {
        QList<QAction*> found;
        for (QAction* action : menu.actions()) {
            if (!action->isEnabled() || !action->isVisible() || action->isSeparator()
                || leaves(action->text()))
                continue;
            if (const QMenu* more = action->menu())
                found << choicesIn(*more);
            else
                found << action;
        }
        return found;
    }
    bool chooseInMenu()
    {
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        if (!menu)
            return false;
        const QList<QAction*> found = choicesIn(*menu);
        const QPointer<QAction> chosen
            = found.isEmpty() || below(5) == 0 ? nullptr : found[below(found.size())];
        menu->close();
        if (chosen)
            chosen->trigger();
        return true;
    }
    /// They are of files and of reading.
    void closeDialogs() const
    {
        for (QWidget* other : QApplication::topLevelWidgets())
            if (other != m_panel.window() && other->isVisible()
                && (other->windowType() == Qt::Dialog || other->windowType() == Qt::Window))
                other->close();
    }

    QWidget& m_panel;
    std::mt19937 m_random;
    const QStringList m_leavesAlone;
    QStringList m_liked;
};

} // namespace glowworm::test
