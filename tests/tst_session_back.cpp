// SPDX-License-Identifier: GPL-3.0-or-later
// What comes back with a session although its files have changed, need an answer, or open others.
#include "support/foreign_model.h"
#include "support/kept_window.h"
#include "support/run_test.h"
#include "support/two_by_two.h"
#include "ui/session/session_files.h"
#include "ui/shell/recent_files.h"
#include "ui/timing/timing_panel.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/picture_access.h"
#include "ui/widgets/settings.h"

#include "model/bench/result_file.h"
#include "model/io/checkpoint.h"
#include "model/jobs/session_run.h"

#include <QSignalSpy>

using namespace glowworm;
using namespace glowworm::test;
namespace fs = std::filesystem;

class TestSessionBack : public QObject {
    Q_OBJECT

    SessionFolders m_folders;

    QString file(const char* name) const { return m_folders.folder.filePath(QLatin1String(name)); }
    /// Four steps on a text, kept and stopped.
    void train(KeptWindow& kept, const QString& text)
    {
        Training& training = kept.workbench.training();
        kept.library().openText(writeText(text));
        QTRY_COMPARE(kept.library().source(Task::Text), text);
        RunConfig config = tinyText();
        config.train.steps = 100;
        training.setConfig(config, false);
        training.makeSteps(4);
        QTRY_COMPARE(training.state(), Training::State::Paused);
        training.stop();
        QTRY_COMPARE(training.state(), Training::State::Empty);
        QVERIFY(training.hasModels());
    }
    static void removeCheckpoints(const QString& run)
    {
        for (const FoundCheckpoint& found : listCheckpoints(toPath(run) / "sparse"))
            fs::remove(found.file);
    }

private Q_SLOTS:
    void initTestCase() { test::useFolder(m_folders.folder); }
    void init() { m_folders.renew(); }

    /// What was measured goes along, and is shown in a home that has never seen it.
    void aTimingGoesAlongWithItsSession()
    {
        const QString along = file("timed.glowworm");
        std::string measured;
        {
            measured = toJson(readResult(keepResult(twoByTwo(), timingsFolder())));
            KeptWindow kept;
            auto& panel = static_cast<TimingPanel&>(kept.show(static_cast<int>(PanelId::Timing)));
            QTRY_COMPARE(kept.library().kept().timings.size(), std::size_t(1));
            panel.open(kept.library().kept().timings[0].file);
            QSignalSpy saved(&kept.workbench.sessionFiles(), &SessionFiles::written);
            kept.keeper.begin(5);
            kept.keeper.saveAs(along, false);
            QTRY_COMPARE(saved.count(), 1);
            kept.end();
            fs::remove_all(timingsFolder());
        }
        m_folders.renew();
        for (int time = 0; time < 2; ++time) { // twice it comes but once
            KeptWindow kept;
            kept.library().open({along});
            QVERIFY(kept.hasEnded());
            std::optional<WindowStart> next = kept.end();
            KeptWindow opened(std::move(*next));
            QVERIFY(opened.keeper.restore());
            auto& panel = static_cast<TimingPanel&>(opened.show(static_cast<int>(PanelId::Timing)));
            QTRY_COMPARE(toJson(panel.result()), measured);
            QCOMPARE(listResults(timingsFolder()).size(), std::size_t(1));
            opened.end();
        }
    }

    void whatARunOpensComesBackWithIt()
    {
        const QString other = file("other.txt");
        QString run;
        {
            KeptWindow kept;
            train(kept, file("t.txt"));
            run = kept.workbench.training().runFolder();
            kept.library().openText(writeText(other));
            QTRY_COMPARE(kept.library().source(Task::Text), other);
            kept.end();
        }
        settings::kRecent.set({});
        KeptWindow kept;
        QStringList sources;
        connect(&kept.library(), &Library::dataChanged, &kept.window,
            [&] { sources << kept.library().source(Task::Text); });
        QVERIFY(kept.keeper.restore());
        QVERIFY(kept.isBack());
        QCOMPARE(sources, (QStringList{other, file("t.txt"), other})); // all of it, not the first
        QCOMPARE(kept.workbench.training().runFolder(), run);
        QVERIFY(kept.window.findChild<RecentFiles*>()->entries().isEmpty());
        QTest::qWait(20); // news are told a moment later
        QCOMPARE(kept.said(), QString());
    }

