// SPDX-License-Identifier: GPL-3.0-or-later
// Ways through the window: from part to part by F6, with a ring around where the keys are, to what
// something means, and out of the program into a file.
#include "support/active_window.h"
#include "support/run_test.h"
#include "support/shown_window.h"
#include "support/small_models.h"
#include "ui/digits/digit_canvas.h"
#include "ui/digits/light_map.h"
#include "ui/session/generation.h"
#include "ui/session/training.h"
#include "ui/shell/focus.h"
#include "ui/shell/help_pages.h"
#include "ui/widgets/board_table.h"
#include "ui/widgets/export_dialog.h"
#include "ui/widgets/switchboard.h"
#include "ui/widgets/widget_defaults.h"

#include <QAction>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QToolButton>
#include <QWhatsThis>

using namespace glowworm;
using test::nameOf;
using test::Shown;

namespace {

QWidget* explanation()
{
    for (QWidget* widget : QApplication::topLevelWidgets())
        if (QByteArray(widget->metaObject()->className()) == "QWhatsThat")
            return widget;
    return nullptr;
}

/// Whether the middle of a widget's upper edge is in the ring around what the keyboard is at.
bool isRinged(Shown& shown, QWidget* widget)
{
    const QPoint edge = widget->mapTo(&shown.window, QPoint(widget->width() / 2, -3));
    return shown.window.grab(QRect(edge, QSize(1, 1))).toImage().pixelColor(0, 0)
        == Theme::of(shown.window.palette()).mutedText;
}

/// As a person does: through the window.
void clickOn(Shown& shown, QWidget* widget)
{
    QTest::mouseClick(shown.window.windowHandle(), Qt::LeftButton, {},
        widget->mapTo(&shown.window, widget->rect().center()));
    QTRY_VERIFY(widget->hasFocus());
}

} // namespace

class TestWindowWays : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    static bool openTexts(Shown& shown, const QTemporaryDir& models)
    {
        return test::openModels(shown.workbench, models,
            {test::smallText(Routing::Gated), test::smallText(Routing::Dense)});
    }

