// SPDX-License-Identifier: GPL-3.0-or-later
// How the window explains itself: What's This on every control, the tour.
#include "support/shown_window.h"
#include "support/small_models.h"
#include "ui/session/generation.h"
#include "ui/shell/tour.h"
#include "ui/shell/tour_card.h"
#include "ui/widgets/widget_defaults.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QHelpEvent>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QWhatsThis>

using namespace glowworm;
using test::nameOf;
using test::placeOf;
using test::Shown;

namespace {

constexpr qsizetype kShortestHelp = 12; // characters

/// Whether a person acts with it; parts that Qt makes inside a widget are not told apart from it.
bool isControl(const QWidget& widget)
{
    if (widget.focusPolicy() == Qt::NoFocus || widget.focusProxy()
        || widget.objectName().startsWith(QStringLiteral("qt_")))
        return false;
    for (const QWidget* around = widget.parentWidget(); around; around = around->parentWidget())
        if (qobject_cast<const QComboBox*>(around)
            || qobject_cast<const QAbstractItemView*>(around))
            return false; // its list, its rows
    const QByteArray kind = widget.metaObject()->className();
    return kind != "QTableCornerButton" && !qobject_cast<const QLabel*>(&widget);
}

struct Toured : Shown {
    Tour& tour = window.tour();
    TourCard* card = window.findChild<TourCard*>();

    void click(QWidget* widget)
    {
        QTest::mouseClick(widget, Qt::LeftButton);
        QCoreApplication::processEvents();
    }
};

} // namespace

class TestGuide : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase() { test::useFolder(m_folder, "glowworm-guide"); }
    void init() { QSettings().clear(); }

    void everyControlHasWhatsThis();
    void fieldsAreExplainedWithSymbolAndFormula();
    void tipAnswersWhereThereIsNoMoreToSay();

    void tourIsOfferedOnceAfterQuiet();
    void actingDeclinesTheOffer();
    void tourGoesOnWhenThePersonActs();
    void tourMovesNothing();
    void escapeLeavesTheTourAndHelpStartsIt();
};

// ------------------------------------------------------------------------------------------------------------------
// What's This

void TestGuide::everyControlHasWhatsThis()
{
    Shown shown;
    for (int index = 0; index < kPanels; ++index)
        shown.show(index);
    QStringList without;
    for (const QWidget* widget : shown.window.findChildren<QWidget*>())
        if (isControl(*widget) && whatsThisOf(*widget).size() < kShortestHelp)
            without << nameOf(widget) + QStringLiteral(" in ") + nameOf(widget->parentWidget());
    QVERIFY2(without.isEmpty(), qPrintable(without.join(QLatin1Char('\n'))));
}

void TestGuide::fieldsAreExplainedWithSymbolAndFormula()
{
    Shown shown;
    const Panel& setup = shown.show(static_cast<int>(PanelId::Setup));
    for (const auto& [name, parts] : std::initializer_list<std::pair<const char*, QStringList>>{
             {"d_model", {QStringLiteral("Width D")}},
             {"groups", {QStringLiteral("Groups G"), QStringLiteral("N = F / G")}},
             {"neurons", {QStringLiteral("W2 relu(W1 x + b1) + b2")}},
             {"router_rank", {QStringLiteral("R"), QStringLiteral("B (A x)")}},
             {"gate", {QStringLiteral("exp(l)")}},
             {"beta1", {QStringLiteral("beta1 m + (1 - beta1) g")}},
             {"clip", {QStringLiteral("min(1, c / |g|)")}}}) {
        const auto* field = setup.findChild<QWidget*>(QLatin1String(name));
        QVERIFY2(field, name);
        for (const QString& part : parts)
            QVERIFY2(field->whatsThis().contains(part), qPrintable(field->whatsThis()));
    }
}

void TestGuide::tipAnswersWhereThereIsNoMoreToSay()
{
    Shown shown;
    auto* button = new QPushButton(&shown.window);
    button->show();
    QHelpEvent query(QEvent::QueryWhatsThis, QPoint(2, 2), button->mapToGlobal(QPoint(2, 2)));
    query.ignore();
    QApplication::sendEvent(button, &query);
    QVERIFY(!query.isAccepted());
    button->setToolTip(QStringLiteral("Save the table"));
    QApplication::sendEvent(button, &query);
    QVERIFY(query.isAccepted());
    QHelpEvent asked(QEvent::WhatsThis, QPoint(2, 2), button->mapToGlobal(QPoint(2, 2)));
    QApplication::sendEvent(button, &asked);
    bool said = false;
    for (const QWidget* widget : QApplication::topLevelWidgets())
        said = said || QByteArray(widget->metaObject()->className()) == "QWhatsThat";
    QVERIFY(said);
    QWhatsThis::hideText();
}

