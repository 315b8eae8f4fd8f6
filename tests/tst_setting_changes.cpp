// SPDX-License-Identifier: GPL-3.0-or-later
// Settings that change while a training goes on: recorded where they do, made again at the same
// step by a resumed run, to the last bit.
#include "support/file_bytes.h"
#include "support/fresh_folders.h"
#include "support/run_test.h"
#include "support/watched_loop.h"

#include "model/training/setting_changes.h"
#include "model/training/training_setup.h"

#include <QTest>

#include <fstream>

using namespace glowworm;
using namespace glowworm::test;
using Kind = TrainingEvent::Kind;

namespace {

/// With three changes on its way.
TrainingSpec changing(const std::filesystem::path& folder)
{
    TrainingSpec spec = twinSpec(folder);
    spec.changes = {{3, "batch", "4"}, {6, "router_noise", "0.5"}, {6, "learning_rate", "0.01"},
        {9, "learning_rate", "0.002"}};
    return spec;
}

TrainingSpec longer(const std::filesystem::path& folder)
{
    TrainingSpec spec = textSpec(folder);
    spec.runs.front().second.train.steps = 16;
    return spec;
}

std::shared_ptr<FakeTraining> bestAtFour()
{
    auto how = std::make_shared<FakeTraining>();
    how->validationLoss = [](std::int64_t step) { return step == 4 ? 2.0 : 3.0; };
    return how;
}

struct Flag {
    Twin twin;
    std::int64_t step;
    SettingChange change;

    bool operator==(const Flag&) const = default;
};

std::vector<Flag> flagsOf(std::vector<TrainingEvent> events)
{
    std::vector<Flag> flags;
    for (TrainingEvent& event : events)
        if (event.change)
            flags.push_back({event.twin, event.step.step, std::move(*event.change)});
    std::ranges::stable_sort(flags, {},
        [](const Flag& flag) { return std::tuple(flag.twin, flag.step, flag.change.field); });
    return flags;
}

/// The same weights, moments, settings and losses.
void compareRuns(const std::filesystem::path& one, const std::filesystem::path& other)
{
    for (const Twin twin : {Twin::Sparse, Twin::Dense}) {
        const TrainerState a = readNewestTrainer(one / nameOf(twin)),
                           b = readNewestTrainer(other / nameOf(twin));
        QVERIFY(a.train == b.train);
        QVERIFY(a.model.tensors == b.model.tensors);
        QVERIFY(a.firstMoment == b.firstMoment && a.secondMoment == b.secondMoment);
        QVERIFY(losses(one, twin) == losses(other, twin));
    }
    QVERIFY(flagsOf(readHistory(one)) == flagsOf(readHistory(other)));
    QVERIFY(readRun(one).runs == readRun(other).runs);
}

} // namespace

class TestSettingChanges : public QObject {
    Q_OBJECT

    FreshFolders freshFolder;
    std::filesystem::path m_straight; // a run that nobody broke

private Q_SLOTS:
    void aChangeIsReadFromALine()
    {
        QVERIFY((plannedChangeFrom("500:batch=64") == PlannedChange{500, "batch", "64"}));
        for (const char* bad :
            {"", "batch=64", "500:batch", "x:batch=64", "-1:batch=64", "500:batch=0", "500:bath=64",
                "500:d_model=64", "500:stop_step=3", "5e2:batch=64", "500=3:batch"})
            QVERIFY2(!messageOf([&] { plannedChangeFrom(bad); }).empty(), bad);
    }

