// SPDX-License-Identifier: GPL-3.0-or-later
// A training whose run cannot be kept, found or shown: nothing of it is lost, and all is told.
// Offscreen, over a fake trainer.
#include "model/session/session_values.h"
#include "support/data_folder.h"
#include "support/run_test.h"
#include "support/training_stage.h"
#include "ui/session/calibration.h"
#include "ui/session/moments.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/settings.h"

#include <QDir>
#include <QSignalSpy>

#include <fstream>
#include <optional>

using namespace glowworm;
using State = TrainingRun::State;

namespace {

namespace fs = std::filesystem;

/// A file where a folder is to be: the disk refuses all that is written there.
void refuse(const QString& run)
{
    fs::remove_all(toPath(run) / "sparse");
    std::ofstream(toPath(run) / "sparse") << "in the way";
}

void allow(const QString& run)
{
    fs::remove(toPath(run) / "sparse");
    fs::create_directory(toPath(run) / "sparse");
}

struct RefusedStage : test::TrainingStage {
    explicit RefusedStage(const QString& folder, std::int64_t steps = 500)
        : TrainingStage(folder, false, steps)
    {
    }
    Training& training() { return workbench.training(); }
    std::size_t losses() { return training().history().of(Twin::Sparse).losses.size(); }
    QString message() { return panel->findChild<MessageBar*>()->text(); }
    bool makeSteps(int steps)
    {
        const std::size_t wanted = losses() + static_cast<std::size_t>(steps);
        training().makeSteps(steps);
        return QTest::qWaitFor([&] { return losses() == wanted; }) && reaches(State::Paused);
    }
    bool stops()
    {
        training().stop();
        return reaches(State::Empty);
    }
    std::string saved()
    {
        SessionValues values;
        training().save(values);
        return values.json();
    }
    void restore(const std::string& json)
    {
        const JsonDocument document(json);
        training().restore(document.object());
    }
};

} // namespace

class TestTrainingRefused : public QObject {
    Q_OBJECT

    std::optional<test::DataFolder> m_folder;

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void init() { m_folder.emplace(); }

    void whoLeavesIsToldWhatIsNotKept_data()
    {
        QTest::addColumn<bool>("before"); // it was refused already
        QTest::newRow("paused") << false;
        QTest::newRow("refused before") << true;
    }
    void whoLeavesIsToldWhatIsNotKept()
    {
        QFETCH(bool, before);
        RefusedStage stage(m_folder->path());
        QVERIFY(stage.ready());
        QVERIFY(stage.makeSteps(2));
        refuse(stage.training().runFolder());
        if (before) {
            stage.training().stop();
            QVERIFY(stage.reaches(State::Failed));
        }
        QSignalSpy unkept(&stage.workbench, &Workbench::unkept),
            ready(&stage.workbench, &Workbench::readyToQuit);
        stage.workbench.shutDown();
        QTRY_COMPARE(ready.count(), 1);
        QCOMPARE(unkept.count(), 1);
        QVERIFY(!unkept.first().first().toString().isEmpty());
        QCOMPARE(stage.message(), unkept.first().first().toString());
    }

    void aRunThatCannotBeKeptIsNotReplaced()
    {
        RefusedStage stage(m_folder->path());
        QVERIFY(stage.ready());
        QVERIFY(stage.makeSteps(3));
        const QString folder = stage.training().runFolder();
        refuse(folder);
        stage.training().start();
        QVERIFY(stage.training().active());
        QVERIFY(stage.reaches(State::Failed));
        QVERIFY(!stage.training().active());
        QCOMPARE(stage.training().runFolder(), folder);
        QCOMPARE(stage.losses(), std::size_t(3));
        QVERIFY(stage.training().isHeld());
        QCOMPARE(stage.button("train").text(), QStringLiteral("Resume"));
        QVERIFY(stage.button("stop").isEnabled());
        QVERIFY(stage.makeSteps(1)); // of the run that is held
        QCOMPARE(stage.training().runFolder(), folder);
        stage.training().start();
        QVERIFY(stage.reaches(State::Failed));
        allow(folder);
        QVERIFY(stage.stops());
        QCOMPARE(readRun(toPath(folder)).step, std::int64_t(4));
        stage.training().start(); // and now there is nothing to wait for
        QVERIFY(stage.training().runFolder() != folder);
        QVERIFY(stage.stops());
    }