// ------------------------------------------------------------------------------------------------------------------
// the tour

void TestGuide::tourIsOfferedOnceAfterQuiet()
{
    Toured shown;
    QVERIFY(QTest::qWaitForWindowActive(&shown.window));
    QVERIFY(!shown.card->isVisible());
    shown.tour.offerWhenQuiet(30);
    QTRY_VERIFY(shown.card->isVisible());
    QCOMPARE(shown.tour.step(), -1); // an offer, no more
    shown.click(shown.card->findChild<QPushButton*>(QStringLiteral("tourLeave")));
    QVERIFY(!shown.card->isVisible());
    shown.tour.offerWhenQuiet(0);
    QTest::qWait(30);
    QVERIFY(!shown.card->isVisible()); // never again
}

void TestGuide::actingDeclinesTheOffer()
{
    Toured shown;
    QVERIFY(QTest::qWaitForWindowActive(&shown.window));
    shown.tour.offerWhenQuiet(30);
    QTRY_VERIFY(shown.card->isVisible());
    QTest::keyClick(&shown.window, Qt::Key_A);
    QVERIFY(!shown.card->isVisible());
}

void TestGuide::tourGoesOnWhenThePersonActs()
{
    Toured shown;
    QTemporaryDir models;
    QVERIFY(test::openModels(shown.workbench, models, {test::smallText(Routing::Gated)}));
    shown.show(static_cast<int>(PanelId::Generation));
    shown.tour.start();
    QCOMPARE(shown.tour.step(), 0);
    QVERIFY(shown.card->isVisible());
    for (const char* name : {"switchboard", "sparseText"}) {
        const int before = shown.tour.step();
        auto* target
            = shown.window.panel(PanelId::Generation).findChild<QWidget*>(QLatin1String(name));
        QVERIFY2(target, name);
        shown.click(target);
        QTRY_COMPARE(shown.tour.step(), before + 1);
    }
    shown.workbench.generation().start({}, QStringLiteral("a"), true, false, 5); // Ctrl+Enter
    QTRY_COMPARE(shown.tour.step(), 3);
    shown.click(shown.window.findChild<QWidget*>(QStringLiteral("tab-digits")));
    QTRY_COMPARE(shown.tour.step(), 4);
    shown.click(shown.window.panel(PanelId::Digits).findChild<QWidget*>(QStringLiteral("canvas")));
    QTRY_COMPARE(shown.tour.step(), 5);
    shown.window.showPanel(PanelId::Timing);
    QTRY_COMPARE(shown.tour.step(), -1);
    QVERIFY(!shown.card->isVisible());
    shown.workbench.generation().stop();
    QTRY_VERIFY(!shown.workbench.generation().running());
}

void TestGuide::tourMovesNothing()
{
    Toured shown;
    QHash<const QWidget*, QRect> before;
    shown.show(static_cast<int>(PanelId::Generation));
    const QList<QWidget*> all = shown.window.findChildren<QWidget*>();
    for (const QWidget* widget : all)
        before[widget] = placeOf(widget);
    shown.tour.start();
    auto* next = shown.card->findChild<QPushButton*>(QStringLiteral("tourNext"));
    for (int step = 0; step < Tour::kSteps; ++step) {
        QCOMPARE(shown.tour.step(), step);
        QCoreApplication::processEvents();
        QVERIFY(shown.window.rect().contains(placeOf(shown.card)));
        for (const QWidget* widget : all)
            if (!shown.card->isAncestorOf(widget) && widget->parentWidget() != &shown.window)
                QVERIFY2(placeOf(widget) == before[widget], qPrintable(nameOf(widget)));
        shown.click(next);
    }
    QCOMPARE(shown.tour.step(), -1);
}

void TestGuide::escapeLeavesTheTourAndHelpStartsIt()
{
    Toured shown;
    QVERIFY(QTest::qWaitForWindowActive(&shown.window));
    for (QAction* action : shown.window.findChildren<QAction*>())
        if (action->text() == QStringLiteral("&Tour"))
            action->trigger();
    QCOMPARE(shown.tour.step(), 0);
    QTest::keyClick(&shown.window, Qt::Key_Escape);
    QCOMPARE(shown.tour.step(), -1);
    QVERIFY(!shown.card->isVisible());
}

QTEST_MAIN(TestGuide)
#include "tst_guide.moc"
