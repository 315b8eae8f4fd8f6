// SPDX-License-Identifier: GPL-3.0-or-later
// What stands on the screen is kept and comes back: with the next start, and after a crash.
#include "support/kept_window.h"
#include "support/run_test.h"

#include <QDir>
#include <QSignalSpy>

using namespace glowworm;
using namespace glowworm::test;
namespace fs = std::filesystem;

class TestSession : public QObject {
    Q_OBJECT

    SessionFolders m_folders;

private Q_SLOTS:
    void initTestCase() { test::useFolder(m_folders.folder); }
    void init() { m_folders.renew(); }

    // ---------------------------------------------------------------------------------------------
    // keeping

    void atTheFirstStartThereIsNothingToComeBackTo()
    {
        KeptWindow kept;
        QVERIFY(!kept.keeper.restore());
        QCOMPARE(kept.said(), QString());
        kept.keeper.begin(10);
        QTRY_VERIFY(isThere(sessionFile()));
        QCOMPARE(valueIn(sessionFile(), "window", "panel"), std::string("generation"));
    }

    void aChangeIsKept()
    {
        KeptWindow kept;
        kept.keeper.begin(10);
        kept.window.showPanel(PanelId::Digits);
        QTRY_COMPARE(valueIn(sessionFile(), "window", "panel"), std::string("digits"));
        RunConfig config = kept.workbench.training().config();
        config.train.steps = 4321;
        kept.workbench.training().setConfig(config, true);
        QTRY_COMPARE(readSession(sessionFile()).values.find("\"4321\"") != std::string::npos, true);
    }

    void whatHasNotChangedIsNotWrittenAgain()
    {
        KeptWindow kept;
        kept.keeper.begin(5);
        for (int panel = 0; panel < kPanels; ++panel)
            kept.show(panel);
        QTRY_COMPARE(valueIn(sessionFile(), "window", "panel"), std::string("timing"));
        QTest::qWait(100); // what is still being laid out
        const auto written = fs::last_write_time(sessionFile());
        QTest::qWait(200); // forty beats
        QVERIFY(fs::last_write_time(sessionFile()) == written);
    }

    void aFolderThatCannotBeWrittenIsSaidOnceAndNothingElseStops()
    {
        qputenv("XDG_STATE_HOME", "/proc/none");
        KeptWindow kept;
        QVERIFY2(kept.said().startsWith(QStringLiteral("What stands on the screen is not kept: ")),
            qPrintable(kept.said()));
        QVERIFY(!kept.keeper.restore());
        kept.keeper.begin(10);
        QVERIFY(!kept.keeper.hasBefore());
        kept.window.close();
        QVERIFY(kept.hasEnded());
        QVERIFY(!kept.end());
    }

    void aWindowThatEndsBeforeItsFirstFrameChangesNothing()
    {
        {
            KeptWindow kept;
            kept.window.showPanel(PanelId::Digits);
            kept.keeper.begin();
            kept.keeper.end();
        }
        {
            KeptWindow kept; // restores nothing
            kept.keeper.end();
        }
        QCOMPARE(valueIn(sessionFile(), "window", "panel"), std::string("digits"));
        KeptWindow kept;
        QVERIFY(kept.keeper.restore());
        QCOMPARE(kept.said(), QString()); // it came to its end
    }

    void twoWindowsKeepTheirOwn()
    {
        KeptWindow first, second;
        first.window.showPanel(PanelId::Setup);
        second.window.showPanel(PanelId::Timing);
        first.end();
        second.end();
        QCOMPARE(valueIn(sessionFile(), "window", "panel"), std::string("setup"));
        QCOMPARE(valueIn(sessionsFolder() / "2" / "session.glowworm", "window", "panel"),
            std::string("timing"));
    }

    // ---------------------------------------------------------------------------------------------
    // coming back

    void everythingComesBackAndNothingIsAnnounced()
    {
        {
            KeptWindow kept;
            m_folders.openSome(kept);
            kept.window.showPanel(PanelId::Setup);
            kept.library().operate(Task::Text, Twin::Sparse, {{{0, 3}}, {}});
            RunConfig config = kept.workbench.training().config();
            config.train.steps = 777;
            kept.workbench.training().setConfig(config, false);
            QVERIFY(!kept.end());
        }
        KeptWindow kept;
        QSignalSpy shown(&kept.window, &MainWindow::panelShown);
        QVERIFY(kept.keeper.restore());
        QVERIFY(kept.isBack());
        QVERIFY(kept.library().experiment());
        QTRY_COMPARE(kept.library().model(Task::Text, Twin::Sparse)->surgery.disabled.size(),
            std::size_t(1));
        QVERIFY(kept.library().model(Task::Digits, Twin::Dense));
        QVERIFY(kept.library().data().text);
        QCOMPARE(kept.workbench.training().config().train.steps, 777);
        QVERIFY(!kept.workbench.training().twins());
        QTest::qWait(20); // news are told a moment later
        QCOMPARE(kept.window.currentPanel(), PanelId::Setup);
        QCOMPARE(shown.count(), 1);
        QCOMPARE(kept.said(), QString());
        QVERIFY(!kept.window.panel(PanelId::Generation).messages().text().contains(u"is open"));
    }

