// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fresh_folders.h"
#include "support/run_test.h"
#include "support/watched_loop.h"

#include "model/base/utf8.h"
#include "model/io/checkpoint.h"

#include <QTest>

#include <fstream>
#include <limits>

using namespace glowworm;
using namespace glowworm::test;
using Kind = TrainingEvent::Kind;

namespace {

std::vector<std::int64_t> steps(const std::vector<TrainingEvent>& events)
{
    std::vector<std::int64_t> found;
    for (const TrainingEvent& event : events)
        found.push_back(event.step.step);
    return found;
}

} // namespace

class TestTrainingLoop : public QObject {
    Q_OBJECT

    FreshFolders freshFolder;

private Q_SLOTS:
    void twinsTakeTurns()
    {
        Watched run(twinSpec());
        run.finish();
        const auto made = run.of(Kind::Step);
        QCOMPARE(made.size(), std::size_t(24));
        for (std::size_t i = 0; i < made.size(); ++i) {
            QCOMPARE(made[i].twin, i % 2 ? Twin::Dense : Twin::Sparse);
            QCOMPARE(made[i].step.step, static_cast<std::int64_t>(i / 2 + 1));
        }
        QVERIFY(run.loop->finished());
        QVERIFY(!run.loop->advance({}));
    }

    void stepIsThatOfTheTwinBehind()
    {
        Watched run(twinSpec());
        for (int i = 0; i < 3; ++i) // both are evaluated, the sparse one makes a step
            run.loop->advance({});
        QCOMPARE(run.loop->step(), 0);
        run.loop->advance({});
        QCOMPARE(run.loop->step(), 1);
        run.finish();
        QCOMPARE(run.loop->step(), 12);
        QCOMPARE(run.loop->plannedSteps(), 12);
    }

    void evaluatesAtTheStartEachIntervalAndTheEnd()
    {
        TrainingSpec spec = textSpec();
        spec.runs.front().second.train.steps = 10;
        Watched run(spec);
        run.finish();
        QCOMPARE(steps(run.of(Kind::Evaluation)), (std::vector<std::int64_t>{0, 4, 8, 10}));
    }

    void publishesAtTheStartAndEachEvaluation()
    {
        Watched run(textSpec());
        QCOMPARE(run.published.size(), std::size_t(1));
        run.finish();
        std::vector<std::int64_t> at;
        for (const auto& [twin, step] : run.published)
            at.push_back(step);
        QCOMPARE(at, (std::vector<std::int64_t>{0, 0, 4, 8, 12}));
    }

    void publishOnlyWhenSomethingIsNew()
    {
        Watched run(textSpec());
        run.runTo(5);
        run.loop->publish();
        QCOMPARE(run.published.back().second, 5);
        const std::size_t before = run.published.size();
        run.loop->publish();
        QCOMPARE(run.published.size(), before);
    }

    void eachEvaluationOfATextComesWithASample()
    {
        Watched run(textSpec());
        run.finish();
        const auto samples = run.of(Kind::Sample);
        QCOMPARE(steps(samples), steps(run.of(Kind::Evaluation)));
        for (const TrainingEvent& sample : samples)
            QCOMPARE(decodeText(sample.text).text.size(), std::size_t(200));
        Watched again(textSpec());
        again.finish();
        QCOMPARE(again.of(Kind::Sample).back().text, samples.back().text);
    }

    void digitsHaveAccuracyAndNoSample()
    {
        TrainingSpec spec;
        spec.runs = {{Twin::Dense, tinyDigits(Routing::Dense)}};
        spec.data = tinyDigitData();
        Watched run(spec);
        run.finish();
        QVERIFY(run.of(Kind::Sample).empty());
        QVERIFY(run.of(Kind::Evaluation).back().eval.accuracy.has_value());
    }

    void elapsedCountsTheStepsOfItsTwin()
    {
        Watched run(twinSpec());
        run.finish();
        QCOMPARE(run.of(Kind::Step).back().elapsed, 12e-3);
    }

