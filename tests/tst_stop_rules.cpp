// SPDX-License-Identifier: GPL-3.0-or-later
// When a training ends before its planned steps, that its best weights are kept and found, and what
// is done about one that has run away.
#include "support/fresh_folders.h"
#include "support/refusal.h"
#include "support/run_test.h"
#include "support/watched_loop.h"

#include "model/base/json_reader.h"
#include "model/io/model_file.h"
#include "model/training/run_branch.h"
#include "model/training/training_setup.h"

#include <QTest>

#include <fstream>

using namespace glowworm;
using namespace glowworm::test;
using Kind = TrainingEvent::Kind;

namespace {

TrainingSpec withRules(TrainingSpec spec, const StopRules& rules)
{
    spec.stop = rules;
    return spec;
}

StopRules parsed(const std::string& json)
{
    const JsonDocument document(json);
    return stopRulesFrom(document.object());
}

/// Validation losses by step: 3, 2.5, then none better.
std::shared_ptr<FakeTraining> stuck()
{
    auto how = std::make_shared<FakeTraining>();
    how->validationLoss = [](std::int64_t step) {
        return step == 0 ? 3.0 : step == 4 ? 2.5 : 2.75;
    };
    return how;
}

TrainingSpec longText(const std::filesystem::path& folder, std::int64_t steps = 100)
{
    TrainingSpec spec = textSpec(folder);
    spec.runs.front().second.train.steps = steps;
    return spec;
}

std::int64_t stepsMade(const Watched& run, Twin twin = Twin::Sparse)
{
    std::int64_t last = 0;
    for (const TrainingEvent& event : run.events)
        if (event.kind == Kind::Step && event.twin == twin)
            last = event.step.step;
    return last;
}

} // namespace

class TestStopRules : public QObject {
    Q_OBJECT

    FreshFolders freshFolder;

private Q_SLOTS:
    void rulesReadBackAndRefuseWhatIsNone()
    {
        const StopRules rules{800, 1.5, 1.25, 5};
        QVERIFY(parsed(toJson(rules)) == rules);
        QVERIFY(parsed(toJson(StopRules())) == StopRules());
        QVERIFY(parsed("{}") == StopRules());
        for (const char* bad :
            {R"({"stop_step":-1})", R"({"stop_step":1.5})", R"({"stop_minutes":"long"})",
                R"({"stop_loss":1e9})", R"({"stop_when":3})", R"({"stop_patience":1e30})"})
            QVERIFY2(!messageOf([&] { parsed(bad); }).empty(), bad);
    }

    void endsAtTheStepAndEvaluatesThere()
    {
        const auto folder = freshFolder();
        Watched run(withRules(twinSpec(folder), {.step = 6}));
        QCOMPARE(run.loop->plannedSteps(), 6);
        run.finish();
        QVERIFY(run.loop->finished());
        QCOMPARE(run.loop->step(), 6);
        for (const Twin twin : {Twin::Sparse, Twin::Dense}) {
            QCOMPARE(stepsMade(run, twin), 6);
            QCOMPARE(newestStep(folder / nameOf(twin)), 6);
        }
        QCOMPARE(run.of(Kind::Evaluation).back().eval.step, 6);
        QVERIFY(run.noticed("ends at step 6: it was to stop there"));
        QCOMPARE(readRun(folder).stop.step, 6);
    }

    /// The rate follows the planned steps: what is left off changes nothing before.
    void whatEndsEarlyIsTheBeginningOfTheWhole()
    {
        const auto whole = freshFolder(), part = freshFolder();
        Watched(textSpec(whole)).finish();
        Watched(withRules(textSpec(part), {.step = 6})).finish();
        TrainingSpec on = withRules(resumed(textSpec(part)), {});
        on.runs.clear();
        Watched second(on);
        QVERIFY(second.noticed("Stop at step: 0 (6 before)"));
        second.finish();
        QVERIFY(readNewestTrainer(whole / "sparse").model.tensors
            == readNewestTrainer(part / "sparse").model.tensors);
        QCOMPARE(losses(part, Twin::Sparse).size(), std::size_t(12));
    }

