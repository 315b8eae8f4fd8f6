// SPDX-License-Identifier: GPL-3.0-or-later
// The window by keyboard: mnemonics, the way of Tab, a focus that is seen, and keys on layouts
// other than the US one.
#include "ui/widgets/focus_keys.h"

#include "support/run_test.h"
#include "support/shown_window.h"
#include "support/small_models.h"
#include "ui/inspector/inspector.h"
#include "ui/session/generation.h"
#include "ui/widgets/widget_defaults.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QAction>
#include <QButtonGroup>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QScrollArea>
#include <QSet>
#include <QSettings>

using namespace glowworm;
using test::nameOf;
using test::placeOf;
using test::Shown;

namespace {

/// What Tab visits from the first stop of the panel on, as a person would: of buttons that exclude
/// each other the first one met.
QList<QWidget*> stopsOf(Panel& panel)
{
    QList<QWidget*> stops;
    QSet<const QButtonGroup*> groups;
    for (QWidget* widget = panel.window()->nextInFocusChain(); widget != panel.window();
         widget = widget->nextInFocusChain()) {
        if (!panel.isAncestorOf(widget) || !(widget->focusPolicy() & Qt::TabFocus)
            || widget->focusProxy() || !widget->isVisible() || !widget->isEnabled())
            continue;
        const auto* button = qobject_cast<QAbstractButton*>(widget);
        const QButtonGroup* group = button ? button->group() : nullptr;
        if (group && group->exclusive() && groups.contains(group))
            continue;
        groups << group;
        stops << widget;
    }
    return stops;
}

/// A key as a keyboard sends it: its key, the sign it makes and the number of its place.
struct Stroke {
    int key;
    const char* sign;
    quint32 scanCode;
    Qt::KeyboardModifiers modifiers = Qt::NoModifier;
};

void press(QWidget& widget, const Stroke& stroke)
{
    for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QKeyEvent event(type, stroke.key, stroke.modifiers, stroke.scanCode, 0, 0,
            QString::fromUtf8(stroke.sign));
        QApplication::sendEvent(&widget, &event);
    }
}

} // namespace

class TestWindowKeys : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase() { test::useFolder(m_folder); }
    void init() { QSettings().clear(); }

    void mnemonicsAreUniqueOnEveryPanelAndInEveryMenu();
    void tabGoesAsThePanelIsRead_data() { eachPanel(); }
    void tabGoesAsThePanelIsRead();
    void focusIsSeenOnEveryStop_data() { eachPanel(); }
    void focusIsSeenOnEveryStop();
    void everyStopHasNameAndDescription_data() { eachPanel(); }
    void everyStopHasNameAndDescription();
    void everyViewIsAStop();
    void whatIsMadeLateIsReachedInItsPlace();

    void lettersWorkByPlaceOnOtherLayouts_data();
    void lettersWorkByPlaceOnOtherLayouts();
    void panelsAreReachedOnAFrenchKeyboard();
    void latinLetterNeverMeansTheKeyOfItsPlace();

private:
    static void eachPanel();
};

void TestWindowKeys::eachPanel()
{
    QTest::addColumn<int>("index");
    for (int index = 0; index < kPanels; ++index)
        QTest::newRow(qPrintable(wordFor(static_cast<PanelId>(index)))) << index;
}

// ------------------------------------------------------------------------------------------------------------------
// focus

void TestWindowKeys::mnemonicsAreUniqueOnEveryPanelAndInEveryMenu()
{
    const auto letterOf
        = [](const QString& text) { return QKeySequence::mnemonic(text).toString().right(1); };
    Shown shown;
    const auto unique = [&](const QList<std::pair<QString, QString>>& texts, const QString& where) {
        QHash<QString, QString> taken;
        for (const auto& [letter, text] : texts) {
            if (!letter.isEmpty() && taken.contains(letter))
                QFAIL(qPrintable(QStringLiteral("%1: Alt+%2 is %3 and %4")
                                     .arg(where, letter, taken[letter], text)));
            taken[letter] = text;
        }
    };
    QList<std::pair<QString, QString>> bar;
    for (const QAction* action : shown.window.menuBar()->actions())
        bar.append({letterOf(action->text()), action->text()});
    QCOMPARE(bar.size(), 5);
    for (const QMenu* menu : shown.window.findChildren<QMenu*>()) {
        QList<std::pair<QString, QString>> entries;
        for (const QAction* action : menu->actions())
            entries.append({letterOf(action->text()), action->text()});
        unique(entries, menu->title());
    }
    for (int index = 0; index < kPanels; ++index) {
        Panel& panel = shown.show(index);
        auto texts = bar;
        for (const QAbstractButton* button : shown.window.findChildren<QAbstractButton*>())
            if (button->isVisible())
                texts.append({letterOf(button->text()), button->text()});
        for (const QLabel* label : panel.findChildren<QLabel*>())
            if (label->buddy() && label->isVisible())
                texts.append({letterOf(label->text()), label->text()});
        unique(texts, wordFor(static_cast<PanelId>(index)));
    }
}