    void aTrainedModelIsThereWhenItsCheckpointIsNot()
    {
        const QString along = file("along.glowworm");
        {
            KeptWindow kept;
            train(kept, file("t.txt"));
            kept.workbench.training().useModels();
            QTRY_VERIFY(kept.library().model(Task::Text, Twin::Sparse));
            removeCheckpoints(kept.workbench.training().runFolder()); // as the training goes on
            kept.keeper.begin();
            QSignalSpy written(&kept.workbench.sessionFiles(), &SessionFiles::written);
            kept.keeper.saveAs(along, true);
            QTRY_COMPARE(written.count(), 1);
            QCOMPARE(written[0][1].toString(), QString());
            kept.end();
        }
        QCOMPARE(readSession(toPath(along)).models.size(), std::size_t(1));
        KeptWindow kept;
        QVERIFY(kept.keeper.restore());
        QTRY_VERIFY(kept.library().model(Task::Text, Twin::Sparse));
        QCOMPARE(kept.library().model(Task::Text, Twin::Sparse)->state->steps, std::int64_t(4));
    }

    void anOpenedCheckpointIsThereWhenItsRunHasRemovedIt()
    {
        std::string hash;
        {
            KeptWindow kept;
            train(kept, file("t.txt"));
            const QString run = kept.workbench.training().runFolder();
            kept.library().openModel(toText(toPath(run) / "sparse" / checkpointName(4)));
            QTRY_VERIFY(kept.library().model(Task::Text, Twin::Sparse));
            hash = kept.library().model(Task::Text, Twin::Sparse)->hash;
            removeCheckpoints(run);
            kept.end();
        }
        KeptWindow kept;
        QVERIFY(kept.keeper.restore());
        QTRY_VERIFY(kept.library().model(Task::Text, Twin::Sparse));
        QCOMPARE(kept.library().model(Task::Text, Twin::Sparse)->hash, hash);
    }

    /// Which network it is was answered once.
    void aModelOfAnotherProgramIsNotAskedAboutAgain()
    {
        const ModelState model = quickModel();
        const QString foreign = file("foreign.safetensors");
        writeBytes(toPath(foreign), foreignBytes(model));
        const auto comesBack = [&](bool isRead) {
            KeptWindow kept;
            QSignalSpy asked(&kept.library(), &Library::networkAsked);
            kept.keeper.restore();
            if (isRead) {
                QTRY_VERIFY(kept.library().model(Task::Text, Twin::Sparse));
                QVERIFY(
                    kept.library().model(Task::Text, Twin::Sparse)->state->config == model.config);
            }
            QCOMPARE(asked.count(), 0);
            kept.end();
        };
        {
            KeptWindow kept;
            kept.library().importModel(foreign, model.config);
            QTRY_VERIFY(kept.library().model(Task::Text, Twin::Sparse));
            kept.library().operate(Task::Text, Twin::Sparse, {{{0, 3}}, {}}); // packed again
            QVERIFY(QTest::qWaitFor([&] { return !kept.library().isOpening(); }));
            kept.end();
        }
        comesBack(true);
        comesBack(false); // ends while it is being read
        comesBack(true);
    }

