// SPDX-License-Identifier: GPL-3.0-or-later
// What has the focus when a part of the window goes, what marks it, and how long tips are.
#include "support/active_window.h"
#include "support/run_test.h"
#include "support/shown_window.h"
#include "support/small_models.h"
#include "ui/shell/focus.h"
#include "ui/shell/tour.h"
#include "ui/shell/tour_card.h"
#include "ui/widgets/board_table.h"
#include "ui/widgets/focus_before.h"
#include "ui/widgets/fold_line.h"
#include "ui/widgets/switchboard.h"
#include "ui/widgets/widget_defaults.h"

#include <QCheckBox>
#include <QDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QHelpEvent>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QTableWidget>
#include <QToolTip>

#include <utility>

using namespace glowworm;
using test::Shown;

class TestFocus : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase() { test::useFolder(m_folder); }

    void itGoesBackToWhereItWas()
    {
        QWidget window;
        auto* row = new QHBoxLayout(&window);
        QPushButton first, second, part, after;
        for (QPushButton* button : {&first, &second, &part, &after})
            row->addWidget(button);
        FocusBefore before(&part);
        window.show();
        test::activate(window);
        second.setFocus();
        part.setFocus();
        QTRY_VERIFY(part.hasFocus());
        before.giveBack();
        part.setEnabled(false);
        QCOMPARE(QApplication::focusWidget(), &second);
        before.giveBack(); // it is not there: nothing
        QCOMPARE(QApplication::focusWidget(), &second);
        part.setEnabled(true);
        part.setFocus();
        second.hide(); // cannot take it
        before.giveBack();
        QCOMPARE(QApplication::focusWidget(), &part);
    }

    /// The card lies over the window, and follows what it explains.
    void ringLiesOverTheTour()
    {
        Shown shown;
        QTest::keyClick(&shown.window, Qt::Key_Tab);
        shown.window.tour().start();
        auto* card = shown.window.findChild<TourCard*>();
        auto* ring = shown.window.findChild<FocusRing*>();
        QTRY_VERIFY(ring->isVisible());
        card->lieBeside(nullptr);
        const QObjectList& order = shown.window.children(); // the last lies above the others
        QVERIFY(order.indexOf(ring) > order.indexOf(card));
        QVERIFY(order.indexOf(ring) > order.indexOf(shown.window.findChild<TourRing*>()));
    }

    /// As read, and no trap; in the window at any size of text.
    void bothButtonsOfTheOfferAreReached()
    {
        QSettings().clear();
        Shown shown;
        QVERIFY(QTest::qWaitForWindowActive(&shown.window));
        auto* card = shown.window.findChild<TourCard*>();
        shown.window.tour().offerWhenQuiet(30);
        QTRY_VERIFY(card->isVisible());
        for (const char* name : {"tourLeave", "tourNext"}) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            QCOMPARE(QApplication::focusWidget()->objectName(), QLatin1String(name));
        }
        for (int i = 0; i < 2; ++i)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY(card->isVisible() && !card->isAncestorOf(QApplication::focusWidget()));
        for (const int zoom : {200, 100}) {
            shown.window.chooseTextZoom(zoom);
            QTRY_VERIFY(card->height() >= card->layout()->totalHeightForWidth(card->width())
                && shown.window.rect().contains(test::placeOf(card)));
        }
    }

    void tableOfABoardIsGoneThroughByTab()
    {
        Shown shown;
        QTemporaryDir models;
        QVERIFY(test::openModels(shown.workbench, models, {test::smallText(Routing::Gated)}));
        auto* board = shown.show(static_cast<int>(PanelId::Generation)).findChild<Switchboard*>();
        board->showTable();
        auto* table = board->window()->findChild<BoardTable*>();
        test::activate(*table);
        table->findChild<QTableWidget*>()->setFocus();
        QStringList stops;
        for (int i = 0; i < 4; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            const auto* button = qobject_cast<QPushButton*>(QApplication::focusWidget());
            stops << (button ? button->text().remove(u'&') : QStringLiteral("table"));
        }
        QCOMPARE(stops.join(u' '), QStringLiteral("Copy Save... Close table"));
        QTRY_VERIFY(table->findChild<FocusRing*>()->isVisible());
        table->close();
    }

    /// Its first focus is marked as soon as it opens.
    void aDialogThatAKeyOpenedHasItsRing()
    {
        Shown shown;
        QVERIFY(QTest::qWaitForWindowActive(&shown.window));
        for (const bool byKey : {true, false}) {
            if (byKey)
                QTest::keyClick(&shown.window, Qt::Key_Shift);
            else
                QTest::mouseClick(&shown.window, Qt::LeftButton, {}, {2, 2});
            QDialog dialog(&shown.window);
            auto* row = new QHBoxLayout(&dialog);
            auto* button = new QPushButton(QStringLiteral("Open"), &dialog);
            row->addWidget(button);
            dialog.show();
            test::activate(dialog);
            button->setFocus();
            QTRY_VERIFY(button->hasFocus() && dialog.findChild<FocusRing*>());
            QTRY_COMPARE(dialog.findChild<FocusRing*>()->isVisible(), byKey);
        }
    }

    void shiftF10OpensTheMenuOfAText()
    {
        Shown shown;
        auto* prompt = shown.show(static_cast<int>(PanelId::Generation))
                           .findChild<QWidget*>(QStringLiteral("prompt"));
        prompt->setFocus();
        QTest::keyClick(prompt, Qt::Key_F10, Qt::ShiftModifier);
        QVERIFY(qobject_cast<QMenu*>(QApplication::activePopupWidget()));
        QApplication::activePopupWidget()->close();
    }

    /// Of any kind of button but what is ticked, which Space does.
    void enterPressesButtons()
    {
        Shown shown;
        Panel& panel = shown.show(static_cast<int>(PanelId::Setup));
        auto* fold = panel.findChild<FoldLine*>(QStringLiteral("allSettings"));
        const QString shows = fold->toolTip();
        for (const bool unfolded : {true, false}) {
            QTest::keyClick(fold, unfolded ? Qt::Key_Return : Qt::Key_Enter);
            QCOMPARE(fold->isChecked(), unfolded);
            QCOMPARE(fold->toolTip() == shows, !unfolded); // what it does now
        }
        auto* twins = panel.findChild<QCheckBox*>(QStringLiteral("twins"));
        QTest::keyClick(twins, Qt::Key_Return);
        QVERIFY(twins->isChecked());
    }

    void longTipsHaveLines()
    {
        const QString word = QStringLiteral("words ");
        QCOMPARE(
            inLines(QStringLiteral("a tip\nof two lines")), QStringLiteral("a tip\nof two lines"));
        const QString broken = inLines(word.repeated(30).trimmed());
        QCOMPARE(broken.count(QLatin1Char('\n')), 2);
        for (const QString& line : broken.split(QLatin1Char('\n')))
            QVERIFY2(line.size() <= 72, qPrintable(line));
        QCOMPARE(QString(broken).replace(QLatin1Char('\n'), QLatin1Char(' ')),
            word.repeated(30).trimmed());

        WidgetDefaults defaults(nullptr);
        QPushButton button;
        button.setToolTip(word.repeated(30).trimmed());
        button.show();
        QHelpEvent asked(QEvent::ToolTip, {2, 2}, button.mapToGlobal(QPoint(2, 2)));
        QApplication::sendEvent(&button, &asked);
        QTRY_COMPARE(QToolTip::text(), broken);
    }

    void longTipsOfItemsAndHeadersHaveLines()
    {
        const WidgetDefaults defaults(nullptr);
        QTableWidget table(1, 1);
        auto *head = new QTableWidgetItem(QStringLiteral("J")),
             *item = new QTableWidgetItem(QStringLiteral("0.5"));
        table.setHorizontalHeaderItem(0, head);
        table.setItem(0, 0, item);
        table.show();
        for (const auto& [one, part] : {std::pair(head, table.horizontalHeader()->viewport()),
                 std::pair(item, table.viewport())}) {
            one->setToolTip(QStringLiteral("the index of %1 ").arg(one->text()).repeated(9));
            QHelpEvent asked(QEvent::ToolTip, {5, 5}, part->mapToGlobal(QPoint(5, 5)));
            QApplication::sendEvent(part, &asked);
            QTRY_COMPARE(QToolTip::text(), inLines(one->toolTip()));
            QVERIFY(QToolTip::text().contains(QLatin1Char('\n')));
        }
    }
};

GLOWWORM_TEST(TestFocus)
#include "tst_focus.moc"
