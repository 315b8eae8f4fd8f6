// SPDX-License-Identifier: GPL-3.0-or-later
// What has the focus when a part of the window goes, what marks it, and how long tips are.
#include "support/run_test.h"
#include "support/shown_window.h"
#include "ui/shell/focus.h"
#include "ui/shell/tour.h"
#include "ui/shell/tour_card.h"
#include "ui/widgets/focus_before.h"
#include "ui/widgets/widget_defaults.h"

#include <QHBoxLayout>
#include <QHelpEvent>
#include <QPushButton>
#include <QToolTip>

using namespace glowworm;
using test::Shown;

class TestFocus : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase() { test::useFolder(m_folder, "focus"); }

    void itGoesBackToWhereItWas()
    {
        QWidget window;
        auto* row = new QHBoxLayout(&window);
        QPushButton first, second, part, after;
        for (QPushButton* button : {&first, &second, &part, &after})
            row->addWidget(button);
        FocusBefore before(&part);
        window.show();
        QApplication::setActiveWindow(&window);
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
};

GLOWWORM_TEST(TestFocus)
#include "tst_focus.moc"