private Q_SLOTS:
    void initTestCase() { test::useFolder(m_folder); }
    void init() { QSettings().clear(); }

    void ringFollowsItsWidgetAndEndsWithIt()
    {
        Shown shown;
        Panel& panel = shown.show(static_cast<int>(PanelId::Digits));
        auto* canvas = panel.findChild<DigitCanvas*>();
        QCOMPARE(QApplication::focusWidget(), canvas);
        QTest::keyClick(canvas, Qt::Key_Left);
        QTRY_VERIFY(isRinged(shown, canvas));
        const int before = canvas->width();
        shown.window.resize(1000, 700);
        QTRY_VERIFY(canvas->width() != before && isRinged(shown, canvas));
        shown.show(static_cast<int>(PanelId::Timing));
        QTRY_VERIFY(!isRinged(shown, canvas));
    }

    void questionMarkOpensTheKeysWhereNothingIsTyped()
    {
        Shown shown;
        const auto pages = [&shown] {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Question);
            return shown.window.findChildren<QDialog*>().size();
        };
        shown.show(2).findChild<QWidget*>(QStringLiteral("prompt"))->setFocus();
        QCOMPARE(pages(), 0);
        shown.show(3).takeFocus();
        QCOMPARE(pages(), 1);
    }

    void ringIsForTheKeyboardAlone()
    {
        Shown shown;
        Panel& panel = shown.show(static_cast<int>(PanelId::Digits));
        auto* canvas = panel.findChild<DigitCanvas*>();
        QTRY_VERIFY(canvas->hasFocus() && !isRinged(shown, canvas)); // nobody asked for it
        QTest::keyClick(canvas, Qt::Key_Tab);
        QTRY_VERIFY(isRinged(shown, QApplication::focusWidget()));
        auto* lights = panel.findChild<LightMap*>();
        clickOn(shown, lights);
        QTRY_VERIFY(!isRinged(shown, lights));
        clickOn(shown, canvas);
        canvas->clearFocus(); // the button may be up before the window becomes the active one
        canvas->setFocus(Qt::ActiveWindowFocusReason);
        QTest::keyClick(canvas, Qt::Key_Shift); // moves nothing
        QCoreApplication::processEvents();
        QVERIFY(!isRinged(shown, canvas));
        QTest::keyClick(canvas, Qt::Key_Left);
        QTRY_VERIFY(isRinged(shown, canvas));
        clickOn(shown, canvas); // what has it already
        QTRY_VERIFY(!isRinged(shown, canvas));
    }

    /// Few steps lead round, each to another part; the same lead back.
    void f6GoesFromPartToPart_data()
    {
        QTest::addColumn<int>("index");
        for (int index = 0; index < kPanels; ++index)
            QTest::newRow(qPrintable(wordFor(static_cast<PanelId>(index)))) << index;
    }
    void f6GoesFromPartToPart()
    {
        QFETCH(int, index);
        Shown shown;
        QTemporaryDir models;
        QVERIFY(openTexts(shown, models));
        Panel& panel = shown.show(index);
        shown.workbench.generation().stop();
        QTRY_VERIFY(!shown.workbench.generation().running());
        QList<QWidget*> way;
        QTest::keyClick(&shown.window, Qt::Key_F6);
        while (!way.contains(QApplication::focusWidget())) {
            way << QApplication::focusWidget();
            QVERIFY(way.constLast() && way.constLast()->isVisible());
            QTest::keyClick(&shown.window, Qt::Key_F6);
        }
        QStringList names;
        for (const QWidget* stop : way)
            names << nameOf(stop);
        QVERIFY2(
            QApplication::focusWidget() == way.constFirst() && way.size() >= 4 && way.size() <= 9,
            qPrintable(names.join(QStringLiteral(" | "))));
        int inPanel = 0;
        for (const QWidget* stop : way)
            inPanel += panel.isAncestorOf(stop);
        QCOMPARE(inPanel, way.size() - 1); // and the rail
        for (auto stop = way.crbegin(); stop != way.crend(); ++stop) {
            QTest::keyClick(&shown.window, Qt::Key_F6, Qt::ShiftModifier);
            QVERIFY2(QApplication::focusWidget() == *stop,
                qPrintable(
                    nameOf(QApplication::focusWidget()) + QStringLiteral(" not ") + nameOf(*stop)));
        }
    }

    void f6MeetsEachPartOfGeneration()
    {
        Shown shown;
        QTemporaryDir models;
        QVERIFY(openTexts(shown, models));
        Panel& panel = shown.show(static_cast<int>(PanelId::Generation));
        for (const char* name : {"prompt", "sparseText", "denseText", "switchboard"}) {
            auto* stop = panel.findChild<QWidget*>(QLatin1String(name));
            QVERIFY2(stop, name);
            stop->setFocus();
            QTest::keyClick(&shown.window, Qt::Key_F6);
            QVERIFY2(QApplication::focusWidget() != stop, name);
            QTest::keyClick(&shown.window, Qt::Key_F6, Qt::ShiftModifier);
            QWidget* part = QApplication::focusWidget(); // the part's first
            while (part && !part->property("region").toBool() && !part->property("card").toBool())
                part = part->parentWidget();
            QVERIFY2(part && part->isAncestorOf(stop), name);
        }
    }

    /// Not on what lies there for the mouse before it.
    void f6LandsWhereAPartIsWorkedWith()
    {
        Shown shown;
        QTemporaryDir models;
        QVERIFY(openTexts(shown, models));
        shown.show(static_cast<int>(PanelId::Generation));
        shown.workbench.generation().start({.tokens = 8}, QStringLiteral("a"), true, true, 0);
        QTRY_VERIFY(!shown.workbench.generation().running());
        auto* board = shown.window.panel(PanelId::Generation).board();
        board->setFocus();
        QTest::keyClick(board, Qt::Key_Return); // its biography
        QStringList way;
        for (int step = 0; step < 9; ++step) {
            QTest::keyClick(&shown.window, Qt::Key_F6);
            way << QApplication::focusWidget()->objectName();
        }
        for (const char* name : {"tab-generation", "switchboard", "switchOff"})
            QVERIFY2(way.contains(QLatin1String(name)), qPrintable(way.join(u' ')));
        shown.show(static_cast<int>(PanelId::Setup));
        QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("preset"));
    }

    /// Whoever starts and pauses with Space stays at it; what stands elsewhere stays there.
    void trainingPassesTheFocusFromButtonToButton()
    {
        Shown shown;
        const QTemporaryDir folder;
        shown.how->stepTime = std::chrono::milliseconds(1);
        Training& training = shown.workbench.training();
        shown.workbench.library().openText(
            test::writeText(folder.filePath(QStringLiteral("glow.txt"))));
        QTRY_VERIFY(shown.workbench.library().data().text != nullptr);
        RunConfig config = test::tinyText();
        config.train.steps = 100'000;
        training.setConfig(config, false);
        Panel& panel = shown.show(static_cast<int>(PanelId::Training));
        const auto button
            = [&](const char* name) { return panel.findChild<QPushButton*>(QLatin1String(name)); };
        const auto hasFocus = [](const char* name) {
            return QApplication::focusWidget()->objectName() == QLatin1String(name);
        };
        const auto press = [] { QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space); };
        QTRY_VERIFY(button("train")->isEnabled());
        button("train")->setFocus();
        press();
        QTRY_COMPARE(training.state(), TrainingRun::State::Running);
        QVERIFY(hasFocus("pause"));
        press();
        QTRY_COMPARE(training.state(), TrainingRun::State::Paused);
        QVERIFY(hasFocus("train"));
        button("oneStep")->setFocus();
        press();
        QTRY_VERIFY(hasFocus("oneStep") && button("oneStep")->isEnabled());
        button("stop")->setFocus();
        press();
        QTRY_VERIFY(!training.active() && hasFocus("train"));
        shown.window.findChild<QWidget*>(QStringLiteral("tab-training"))->setFocus();
        panel.runMain();
        QTRY_COMPARE(training.state(), TrainingRun::State::Running);
        QVERIFY(hasFocus("tab-training"));
        panel.stopMain();
        QTRY_VERIFY(!training.active());
    }

    void aComparisonIsATable()
    {
        Shown shown;
        QTemporaryDir models;
        QVERIFY(openTexts(shown, models));
        Panel& panel = shown.show(static_cast<int>(PanelId::Generation));
        shown.workbench.generation().start({.tokens = 8}, QStringLiteral("a"), true, true, 0);
        QTRY_VERIFY(!shown.workbench.generation().running());
        Switchboard* board = panel.board();
        board->setFocus();
        QTest::keyClick(board, Qt::Key_Return);
        panel.findChild<QToolButton*>(QStringLiteral("pinAndCompare"))->click();
        board->setFocus();
        QTest::keyClick(board, Qt::Key_Comma); // one token back
        QTest::keyClick(&shown.window, Qt::Key_T, Qt::ControlModifier);
        const auto* table = board->window()->findChild<BoardTable*>();
        QVERIFY(table && table->isVisible());
        QCOMPARE(table->windowTitle(), QStringLiteral("Neurons of A and B"));
        const QString origin = table->table().accessibleDescription();
        QVERIFY2(origin.contains(QStringLiteral("A: ")) && origin.contains(QStringLiteral("B: ")),
            qPrintable(origin));
    }

    void shiftF1ExplainsWhatHasTheFocus()
    {
        Shown shown;
        Panel& panel = shown.show(static_cast<int>(PanelId::Generation));
        auto* prompt = panel.findChild<QWidget*>(QStringLiteral("prompt"));
        prompt->setFocus();
        QVERIFY(!explanation());
        QTest::keyClick(prompt, Qt::Key_F1, Qt::ShiftModifier);
        QVERIFY(explanation());
        QVERIFY(!QWhatsThis::inWhatsThisMode());
        QVERIFY(explanation()->geometry().intersects(QRect(prompt->mapToGlobal(QPoint(-400, -400)),
            prompt->size() + QSize(800, 800)))); // beside it
        QTest::keyClick(explanation(), Qt::Key_Escape);
        QTRY_VERIFY(!explanation());
        shown.window.focusWidget()->clearFocus();
        explainFocus(shown.window);
        QVERIFY(QWhatsThis::inWhatsThisMode()); // the pointer asks where nothing has the focus
        QWhatsThis::leaveWhatsThisMode();
    }

    void exportKeyIsThePanels()
    {
        Shown shown;
        const QString page = keysPage(shown.window);
        QCOMPARE(page.count(QStringLiteral("Ctrl+E<")), 1);
        QVERIFY(!page.contains(QStringLiteral("F14"))); // among a system's keys for Undo
        QAction* action = nullptr;
        for (QAction* one : shown.window.findChildren<QAction*>())
            if (one->shortcut() == QKeySequence(QStringLiteral("Ctrl+E")))
                action = one;
        QVERIFY(action);
        const auto offered = [&] { // the names of what is offered
            auto* dialog = shown.window.findChild<ExportDialog*>();
            QStringList names;
            for (int row = 0; dialog && row < dialog->findChild<QListWidget*>()->count(); ++row)
                names << dialog->findChild<QListWidget*>()->item(row)->text();
            delete dialog;
            return names;
        };
        const auto asked = [&](PanelId id) {
            shown.show(static_cast<int>(id));
            action->trigger();
            return offered();
        };
        shown.show(static_cast<int>(PanelId::Training));
        QTest::keyClick(&shown.window, Qt::Key_E, Qt::ControlModifier);
        QCOMPARE(offered(), QStringList());
        QVERIFY(shown.bar().text().contains(QStringLiteral("nothing to export here yet")));
        QTest::mouseClick(shown.show(static_cast<int>(PanelId::Digits)).findChild<DigitCanvas*>(),
            Qt::LeftButton); // a dot
        QCOMPARE(asked(PanelId::Digits),
            (QStringList{QStringLiteral("Stage"), QStringLiteral("Drawing")}));
        QVERIFY(!asked(PanelId::Timing).contains(QStringLiteral("Timings")));
        QCOMPARE(asked(PanelId::Generation), QStringList());
        QVERIFY(shown.bar().text().contains(QStringLiteral("nothing to export here yet")));
        QVERIFY(asked(PanelId::Setup).contains(QStringLiteral("Settings")));
    }

    void keptTextIsConfirmedWhereThePersonIs()
    {
        Shown shown;
        QTemporaryDir models;
        QVERIFY(openTexts(shown, models));
        Generation& generation = shown.workbench.generation();
        generation.start({.tokens = 5}, QStringLiteral("a"), true, true, 0);
        QTRY_VERIFY(!generation.running());
        shown.show(static_cast<int>(PanelId::Timing));
        generation.save(models.filePath(QStringLiteral("a.glowtape")), TapeForm::Tape);
        QTRY_VERIFY(shown.bar().text().contains(QStringLiteral("a.glowtape")));
    }
};

GLOWWORM_TEST(TestWindowWays)
#include "tst_window_ways.moc"
