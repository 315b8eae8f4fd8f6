// SPDX-License-Identifier: GPL-3.0-or-later
// The time machine of a run: which moments are kept, that they are the weights of their steps, and
// what becomes of them when a run is resumed, damaged or begun anew.
#include "support/file_bytes.h"
#include "support/fresh_folders.h"
#include "support/run_test.h"
#include "support/watched_loop.h"

#include "model/base/utf8.h"
#include "model/jobs/moment_run.h"
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

/// What a model wrote itself.
std::string textOf(const std::vector<ProbePlace>& places)
{
    std::u32string text;
    for (const ProbePlace& place : places)
        if (!place.isGiven)
            text.push_back(place.character);
    return encodeUtf8(text);
}

std::string lastSample(const Watched& run, Twin twin)
{
    std::string last;
    for (const TrainingEvent& event : run.of(TrainingEvent::Kind::Sample))
        if (event.twin == twin)
            last = event.text;
    return last;
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
            }
        const RunConfig large = preset("study-shakespeare-sparse").config;
        const MomentPlan plan = planMoments(large.model, large.train.steps, kMomentBytes);
        QVERIFY(plan.perDoubling >= 1);
        QCOMPARE(planMoments(large.model, 100, 1000).count, 0);
    }

    /// So that every run that is asked to keep some keeps some.
    void theUsualRoomIsEnoughForOneADoubling()
    {
        for (const Preset& each : presets()) {
            const ModelConfig& model = each.config.model;
            const std::int64_t steps = each.config.train.steps,
                               room = usualMomentBytes(model, steps);
            QVERIFY(planMoments(model, steps, room).perDoubling >= 1);
            QCOMPARE(room % 1'000'000, 0);
        }
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

    /// As a slider asks: faster than files are read.
    void theNewestMomentAskedForIsShown()
    {
        const auto folder = freshFolder();
        Watched run(withMoments(twinSpec(folder)));
        run.finish();
        MomentRun machine;
        machine.begin(folder, {});
        machine.list();
        QTRY_VERIFY(!machine.busy());
        const auto listed = machine.takeListed();
        QVERIFY(listed);
        const std::vector<Moment>& moments = listed->at(slotOf(Twin::Dense));
        QCOMPARE(stepsOf(moments), stepsOf(listMoments(folder / "dense")));
        QCOMPARE(listed->at(slotOf(Twin::Sparse)).size(), moments.size());
        QCOMPARE(machine.takeFirsts().size(), 2 * moments.size()); // what fires first in each
        for (int round = 0; round < 3; ++round)
            for (const Moment& moment : moments)
                machine.show({Twin::Dense, moment});
        QTRY_VERIFY(!machine.busy());
        const auto shown = machine.takeShown();
        QVERIFY(shown && shown->error.empty() && shown->isWhole);
        QCOMPARE(shown->moment.step, 12);
        QCOMPARE(textOf(shown->places), lastSample(run, Twin::Dense));
        std::filesystem::resize_file(moments[2].file, 10);
        machine.show({Twin::Dense, moments[2]});
        QTRY_VERIFY(!machine.busy());
        const auto refused = machine.takeShown();
        QVERIFY(refused && refused->places.empty() && !refused->error.empty());
        QCOMPARE(refused->moment.step, moments[2].step);
        machine.show({Twin::Dense, moments[3]});
        machine.begin(folder, {}); // what comes of the run before is nobody's
        QTRY_VERIFY(!machine.busy());
        QVERIFY(!machine.takeShown());
    }

    /// As beside a timing, which then has the machine to itself.
    void aPausedOneAnswersNothing()
    {
        const auto folder = freshFolder();
        Watched(withMoments(textSpec(folder))).finish();
        const Moment first = listMoments(folder / "sparse").front();
        MomentRun machine;
        machine.begin(folder, {});
        machine.pause(true);
        machine.show({Twin::Sparse, first});
        QTRY_VERIFY(!machine.busy());
        QVERIFY(!machine.takeShown());
        machine.pause(false);
        machine.show({Twin::Sparse, first});
        QTRY_VERIFY(!machine.busy());
        const auto shown = machine.takeShown();
        QVERIFY(shown && shown->isWhole);
    }

    void aDigitNetworkNamesAPictureOfEach()
    {
        const ModelState model = initialState(tinyDigits(), {});
        Probe probe(model, tinyDigitSet());
        while (probe.advance()) { }
        QCOMPARE(probe.places().size(), std::size_t(10));
        for (int digit = 0; digit < 10; ++digit) {
            const ProbePlace& place = probe.places()[static_cast<std::size_t>(digit)];
            QCOMPARE(place.label, digit);
            QVERIFY(place.character >= U'0' && place.character <= U'9');
            QCOMPARE(place.firing.layers.size(), std::size_t(1));
        }
        QVERIFY(!messageOf([&] { Probe without(model); }).empty());
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

    void theRoomForARunIsKnownFromItsMoments()
    {
        const ModelConfig& model = tinyText().model;
        QCOMPARE(momentBytesFor(model, 12, 0), std::int64_t(0));
        QCOMPARE(momentBytesFor(model, 12, 4), usualMomentBytes(model, 12));
        for (const int perDoubling : {1, 2, 4})
            QCOMPARE(planMoments(model, 1000, momentBytesFor(model, 1000, perDoubling)).perDoubling,
                perDoubling);
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
