// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fake_trainer.h"
#include "support/fresh_folders.h"
#include "support/run_test.h"

#include "model/io/checkpoint.h"
#include "model/jobs/training_run.h"
#include "model/training/evaluation_schedule.h"
#include "model/training/kept_run.h"

#include <QTest>

#include <algorithm>
#include <fstream>
#include <numeric>
#include <optional>

using namespace glowworm;
using namespace glowworm::test;
using State = TrainingRun::State;

namespace {

TrainingSpec spec(const std::filesystem::path& folder = {}, std::int64_t steps = 12)
{
    TrainingSpec made;
    made.runs = {{Twin::Sparse, tinyText()}, {Twin::Dense, denseTwin(tinyText())}};
    for (auto& [twin, config] : made.runs)
        config.train.steps = steps;
    made.data = tinyTextData();
    made.folder = folder;
    return made;
}

constexpr int kEndless = 100000; // steps

/// Goes on until it is told to end; on the way only the early evaluations.
TrainingSpec endless(const std::filesystem::path& folder = {})
{
    TrainingSpec made = spec(folder, kEndless);
    for (auto& [twin, config] : made.runs)
        config.train.evalInterval = kEndless;
    return made;
}

std::vector<std::int64_t> stepsOf(const std::vector<TrainingEvent>& events, Twin twin)
{
    std::vector<std::int64_t> steps;
    for (const TrainingEvent& event : events) {
        if (event.kind == TrainingEvent::Kind::Step && event.twin == twin)
            steps.push_back(event.step.step);
    }
    return steps;
}

std::vector<std::int64_t> upTo(std::int64_t last)
{
    std::vector<std::int64_t> steps(static_cast<std::size_t>(last));
    std::iota(steps.begin(), steps.end(), 1);
    return steps;
}

/// The weights published since the last call, by Twin.
std::vector<std::optional<ModelState>> newestOf(TrainingRun& run)
{
    return {run.outbox().newest[0].take(), run.outbox().newest[1].take()};
}

/// A trainer slow enough that a run is still going when a test gives its next command.
std::shared_ptr<FakeTraining> slowly()
{
    auto how = std::make_shared<FakeTraining>();
    how->stepTime = std::chrono::milliseconds(2);
    return how;
}

} // namespace

class TestTrainingRun : public QObject {
    Q_OBJECT

    FreshFolders freshFolder;

private Q_SLOTS:
    void trainingRunsToItsEnd()
    {
        TrainingRun run(fakeCreate());
        QCOMPARE(run.state(), State::Empty);
        const auto folder = freshFolder();
        run.start(spec(folder));
        QCOMPARE(run.plannedSteps(), 12);
        run.lane().wait();
        QCOMPARE(run.state(), State::Finished);
        QCOMPARE(run.step(), 12);
        QVERIFY(!run.busy());
        QCOMPARE(stepsOf(run.outbox().events.drain(), Twin::Dense), upTo(12));
        QVERIFY(run.outbox().events.drain().empty());
        const auto models = newestOf(run);
        QVERIFY(models[0] && models[1]);
        QVERIFY(!models[1]->config.isSparse());
        QCOMPARE(models[1]->steps, 12);
        QVERIFY(!newestOf(run)[0] && !newestOf(run)[1]);
        QCOMPARE(readRun(folder).step, 12);
    }

    void pauseAndResumeLoseNothing()
    {
        const auto straight = freshFolder(), paused = freshFolder();
        TrainingRun whole(fakeCreate());
        whole.start(spec(straight));
        whole.lane().wait();

        TrainingRun run(fakeCreate(slowly()));
        run.start(spec(paused));
        std::vector<TrainingEvent> events;
        while (run.state() != State::Finished) {
            run.pause();
            run.lane().wait();
            for (TrainingEvent& event : run.outbox().events.drain())
                events.push_back(std::move(event));
            run.resume();
            QTRY_VERIFY(run.step() > static_cast<std::int64_t>(stepsOf(events, Twin::Dense).size())
                || !run.busy());
        }
        for (TrainingEvent& event : run.outbox().events.drain())
            events.push_back(std::move(event));
        QCOMPARE(stepsOf(events, Twin::Sparse), upTo(12));
        QCOMPARE(stepsOf(events, Twin::Dense), upTo(12));
        for (Twin twin : {Twin::Sparse, Twin::Dense})
            QVERIFY(readNewestTrainer(straight / nameOf(twin)).model.tensors
                == readNewestTrainer(paused / nameOf(twin)).model.tensors);
    }

