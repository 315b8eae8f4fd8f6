// SPDX-License-Identifier: GPL-3.0-or-later
// The time machine of a run: which moments are kept, that they are the weights of their steps, and
// what becomes of them when a run is resumed, damaged or begun anew.
#include "support/file_bytes.h"
#include "support/fresh_folders.h"
#include "support/run_test.h"
#include "support/watched_loop.h"

#include "model/training/moments.h"
#include "model/training/training_setup.h"

#include <QTest>

#include <cmath>

using namespace glowworm;
using namespace glowworm::test;

namespace {

constexpr std::int64_t kMomentBytes = 400'000'000; // of one model

TrainingSpec withMoments(TrainingSpec spec)
{
    spec.momentBytes = kMomentBytes;
    return spec;
}

std::vector<std::int64_t> stepsOf(const std::vector<Moment>& moments)
{
    std::vector<std::int64_t> steps;
    for (const Moment& moment : moments)
        steps.push_back(moment.step);
    return steps;
}

} // namespace

class TestMoments : public QObject {
    Q_OBJECT

    FreshFolders freshFolder;

private Q_SLOTS:
    void stepsAreLogSpaced()
    {
        const auto upTo = [](std::int64_t last, int perDoubling) {
            std::vector<std::int64_t> steps;
            for (std::int64_t step = 0; step <= last; ++step)
                if (isMoment(step, perDoubling))
                    steps.push_back(step);
            return steps;
        };
        QCOMPARE(upTo(40, 1), (std::vector<std::int64_t>{0, 1, 2, 4, 8, 16, 32}));
        QCOMPARE(upTo(24, 2), (std::vector<std::int64_t>{0, 1, 2, 3, 4, 6, 8, 11, 16, 23}));
        QCOMPARE(upTo(20, 4),
            (std::vector<std::int64_t>{0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 13, 16, 19}));
        QVERIFY(upTo(100, 0).empty());
    }

    void thePlanSaysHowManyAndHowLarge()
    {
        for (const std::int64_t steps : {1, 2, 7, 100, 2000, 6000})
            for (const std::int64_t bytes : {0, 20'000'000, 100'000'000, 400'000'000}) {
                const ModelConfig model = preset("quick-sparse").config.model;
                const MomentPlan plan = planMoments(model, steps, bytes);
                std::int64_t count = 0;
                for (std::int64_t step = 0; step <= steps; ++step)
                    count += isMoment(step, plan.perDoubling);
                QCOMPARE(plan.count, count);
                QVERIFY(plan.bytes() <= bytes);
                QCOMPARE(wordsOf(plan).empty(), false);
            }
        const RunConfig large = preset("study-shakespeare-sparse").config;
        const MomentPlan plan = planMoments(large.model, large.train.steps, kMomentBytes);
        QVERIFY2(plan.perDoubling >= 1, wordsOf(plan).c_str());
        QCOMPARE(wordsOf(planMoments(large.model, 100, 1000)), std::string("no moments"));
    }

    void momentsAreTheWeightsOfTheirSteps()
    {
        const auto folder = freshFolder();
        std::map<std::int64_t, ModelState> published;
        TrainingSpec spec = withMoments(textSpec(folder));
        spec.runs.front().second.train.evalInterval = 1;
        TrainingLoop loop(
            spec, fakeCreate(), [](const TrainingEvent&) {},
            [&](Twin, ModelState model) { published[model.steps] = std::move(model); });
        while (loop.advance({})) { }
        loop.save();
        const std::vector<Moment> moments = listMoments(folder / "sparse");
        QCOMPARE(
            stepsOf(moments), (std::vector<std::int64_t>{0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12}));
        for (const Moment& moment : moments) {
            const ModelState model = readMoment(moment);
            const ModelState& truth = published.at(moment.step);
            QCOMPARE(model.steps, moment.step);
            QCOMPARE(model.vocabulary, truth.vocabulary);
            QVERIFY(moment.bytes > 0);
            for (const auto& [name, tensor] : truth.tensors)
                for (std::size_t i = 0; i < tensor.values.size(); ++i) {
                    const float kept = model.tensors.at(name).values[i], value = tensor.values[i];
                    QVERIFY(moment.isExact ? kept == value
                                           : std::abs(kept - value) <= std::abs(value) / 256);
                }
        }
        QVERIFY(moments.back().isExact); // the end is the live model, to the last bit
        QVERIFY(readMoment(moments.back()).tensors == published.at(12).tensors);
    }