    void aStepBeyondThePlannedOnesIsNoRule()
    {
        Watched run(withRules(textSpec(), {.step = 50}));
        run.finish();
        QCOMPARE(stepsMade(run), 12);
        QVERIFY(!run.noticed("ends at step"));
    }

    /// A step of the fake trainer takes a millisecond.
    void endsAfterTheMinutesOfBothTwins()
    {
        Watched run(withRules(twinSpec(), {.minutes = 8.5e-3 / 60}));
        run.finish();
        QCOMPARE(stepsMade(run), 5); // the ninth step is one of the sparse twin
        QCOMPARE(stepsMade(run, Twin::Dense), 5);
        QCOMPARE(run.of(Kind::Evaluation).back().eval.step, 5);
        QVERIFY(run.noticed("minutes are over"));
    }

    void endsAtTheLossOfBothTwins()
    {
        auto how = std::make_shared<FakeTraining>();
        int asked = 0;
        how->validationLoss = [&asked](std::int64_t step) {
            return step == 4 && ++asked == 1 ? 1.0 : step < 8 ? 2.0 : 1.5; // one twin is earlier
        };
        Watched run(withRules(twinSpec(), {.loss = 1.6}), how);
        run.finish();
        QCOMPARE(stepsMade(run), 8);
        QCOMPARE(stepsMade(run, Twin::Dense), 8);
        QVERIFY(run.noticed("come down to 1 (sparse), 1.5 (dense), and 1.6 was asked for"));
    }

    void endsWithoutGainAndSaysWhichWasBest()
    {
        const auto folder = freshFolder();
        Watched run(withRules(longText(folder), {.patience = 2}), stuck());
        run.finish();
        QCOMPARE(stepsMade(run), 12); // 4 was best, 8 and 12 brought nothing
        QVERIFY(run.noticed("2 evaluations brought nothing better than the best, 2.5 at step 4"));
    }

    void digitsAreJudgedByTheirAccuracy()
    {
        auto how = stuck();
        TrainingSpec spec;
        spec.runs = {{Twin::Dense, tinyDigits(Routing::Dense)}};
        spec.data = tinyDigitData();
        spec.stop = StopRules{.patience = 1};
        Watched run(spec, how);
        run.finish();
        QVERIFY(run.noticed("the best, 8.208 % at step 4"));
    }

    void aResumedRunKnowsWhatItHadSeen()
    {
        for (int cut = 1; cut < 12; ++cut) {
            const auto folder = freshFolder();
            {
                Watched first(withRules(longText(folder), {.patience = 2}), stuck());
                first.runTo(cut);
                first.loop->save();
            }
            Watched second(resumed(longText(folder)), stuck()); // its rules are in run.json
            second.finish();
            QCOMPARE(stepsMade(second), 12);
        }
    }

    void anEndedRunStaysEnded()
    {
        const auto folder = freshFolder();
        Watched(withRules(longText(folder), {.patience = 2}), stuck()).finish();
        {
            Watched again(resumed(longText(folder)), stuck());
            QVERIFY(again.loop->finished());
            QVERIFY(!again.loop->advance({}));
            QVERIFY(again.noticed("2 evaluations brought nothing better"));
        }
        TrainingSpec on = withRules(resumed(longText(folder)), {.patience = 4});
        Watched further(on, stuck());
        QVERIFY(!further.loop->finished());
        further.finish();
        QCOMPARE(stepsMade(further), 20);
    }

    void goingOnLiftsWhatWouldEndItThere()
    {
        const auto folder = freshFolder();
        const StopRules rules{.step = 80, .loss = 1, .patience = 2};
        Watched(withRules(longText(folder), rules), stuck()).finish(); // at 12
        TrainingSpec spec = resumed(longText(folder));
        spec.goOn = true;
        Watched further(spec, stuck());
        QVERIFY(further.noticed("Stop without gain in: 0 evaluations (2 before)"));
        QVERIFY((further.loop->settings().stop == StopRules{.step = 80, .loss = 1}));
        further.finish();
        QCOMPARE(stepsMade(further), 80);
        QVERIFY((readRun(folder).stop == StopRules{.step = 80, .loss = 1}));
        QVERIFY((settingsAtStart(readRun(folder)).stop == rules));
    }