    void pausePublishesAndWritesNothing()
    {
        const auto folder = freshFolder();
        TrainingRun run(fakeCreate(slowly()));
        run.start(endless(folder));
        QTRY_VERIFY(run.step() >= 2);
        run.pause();
        run.lane().wait();
        QCOMPARE(run.state(), State::Paused);
        const std::int64_t step = run.step();
        const auto models = newestOf(run);
        QVERIFY(models[0] && models[1]);
        QCOMPARE(models[1]->steps, step);
        for (const FoundCheckpoint& found : listCheckpoints(folder / "dense"))
            QVERIFY(
                evaluatesAt(found.step, kEndless, kEndless)); // not the pause's, wherever it was
    }

    void stopSavesEveryFinishedStep()
    {
        const auto folder = freshFolder();
        TrainingRun run(fakeCreate(slowly()));
        run.start(endless(folder));
        QTRY_VERIFY(run.step() >= 2);
        run.stop();
        run.lane().wait();
        QCOMPARE(run.state(), State::Empty);
        const auto events = run.outbox().events.drain();
        for (Twin twin : {Twin::Sparse, Twin::Dense}) {
            const auto made = stepsOf(events, twin);
            QCOMPARE(readNewestTrainer(folder / nameOf(twin)).model.steps, made.back());
        }
        run.start([&] {
            TrainingSpec again = endless(folder); // the folder is free again
            again.resume = true;
            return again;
        }());
        run.pause();
        run.lane().wait();
        QCOMPARE(run.state(), State::Paused);
        QVERIFY(run.step() >= 2);
    }

    void stopInterruptsAStep()
    {
        auto how = std::make_shared<FakeTraining>();
        how->stepTime = std::chrono::hours(1);
        TrainingRun run(fakeCreate(how));
        run.start(spec());
        QTRY_COMPARE(run.state(), State::Running);
        run.stop();
        run.lane().wait();
        QCOMPARE(how->stepsMade.load(), 0);
        QCOMPARE(run.state(), State::Empty);
    }

    void pauseRightAfterStartIsHonoured()
    {
        TrainingRun run(fakeCreate(slowly()));
        run.start(spec());
        run.pause();
        run.lane().wait();
        QCOMPARE(run.state(), State::Paused);
        QVERIFY(run.step() <= 1);
        const auto models = newestOf(run);
        QVERIFY(models[0] && models[1]);
        run.resume();
        run.lane().wait();
        QCOMPARE(run.state(), State::Finished);
        QCOMPARE(stepsOf(run.outbox().events.drain(), Twin::Sparse), upTo(12));
    }

    void stopRightAfterStartIsHonoured()
    {
        TrainingRun run(fakeCreate(slowly()));
        for (int i = 0; i < 50; ++i) { // now before, now after the lane took the job
            run.start(spec());
            run.stop();
            run.lane().wait();
            QCOMPARE(run.state(), State::Empty);
            QVERIFY(run.step() < 12);
        }
    }

    void startAfterStopLosesNeither()
    {
        const auto first = freshFolder(), second = freshFolder();
        TrainingRun run(fakeCreate(slowly()));
        run.start(endless(first));
        QTRY_VERIFY(run.step() >= 2);
        run.stop();
        run.start(spec(second));
        run.lane().wait();
        QCOMPARE(run.state(), State::Finished);
        QVERIFY(readRun(first).step >= 2);
        QCOMPARE(readRun(second).step, 12);
        QCOMPARE(stepsOf(run.outbox().events.drain(), Twin::Sparse),
            upTo(12)); // nothing of the first run among it
    }

    void singleStepsAddUp()
    {
        TrainingRun run(fakeCreate(slowly()));
        run.start(spec());
        run.pause();
        run.lane().wait();
        const std::int64_t before = run.step();
        run.stepOnce();
        run.lane().wait();
        QCOMPARE(run.state(), State::Paused);
        QCOMPARE(run.step(), before + 1);
        run.stepOnce(2);
        run.stepOnce();
        run.stepOnce();
        run.lane().wait();
        QCOMPARE(run.state(), State::Paused);
        QCOMPARE(run.step(), before + 5);
        run.stepOnce(100);
        run.lane().wait();
        QCOMPARE(run.state(), State::Finished);
        QCOMPARE(run.step(), 12);
    }