    void stopLeavesNoTrace()
    {
        auto how = std::make_shared<FakeTraining>();
        Watched run(textSpec(), how);
        run.runTo(5);
        const std::size_t before = run.events.size();
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!run.loop->advance(stop.get_token()));
        QCOMPARE(run.events.size(), before);
        QCOMPARE(run.loop->step(), 5);
    }

    void stoppedEvaluationIsDueAgain()
    {
        auto how = std::make_shared<FakeTraining>();
        how->stopEvaluationAt = 4;
        Watched run(textSpec(), how);
        while (run.loop->advance({})) { }
        QCOMPARE(run.loop->step(), 4);
        QCOMPARE(steps(run.of(Kind::Evaluation)), (std::vector<std::int64_t>{0}));
        run.finish();
        QCOMPARE(steps(run.of(Kind::Evaluation)), (std::vector<std::int64_t>{0, 4, 8, 12}));
    }

    void stoppedLastEvaluationLeavesTheRunUnfinished()
    {
        auto how = std::make_shared<FakeTraining>();
        how->stopEvaluationAt = 12;
        Watched run(textSpec(), how);
        run.finish();
        QVERIFY(!run.loop->finished());
        QVERIFY(!run.loop->advance({})); // the evaluation alone, then it is over
        QVERIFY(run.loop->finished());
        QCOMPARE(steps(run.of(Kind::Evaluation)).back(), 12);
        QCOMPARE(run.of(Kind::Step).size(), std::size_t(12));
    }

    void resumedRunIsTheUninterruptedRun_data()
    {
        QTest::addColumn<int>("steps");
        QTest::addColumn<int>("interval");
        QTest::addColumn<int>("cut");
        for (int cut = 1; cut < 12; ++cut)
            QTest::addRow("cut at %d", cut) << 12 << 4 << cut;
        for (const int cut : {9, 10, 12, 49, 50}) // about the evaluations early in an interval
            QTest::addRow("cut at %d of 60", cut) << 60 << 1000 << cut;
    }

    void resumedRunIsTheUninterruptedRun()
    {
        QFETCH(int, steps);
        QFETCH(int, interval);
        QFETCH(int, cut);
        const auto spec = [=](const std::filesystem::path& folder) {
            TrainingSpec twins = twinSpec(folder);
            for (auto& [twin, config] : twins.runs) {
                config.train.steps = steps;
                config.train.evalInterval = interval;
            }
            return twins;
        };
        const auto straight = freshFolder(), broken = freshFolder();
        Watched whole(spec(straight));
        whole.finish();
        {
            Watched first(spec(broken));
            first.runTo(cut);
            first.loop->save();
            first.runTo(cut + 1); // not saved: is done again
        }
        Watched second(resumed(spec(broken)));
        QVERIFY(second.loop->step() >= cut);
        second.finish();
        for (Twin twin : {Twin::Sparse, Twin::Dense}) {
            const TrainerState a = readNewestTrainer(straight / nameOf(twin)),
                               b = readNewestTrainer(broken / nameOf(twin));
            QCOMPARE(b.model.steps, steps);
            QVERIFY(a.model.tensors == b.model.tensors);
            QVERIFY(a.firstMoment == b.firstMoment);
            QVERIFY(a.secondMoment == b.secondMoment);
            QCOMPARE(a.bestStep, b.bestStep);
            QVERIFY(losses(straight, twin) == losses(broken, twin));
            QCOMPARE(losses(broken, twin).size(), static_cast<std::size_t>(steps));
        }
        const auto evaluations = second.of(Kind::Evaluation); // each once, old ones reported again
        QCOMPARE(evaluations.size(), std::size_t(8));
        QCOMPARE(second.of(Kind::Step).back().elapsed, whole.of(Kind::Step).back().elapsed);
    }

    void resumeWithoutModelsTakesThoseOfTheRun()
    {
        const auto folder = freshFolder();
        Watched(twinSpec(folder)).runTo(4);
        TrainingSpec spec;
        spec.resume = true;
        spec.folder = folder;
        spec.data = tinyTextData();
        Watched second(spec);
        QCOMPARE(second.loop->step(), 4);
        QCOMPARE(second.loop->plannedSteps(), 12);
    }

    void resumeWithMoreStepsGoesOn()
    {
        const auto folder = freshFolder();
        Watched(textSpec(folder)).finish();
        TrainingSpec spec = resumed(textSpec(folder));
        spec.runs.front().second.train.steps = 15;
        Watched second(spec);
        second.finish();
        QCOMPARE(newestStep(folder / "sparse"), 15);
        QCOMPARE(readRun(folder).runs.front().second.train.steps, 15);
    }

    void resumeFallsBackToTheCheckpointBefore()
    {
        const auto folder = freshFolder();
        {
            Watched first(textSpec(folder));
            first.runTo(8);
        }
        std::filesystem::resize_file(folder / "sparse" / checkpointName(8), 100);
        Watched second(resumed(textSpec(folder)));
        QCOMPARE(second.loop->step(), 4);
        QVERIFY(second.noticed("Resumed from step 4"));
        second.finish();
        QCOMPARE(losses(folder, Twin::Sparse).size(), std::size_t(12));
    }

    void resumeOfARunWithoutCheckpointStartsAtZero()
    {
        const auto folder = freshFolder();
        Watched(textSpec(folder)).loop->save();
        Watched second(resumed(textSpec(folder)));
        QCOMPARE(second.loop->step(), 0);
        QVERIFY(second.noticed("step 0"));
    }

    void resumeWithOtherThreadsSaysSo()
    {
        const auto folder = freshFolder();
        Watched(textSpec(folder)).runTo(4);
        TrainingSpec spec = resumed(textSpec(folder));
        QVERIFY(!Watched(spec).noticed("bit for bit"));
        spec.threads = 2;
        QVERIFY(Watched(spec).noticed("bit for bit"));
    }

    void newRunRefusesAFolderThatHoldsOne()
    {
        const auto folder = freshFolder();
        Watched(textSpec(folder)).runTo(4);
        QVERIFY_THROWS_EXCEPTION(Error, Watched(textSpec(folder)));
        QCOMPARE(newestStep(folder / "sparse"), 4);
    }

    void resumeOfNothingIsRefused()
    {
        QVERIFY_THROWS_EXCEPTION(Error, Watched(resumed(textSpec(freshFolder()))));
    }

    void refusedStartLeavesNoRunBehind()
    {
        const auto folder = freshFolder();
        TrainingSpec spec = textSpec(folder);
        spec.runs.front().second.model.groups = 5; // does not divide the neurons
        QVERIFY_THROWS_EXCEPTION(Error, Watched{spec});
        QVERIFY(!std::filesystem::exists(folder));
    }

    void notFiniteKeepsTheLastGoodCheckpoint()
    {
        const auto folder = freshFolder();
        auto how = std::make_shared<FakeTraining>();
        how->failAtStep = 7;
        Watched run(textSpec(folder), how);
        QVERIFY_THROWS_EXCEPTION(Error, run.finish());
        QCOMPARE(newestStep(folder / "sparse"), 4);
        QCOMPARE(readNewestTrainer(folder / "sparse").model.steps, 4);
    }

    void validationLossThatIsNotANumberStops()
    {
        const auto folder = freshFolder();
        auto how = std::make_shared<FakeTraining>();
        how->validationLoss = [](std::int64_t step) {
            return step < 8 ? 2.0 : std::numeric_limits<double>::quiet_NaN();
        };
        Watched run(textSpec(folder), how);
        QVERIFY_THROWS_EXCEPTION(Error, run.finish());
        QCOMPARE(newestStep(folder / "sparse"), 4);
    }

    void bestCheckpointIsKeptBesideTheNewest()
    {
        const auto folder = freshFolder();
        auto how = std::make_shared<FakeTraining>();
        how->validationLoss = [](std::int64_t step) { return step == 4 ? 1.0 : 2.0; };
        TrainingSpec spec = textSpec(folder);
        spec.runs.front().second.train.steps = 24;
        Watched run(spec, how);
        run.finish();
        QCOMPARE(stepsIn(folder / "sparse"), (std::vector<std::int64_t>{24, 20, 4}));
    }

    void autosaveByTheClock()
    {
        const auto folder = freshFolder();
        TrainingSpec spec = textSpec(folder);
        spec.autosave = std::chrono::seconds(0);
        Watched run(spec);
        run.runTo(3);
        QCOMPARE(newestStep(folder / "sparse"), 3);
        TrainingSpec rare = textSpec(freshFolder());
        Watched other(rare);
        other.runTo(3);
        QCOMPARE(newestStep(rare.folder / "sparse"), -1);
    }

    void saveOfWhatIsSavedDoesNothing()
    {
        const auto folder = freshFolder();
        Watched run(textSpec(folder));
        run.runTo(5);
        run.loop->save();
        run.loop->save();
        QCOMPARE(steps(run.of(Kind::Saved)), (std::vector<std::int64_t>{4, 5}));
    }

    void trainingGoesOnWhenTheDiskRefuses()
    {
        const auto folder = freshFolder();
        Watched run(textSpec(folder));
        std::filesystem::remove_all(folder / "sparse");
        std::ofstream(folder / "sparse") << "in the way";
        run.runTo(5);
        QCOMPARE(run.loop->step(), 5);
        QVERIFY(run.noticed("Training goes on"));
        QVERIFY_THROWS_EXCEPTION(Error, run.loop->save());
        std::filesystem::remove(folder / "sparse");
        std::filesystem::create_directory(folder / "sparse");
        run.loop->save();
        QCOMPARE(newestStep(folder / "sparse"), 5);
    }

    void learningRateChangesFromTheNextStepAndIsKept()
    {
        const auto folder = freshFolder();
        {
            Watched run(textSpec(folder));
            run.runTo(5);
            run.loop->change({{"learning_rate", "0.0625"}});
            run.runTo(8);
            QCOMPARE(run.of(Kind::Step).at(4).step.learningRate, 1e-3);
            QCOMPARE(run.of(Kind::Step).at(5).step.learningRate, 0.0625);
            QVERIFY(run.noticed("0.0625 from step 6"));
            run.loop->change({{"learning_rate", "-1"}});
            QVERIFY(run.noticed("learning_rate"));
        }
        TrainingSpec spec = resumed(textSpec(folder));
        spec.runs.clear();
        Watched second(spec);
        second.finish();
        QCOMPARE(second.of(Kind::Step).back().step.learningRate, 0.0625);
    }
};

GLOWWORM_TEST(TestTrainingLoop)
#include "tst_training_loop.moc"
