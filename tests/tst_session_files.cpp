// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions as files, one that takes the place of another, what was opened last; and what is left
// when the program is killed.
#include "support/kept_window.h"
#include "support/run_test.h"
#include "ui/session/session_files.h"
#include "ui/shell/recent_files.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/settings.h"

#include <QAction>
#include <QCheckBox>
#include <QDialog>
#include <QDir>
#include <QElapsedTimer>
#include <QMenu>
#include <QProcess>
#include <QRandomGenerator>
#include <QSignalSpy>

#include <algorithm>
#include <cstdio>

using namespace glowworm;
using namespace glowworm::test;
namespace fs = std::filesystem;

class TestSessionFiles : public QObject {
    Q_OBJECT

    SessionFolders m_folders;

private Q_SLOTS:
    void initTestCase() { test::useFolder(m_folders.folder); }
    void init() { m_folders.renew(); }

    // ---------------------------------------------------------------------------------------------
    // another session

    void startingAfreshHasAWayBack()
    {
        KeptWindow first;
        first.window.showPanel(PanelId::Timing);
        first.keeper.startAfresh();
        QVERIFY(first.hasEnded());
        std::optional<WindowStart> next = first.end();
        QVERIFY(next);
        KeptWindow second(std::move(*next));
        QVERIFY(!second.keeper.restore());
        QCOMPARE(second.window.currentPanel(), PanelId::Generation);
        QVERIFY(second.said().startsWith(QStringLiteral("Everything is as after the first start")));
        QTRY_VERIFY(second.offer("Bring it back"));
        second.window.showPanel(PanelId::Setup);
        second.keeper.bringBack();
        QVERIFY(second.hasEnded());
        next = second.end();
        QVERIFY(next);
        KeptWindow third(std::move(*next));
        QVERIFY(third.keeper.restore());
        QCOMPARE(third.window.currentPanel(), PanelId::Timing);
        QCOMPARE(valueIn(beforeFile(), "window", "panel"), std::string("setup"));
        third.keeper.bringBack(); // and there again
        QVERIFY(third.hasEnded());
        next = third.end();
        KeptWindow fourth(std::move(*next));
        QVERIFY(fourth.keeper.restore());
        QCOMPARE(fourth.window.currentPanel(), PanelId::Setup);
    }

    void aSessionFileTakesThePlaceOfWhatIsThere()
    {
        const QString file = m_folders.folder.filePath(QStringLiteral("desk.glowworm"));
        {
            KeptWindow kept;
            m_folders.openSome(kept);
            kept.window.showPanel(PanelId::Digits);
            QSignalSpy saved(&kept.workbench.sessionFiles(), &SessionFiles::written);
            kept.keeper.begin(5);
            kept.keeper.saveAs(file, false);
            QTRY_COMPARE(saved.count(), 1);
            QVERIFY(kept.said().contains(QStringLiteral("desk.glowworm")));
            kept.end();
        }
        m_folders.renew();
        KeptWindow kept;
        kept.window.showPanel(PanelId::Timing);
        kept.library().open({file});
        QVERIFY(kept.hasEnded());
        std::optional<WindowStart> next = kept.end();
        QVERIFY(next && next->session);
        QCOMPARE(valueIn(beforeFile(), "window", "panel"), std::string("timing"));
        QCOMPARE(valueIn(sessionFile(), "window", "panel"), std::string("digits"));
        KeptWindow opened(std::move(*next));
        QVERIFY(opened.keeper.restore());
        QVERIFY(opened.isBack());
        QCOMPARE(opened.window.currentPanel(), PanelId::Digits);
        QVERIFY(opened.library().model(Task::Text, Twin::Sparse));
        QVERIFY2(opened.said().startsWith(QStringLiteral("desk.glowworm is open.")),
            qPrintable(opened.said()));
    }

    void whereNothingIsKeptItTakesThePlaceOnASecondWord()
    {
        const QString file = m_folders.folder.filePath(QStringLiteral("place.glowworm"));
        {
            KeptWindow kept;
            kept.window.showPanel(PanelId::Digits);
            QSignalSpy saved(&kept.workbench.sessionFiles(), &SessionFiles::written);
            kept.keeper.saveAs(file, false);
            kept.keeper.begin(5);
            QTRY_COMPARE(saved.count(), 1);
            kept.end();
        }
        qputenv("XDG_STATE_HOME", "/proc/none");
        KeptWindow kept;
        kept.library().open({file});
        QTRY_VERIFY(kept.offer("Go on without it"));
        QVERIFY(kept.window.isVisible());
        QTest::mouseClick(kept.offer("Go on without it"), Qt::LeftButton);
        QVERIFY(kept.hasEnded());
        const std::optional<WindowStart> next = kept.end();
        QVERIFY(next && next->session);
        QVERIFY2(next->news.contains(QStringLiteral("was not kept")), qPrintable(next->news));
    }