    void thePanelOfTheCommandLineStays()
    {
        {
            KeptWindow kept;
            kept.window.showPanel(PanelId::Setup);
            kept.end();
        }
        KeptWindow kept;
        kept.window.showPanel(PanelId::Digits);
        QVERIFY(kept.keeper.restore(false));
        QCOMPARE(kept.window.currentPanel(), PanelId::Digits);
    }

    void filesOfTheCommandLineTakeTheirPlaces()
    {
        {
            KeptWindow kept;
            m_folders.openSome(kept);
            kept.library().operate(Task::Text, Twin::Sparse, {{{0, 3}}, {}});
            kept.end();
        }
        ModelState other = test::smallText(Routing::Gated);
        other.steps = 99;
        const QString file = m_folders.write("other.safetensors", other);
        KeptWindow kept;
        kept.keeper.restore();
        kept.library().open({file});
        QTRY_COMPARE(kept.model(Task::Text, Twin::Sparse), file);
        QVERIFY(kept.library().surgery(Task::Text, Twin::Sparse).empty());
        QTRY_VERIFY2(kept.said().contains(QStringLiteral("other.safetensors")),
            qPrintable(kept.said())); // that one is news
    }

    void aModelThatIsGoneIsSaidAndTheRestComes()
    {
        {
            KeptWindow kept;
            m_folders.openSome(kept);
            kept.library().operate(Task::Text, Twin::Sparse, {{{0, 3}}, {}});
            kept.end();
        }
        QVERIFY(QFile::remove(m_folders.folder.filePath(QStringLiteral("a.safetensors"))));
        KeptWindow kept;
        QVERIFY(kept.keeper.restore());
        QVERIFY(kept.isBack());
        QVERIFY(!kept.library().model(Task::Text, Twin::Sparse));
        QVERIFY(kept.library().model(Task::Digits, Twin::Dense));
        QTRY_VERIFY2(
            kept.said().contains(QStringLiteral("a.safetensors")), qPrintable(kept.said()));
        // What was done to it is not done to the next one.
        kept.library().openModel(m_folders.write("c.safetensors", test::smallText(Routing::Gated)));
        QTRY_VERIFY(kept.library().model(Task::Text, Twin::Sparse));
        QVERIFY(kept.library().surgery(Task::Text, Twin::Sparse).empty());
    }

    /// Killed while the models are being read, all is as it was.
    void whatIsStillToBeReadStaysInTheSession()
    {
        {
            KeptWindow kept;
            m_folders.openSome(kept);
            kept.library().operate(Task::Text, Twin::Sparse, {{{0, 3}}, {}});
            kept.end();
        }
        const std::string before = readSession(sessionFile()).values;
        {
            KeptWindow kept;
            kept.keeper.restore();
            kept.end();
        }
        const JsonDocument then(before), now(readSession(sessionFile()).values);
        for (const char* slot : {"text_sparse", "digits_dense"}) {
            const JsonObject a = then.object().object("library").object(slot),
                             b = now.object().object("library").object(slot);
            QCOMPARE(b.text("model"), a.text("model"));
            QVERIFY(b.texts("disabled") == a.texts("disabled"));
        }
        for (const char* key : {"text", "experiment"})
            QCOMPARE(now.object().object("library").text(key),
                then.object().object("library").text(key));
    }

    void whatShipsIsNamedWithoutItsFolder()
    {
        const QByteArray resources = qgetenv("GLOWWORM_RESOURCES");
        const QTemporaryDir one, other;
        for (const QTemporaryDir* folder : {&one, &other}) {
            QDir(folder->path()).mkdir(QStringLiteral("models"));
            writeModel(
                fs::path(folder->filePath(QStringLiteral("models/s.safetensors")).toStdString()),
                test::smallText(Routing::Gated));
        }
        qputenv("GLOWWORM_RESOURCES", one.path().toUtf8());
        {
            KeptWindow kept;
            kept.library().openModel(one.filePath(QStringLiteral("models/s.safetensors")));
            QTRY_VERIFY(kept.library().model(Task::Text, Twin::Sparse));
            kept.end();
        }
        QCOMPARE(modelIn(sessionFile(), "text_sparse"), std::string("s.safetensors"));
        qputenv("GLOWWORM_RESOURCES", other.path().toUtf8()); // as after an update
        KeptWindow kept;
        kept.keeper.restore();
        QTRY_COMPARE(kept.model(Task::Text, Twin::Sparse),
            other.filePath(QStringLiteral("models/s.safetensors")));
        qputenv("GLOWWORM_RESOURCES", resources);
    }