    void rulesChangeWhileItRuns()
    {
        const auto folder = freshFolder();
        Watched run(longText(folder));
        run.runTo(5);
        run.loop->change({{"stop_step", "9"}});
        QCOMPARE(run.loop->plannedSteps(), 9);
        run.loop->change({{"stop_patience", "-1"}});
        QVERIFY(run.noticed("Nothing was changed: stop_patience"));
        run.finish();
        QCOMPARE(stepsMade(run), 9);
        const auto changes = run.of(Kind::Notice);
        QVERIFY(std::ranges::any_of(changes, [](const TrainingEvent& event) {
            return event.change == SettingChange{"stop_step", "0", "9"} && event.step.step == 5;
        }));
        QCOMPARE(readRun(folder).stop.step, 9);
    }

    void aStepThatIsOverEndsItHere()
    {
        Watched run(twinSpec());
        run.runTo(5);
        run.loop->change({{"stop_step", "2"}});
        run.finish();
        QCOMPARE(stepsMade(run), stepsMade(run, Twin::Dense));
        QVERIFY(stepsMade(run) <= 6);
    }

    void severalProcessesStopAtAStepOnly()
    {
        TrainingSpec spec = withRules(textSpec(), {.patience = 2});
        spec.environment.size = 2;
        QVERIFY(messageOf([&] { Watched run(spec); }).find("stopped at a step only")
            != std::string::npos);
        spec.stop = StopRules{.step = 6};
        Watched run(spec);
        run.finish();
        QCOMPARE(stepsMade(run), 6);
    }

    void theBestWeightsHaveAName()
    {
        const auto folder = freshFolder();
        Watched(longText(folder, 24), stuck()).finish();
        QCOMPARE(readModel(modelFile(folder / "sparse" / "best")).steps, 4);
        QCOMPARE(readModel(modelFile(folder / "best")).steps, 4);
        QCOMPARE(readModel(modelFile(folder)).steps, 24);
        QVERIFY(!messageOf([&] { bestCheckpoint(folder / "dense"); }).empty());
        std::filesystem::remove(folder / "sparse" / checkpointName(4));
        QVERIFY(
            messageOf([&] { modelFile(folder / "best"); }).find("of step 4") != std::string::npos);
        const auto twins = freshFolder();
        Watched(twinSpec(twins)).finish();
        QVERIFY(
            messageOf([&] { modelFile(twins / "best"); }).find("sparse/best") != std::string::npos);
        QCOMPARE(modelFile("nowhere/best").string(), std::string("nowhere/best"));
        const auto worse = freshFolder();
        auto how = std::make_shared<FakeTraining>();
        how->validationLoss = [](std::int64_t step) { return step == 0 ? 1.0 : 2.0; };
        Watched(longText(worse, 8), how).finish();
        QVERIFY(messageOf([&] {
            bestCheckpoint(worse / "sparse");
        }).ends_with("found better ones than those of the untrained network."));
    }

    void whatRunsAwaySaysWhatToTry()
    {
        const auto folder = freshFolder();
        auto how = stuck();
        how->trainingLoss = [](std::int64_t step) { return step < 9 ? 4.2 : 660.0; };
        how->failAtStep = 11;
        Watched run(longText(folder), how);
        std::string told;
        try {
            run.finish();
        } catch (const NotFinite& error) {
            told = error.what();
        }
        const std::string advice = "A new run from its best weights, of step 4, at half the rate, "
                                   "0.0005, may do better.";
        QVERIFY(run.noticed("diverges"));
        QVERIFY2(run.noticed(advice), told.c_str());
        QVERIFY2(told.find(advice) != std::string::npos, told.c_str());
        Watched nothing(longText({}), how); // nothing is kept, so there is nothing to go back to
        QVERIFY(messageOf([&] { nothing.finish(); }).find("best weights") == std::string::npos);
    }