void TestWindowKeys::tabGoesAsThePanelIsRead()
{
    QFETCH(int, index);
    Shown shown;
    Panel& panel = shown.show(index);
    const QList<QWidget*> stops = stopsOf(panel);
    QVERIFY2(stops.size() >= 5, qPrintable(QString::number(stops.size())));
    for (qsizetype i = 1; i < stops.size(); ++i) {
        const QRect before = placeOf(stops[i - 1]), now = placeOf(stops[i]);
        // A step up leads to a column further right; on one line a step leads right.
        const bool up = now.bottom() < before.top(),
                   sameLine = now.top() <= before.bottom() && now.bottom() >= before.top();
        const bool jumpsBack
            = (up && now.left() <= before.left()) || (sameLine && now.right() < before.left());
        QVERIFY2(!jumpsBack,
            qPrintable(nameOf(stops[i - 1]) + QStringLiteral(" -> ") + nameOf(stops[i])));
    }
    stops.first()->setFocus();
    for (qsizetype i = 1; i < stops.size();
         ++i) { // and Tab really goes that way, with no trap in it
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QVERIFY2(QApplication::focusWidget() == stops[i],
            qPrintable(nameOf(stops[i]) + QStringLiteral(" not after ") + nameOf(stops[i - 1])
                + QStringLiteral(" but ") + nameOf(QApplication::focusWidget())));
    }
}

void TestWindowKeys::focusIsSeenOnEveryStop()
{
    QFETCH(int, index);
    Shown shown;
    QTemporaryDir models;
    QVERIFY(test::openModels(shown.workbench, models,
        {test::smallText(Routing::Gated), test::smallText(Routing::Dense)}));
    Panel& panel = shown.show(index);
    shown.workbench.generation().stop();
    QTRY_VERIFY(!shown.workbench.generation().running());
    const QList<QWidget*> stops = stopsOf(panel);
    for (QWidget* stop : stops) {
        for (QWidget* around = stop->parentWidget(); around; around = around->parentWidget())
            if (auto* area = qobject_cast<QScrollArea*>(around))
                area->ensureWidgetVisible(stop);
        const QRect place
            = placeOf(stop).adjusted(-4, -4, 4, 4); // the ring stands around it where there is room
        const auto picture = [&] {
            QCoreApplication::processEvents();
            return shown.window.grab(place.intersected(shown.window.rect())).toImage();
        };
        QApplication::focusWidget() ? QApplication::focusWidget()->clearFocus() : void();
        const QImage without = picture();
        QTest::keyClick(&shown.window, Qt::Key_Shift); // the focus goes on by key
        stop->setFocus(Qt::TabFocusReason);
        const QImage with = picture();
        int changed = 0; // of the pixels, where more than a caret changes
        for (int y = 0; y < with.height(); ++y)
            for (int x = 0; x < with.width(); ++x)
                changed += with.pixel(x, y) != without.pixel(x, y);
        QVERIFY2(changed >= with.width() + with.height(),
            qPrintable(nameOf(stop) + QStringLiteral(": %1 pixels").arg(changed)));
    }
}

void TestWindowKeys::everyStopHasNameAndDescription()
{
    QFETCH(int, index);
    Shown shown;
    QTemporaryDir models;
    QVERIFY(test::openModels(shown.workbench, models,
        {test::smallText(Routing::Gated), test::smallText(Routing::Dense),
            test::smallDigits(Routing::Gated), test::smallDigits(Routing::Dense)}));
    for (QWidget* stop : stopsOf(shown.show(index))) {
        const auto* told = QAccessible::queryAccessibleInterface(stop);
        QVERIFY2(told && !told->text(QAccessible::Name).isEmpty(), qPrintable(nameOf(stop)));
        const QString words = told->text(QAccessible::Description) + whatsThisOf(*stop);
        QVERIFY2(
            !words.isEmpty() && words != told->text(QAccessible::Name), qPrintable(nameOf(stop)));
    }
}

void TestWindowKeys::everyViewIsAStop()
{
    Shown shown;
    const auto names = [&](int index) {
        QStringList found;
        for (const QWidget* stop : stopsOf(shown.show(index)))
            found << stop->accessibleName();
        return found.join(QLatin1Char('\n'));
    };
    const auto has = [&](int index, const char* name) {
        QVERIFY2(names(index).contains(QLatin1String(name)), name);
    };
    for (const char* name :
        {"Text of the sparse model", "Text of the dense model", "Switchboard of the sparse model",
            "Switchboard of the dense model", "Next characters, sparse model"})
        has(static_cast<int>(PanelId::Generation), name);
    for (const char* name : {"Drawing", "What the models see", "Neurons of the dense twin",
             "Lit neurons and probabilities"})
        has(static_cast<int>(PanelId::Digits), name);
    has(static_cast<int>(PanelId::Training), "Loss curves");
    for (const char* name : {"Fires", "Speed-up of sparse", "Where the time goes"})
        has(static_cast<int>(PanelId::Timing), name);
}