    void aSessionWithItsModelsOpensWhereTheyNeverWere()
    {
        const QString file = m_folders.folder.filePath(QStringLiteral("along.glowworm"));
        QString sparse;
        {
            KeptWindow kept;
            m_folders.openSome(kept);
            sparse = kept.model(Task::Text, Twin::Sparse);
            QVERIFY(kept.keeper.modelBytes() > 1000);
            QSignalSpy saved(&kept.workbench.sessionFiles(), &SessionFiles::written);
            kept.keeper.begin(5);
            kept.keeper.saveAs(file, true);
            QTRY_COMPARE(saved.count(), 1);
            kept.end();
        }
        QVERIFY(QFile::remove(sparse));
        m_folders.renew();
        KeptWindow kept;
        kept.library().open({file});
        QVERIFY(kept.hasEnded());
        std::optional<WindowStart> next = kept.end();
        KeptWindow opened(std::move(*next));
        QVERIFY(opened.keeper.restore());
        QTRY_VERIFY(opened.library().model(Task::Text, Twin::Sparse));
        const fs::path taken = toPath(opened.model(Task::Text, Twin::Sparse));
        QCOMPARE(taken.filename(), fs::path("a.safetensors"));
        QCOMPARE(taken.parent_path().parent_path(), takenFolder());
    }

    void aSessionThatCannotBeReadChangesNothing()
    {
        const QString file = m_folders.folder.filePath(QStringLiteral("bad.glowworm"));
        writeSession(toPath(file), {R"({"window": {"panel": "digits"}})", nullptr, {}});
        const std::string whole = test::readBytes(toPath(file));
        test::writeBytes(toPath(file), whole.substr(0, whole.size() - 3));
        KeptWindow kept;
        kept.library().open({file});
        QTRY_VERIFY2(kept.said().contains(QStringLiteral("bad.glowworm")), qPrintable(kept.said()));
        QVERIFY(kept.window.isVisible());
        QCOMPARE(kept.window.currentPanel(), PanelId::Generation);
    }

    void savingASessionAsksForTheModelsFirst()
    {
        KeptWindow kept;
        m_folders.openSome(kept);
        for (QAction* action : kept.window.findChildren<QAction*>())
            if (action->shortcut() == QKeySequence(QStringLiteral("Ctrl+Shift+S")))
                action->trigger();
        auto* dialog = kept.window.findChild<QDialog*>(QStringLiteral("saveSession"));
        QVERIFY(dialog && dialog->isVisible());
        auto* models = dialog->findChild<QCheckBox*>();
        QVERIFY(models->isEnabled() && !models->isChecked());
        dialog->accept();
        const auto* where = kept.window.findChild<QDialog*>(QStringLiteral("askWhereToSave"));
        QVERIFY(where && where->isVisible());
    }

    // ---------------------------------------------------------------------------------------------
    // recent files

    void whatWasOpenedIsRemembered()
    {
        KeptWindow kept;
        m_folders.openSome(kept);
        const auto* recent = kept.window.findChild<RecentFiles*>();
        QStringList kinds;
        for (const RecentFiles::Entry& entry : recent->entries())
            kinds << entry.kind;
        QCOMPARE(kinds,
            (QStringList{QStringLiteral("experiment"), QStringLiteral("text"),
                QStringLiteral("model"), QStringLiteral("model")}));
        kept.end();
        settings::kRecent.set({});
        KeptWindow again;
        again.keeper.restore();
        QVERIFY(again.isBack());
        QVERIFY(again.window.findChild<RecentFiles*>()->entries().isEmpty()); // nobody opened it
    }

    void theListOfRecentFilesIsShortAndSaysWhatIsGone()
    {
        KeptWindow kept;
        auto* recent = kept.window.findChild<RecentFiles*>();
        const QString there = m_folders.write("a&b.safetensors", test::smallText(Routing::Gated));
        for (int number = 0; number < 20; ++number)
            recent->add(QStringLiteral("text"), QStringLiteral("/none/%1.txt").arg(number));
        recent->add(QStringLiteral("model"), there);
        recent->add(QStringLiteral("run"), QStringLiteral("/none/") + QString(200, u'x'));
        recent->add(QStringLiteral("model"), there); // once
        QCOMPARE(recent->entries().size(), RecentFiles::kMost);
        auto* menu = kept.window.findChild<QMenu*>(QStringLiteral("recentFiles"));
        Q_EMIT menu->aboutToShow();
        const QList<QAction*> items = menu->actions();
        QCOMPARE(items[0]->text(), QStringLiteral("a&&b.safetensors\tmodel"));
        QVERIFY(items[0]->isEnabled());
        QCOMPARE(items[0]->toolTip(), there);
        QVERIFY(items[1]->text().endsWith(QStringLiteral("\trun")));
        QVERIFY(items[1]->text().size() < 80);
        QVERIFY(!items[1]->isEnabled());
        QVERIFY(items[1]->toolTip().endsWith(QStringLiteral("is not there any more.")));
        items[0]->trigger();
        QTRY_COMPARE(kept.model(Task::Text, Twin::Sparse), there);
        items.last()->trigger(); // clears
        QVERIFY(recent->entries().isEmpty());
        Q_EMIT menu->aboutToShow();
        QVERIFY(!menu->actions().constFirst()->isEnabled());
    }