    void aStepHasTheMomentBeforeIt()
    {
        const std::vector<Moment> moments{{0, {}, 1, false}, {4, {}, 1, false}, {9, {}, 1, true}};
        QVERIFY(momentAt({}, 3) == nullptr);
        for (const auto& [step, expected] :
            std::map<std::int64_t, std::int64_t>{{-1, 0}, {0, 0}, {3, 0}, {4, 4}, {8, 4}, {20, 9}})
            QCOMPARE(momentAt(moments, step)->step, expected);
    }

    /// What comes after the checkpoint is made again, under other settings even.
    void aResumedRunDropsWhatItMakesAgain()
    {
        const auto folder = freshFolder();
        {
            Watched first(withMoments(textSpec(folder)));
            first.runTo(4);
            first.runTo(7);
            QCOMPARE(stepsOf(listMoments(folder / "sparse")).back(), 7);
        }
        Watched second(resumed(textSpec(folder))); // that it has moments, run.json says
        QCOMPARE(
            stepsOf(listMoments(folder / "sparse")), (std::vector<std::int64_t>{0, 1, 2, 3, 4}));
        second.finish();
        const auto straight = freshFolder();
        Watched(withMoments(textSpec(straight))).finish();
        const auto moments = listMoments(folder / "sparse"),
                   others = listMoments(straight / "sparse");
        QCOMPARE(stepsOf(moments), stepsOf(others));
        for (std::size_t i = 0; i < moments.size(); ++i)
            QVERIFY(readMoment(moments[i]).tensors == readMoment(others[i]).tensors);
    }

    void damageIsOneSentenceAndOneMoment()
    {
        const auto folder = freshFolder();
        Watched(withMoments(textSpec(folder))).finish();
        auto moments = listMoments(folder / "sparse");
        std::filesystem::resize_file(moments[2].file, 100);
        std::filesystem::copy_file(
            moments[1].file, moments[3].file, std::filesystem::copy_options::overwrite_existing);
        writeBytes(folder / "sparse" / "moments" / "weights-5.safetensors", "no name of ours");
        writeBytes(folder / "sparse" / "moments" / "notes.txt", "mine");
        QCOMPARE(listMoments(folder / "sparse").size(), moments.size());
        QVERIFY(!messageOf([&] { readMoment(moments[2]); }).empty());
        QVERIFY(messageOf([&] { readMoment(moments[3]); }).find("not the one of its name")
            != std::string::npos);
        QCOMPARE(readMoment(moments[4]).steps, moments[4].step);
    }

    void aDiskThatRefusesStopsNothing()
    {
        const auto folder = freshFolder();
        Watched run(withMoments(textSpec(folder)));
        std::filesystem::create_directories(folder / "sparse");
        writeBytes(folder / "sparse" / "moments", "in the way");
        run.finish();
        QCOMPARE(newestStep(folder / "sparse"), 12);
        QVERIFY(run.noticed("Training goes on without this moment"));
        QCOMPARE(stepsOf(listMoments(folder / "sparse")).back(), 12);
    }

    void noneAreKeptUnlessAskedFor()
    {
        const auto folder = freshFolder();
        Watched(textSpec(folder)).finish();
        QVERIFY(!std::filesystem::exists(momentsFolder(folder / "sparse")));
        QVERIFY(newTraining(tinyText(), true).momentBytes == 0);
    }

    void aRunThatNeverBeganLeavesNone()
    {
        const auto folder = freshFolder();
        auto how = std::make_shared<FakeTraining>();
        how->failAtStep = 1;
        Watched run(withMoments(textSpec(folder)), how);
        QVERIFY(!messageOf([&] { run.finish(); }).empty());
        QVERIFY(!std::filesystem::exists(folder));
    }

    void aBranchHasThoseBeforeIt()
    {
        const auto folder = freshFolder(), branch = freshFolder();
        auto how = std::make_shared<FakeTraining>();
        how->validationLoss = [](std::int64_t step) { return step == 4 ? 1.0 : 2.0; };
        Watched(withMoments(textSpec(folder)), how).finish();
        writeBytes(listMoments(folder / "sparse")[1].file, "damaged");
        TrainingSpec spec = trainingFromBest(folder, branch);
        spec.data = tinyTextData();
        Watched run(spec);
        QCOMPARE(stepsOf(listMoments(branch / "sparse")), (std::vector<std::int64_t>{0, 2, 3, 4}));
    }
};

GLOWWORM_TEST(TestMoments)
#include "tst_moments.moc"