void TestWindowKeys::whatIsMadeLateIsReachedInItsPlace()
{
    Shown shown;
    QTemporaryDir models;
    QVERIFY(test::openModels(shown.workbench, models, {test::smallText(Routing::Gated)}));
    Panel& panel = shown.show(static_cast<int>(PanelId::Generation));
    shown.workbench.generation().start({.tokens = 8}, QStringLiteral("a"), true, false, 0);
    QTRY_VERIFY(!shown.workbench.generation().running());
    auto* board = panel.findChild<QWidget*>(QStringLiteral("switchboard"));
    board->setFocus(Qt::TabFocusReason);
    panel.findChild<Inspector*>()->compareFrom(Twin::Sparse);
    QTest::keyClick(board, Qt::Key_Comma);
    auto* table = panel.findChild<QWidget*>(QStringLiteral("comparison"));
    QTRY_VERIFY(table->isVisible());
    QTest::keyClick(board, Qt::Key_Tab);
    for (int i = 0;
         i < 3 && !panel.findChild<Inspector*>()->isAncestorOf(shown.window.focusWidget()); ++i)
        QTest::keyClick(shown.window.focusWidget(), Qt::Key_Tab);
    QCOMPARE(shown.window.focusWidget(), table);
}

// ------------------------------------------------------------------------------------------------------------------
// keys by place

void TestWindowKeys::lettersWorkByPlaceOnOtherLayouts_data()
{
    QTest::addColumn<QString>("panel");
    QTest::addColumn<QString>("meaning"); // of the row in the list of keys
    QTest::addColumn<Stroke>("stroke");
    const QString digits = QStringLiteral("digits"), generation = QStringLiteral("generation"),
                  training = QStringLiteral("training");
    const QString eraser = QStringLiteral("eraser on or off"),
                  thin = QStringLiteral("thinner brush"), thick = QStringLiteral("thicker brush");
    QTest::newRow("Russian E") << digits << eraser << Stroke{0x0423, "у", 26};
    QTest::newRow("Russian [") << digits << thin << Stroke{0x0425, "х", 34};
    QTest::newRow("Russian ]") << digits << thick << Stroke{0x042A, "ъ", 35};
    QTest::newRow("Russian P") << digits << QStringLiteral("take up the pen, to draw by keys")
                               << Stroke{0x0417, "з", 33};
    QTest::newRow("Russian N") << digits << QStringLiteral("the next test picture")
                               << Stroke{0x0422, "т", 57};
    QTest::newRow("Russian D") << digits
                               << QStringLiteral(
                                      "the next test picture on which the two models disagree")
                               << Stroke{0x0412, "в", 40};
    QTest::newRow("Russian Ctrl+Z") << digits << QStringLiteral("take back the last change")
                                    << Stroke{0x042F, "", 52, Qt::ControlModifier};
    QTest::newRow("Russian Ctrl+Shift+Z")
        << digits << QStringLiteral("do it again")
        << Stroke{0x042F, "", 52, Qt::ControlModifier | Qt::ShiftModifier};
    QTest::newRow("German [") << digits << thin << Stroke{Qt::Key_Udiaeresis, "ü", 34};
    QTest::newRow("German ]") << digits << thick << Stroke{Qt::Key_Plus, "+", 35};
    QTest::newRow("German AltGr+8") << digits << thin << Stroke{Qt::Key_BracketLeft, "[", 17};
    QTest::newRow("French [") << digits << thin << Stroke{Qt::Key_Dead_Circumflex, "", 34};
    QTest::newRow("French ]") << digits << thick << Stroke{Qt::Key_Dollar, "$", 35};
    QTest::newRow("French E") << digits << eraser << Stroke{Qt::Key_E, "e", 26};
    QTest::newRow("Capital E") << digits << eraser << Stroke{Qt::Key_E, "E", 26, Qt::ShiftModifier};
    const QString back = QStringLiteral("one character back"),
                  forward = QStringLiteral("one character forward");
    QTest::newRow("Russian ,") << generation << back << Stroke{0x0411, "б", 59};
    QTest::newRow("Russian .") << generation << forward << Stroke{0x042E, "ю", 60};
    QTest::newRow("French ,") << generation << back << Stroke{Qt::Key_Comma, ",", 58};
    QTest::newRow("French ;") << generation << back << Stroke{Qt::Key_Semicolon, ";", 59};
    QTest::newRow("French .") << generation << forward
                              << Stroke{Qt::Key_Period, ".", 59, Qt::ShiftModifier};
    QTest::newRow("French :") << generation << forward << Stroke{Qt::Key_Colon, ":", 60};
    QTest::newRow("Russian F") << generation
                               << QStringLiteral("back to the chosen neuron of this column")
                               << Stroke{0x0410, "а", 41};
    QTest::newRow("Greek F") << generation
                             << QStringLiteral("back to the chosen neuron of this column")
                             << Stroke{0x03A6, "φ", 41};
    QTest::newRow("Russian L") << training << QStringLiteral("logarithmic axis on or off")
                               << Stroke{0x0414, "д", 46};
    QTest::newRow("Russian one step")
        << training << QStringLiteral("one step of training") << Stroke{0x042E, "ю", 60};
    QTest::newRow("Russian ten steps") << training << QStringLiteral("ten steps of training")
                                       << Stroke{0x042E, "Ю", 60, Qt::ShiftModifier};
    QTest::newRow("German ten steps") << training << QStringLiteral("ten steps of training")
                                      << Stroke{Qt::Key_Colon, ":", 60, Qt::ShiftModifier};
    QTest::newRow("French ten steps")
        << training << QStringLiteral("ten steps of training") << Stroke{Qt::Key_Colon, ":", 60};
}

