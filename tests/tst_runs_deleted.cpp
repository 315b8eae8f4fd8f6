// SPDX-License-Identifier: GPL-3.0-or-later
// Kept runs are deleted and brought back, the list at once and the disk behind it.
#include "model/jobs/run_shelf.h"
#include "model/session/session_values.h"
#include "model/training/kept_run.h"
#include "support/data_folder.h"
#include "support/run_test.h"
#include "support/runs_owned_stage.h"

#include <QFileInfo>
#include <QLineEdit>
#include <QSignalSpy>
#include <QStorageInfo>

#include <fstream>
#include <optional>

using namespace glowworm;
using State = TrainingRun::State;
using test::RunsOwnedStage;

class TestRunsDeleted : public QObject {
    Q_OBJECT

    std::optional<test::DataFolder> m_folder;

    static std::string saved(RunsOwnedStage& stage)
    {
        SessionValues values;
        stage.training().save(values);
        return values.json();
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void init() { m_folder.emplace(); }

    void deletedRunsComeBackAsTheyWere()
    {
        RunsOwnedStage stage(m_folder->path());
        QVERIFY(stage.ready());
        QVERIFY(stage.train("one"));
        QVERIFY(stage.train("two", 2));
        const std::int64_t step = readRun(runsFolder() / "one").step;
        Q_EMIT stage.runs().deleteRequested({stage.folder("one")});
        QCOMPARE(stage.list().count(), 1); // at once
        QTRY_VERIFY(std::filesystem::exists(deletedRunsFolder() / "one" / "run.json"));
        QVERIFY(!std::filesystem::exists(runsFolder() / "one"));
        QTRY_VERIFY(stage.message().contains(QStringLiteral("deleted")));
        QVERIFY(stage.button("messageAction").isVisible());
        stage.edits().undo();
        QCOMPARE(stage.message(), QString()); // its button would take back something else
        QTRY_VERIFY(std::filesystem::exists(runsFolder() / "one" / "run.json"));
        QTRY_COMPARE(stage.list().count(), 2);
        QCOMPARE(readRun(runsFolder() / "one").step, step);
        stage.edits().redo();
        QTRY_VERIFY(!std::filesystem::exists(runsFolder() / "one"));
        QTRY_COMPARE(stage.list().count(), 1);
    }

    void aRunThatIsPutWhereOneWasDeletedIsListed()
    {
        RunsOwnedStage stage(m_folder->path());
        QVERIFY(stage.ready());
        QVERIFY(stage.train("one"));
        const std::filesystem::path kept = runsFolder() / "one",
                                    aside = runsFolder().parent_path() / "aside";
        std::filesystem::copy(kept, aside, std::filesystem::copy_options::recursive);
        Q_EMIT stage.runs().deleteRequested({stage.folder("one")});
        QTRY_VERIFY(!std::filesystem::exists(kept));
        QVERIFY(stage.waits([&] { return stage.list().count() == 0; }));
        QVERIFY(!QTest::qWaitFor([&] { return stage.list().count() > 0; }, 200)); // seen as gone
        std::filesystem::rename(aside, kept);
        QVERIFY(stage.waits([&] { return stage.list().count() == 1; }));
    }

    void oneThatCouldNotBeShownIsNotTriedAgain()
    {
        std::string json;
        {
            RunsOwnedStage stage(m_folder->path());
            QVERIFY(stage.ready());
            QVERIFY(stage.train("one"));
            json = saved(stage);
        }
        std::ofstream(runsFolder() / "one" / "run.json") << "{";
        RunsOwnedStage stage(m_folder->path());
        QVERIFY(stage.ready());
        const std::string folder = stage.folder("one").toStdString();
        const JsonDocument document(json);
        stage.training().restore(document.object());
        QTRY_VERIFY(!stage.training().active() && stage.training().askedRun().isEmpty());
        QVERIFY(saved(stage).find(folder) != std::string::npos); // the next start tries again
        Q_EMIT stage.runs().deleteRequested({stage.folder("one")});
        QVERIFY(saved(stage).find(folder) == std::string::npos);
    }

    /// As where the folder of the runs is a link.
    void runsOnAnotherDiskAreDeletedThere()
    {
        const QTemporaryDir other(QStringLiteral("/dev/shm/glowworm-XXXXXX"));
        if (!other.isValid()
            || QStorageInfo(other.path()).device() == QStorageInfo(m_folder->path()).device())
            QSKIP("there is no other disk");
        const std::filesystem::path disk = other.path().toStdString();
        std::filesystem::create_directories(runsFolder().parent_path());
        std::filesystem::create_directory_symlink(disk, runsFolder());
        RunsOwnedStage stage(m_folder->path());
        QVERIFY(stage.ready());
        QVERIFY(stage.train("one"));
        Q_EMIT stage.runs().deleteRequested({stage.folder("one")});
        QTRY_VERIFY(std::filesystem::exists(disk / "deleted" / "one" / "run.json"));
        QVERIFY(!std::filesystem::exists(runsFolder() / "one"));
        stage.edits().undo();
        QTRY_VERIFY(std::filesystem::exists(runsFolder() / "one" / "run.json"));
    }

    void theRunOnTheScreenIsForgottenOnlyAtRest()
    {
        RunsOwnedStage stage(m_folder->path());
        QVERIFY(stage.ready());
        stage.training().makeSteps(4);
        QVERIFY(stage.reaches(State::Paused));
        const QString folder = stage.training().runFolder();
        QVERIFY(stage.waits([&] { return stage.list().count() == 1; }));
        Q_EMIT stage.runs().deleteRequested({folder});
        QCOMPARE(stage.edits().count(), 0);
        QVERIFY(stage.message().contains(QStringLiteral("stop it first")));
        stage.training().stop();
        QVERIFY(stage.reaches(State::Empty));
        RunConfig other = stage.training().config();
        ++other.train.batch;
        stage.training().setConfig(other, true);
        auto& rule = *stage.panel->findChild<QLineEdit*>(QStringLiteral("stop_step"));
        rule.setText(QStringLiteral("soon"));
        Q_EMIT stage.runs().deleteRequested({folder});
        QCOMPARE(stage.training().runFolder(), QString());
        QVERIFY(stage.training().history().empty());
        QTRY_VERIFY(!QFileInfo::exists(folder));
        stage.edits().undo();
        QTRY_COMPARE(stage.training().runFolder(), folder);
        QVERIFY(stage.reaches(State::Empty)); // stopped, as it was
        QVERIFY(!stage.training().history().empty());
        QCOMPARE(stage.training().config().train.batch, other.train.batch);
        QCOMPARE(rule.text(), QStringLiteral("soon"));
        stage.edits().redo();
        QTRY_VERIFY(!QFileInfo::exists(folder));
        QCOMPARE(stage.training().runFolder(), QString());
    }

    /// Also while the disk has not followed, or the run is just coming back to the screen.
    void deletedAndBroughtBackInOneBreath()
    {
        RunsOwnedStage stage(m_folder->path());
        QVERIFY(stage.ready());
        QVERIFY(stage.train("one"));
        QVERIFY(stage.train("two", 2));
        const auto foldersOf = [](const std::vector<KeptRun>& runs) {
            QStringList folders;
            for (const KeptRun& run : runs)
                folders << toText(run.folder);
            return folders;
        };
        const QStringList before = foldersOf(stage.runs().runs());
        Q_EMIT stage.runs().deleteRequested({stage.folder("one"), stage.folder("two")});
        QCOMPARE(stage.list().count(), 0);
        QTRY_VERIFY(!QFileInfo::exists(stage.folder("two")));
        QVERIFY(stage.waits([&] { return stage.workbench.library().kept().runs.empty(); }));
        stage.edits().undo();
        QCOMPARE(stage.list().count(), 2); // at once, in their order
        QCOMPARE(foldersOf(stage.runs().runs()), before);
        stage.edits().redo();
        QCOMPARE(stage.list().count(), 0);
        stage.edits().undo();
        QTRY_COMPARE(stage.training().runFolder(), stage.folder("two"));
        QVERIFY(stage.reaches(State::Finished));
        QTRY_VERIFY(QFileInfo::exists(stage.folder("one")));
        QCOMPARE(stage.list().count(), 2);
        QCOMPARE(stage.message(), QString()); // nothing of what is undone is told
        QVERIFY(stage.waits([&] { return stage.workbench.library().kept().runs.size() == 2; }));
        QCOMPARE(stage.list().count(), 2);
    }

    void aRunThatIsTrainedElsewhereStays()
    {
        RunsOwnedStage other(m_folder->path());
        QVERIFY(other.ready());
        other.training().makeSteps(4);
        QVERIFY(other.reaches(State::Paused));
        RunsOwnedStage stage(m_folder->path());
        QVERIFY(stage.ready());
        QVERIFY(stage.waits([&] { return stage.list().count() == 1; }));
        QSignalSpy problems(&stage.workbench, &Workbench::problem);
        Q_EMIT stage.runs().deleteRequested({other.training().runFolder()});
        QTRY_COMPARE(problems.count(), 1);
        QTRY_COMPARE(stage.list().count(), 1);
        QVERIFY(QFileInfo::exists(other.training().runFolder()));
    }
};

GLOWWORM_TEST(TestRunsDeleted)
#include "tst_runs_deleted.moc"
