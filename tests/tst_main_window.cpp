// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/training/kept_run.h"
#include "ui/shell/main_window.h"

#include "support/foreign_model.h"
#include "support/run_test.h"
#include "support/shown_window.h"
#include "support/small_experiment.h"
#include "support/small_models.h"
#include "ui/session/inspection.h"
#include "ui/session/library.h"
#include "ui/session/training.h"
#include "ui/shell/help_pages.h"
#include "ui/training/experiment_view.h"
#include "ui/widgets/value_label.h"

#include <QAbstractButton>
#include <QAction>
#include <QDialog>
#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QFileInfo>
#include <QIcon>
#include <QImage>
#include <QLabel>
#include <QListWidget>
#include <QMimeData>
#include <QScreen>
#include <QSettings>
#include <QSignalSpy>
#include <QUndoStack>

#include <algorithm>
#include <fstream>

using namespace glowworm;

namespace {

int visibleWindows()
{
    const QWidgetList all = QApplication::topLevelWidgets();
    return static_cast<int>(std::count_if(
        all.begin(), all.end(), [](const QWidget* widget) { return widget->isVisible(); }));
}

struct MainWindowShown : test::Shown {
    MainWindowShown()
        : test::Shown(QSize())
    {
    }
};

} // namespace

class TestMainWindow : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