    void theLastSaveOfAFinishedRunIsTriedAgain()
    {
        RefusedStage stage(m_folder->path(), 6);
        QVERIFY(stage.ready());
        QVERIFY(stage.makeSteps(5));
        const QString folder = stage.training().runFolder();
        refuse(folder);
        stage.training().resume();
        QVERIFY(stage.reaches(State::Failed));
        allow(folder);
        stage.button("train").click();
        QVERIFY(stage.reaches(State::Finished));
        QCOMPARE(stage.training().runFolder(), folder);
        QCOMPARE(stage.losses(), std::size_t(6));
        QCOMPARE(readRun(toPath(folder)).step, std::int64_t(6));
    }

    /// A session whose run was over, and cannot come back.
    void pauseIsNoStopBehindARunThatIsGone()
    {
        std::string json;
        {
            RefusedStage stage(m_folder->path());
            QVERIFY(stage.ready());
            QVERIFY(stage.makeSteps(5));
            QVERIFY(stage.stops());
            json = stage.saved();
            QVERIFY(QDir(stage.training().runFolder()).removeRecursively());
        }
        RefusedStage stage(m_folder->path());
        QVERIFY(stage.ready());
        QSignalSpy problems(&stage.workbench, &Workbench::problem);
        stage.restore(json);
        QTRY_COMPARE(problems.count(), 1);
        QTRY_VERIFY(!stage.training().active());
        QVERIFY(stage.makeSteps(2));
        QTest::qWait(50);
        QCOMPARE(stage.training().state(), State::Paused);
        QVERIFY(stage.saved().find("\"over\":false") != std::string::npos);
    }

    /// As where glowworm-cli trains it at that moment.
    void aRunThatIsHeldElsewhereComesBackAtTheNextStart()
    {
        std::string json;
        QString folder;
        {
            RefusedStage stage(m_folder->path());
            QVERIFY(stage.ready());
            QVERIFY(stage.makeSteps(5));
            folder = stage.training().runFolder();
            QVERIFY(stage.stops());
            json = stage.saved();
        }
        const fs::path note = toPath(folder) / "run.json", away = toPath(folder) / "away.json";
        fs::rename(note, away);
        {
            RefusedStage stage(m_folder->path());
            QVERIFY(stage.ready());
            QSignalSpy problems(&stage.workbench, &Workbench::problem);
            stage.restore(json);
            QTRY_COMPARE(problems.count(), 1);
            QTRY_VERIFY(!stage.training().active());
            const std::string after = stage.saved();
            QCOMPARE(after, json);
            stage.training().start(); // now another one is
            const std::string quoted
                = folder.toStdString() + '"'; // a number may follow in the other
            QVERIFY(stage.saved().find(quoted) == std::string::npos);
            QVERIFY(stage.stops());
        }
        fs::rename(away, note);
        RefusedStage stage(m_folder->path());
        QVERIFY(stage.ready());
        stage.restore(json);
        QTRY_COMPARE(stage.losses(), std::size_t(5));
        QVERIFY(stage.reaches(State::Empty));
        QCOMPARE(stage.saved(), json);
    }

    void aFolderThatIsMovedIsFollowed()
    {
        RefusedStage stage(m_folder->path());
        QVERIFY(stage.ready());
        QVERIFY(stage.makeSteps(5));
        QTRY_VERIFY(!stage.workbench.moments().of(Twin::Sparse).empty());
        const QString before = stage.training().runFolder();
        const fs::path after = toPath(before).parent_path() / "moved";
        fs::rename(toPath(before), after);
        QVERIFY(stage.stops());
        QCOMPARE(stage.training().runFolder(), toText(after));
        const auto& moments = stage.workbench.moments();
        QTRY_VERIFY(!moments.of(Twin::Sparse).empty() // while it is read again
            && moments.of(Twin::Sparse).front().file.parent_path()
                == momentsFolder(after / "sparse"));
        QVERIFY(stage.saved().find(toText(after).toStdString()) != std::string::npos);
        stage.training().makeSteps(1);
        QTRY_COMPARE(stage.losses(), std::size_t(6));
    }