    void eachChangeIsToldMadeAndKept()
    {
        const auto folder = freshFolder();
        Watched run(changing(folder));
        run.finish();
        QVERIFY(run.noticed("Batch 4 from step 4 on (2 before)."));
        std::map<std::int64_t, StepReport> steps;
        for (const TrainingEvent& event : run.of(Kind::Step))
            if (event.twin == Twin::Sparse)
                steps[event.step.step] = event.step;
        QCOMPARE(steps[3].units, 2 * 16);
        QCOMPARE(steps[4].units, 4 * 16);
        QCOMPARE(steps[6].learningRate, 1e-3);
        QCOMPARE(steps[7].learningRate, 0.01);
        QCOMPARE(steps[10].learningRate, 0.002);
        const auto flags = flagsOf(readHistory(folder));
        QCOMPARE(flags.size(), std::size_t(7)); // noise means nothing to the dense twin
        QVERIFY((flags[3] == Flag{Twin::Sparse, 9, {"learning_rate", "0.01", "0.002"}}));
        QVERIFY(flagsOf(run.events) == flags);
    }

    void aResumedRunChangesAtTheSameSteps_data()
    {
        QTest::addColumn<int>("saved");
        QTest::addColumn<int>("cut"); // what lies between is done again
        const auto row = [](int saved, int cut) {
            QTest::addRow("saved at %d, cut at %d", saved, cut) << saved << cut;
        };
        for (const int step : {3, 6, 9})
            row(step, step);
        for (int saved = 0; saved < 12; ++saved)
            row(saved, std::min(12, saved + 4));
    }
    void aResumedRunChangesAtTheSameSteps()
    {
        QFETCH(int, saved);
        QFETCH(int, cut);
        if (m_straight.empty()) {
            m_straight = freshFolder();
            Watched(changing(m_straight)).finish();
        }
        const auto broken = freshFolder();
        {
            Watched first(changing(broken));
            first.runTo(saved);
            first.loop->save();
            first.runTo(cut);
        }
        for (int i = 0; i < 2; ++i) { // and a resumed one that makes no step forgets nothing
            TrainingSpec again;
            again.folder = broken;
            again.data = tinyTextData();
            again.resume = true;
            Watched second(again);
            if (i == 1)
                second.finish();
        }
        compareRuns(m_straight, broken);
    }

    /// As the window does it: while the first twin is ahead.
    void aChangeBetweenTheTwinsIsAtOneStep()
    {
        const auto folder = freshFolder();
        Watched run(twinSpec(folder));
        run.runTo(4);
        while (run.of(Kind::Step).size() % 2 == 0)
            run.loop->advance({});
        run.loop->change({{"batch", "8"}});
        run.finish();
        std::map<Twin, std::int64_t> first;
        for (const TrainingEvent& event : run.of(Kind::Step))
            if (event.step.units == 8 * 16 && !first.contains(event.twin))
                first[event.twin] = event.step.step;
        QCOMPARE(first.size(), std::size_t(2));
        QCOMPARE(first[Twin::Sparse], first[Twin::Dense]);
        QCOMPARE(flagsOf(run.events).size(), std::size_t(2));
    }