    void failureIsASentence()
    {
        auto how = std::make_shared<FakeTraining>();
        how->failAtStep = 3;
        TrainingRun run(fakeCreate(how));
        const auto folder = freshFolder();
        run.start(spec(folder));
        run.lane().wait();
        QCOMPARE(run.state(), State::Failed);
        QVERIFY(run.failure().find("step 3") != std::string::npos);
        QCOMPARE(
            newestOf(run)[0].value().steps, 2); // the last finished ones can still be looked at
        run.resume();                           // nothing to go on with
        run.lane().wait();
        QCOMPARE(run.state(), State::Failed);
        how->failAtStep = 0;
        TrainingSpec again = spec(folder);
        again.resume = true;
        run.start(again);
        run.lane().wait();
        QCOMPARE(run.state(), State::Finished);
    }

    void refusedSaveCanBeTriedAgain()
    {
        const auto folder = freshFolder();
        TrainingRun run(fakeCreate(slowly()));
        run.start(endless(folder));
        QTRY_VERIFY(run.step() >= 2);
        run.pause();
        run.lane().wait();
        std::filesystem::remove_all(folder / "dense");
        std::ofstream(folder / "dense") << "in the way";
        run.stop();
        run.lane().wait();
        QCOMPARE(run.state(), State::Failed);
        QVERIFY(!run.failure().empty());
        std::filesystem::remove(folder / "dense");
        std::filesystem::create_directory(folder / "dense");
        run.stop();
        run.lane().wait();
        QCOMPARE(run.state(), State::Empty);
        QVERIFY(readNewestTrainer(folder / "dense").model.steps >= 2);
    }

    void changesReachTheLane()
    {
        TrainingRun run(fakeCreate(slowly()));
        run.start(spec());
        run.pause();
        run.lane().wait();
        run.change({{"learning_rate", "0.25"}});
        run.change({{"learning_rate", "0.125"}});
        run.change({{"stop_step", "10"}});
        run.resume();
        run.lane().wait();
        const auto events = run.outbox().events.drain();
        const auto last = std::find_if(events.rbegin(), events.rend(),
            [](const TrainingEvent& event) { return event.kind == TrainingEvent::Kind::Step; });
        QCOMPARE(last->step.learningRate, 0.125);
        QCOMPARE(run.step(), 10);
        QCOMPARE(run.plannedSteps(), 10);
        QCOMPARE(run.state(), State::Finished);
    }

    void aPausedRunMakesItsChangesWhenAsked()
    {
        TrainingRun run(fakeCreate());
        run.makeChanges(); // there is nothing to change
        run.start(spec(), 2);
        run.lane().wait();
        QCOMPARE(run.state(), State::Paused);
        run.change({{"learning_rate", "0.25"}});
        QVERIFY(run.changesWait());
        run.makeChanges();
        run.lane().wait();
        QVERIFY(!run.changesWait());
        QCOMPARE(run.state(), State::Paused);
        QCOMPARE(run.step(), 2);
        for (const auto& [twin, config] : run.settings().runs)
            QCOMPARE(config.train.learningRate, 0.25);
    }

    void aRunThatIsOverIsNotPausedAtItsEnd()
    {
        const auto folder = freshFolder();
        TrainingRun run(fakeCreate());
        run.start(spec(folder));
        run.lane().wait();
        TrainingSpec again = spec(folder);
        again.resume = true;
        run.start(again, 0);
        run.lane().wait();
        QCOMPARE(run.state(), State::Finished);
        QCOMPARE(run.step(), 12);
    }

    void randomCommandsNeverLoseAStep()
    {
        auto how = std::make_shared<FakeTraining>();
        how->stepTime = std::chrono::microseconds(200);
        TrainingRun run(fakeCreate(how));
        run.start(endless());
        std::vector<TrainingEvent> events;
        for (std::uint64_t i = 0; i < 400; ++i) {
            switch (randomBits(7, i) % 4) {
            case 0:
                run.pause();
                break;
            case 1:
                run.resume();
                break;
            case 2:
                run.stepOnce(2);
                break;
            default:
                QTest::qWait(0);
                break;
            }
            for (TrainingEvent& event : run.outbox().events.drain())
                events.push_back(std::move(event));
        }
        run.resume();
        QTRY_VERIFY(run.step() >= 20);
        run.stop();
        run.lane().wait();
        for (TrainingEvent& event : run.outbox().events.drain())
            events.push_back(std::move(event));
        const auto sparse = stepsOf(events, Twin::Sparse);
        QCOMPARE(sparse, upTo(static_cast<std::int64_t>(sparse.size())));
        QCOMPARE(how->trainersMade.load(), 2);
    }
};

GLOWWORM_TEST(TestTrainingRun)
#include "tst_training_run.moc"