    void goingOnLeavesTheSetUpAlone()
    {
        RefusedStage stage(m_folder->path());
        QVERIFY(stage.ready());
        QVERIFY(stage.makeSteps(5));
        QVERIFY(stage.stops());
        RunConfig next = stage.training().config();
        next.train.steps = 77;
        stage.training().setConfig(next, false);
        QVERIFY(stage.training().hasStoppedRun());
        QVERIFY(stage.makeSteps(1));
        QCOMPARE(stage.training().config().train.steps, std::int64_t(77));
        QCOMPARE(stage.training().runConfig().train.steps, std::int64_t(500));
        const QString folder = stage.training().runFolder();
        QVERIFY(stage.stops());
        stage.training().reopen(folder); // which asks for it
        QVERIFY(stage.reaches(State::Paused));
        QCOMPARE(stage.training().config().train.steps, std::int64_t(500));
    }

    /// The list offers it of every run.
    void withoutBetterWeightsNothingGoesOnFromThem()
    {
        RefusedStage stage(m_folder->path());
        stage.how->validationLoss = [](std::int64_t step) { return step == 0 ? 2.0 : 3.0; };
        QVERIFY(stage.ready());
        QVERIFY(stage.makeSteps(5));
        const QString folder = stage.training().runFolder();
        QSignalSpy problems(&stage.workbench, &Workbench::problem);
        stage.training().goOnFromBest(folder);
        QTRY_COMPARE(problems.count(), 1);
        QVERIFY(problems.first().first().toString().contains(QStringLiteral("untrained")));
        QTRY_VERIFY(!stage.training().active());
        QCOMPARE(stage.training().state(), State::Paused);
        QCOMPARE(stage.training().runFolder(), folder);
        QCOMPARE(stage.losses(), std::size_t(5));
    }

    void aRunIsNotTrainedAgainOnOtherData()
    {
        RefusedStage stage(m_folder->path());
        QVERIFY(stage.ready());
        RunConfig config = stage.training().config();
        config.train.steps = 33;
        QSignalSpy problems(&stage.workbench, &Workbench::problem);
        const QString gone = m_folder->filePath(QStringLiteral("gone.txt"));
        stage.training().startAs({{{Twin::Sparse, config}}, {}}, gone);
        QCOMPARE(problems.count(), 1);
        QVERIFY(problems.first().first().toString().contains(QStringLiteral("gone.txt")));
        QVERIFY(!stage.training().active());
        QCOMPARE(stage.training().state(), State::Empty);
        QCOMPARE(stage.training().config().train.steps, std::int64_t(33));
    }

    /// Those of a run that is looked at may be another machine's; and it keeps its threads.
    void onlyStepsThatAreMadeHereTellTheSpeed()
    {
        settings::kTrainingSpeed.set(0);
        settings::kTrainingThreads.set(1);
        RefusedStage stage(m_folder->path());
        QVERIFY(stage.ready());
        const std::optional<double> none;
        QVERIFY(stage.makeSteps(19));
        QCOMPARE(stage.workbench.calibration().speed(), none);
        QVERIFY(stage.makeSteps(1));
        QVERIFY(stage.workbench.calibration().speed());
        settings::kTrainingSpeed.set(0);
        const QString folder = stage.training().runFolder();
        QVERIFY(stage.stops());
        stage.training().reopen(folder);
        QVERIFY(stage.reaches(State::Paused));
        QTRY_COMPARE(stage.losses(), std::size_t(20));
        QVERIFY(stage.makeSteps(1));
        QCOMPARE(stage.workbench.calibration().speed(), none);
        settings::kTrainingThreads.set(2);
        QVERIFY(stage.makeSteps(19));
        QCOMPARE(settings::kTrainingSpeedThreads.value(), 1);
        settings::kTrainingThreads.set(0);
    }
};

GLOWWORM_TEST(TestTrainingRefused)
#include "tst_training_refused.moc"