private Q_SLOTS:
    void initTestCase() { test::useFolder(m_folder); }
    void init() { QSettings().clear(); }

    void startsOnGenerationAtItsFirstSize()
    {
        MainWindowShown shown;
        QCOMPARE(shown.window.currentPanel(), PanelId::Generation);
        QVERIFY(shown.window.width() <= 1280);
        QVERIFY(shown.window.isVisible());
        QCOMPARE(visibleWindows(), 1); // no dialog asks for anything
    }

    void firstFrameIsAnnouncedOnce()
    {
        Workbench workbench(test::fakeCreate());
        MainWindow window(workbench, ThemeChoice::Light);
        QSignalSpy painted(&window, &MainWindow::painted);
        window.show();
        QTRY_COMPARE(painted.count(), 1);
        window.repaint(); // now
        QCoreApplication::processEvents();
        QCOMPARE(painted.count(), 1);
    }

    void everyIconIsDrawn() // the plugin for them may be missing from a system
    {
        MainWindowShown shown;
        const QFileInfoList files
            = QDir(QStringLiteral(":/icons")).entryInfoList({QStringLiteral("*.svg")});
        QVERIFY(files.size() > 10);
        for (const QFileInfo& file : files) {
            const QImage icon = QIcon(file.filePath()).pixmap(32).toImage();
            bool drawn = false;
            for (int at = 0; at < icon.width() * icon.height() && !drawn; ++at)
                drawn = qAlpha(icon.pixel(at % icon.width(), at / icon.width())) > 0;
            QVERIFY2(drawn, qPrintable(file.fileName()));
        }
    }

    void windowFitsTheScreenWithItsFrame()
    {
        QSettings().setValue(QStringLiteral("window/size"), QSize(9000, 7000));
        Workbench workbench(test::fakeCreate());
        MainWindow window(workbench, ThemeChoice::Light);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QVERIFY(window.frameGeometry().size() != window.size()
            || QGuiApplication::platformName() != QStringLiteral("offscreen"));
        const QRect room = window.screen()->availableGeometry();
        QTRY_VERIFY2(room.contains(window.frameGeometry()), "frame outside the screen");
    }

    void aboutNamesEachFact()
    {
        MainWindowShown shown;
        showAbout(shown.window);
        const auto* page = shown.window.findChild<QDialog*>();
        const QString text = page->findChild<QLabel*>()->text();
        QCOMPARE(page->findChild<QLabel*>()->textFormat(), Qt::RichText);
        for (const char* label : {"Version", "Build", "Compiler", "Processor", "SIMD level", "Qt"})
            QVERIFY2(text.contains(QStringLiteral("<b>%1</b>").arg(QLatin1String(label))), label);
    }

    void digitKeysShowThePanels()
    {
        MainWindowShown shown;
        QVERIFY(QTest::qWaitForWindowActive(&shown.window));
        for (int index : {0, 1, 3, 4, 2}) {
            QTest::keyClick(
                &shown.window, static_cast<Qt::Key>(Qt::Key_1 + index), Qt::ControlModifier);
            QCOMPARE(static_cast<int>(shown.window.currentPanel()), index);
            QVERIFY(shown.window.panel(static_cast<PanelId>(index)).isVisible());
        }
    }

    void problemStandsInTheWindowNotInADialog()
    {
        MainWindowShown shown;
        Q_EMIT shown.workbench.problem(QStringLiteral("tiny.txt is empty."));
        auto* bar = shown.window.findChild<MessageBar*>();
        QVERIFY(bar->isVisible());
        QCOMPARE(bar->text(), QStringLiteral("tiny.txt is empty."));
        QCOMPARE(visibleWindows(), 1);
        for (QAbstractButton* button : bar->findChildren<QAbstractButton*>())
            if (button->text() == QStringLiteral("Dismiss"))
                button->click();
        QVERIFY(!bar->isVisible());
        Q_EMIT shown.workbench.problem(QStringLiteral("tiny.txt is empty."));
        QVERIFY(bar->isVisible());
        QTest::keyClick(shown.window.focusWidget(), Qt::Key_Escape); // before it stops anything
        QVERIFY(!bar->isVisible());
    }

    void menuItemsThatCanDoNothingSayWhy()
    {
        MainWindowShown shown;
        for (QAction* action : shown.window.findChildren<QAction*>())
            if (action->text() == QStringLiteral("Use the trained models"))
                action->trigger();
        QVERIFY(shown.window.panel(PanelId::Generation)
                    .messages()
                    .text()
                    .startsWith(QStringLiteral("There are no trained weights yet")));
    }

    void aModelOfAnotherProgramAsksForItsNetwork()
    {
        MainWindowShown shown;
        const QString file = m_folder.filePath(QStringLiteral("<b>foreign.safetensors"));
        test::writeBytes(file.toStdString(), test::foreignBytes(test::quickModel()));
        const auto ask = [&] {
            QDialog* dialog = nullptr;
            shown.workbench.library().openModel(file);
            const bool asked = QTest::qWaitFor([&] {
                dialog = shown.window.findChild<QDialog*>(QStringLiteral("importModel"));
                return dialog && dialog->isVisible();
            });
            return asked ? dialog : nullptr;
        };
        QDialog* dialog = ask();
        QVERIFY(dialog);
        QCOMPARE(dialog->findChild<QListWidget*>()->count(), 1);
        const auto labels = dialog->findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
            return label->textFormat() == Qt::PlainText
                && label->text().startsWith(QStringLiteral("<b>foreign.safetensors comes"));
        }));
        dialog->reject();
        QTRY_VERIFY(!shown.window.findChild<QDialog*>(QStringLiteral("importModel")));
        QVERIFY(!shown.workbench.library().model(Task::Text, Twin::Sparse));
        dialog = ask();
        QVERIFY(dialog);
        QTest::keyClick(dialog, Qt::Key_Return);
        QTRY_VERIFY(shown.workbench.library().model(Task::Text, Twin::Sparse));
        QVERIFY(shown.workbench.library().model(Task::Text, Twin::Sparse)->state->tensors
            == test::quickModel().tensors);
    }

    void aDroppedResultOfAnExperimentOpensInTraining()
    {
        MainWindowShown shown;
        const auto drop = [&](const char* name, const std::string& text) {
            const QString file = m_folder.filePath(QLatin1String(name));
            std::ofstream(file.toStdString()) << text;
            QMimeData data;
            data.setUrls({QUrl::fromLocalFile(file)});
            QDragEnterEvent enter(
                QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(&shown.window, &enter);
            QDropEvent event(
                QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(&shown.window, &event);
        };
        drop("broken.json", R"({"experiment": "c1", "format": 1)");
        const auto told = [&] { return shown.bar().text(); };
        QTRY_VERIFY(told().contains(QStringLiteral("broken.json")));
        QCOMPARE(shown.window.currentPanel(), PanelId::Generation); // nothing to show there
        QVERIFY(!shown.workbench.library().data().text);            // not taken for one
        drop("result.json", toJson(test::smallExperiment()));
        QTRY_COMPARE(shown.window.currentPanel(), PanelId::Training);
        QVERIFY(shown.window.panel(PanelId::Training).findChild<ExperimentView*>()->isVisible());
    }

    void undoTakesBackWhatWasDoneOnThePanelShown()
    {
        MainWindowShown shown;
        QTemporaryDir folder;
        QVERIFY(test::openModels(shown.workbench, folder,
            {test::smallText(Routing::Gated), test::smallDigits(Routing::Gated)}));
        Inspection& inspection = shown.workbench.inspection();
        inspection.operate(Task::Text, Twin::Sparse, {{{0, 3}}, {}}, QStringLiteral("in text"));
        inspection.operate(Task::Digits, Twin::Sparse, {{{0, 3}}, {}}, QStringLiteral("in digits"));
        const auto undo = [&] {
            for (QAction* action : shown.window.findChildren<QAction*>())
                if (action->shortcuts().contains(QKeySequence(QKeySequence::Undo)))
                    return action;
            return static_cast<QAction*>(nullptr);
        };
        shown.show(static_cast<int>(PanelId::Training));
        QVERIFY(!undo()->isEnabled());
        shown.show(static_cast<int>(PanelId::Generation));
        QVERIFY2(undo()->text().endsWith(QLatin1String("in text")), qPrintable(undo()->text()));
        undo()->trigger();
        QVERIFY(inspection.surgery(Task::Text, Twin::Sparse).empty());
        QVERIFY(!undo()->isEnabled());
        QVERIFY(!inspection.surgery(Task::Digits, Twin::Sparse).empty());
        QVERIFY(inspection.edits(Task::Digits).canUndo());
    }

    void theBoardsTableIsInTheMenus()
    {
        MainWindowShown shown;
        const auto find = [&](auto&& wanted) {
            const auto all = shown.window.findChildren<QAction*>();
            const auto found = std::ranges::find_if(all, wanted);
            return found == all.end() ? nullptr : *found;
        };
        QAction* table = find([](const QAction* action) {
            return action->shortcut() == QKeySequence(QStringLiteral("Ctrl+T"));
        });
        QVERIFY(table);
        shown.show(static_cast<int>(PanelId::Training));
        QVERIFY(!table->isEnabled());
        shown.show(static_cast<int>(PanelId::Generation));
        QVERIFY(table->isEnabled());
        table->trigger();
        const auto* shownTable = shown.window.findChild<QDialog*>(QStringLiteral("boardTable"));
        QVERIFY(shownTable && shownTable->isVisible());
    }

    void everyKindOfFileIsInTheFileMenu()
    {
        MainWindowShown shown;
        QStringList texts;
        for (const QAction* action : shown.window.findChildren<QAction*>())
            texts << action->text().remove(QLatin1Char('&'));
        for (const char* text : {"Open...", "Open model...", "Open text...",
                 "Open pictures (IDX)...", "Open experiment..."})
            QVERIFY2(texts.contains(QLatin1String(text)), text);
    }

    void closingSavesTheTrainingFirst()
    {
        QFile file(m_folder.filePath(QStringLiteral("glow.txt")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        for (int line = 0; line < 40; ++line)
            file.write("the worm glows brighter when few of its cells work\n");
        file.close();
        MainWindowShown shown;
        shown.how->stepTime = std::chrono::milliseconds(1);
        RunConfig config = test::tinyText();
        config.train.steps = 100'000;
        shown.workbench.training().setConfig(config, true);
        shown.workbench.library().openText(file.fileName());
        QTRY_VERIFY(shown.workbench.library().data().text != nullptr);
        shown.workbench.training().start();
        QTRY_VERIFY(shown.workbench.training().step() > 2);
        const QString folder = shown.workbench.training().runFolder();
        shown.window.close();
        QVERIFY(shown.window.isVisible()); // it waits
        QTRY_VERIFY(!shown.window.isVisible());
        QCOMPARE(shown.workbench.training().state(), TrainingRun::State::Empty);
        QVERIFY(readRun(folder.toStdString()).step > 2);
    }

    void secondCloseLeavesAtOnce()
    {
        MainWindowShown shown;
        shown.window.close();
        shown.window.close();
        QVERIFY(!shown.window.isVisible());
    }

    void sizeComesBackWithoutDrift()
    {
        const QSize wanted(
            796, 640); // fits the smallest screen, with the frame that Qt's offscreen windows have
        for (int round = 0; round < 3; ++round) {
            Workbench workbench(test::fakeCreate());
            MainWindow window(workbench, ThemeChoice::Light);
            if (round == 0)
                window.resize(wanted);
            window.show();
            QTRY_COMPARE(window.size(), wanted);
            window.rememberSize(); // as who keeps the session does
            window.close();
            QTRY_VERIFY(!window.isVisible());
        }
    }

    void sizeOfALargerScreenIsClampedToThisOne()
    {
        QSettings().setValue(QStringLiteral("window/size"), QSize(9000, 7000));
        MainWindowShown shown;
        QCOMPARE(shown.window.size().boundedTo(shown.window.screen()->availableSize()),
            shown.window.size());
    }

    void windowFitsASmallScreenAndItsPanelsScroll()
    {
        MainWindowShown shown;
        for (int index = 0; index < kPanels; ++index)
            shown.window.showPanel(static_cast<PanelId>(index));
        QVERIFY2(shown.window.minimumSizeHint().width() <= 800,
            qPrintable(QString::number(shown.window.minimumSizeHint().width())));
        QVERIFY(shown.window.minimumSizeHint().height() <= 560);
        shown.window.showPanel(PanelId::Generation);
        shown.window.resize(800, 560);
        const QWidget& panel = shown.window.panel(PanelId::Generation);
        QTRY_COMPARE(
            panel.size().expandedTo(panel.minimumSizeHint()), panel.size()); // not squeezed
    }

    void everyControlHasAName()
    {
        MainWindowShown shown;
        for (int index = 0; index < kPanels; ++index)
            shown.window.panel(static_cast<PanelId>(index));
        for (const QAbstractButton* button : shown.window.findChildren<QAbstractButton*>()) {
            const QByteArray kind
                = button->metaObject()
                      ->className(); // Qt's own, in tables and menu bars, have no names
            if (kind != "QTableCornerButton"
                && !button->objectName().startsWith(QStringLiteral("qt_")))
                QVERIFY2(!button->text().isEmpty() || !button->accessibleName().isEmpty(),
                    kind + ' ' + button->objectName().toUtf8());
        }
    }

    void everyActionHasItsOwnKey()
    {
        MainWindowShown shown;
        QStringList keys;
        for (const QAction* action : shown.window.findChildren<QAction*>()) {
            for (const QKeySequence& key : action->shortcuts()) {
                QVERIFY2(!keys.contains(key.toString()), qPrintable(key.toString()));
                keys << key.toString();
            }
        }
        for (const char* key :
            {"F5", "Ctrl+Return", "Esc", "Ctrl+1", "Ctrl+5", "Ctrl+Shift+C", "Ctrl+O"})
            QVERIFY2(keys.contains(QLatin1String(key)), key);
    }
};

GLOWWORM_TEST(TestMainWindow)
#include "tst_main_window.moc"