    void whatCannotBeChangedIsToldAndChangesNothing_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::newRow("range") << "learning_rate"
                               << "-1";
        QTest::newRow("kind") << "batch"
                              << "many";
        QTest::newRow("name") << "rate"
                              << "1";
        QTest::newRow("model") << "d_model"
                               << "64";
        QTest::newRow("together") << "micro_batch"
                                  << "3"; // of a batch of 2
    }
    void whatCannotBeChangedIsToldAndChangesNothing()
    {
        QFETCH(QString, field);
        QFETCH(QString, value);
        const auto folder = freshFolder();
        Watched run(twinSpec(folder));
        run.runTo(3);
        const std::string before = readBytes(folder / "run.json");
        run.loop->change({{field.toStdString(), value.toStdString()}});
        QVERIFY(run.noticed("Nothing was changed: "));
        QVERIFY(flagsOf(run.events).empty());
        QCOMPARE(readBytes(folder / "run.json"), before);
    }

    /// One of them alone would not fit: 3 does not divide 2, nor 4 the batch of 3.
    void settingsThatNeedEachOtherChangeTogether()
    {
        Watched run(twinSpec());
        run.runTo(3);
        const auto batches = [&run] {
            const TrainConfig& train = run.loop->settings().runs.back().second.train;
            return std::pair(train.batch, train.microBatch);
        };
        run.loop->change({{"micro_batch", "3"}, {"batch", "3"}});
        QCOMPARE(batches(), std::pair(3, 3));
        run.loop->change({{"batch", "8"}, {"micro_batch", "8"}});
        run.loop->change({{"batch", "4"}, {"micro_batch", "4"}}); // and back
        QCOMPARE(batches(), std::pair(4, 4));
        run.loop->change({{"batch", "8"}, {"micro_batch", "3"}}); // all or none
        QCOMPARE(batches(), std::pair(4, 4));
        QCOMPARE(std::ranges::count_if(run.events, &TrainingEvent::refused), 1);
        TrainingSpec spec = textSpec();
        spec.changes = {{5, "batch", "30"}, {5, "micro_batch", "3"}};
        Watched planned(spec);
        planned.finish();
        QCOMPARE(planned.loop->settings().runs.front().second.train.microBatch, 3);
    }

    void aRunIsKnownAsItBegan()
    {
        const auto folder = freshFolder();
        const auto before = twinSpec().runs;
        Watched(twinSpec(folder)).finish();
        QVERIFY(readBytes(folder / "run.json").find("begun") == std::string::npos);
        const auto kept = [&] { return settingsAtStart(readRun(folder)).runs; };
        QVERIFY(kept() == readRun(folder).runs);
        const auto begun = kept();
        {
            TrainingSpec spec = resumed(twinSpec(folder));
            for (auto& [twin, config] : spec.runs)
                config.train.steps = 16;
            Watched run(spec);
            run.loop->change({{"learning_rate", "0.5"}});
            run.finish();
        }
        QCOMPARE(readRun(folder).runs.back().second.train.learningRate, 0.5);
        QCOMPARE(readRun(folder).runs.back().second.train.steps, std::int64_t(16));
        QVERIFY(kept() == begun);
        QCOMPARE(begun.front().second.train.steps, before.front().second.train.steps);
    }

    void theSameValueIsNoChange()
    {
        Watched run(twinSpec());
        run.loop->change({{"batch", "2"}});
        QVERIFY(flagsOf(run.events).empty());
        QVERIFY(!run.noticed("Nothing was changed"));
    }

    /// Asked for when it is resumed: in force from there on, whatever was to come.
    void resumingWithOtherSettingsIsAChange()
    {
        const auto folder = freshFolder();
        {
            Watched first(changing(folder));
            first.runTo(5);
            first.loop->save();
        }
        TrainingSpec spec;
        spec.folder = folder;
        spec.data = tinyTextData();
        spec.resume = true;
        spec.runs = readRun(folder).runs;
        for (auto& [twin, config] : spec.runs)
            config.train.learningRate = 0.25;
        Watched second(spec);
        QVERIFY(second.noticed("Learning rate 0.25 from step"));
        second.finish();
        const TrainerState end = readNewestTrainer(folder / "sparse");
        QCOMPARE(end.train.learningRate, 0.25);
        QCOMPARE(end.train.routerNoise, 0.5); // nobody asked for another
        QCOMPARE(end.train.batch, 4);
    }

    /// One record follows from the other.
    void whatIsAskedForComesAfterWhatWasChangedAtTheSameStep()
    {
        const auto folder = freshFolder();
        {
            Watched first(textSpec(folder));
            first.runTo(4);
            first.loop->change({{"learning_rate", "0.5"}});
        }
        TrainingSpec spec = resumed(textSpec(folder)); // with 0.001
        Watched second(spec);
        second.finish();
        const auto flags = flagsOf(readHistory(folder));
        QCOMPARE(flags.size(), std::size_t(2));
        QVERIFY((flags[1].change == SettingChange{"learning_rate", "0.5", "0.001"}));
        QCOMPARE(second.of(Kind::Step).back().step.learningRate, 1e-3);
    }

    /// As runs of before keep it: the rate in run.json alone.
    void aChangeThatNoHistoryTellsIsMadeAtTheCheckpoint()
    {
        const auto folder = freshFolder();
        Watched(textSpec(folder)).runTo(4);
        std::string text = readBytes(folder / "run.json");
        const std::string from = "\"learning_rate\": 0.001";
        QVERIFY(text.find(from) != std::string::npos);
        text.replace(text.find(from), from.size(), "\"learning_rate\": 0.5");
        writeBytes(folder / "run.json", text);
        TrainingSpec spec = resumed(textSpec(folder));
        spec.runs.clear();
        Watched second(spec);
        QVERIFY(second.noticed("Learning rate 0.5 from step 5 on (0.001 before)."));
    }

    void damagedChangesAreLeftOutAndNamed()
    {
        const auto folder = freshFolder();
        Watched(changing(folder)).runTo(8);
        const std::string good = readBytes(folder / "history.jsonl");
        for (const char* bad : {R"("after":"0")", R"("after":4)", R"("aft":"4")"}) {
            std::string text = good;
            const std::string from = R"("after":"4")";
            QVERIFY(text.find(from) != std::string::npos);
            text.replace(text.find(from), from.size(), bad);
            writeBytes(folder / "history.jsonl", text);
            const auto events = readHistory(folder);
            QVERIFY2(std::ranges::any_of(events,
                         [](const TrainingEvent& event) {
                             return event.text.find("1 damaged line") != std::string::npos;
                         }),
                bad);
        }
    }

    void aChangeThatDoesNotFitLeavesNoRunBehind()
    {
        TrainingSpec spec = textSpec(freshFolder());
        spec.changes = {{3, "micro_batch", "2"}, {5, "batch", "3"}};
        QVERIFY(
            messageOf([&] { Watched run(spec); }).starts_with("micro_batch: 2 does not divide"));
        QVERIFY(!std::filesystem::exists(spec.folder));
    }

    /// What was decided behind the best checkpoint belongs to the run that went wrong.
    void aBranchKeepsWhatWasPlannedForLater()
    {
        const auto folder = freshFolder(), branch = freshFolder();
        {
            TrainingSpec spec = longer(folder);
            spec.changes = {{2, "clip", "2"}, {10, "learning_rate", "0.01"}, {14, "batch", "4"}};
            Watched run(spec, bestAtFour());
            run.runTo(8);
            run.loop->save();
            run.loop->change({{"dropout", "0.5"}});
        }
        {
            Watched again(resumed(longer(folder)), bestAtFour()); // is told of them once more
            again.finish();
        }
        TrainingSpec spec = trainingFromBest(folder, branch); // from step 4
        spec.data = tinyTextData();
        Watched run(spec, bestAtFour());
        run.finish();
        const TrainerState end = readNewestTrainer(branch / "sparse");
        QCOMPARE(end.train.batch, 4);
        QCOMPARE(end.train.clip, 2.0);
        QCOMPARE(end.train.dropout, 0.0);
        QCOMPARE(end.train.learningRate, 5e-4); // half of the one that led there
        std::map<std::int64_t, std::int64_t> units;
        for (const TrainingEvent& event : run.of(Kind::Step))
            units[event.step.step] = event.step.units;
        QCOMPARE(units[14], 2 * 16);
        QCOMPARE(units[15], 4 * 16);
    }

    void aChangeInThePastIsRefused()
    {
        const auto folder = freshFolder();
        Watched(textSpec(folder)).runTo(8);
        TrainingSpec spec = resumed(textSpec(folder));
        spec.changes = {{3, "batch", "4"}};
        QVERIFY(
            messageOf([&] { Watched run(spec); }).find("has made 8 already") != std::string::npos);
    }
};

GLOWWORM_TEST(TestSettingChanges)
#include "tst_setting_changes.moc"