    /// Of a session in place of the last one, which ends the program before anything is kept.
    void whatWasPutAsideIsOfferedAfterACrash()
    {
        {
            KeptWindow kept;
            kept.window.showPanel(PanelId::Timing);
            kept.end();
        }
        {
            KeptWindow kept;
            kept.keeper.beginWith(std::make_shared<const SavedSession>(SavedSession{
                                      R"({"window": {"panel": "digits"}})", nullptr, {}}),
                QStringLiteral("a.glowworm is open."));
            QVERIFY(kept.keeper.restore());
            QCOMPARE(kept.window.currentPanel(), PanelId::Digits);
            QCOMPARE(kept.said(), QStringLiteral("a.glowworm is open."));
        } // no end()
        KeptWindow kept;
        QVERIFY(!kept.keeper.restore());
        QVERIFY2(kept.said().startsWith(QStringLiteral("Glowworm was not closed properly last")),
            qPrintable(kept.said()));
        QTRY_VERIFY(kept.offer("Bring it back"));
        kept.offer("Bring it back")->click();
        QVERIFY(kept.hasEnded());
        QVERIFY(kept.end());
        QCOMPARE(valueIn(sessionFile(), "window", "panel"), std::string("timing"));
    }

    void theFirstSessionAmongFilesIsFound()
    {
        const QString session = file("desk.glowworm"), damaged = file("damaged.glowworm");
        writeSession(toPath(session), {R"({"window": {"panel": "digits"}})", nullptr, {}});
        const std::string whole = readBytes(toPath(session));
        writeBytes(toPath(damaged), whole.substr(0, whole.size() - 3));
        const auto found = [](const QStringList& files) {
            std::vector<fs::path> paths;
            for (const QString& one : files)
                paths.push_back(toPath(one));
            SessionSearch search(paths);
            std::optional<SessionSearch::Found> found;
            const bool isKnown
                = QTest::qWaitFor([&] { return (found = search.take()).has_value(); });
            return isKnown && found->session ? static_cast<int>(found->place) : -1;
        };
        QCOMPARE(found({writeText(file("t.txt")), damaged, file("none"), session, session}), 3);
        QCOMPARE(found({damaged, file("none")}), -1);
    }

    void whatIsBeingOpenedIsNotMissing()
    {
        {
            KeptWindow kept;
            m_folders.openSome(kept); // a sparse model of texts, a dense one of digits
            kept.end();
        }
        KeptWindow kept;
        const auto said = [&](PanelId id) {
            QStringList words;
            for (const SpokenPicture* one : kept.window.panel(id).findChildren<SpokenPicture*>())
                words << one->pictureWords();
            return words.join(QLatin1Char('\n'));
        };
        QVERIFY(said(PanelId::Generation).contains(QStringLiteral("No sparse text model is open")));
        QVERIFY(said(PanelId::Digits).contains(QStringLiteral("No dense digit model is open")));
        QSignalSpy ready(&kept.workbench, &Workbench::busyChanged);
        kept.library().setStarting(true); // what comes is not known yet
        QVERIFY(kept.library().sentenceFor(QString()).contains(QStringLiteral("still being")));
        kept.library().setStarting(false); // nothing does: those who waited are told
        QCOMPARE(ready.size(), 2);
        QVERIFY(kept.library().sentenceFor(QString()).isEmpty());
        kept.library().setStarting(true);
        for (const char* words : {"sparse text model is being", "dense text model is being"})
            QVERIFY(said(PanelId::Generation).contains(QLatin1String(words)));
        kept.keeper.restore();
        kept.library().setStarting(false);
        QVERIFY(said(PanelId::Generation).contains(QStringLiteral("sparse text model is being")));
        QVERIFY(said(PanelId::Generation).contains(QStringLiteral("No dense text model is open")));
        QVERIFY(said(PanelId::Digits).contains(QStringLiteral("dense digit model is being")));
        QVERIFY(said(PanelId::Digits).contains(QStringLiteral("No sparse digit model is open")));
        QVERIFY(kept.isBack());
        for (const PanelId id : {PanelId::Generation, PanelId::Digits})
            QVERIFY(!said(id).contains(QStringLiteral("being opened")));
    }
};

GLOWWORM_TEST(TestSessionBack)
#include "tst_session_back.moc"