    void aBranchGoesOnFromTheBestAndLeavesTheOldRunAlone()
    {
        const auto folder = freshFolder(), branch = freshFolder();
        auto how = stuck();
        how->failAtStep = 11;
        {
            Watched run(longText(folder, 16), how);
            QVERIFY(!messageOf([&] { run.finish(); }).empty());
        }
        const auto before = stepsIn(folder / "sparse");
        TrainingSpec spec = trainingFromBest(folder, branch);
        spec.data = tinyTextData();
        Watched run(spec, stuck());
        QCOMPARE(run.loop->step(), 4);
        QVERIFY(run.noticed("goes on from the best weights, of step 4, of the run in"));
        QVERIFY(run.noticed("Learning rate 0.0005 from step 5 on (0.001 before)."));
        run.finish();
        QCOMPARE(stepsMade(run), 16);
        QCOMPARE(run.of(Kind::Step).at(3).step.learningRate, 1e-3);
        QCOMPARE(run.of(Kind::Step).at(4).step.learningRate, 5e-4);
        QCOMPARE(stepsIn(folder / "sparse"), before);
        QCOMPARE(losses(branch, Twin::Sparse).size(), std::size_t(16));
        run.loop.reset(); // and its lock
        Watched again(resumed([&] {
            TrainingSpec kept;
            kept.folder = branch;
            kept.data = tinyTextData();
            return kept;
        }()));
        QVERIFY(again.loop->finished());
        QCOMPARE(readRun(branch).runs.front().second.train.learningRate, 5e-4);
    }

    /// Not of the one that ran away, with which all ends that was decided since.
    void aBranchHalvesTheRateOfItsWeights()
    {
        const auto folder = freshFolder();
        auto how = stuck();
        how->failAtStep = 11;
        Watched run(longText(folder, 16), how);
        run.runTo(8);
        run.loop->change({{"learning_rate", "1"}, {"batch", "4"}});
        QVERIFY(messageOf([&] { run.finish(); }).find("0.0005, may") != std::string::npos);
        run.loop.reset();
        TrainingSpec spec = trainingFromBest(folder, freshFolder());
        QCOMPARE(spec.runs.front().second.train.learningRate, 5e-4);
        spec.data = tinyTextData();
        QCOMPARE(Watched(spec).loop->settings().runs.front().second.train.batch, 2);
    }

    void aBranchThatCannotBeginLeavesNoFolder()
    {
        const auto folder = freshFolder(), branch = freshFolder();
        Watched(longText(folder, 8)).finish();
        TrainingSpec spec = trainingFromBest(folder, branch);
        spec.data = tinyTextData();
        const auto none = [](const RunConfig&, const TrainingData&, std::optional<TrainerState>,
                              int) -> std::unique_ptr<Trainer> { throw Error("no trainer"); };
        QCOMPARE(messageOf([&] {
            TrainingLoop(
                spec, none, [](auto) {}, [](auto, auto) {});
        }),
            std::string("no trainer"));
        QVERIFY(!std::filesystem::exists(branch));
        std::filesystem::remove_all(folder / "sparse");
        spec = trainingFromBest(folder, branch);
        QVERIFY(messageOf([&] { Watched run(spec); }).find("no best weights") != std::string::npos);
        QVERIFY(!std::filesystem::exists(branch));
        for (const char* before : {"", "notes.txt"}) { // what was there before stays
            std::filesystem::create_directory(branch);
            if (*before)
                std::ofstream(branch / before) << "mine";
            QVERIFY(!messageOf([&] { Watched run(spec); }).empty());
            QVERIFY(std::filesystem::exists(branch));
            QCOMPARE(static_cast<bool>(*before), !std::filesystem::is_empty(branch));
            QVERIFY(!holdsRun(branch) && !std::filesystem::exists(branch / "sparse"));
            std::filesystem::remove_all(branch);
        }
        Watched(longText(branch, 4)).finish();
        QVERIFY(
            messageOf([&] { Watched run(spec); }).find("holds a run already") != std::string::npos);
    }
};

GLOWWORM_TEST(TestStopRules)
#include "tst_stop_rules.moc"