    void whatAnotherVersionKeptStays()
    {
        fs::create_directories(sessionFile().parent_path());
        writeSession(sessionFile(),
            {R"({"library": {}, "later": {"x": [1]}, "window": {"panel": "timing", "dock": "left"}})",
                nullptr, {}});
        {
            KeptWindow kept;
            QVERIFY(kept.keeper.restore());
            QCOMPARE(kept.window.currentPanel(), PanelId::Timing);
            kept.window.showPanel(PanelId::Setup);
            kept.end();
        }
        const std::string values = readSession(sessionFile()).values;
        QVERIFY(values.find(R"("later":{"x":[1]})") != std::string::npos);
        QCOMPARE(valueIn(sessionFile(), "window", "dock"), std::string("left"));
        QCOMPARE(valueIn(sessionFile(), "window", "panel"), std::string("setup"));
    }

    void aPartThatCannotBeIsLeftOutAndSaid()
    {
        fs::create_directories(sessionFile().parent_path());
        writeSession(sessionFile(),
            {R"({"library": {}, "run": {"settings": {"steps": "many"}}, "window": {"panel": "digits"}})",
                nullptr, {}});
        KeptWindow kept;
        QVERIFY(kept.keeper.restore());
        QCOMPARE(kept.window.currentPanel(), PanelId::Digits);
        const QString said = kept.window.panel(PanelId::Generation).messages().text()
            + kept.window.panel(PanelId::Digits).messages().text();
        QVERIFY2(
            said.contains(QStringLiteral("A part of the session is left out")), qPrintable(said));
    }

    void aDamagedSessionIsPutAsideAndSaid()
    {
        fs::create_directories(sessionFile().parent_path());
        test::writeBytes(sessionFile(), "no session at all");
        writeSession(beforeFile(), {R"({"library": {}})", nullptr, {}});
        KeptWindow kept;
        QVERIFY(!kept.keeper.restore());
        QVERIFY2(kept.said().startsWith(QStringLiteral("Your last work cannot be read: ")),
            qPrintable(kept.said()));
        const fs::path aside = sessionFile().parent_path() / "session-unreadable.glowworm";
        QCOMPARE(test::readBytes(aside), std::string("no session at all"));
        QCOMPARE(readSession(beforeFile()).values, std::string(R"({"library": {}})"));
        test::writeBytes(beforeFile(), "none either");
        kept.keeper.bringBack(); // it cannot be read: nothing happens
        QVERIFY(kept.window.isVisible());
        QVERIFY(kept.said().startsWith(QStringLiteral("The last session cannot be brought back")));
    }

    void afterACrashABarOffersToStartAfresh()
    {
        {
            KeptWindow kept;
            kept.window.showPanel(PanelId::Timing);
            kept.keeper.begin(5);
            QTRY_COMPARE(valueIn(sessionFile(), "window", "panel"), std::string("timing"));
        } // no end()
        KeptWindow kept;
        QVERIFY(kept.keeper.restore());
        QCOMPARE(kept.window.currentPanel(), PanelId::Timing);
        QVERIFY2(kept.said().startsWith(QStringLiteral("Glowworm was not closed properly last")),
            qPrintable(kept.said()));
        QTRY_VERIFY(kept.offer("Start afresh"));
        kept.offer("Start afresh")->click();
        QVERIFY(kept.hasEnded());
        std::optional<WindowStart> next = kept.end();
        QVERIFY(next && next->folder && !next->session);
        QVERIFY(!isThere(sessionFile()));
        QCOMPARE(valueIn(beforeFile(), "window", "panel"), std::string("timing"));
    }

    void whoWantsNoStartWithTheLastWorkCanBringItBack()
    {
        {
            KeptWindow kept;
            kept.window.showPanel(PanelId::Timing);
            kept.end();
        }
        KeptWindow kept;
        kept.keeper.setAside();
        QVERIFY(!kept.keeper.restore());
        QCOMPARE(kept.window.currentPanel(), PanelId::Generation);
        QVERIFY(kept.keeper.hasBefore());
    }
};

GLOWWORM_TEST(TestSession)
#include "tst_session.moc"
