// SPDX-License-Identifier: GPL-3.0-or-later
// How the window explains itself: What's This on every control, the tour.
#include "support/run_test.h"
#include "support/shown_window.h"
#include "support/small_models.h"
#include "ui/session/generation.h"
#include "ui/session/timing.h"
#include "ui/session/training.h"
#include "ui/shell/tour.h"
#include "ui/shell/tour_card.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/widget_defaults.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QSlider>
#include <QSpinBox>
#include <QWhatsThis>

#include <utility>

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
    return !widget.inherits("QTableCornerButton") && !qobject_cast<const QLabel*>(&widget);
}

/// Fields, what they mean, and buttons; what a fold hides is the fields' values.
bool isSetByHand(const QWidget& widget)
{
    return qobject_cast<const QAbstractSpinBox*>(&widget)
        || qobject_cast<const QAbstractButton*>(&widget) || qobject_cast<const QSlider*>(&widget)
        || qobject_cast<const QLineEdit*>(&widget) || qobject_cast<const QComboBox*>(&widget)
        || widget.objectName() == QLatin1String("prompt")
        || widget.objectName() == QLatin1String("canvas")
        || (widget.objectName() == QLatin1String("meaning") && !numbersFrom(widget));
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

    static void fill(Shown& shown, const QTemporaryDir& folder);

private Q_SLOTS:
    void initTestCase() { test::useFolder(m_folder); }
    void init() { QSettings().clear(); }

    void everyControlHasWhatsThis();
    void fieldsAreExplainedWithSymbolAndFormula();
    void tipAnswersWhereThereIsNoMoreToSay();

    void everyNumberSaysWhereItComesFrom();
    void noLabelShowsItsTags();

    void tourIsOfferedOnceAfterQuiet();
    void actingDeclinesTheOffer();
    void tabReachesTheOfferAndAModifierAloneDeclinesNothing();
    void tourGoesOnWhenThePersonActs();
    void tourIsGoneThroughByKeys();
    void aTextThatBeginsByItselfIsNoStep();
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
// what stands there

/// Every panel has something to show.
void TestGuide::fill(Shown& shown, const QTemporaryDir& folder)
{
    Workbench& workbench = shown.workbench;
    QVERIFY(test::openModels(workbench, folder,
        {test::smallText(Routing::Gated), test::smallText(Routing::Dense),
            test::smallDigits(Routing::Gated), test::smallDigits(Routing::Dense)}));
    workbench.library().openText(test::writeText(folder.filePath(QStringLiteral("glow.txt"))));
    QTRY_VERIFY(workbench.library().data().text != nullptr);
    workbench.training().setConfig(test::tinyText(), true);
    workbench.training().start();
    QTRY_VERIFY(!workbench.training().history().of(Twin::Sparse).evaluations.empty());
    workbench.training().stop();
    QTRY_VERIFY(!workbench.training().active());
    const Panel& timing = shown.show(static_cast<int>(PanelId::Timing));
    timing.findChild<QComboBox*>(QStringLiteral("shape"))->setCurrentIndex(1); // Set-up's
    timing.findChild<QCheckBox*>(QStringLiteral("libtorch"))->setChecked(false);
    timing.findChild<QSpinBox*>(QStringLiteral("repeats"))->setValue(5);
    timing.findChild<QSpinBox*>(QStringLiteral("warmup"))->setValue(0);
    timing.findChild<QPushButton*>(QStringLiteral("run"))->click();
    QTRY_VERIFY_WITH_TIMEOUT(!workbench.timing().running(), 20'000);
    shown.show(static_cast<int>(PanelId::Generation));
    workbench.generation().start({.tokens = 8}, QStringLiteral("a"), true, true, 0);
    QTRY_VERIFY(!workbench.generation().running());
}

/// A view paints its numbers; what a person sets, or is called by a number, has no origin to tell.
void TestGuide::everyNumberSaysWhereItComesFrom()
{
    static const QRegularExpression digit(QStringLiteral("[0-9]")),
        names(QStringLiteral("Ctrl\\+[0-9]|W2|Beta [12]|[0-9.]+ px|[0-9]+ x [0-9]+|of the 28|"
                             "[0-9]+ fields? changed"));
    Shown shown;
    QTemporaryDir folder;
    fill(shown, folder);
    int told = 0;
    for (int index = 0; index < kPanels; ++index)
        for (const QWidget* widget : shown.show(index).findChildren<QWidget*>()) {
            if (!widget->isVisible() || isSetByHand(*widget))
                continue;
            const bool isView = widget->focusPolicy() != Qt::NoFocus
                && QByteArray(widget->metaObject()->className()).startsWith("glowworm::");
            const QString text = widget->property("text").toString().remove(names);
            if (!isView && !text.contains(digit))
                continue;
            QVERIFY2(numbersFrom(*widget)
                    || (text + widget->accessibleName()).contains(wordFor(Provenance::Computed)),
                qPrintable(QStringLiteral("%1: %2 \"%3\" in %4")
                               .arg(wordFor(static_cast<PanelId>(index)), nameOf(widget), text,
                                   nameOf(widget->parentWidget()))));
            ++told;
        }
    QVERIFY2(told > 60, qPrintable(QString::number(told)));
    const auto* board = shown.window.findChild<QWidget*>(QStringLiteral("switchboard"));
    QVERIFY(whatsThisOf(*board).endsWith(QStringLiteral("Numbers here are measured.")));
}

void TestGuide::noLabelShowsItsTags()
{
    Shown shown;
    QTemporaryDir folder;
    fill(shown, folder);
    for (int index = 0; index < kPanels; ++index)
        for (const QLabel* label : shown.show(index).findChildren<QLabel*>())
            QVERIFY2(
                label->textFormat() != Qt::PlainText || !label->text().contains(QLatin1Char('<')),
                qPrintable(nameOf(label) + QLatin1Char(' ') + label->text()));
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

void TestGuide::tabReachesTheOfferAndAModifierAloneDeclinesNothing()
{
    Toured shown;
    QVERIFY(QTest::qWaitForWindowActive(&shown.window));
    shown.tour.offerWhenQuiet(30);
    QTRY_VERIFY(shown.card->isVisible());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Control);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab, Qt::ShiftModifier);
    QVERIFY(shown.card->isVisible());
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("tourNext"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QCOMPARE(shown.tour.step(), 0);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space); // it is the step's next button now
    QCOMPARE(shown.tour.step(), 1);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab, Qt::ShiftModifier);
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("tourLeave"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QCOMPARE(shown.tour.step(), -1);
    QVERIFY(shown.window.panel(PanelId::Generation).isAncestorOf(QApplication::focusWidget()));
}

void TestGuide::aTextThatBeginsByItselfIsNoStep()
{
    Toured shown;
    QTemporaryDir models;
    QVERIFY(test::openModels(shown.workbench, models, {test::smallText(Routing::Gated)}));
    shown.tour.start();
    for (int step = 0; step < 2; ++step)
        shown.click(shown.card->findChild<QPushButton*>(QStringLiteral("tourNext")));
    QCOMPARE(shown.tour.step(), 2);
    shown.workbench.generation().start({}, QStringLiteral("a"), true, false, 5); // as after surgery
    QCoreApplication::processEvents();
    QCOMPARE(shown.tour.step(), 2);
    shown.workbench.generation().stop();
    QTRY_VERIFY(!shown.workbench.generation().running());
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
    auto* prompt
        = shown.window.panel(PanelId::Generation).findChild<QWidget*>(QStringLiteral("prompt"));
    prompt->setFocus();
    QTest::keyClick(prompt, Qt::Key_Return, Qt::ControlModifier);
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

/// The focus is on the card at each step, also after another panel was opened, which its button
/// does where the step asks for it.
void TestGuide::tourIsGoneThroughByKeys()
{
    Toured shown;
    const auto* next = shown.card->findChild<QPushButton*>(QStringLiteral("tourNext"));
    const auto press = [](Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); };
    shown.show(static_cast<int>(PanelId::Setup));
    shown.tour.start();
    QCOMPARE(shown.window.currentPanel(), PanelId::Generation);
    for (int step = 0; step < 4; ++step) {
        QVERIFY(shown.tour.step() == step && QApplication::focusWidget() == next);
        press(Qt::Key_Space);
    }
    QCOMPARE(shown.window.currentPanel(), PanelId::Digits);
    QVERIFY(shown.tour.step() == 4 && QApplication::focusWidget() == next);
    shown.window.panel(PanelId::Digits).takeFocus();
    press(Qt::Key_N);
    QTRY_COMPARE(shown.tour.step(), 5);
    QCOMPARE(QApplication::focusWidget(), next);
    press(Qt::Key_Space);
    QVERIFY(shown.window.currentPanel() == PanelId::Timing && shown.tour.step() == -1);
}

void TestGuide::tourMovesNothing()
{
    Toured shown;
    shown.show(static_cast<int>(PanelId::Generation));
    const auto places = [&shown] {
        QHash<const QWidget*, QRect> found;
        for (const QWidget* widget : shown.window.findChildren<QWidget*>())
            if (widget->isVisible() && widget->parentWidget() != &shown.window
                && !shown.card->isAncestorOf(widget))
                found[widget] = placeOf(widget);
        return found;
    };
    QHash<const QWidget*, QRect> before;
    const auto isSettled = [&] {
        const auto now = places();
        return std::exchange(before, now) == now;
    };
    QTRY_VERIFY(isSettled());
    shown.tour.start();
    auto* next = shown.card->findChild<QPushButton*>(QStringLiteral("tourNext"));
    for (int step = 0; step < 4; ++step) { // then the panel is another one
        QCOMPARE(shown.tour.step(), step);
        QCoreApplication::processEvents();
        QVERIFY(shown.window.rect().contains(placeOf(shown.card)));
        const auto now = places();
        QCOMPARE(now.size(), before.size());
        for (auto widget = now.begin(); widget != now.end(); ++widget)
            QVERIFY2(widget.value() == before[widget.key()], qPrintable(nameOf(widget.key())));
        shown.click(next);
    }
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

GLOWWORM_TEST(TestGuide)
#include "tst_guide.moc"