    // ---------------------------------------------------------------------------------------------
    // killed

    /// The one who is killed: a number grows, and is told as soon as it stands on the screen.
    void victim()
    {
        if (!qEnvironmentVariableIsSet("GLOWWORM_VICTIM"))
            QSKIP("only as the program that is killed");
        qputenv("XDG_STATE_HOME", qgetenv("GLOWWORM_VICTIM"));
        KeptWindow kept;
        for (int panel = 0; panel < kPanels; ++panel)
            kept.show(panel);
        kept.keeper.restore();
        kept.keeper.begin();
        RunConfig config = kept.workbench.training().config();
        std::printf("from %d\n", static_cast<int>(config.train.steps));
        QElapsedTimer step;
        step.start();
        for (qint64 longest = 0;;) {
            ++config.train.steps;
            kept.workbench.training().setConfig(config, true);
            kept.window.showPanel(static_cast<PanelId>(config.train.steps % kPanels));
            longest = std::max(longest, step.restart());
            std::printf("%d after %lld\n", static_cast<int>(config.train.steps),
                static_cast<long long>(longest));
            std::fflush(stdout);
            QTest::qWait(20);
        }
    }

    void whoIsKilledLosesTheLastTwoSecondsAtMost()
    {
        constexpr int kMostLost = 2000; // milliseconds
        const QTemporaryDir state;
        const QTemporaryDir litter; // of the tests that are killed
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("TMPDIR"), litter.path());
        environment.insert(QStringLiteral("GLOWWORM_VICTIM"), state.path());
        const int rounds = qEnvironmentVariableIntValue("GLOWWORM_KILLS");
        int last = 0; // that was kept
        for (int round = 0; round < (rounds > 0 ? rounds : 2); ++round) {
            QProcess victim;
            victim.setProcessEnvironment(environment);
            victim.start(QCoreApplication::applicationFilePath(),
                {QStringLiteral("session_files"), QStringLiteral("victim")});
            QVERIFY(victim.waitForStarted());
            QElapsedTimer clock;
            QList<std::pair<qint64, int>> told; // when, what
            int from = -1;
            qint64 longest = 0; // pause between two numbers, of a machine that has more to do
            const qint64 end = 1200 + QRandomGenerator::global()->bounded(1200);
            const auto read = [&] {
                while (victim.canReadLine()) {
                    const QList<QByteArray> words = victim.readLine().trimmed().split(' ');
                    if (words.size() == 2 && words[0] == "from")
                        from = words[1].toInt();
                    if (words.size() != 3 || words[1] != "after")
                        continue;
                    if (told.isEmpty())
                        clock.start();
                    told << std::pair(clock.elapsed(), words[0].toInt());
                    longest = words[2].toLongLong();
                }
            };
            QVERIFY(QTest::qWaitFor(
                [&] {
                    read();
                    return !told.isEmpty() && clock.elapsed() >= end;
                },
                30'000));
            const qint64 killed = clock.elapsed();
            victim.kill();
            QVERIFY(victim.waitForFinished());
            read();
            QVERIFY2(from >= last, qPrintable(QStringLiteral("%1 %2").arg(from).arg(last)));

            qputenv("XDG_STATE_HOME", state.path().toUtf8());
            const JsonDocument values(readSession(sessionFile()).values);
            last = std::stoi(values.object().object("run").object("settings").text("steps"));
            QCOMPARE(values.object().object("window").text("panel"),
                wordFor(static_cast<PanelId>(last % kPanels)).toStdString()); // of one moment
            int needed = from;
            for (const auto& [when, number] : told)
                if (when <= killed - kMostLost - longest)
                    needed = number;
            QVERIFY2(last >= needed && last <= told.last().second,
                qPrintable(QStringLiteral("kept %1, needed %2").arg(last).arg(needed)));
            if (rounds > 0)
                for (const auto& [when, number] : told)
                    if (number == last)
                        std::printf("killed after %lld ms: %lld ms lost\n",
                            static_cast<long long>(killed), static_cast<long long>(killed - when));
        }
        KeptWindow kept; // takes the folder, and sweeps
        kept.keeper.restore();
        kept.end();
        QStringList files = QDir(toText(sessionFile().parent_path()))
                                .entryList(QDir::Files | QDir::Hidden, QDir::Name);
        QCOMPARE(files, (QStringList{QStringLiteral("lock"), QStringLiteral("session.glowworm")}));
    }
};

GLOWWORM_TEST(TestSessionFiles)
#include "tst_session_files.moc"