/// Whoever obeys the stroke is the row of that meaning, and no other.
void TestWindowKeys::lettersWorkByPlaceOnOtherLayouts()
{
    QFETCH(QString, panel);
    QFETCH(QString, meaning);
    QFETCH(Stroke, stroke);
    Shown shown;
    Panel& where = shown.show(static_cast<int>(panelFor(panel)));
    QStringList obeyed;
    for (FocusKeys* keys : where.findChildren<FocusKeys*>())
        for (const FocusKeys::Row& row : keys->rows())
            const_cast<FocusKeys::Row&>(row).act
                = [&obeyed, text = row.meaning] { obeyed << text; };
    QWidget* target = nullptr;
    for (FocusKeys* keys : where.findChildren<FocusKeys*>())
        for (const FocusKeys::Row& row : keys->rows())
            if (row.meaning == meaning)
                target = static_cast<QWidget*>(keys->parent());
    QVERIFY2(target, qPrintable(meaning));
    press(*target, stroke);
    QCOMPARE(obeyed, QStringList(meaning));
}

void TestWindowKeys::panelsAreReachedOnAFrenchKeyboard()
{
    Shown shown;
    const std::array<Stroke, kPanels> row{{{Qt::Key_Ampersand, "", 10, Qt::ControlModifier},
        {Qt::Key_Eacute, "", 11, Qt::ControlModifier},
        {Qt::Key_QuoteDbl, "", 12, Qt::ControlModifier},
        {Qt::Key_Apostrophe, "", 13, Qt::ControlModifier},
        {Qt::Key_ParenLeft, "", 14, Qt::ControlModifier}}};
    for (int index : {0, 1, 3, 4, 2}) {
        press(QApplication::focusWidget() ? *QApplication::focusWidget() : shown.window,
            row[static_cast<std::size_t>(index)]);
        QCOMPARE(static_cast<int>(shown.window.currentPanel()), index);
    }
    // Also from inside an editor, which takes no such key.
    auto* prompt
        = shown.window.panel(PanelId::Generation).findChild<QWidget*>(QStringLiteral("prompt"));
    prompt->setFocus();
    press(*prompt, row[1]);
    QCOMPARE(shown.window.currentPanel(), PanelId::Training);
}

void TestWindowKeys::latinLetterNeverMeansTheKeyOfItsPlace()
{
    Shown shown;
    press(shown.window,
        {Qt::Key_A, "", 24, Qt::ControlModifier}); // A stands where a US keyboard has Q
    QVERIFY(shown.window.isVisible());
    const QKeyEvent dvorak(QEvent::KeyPress, Qt::Key_Apostrophe, Qt::ControlModifier, 24, 0,
        0); // its apostrophe, no Ctrl+Q
    QCOMPARE(usKeyOf(dvorak), QKeyCombination(Qt::Key_unknown));
    const QKeyEvent letter(
        QEvent::KeyPress, Qt::Key_A, Qt::NoModifier, 24, 0, 0, QStringLiteral("a"));
    QCOMPARE(readingsOf(letter), QList<QKeyCombination>{Qt::Key_A});
    const QKeyEvent arrow(QEvent::KeyPress, Qt::Key_Left, Qt::KeypadModifier, 83, 0, 0);
    QCOMPARE(readingsOf(arrow), QList<QKeyCombination>{Qt::Key_Left});
}

GLOWWORM_TEST(TestWindowKeys)
#include "tst_window_keys.moc"
