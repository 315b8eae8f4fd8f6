// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fake_trainer.h"

#include "io/checkpoint.h"
#include "runs/digit_run.h"
#include "runs/generation_run.h"
#include "runs/load_run.h"
#include "runs/training_run.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <numeric>

using namespace glowworm;
using namespace glowworm::test;
using State = TrainingRun::State;

namespace {

std::shared_ptr<const LanguageWeights> textWeights(Routing routing = Routing::Gated)
{
    return packLanguage(initialState(tinyText(routing), tinyTextData().text->vocabulary().characters()));
}

std::shared_ptr<const DigitWeights> digitWeights(Routing routing = Routing::Gated) { return packDigits(initialState(tinyDigits(routing), {})); }

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

GenerationSpec textSpec(int tokens = 20)
{
    GenerationSpec made;
    made.sparse = textWeights();
    made.prompt = U"the worm";
    made.sample.tokens = tokens;
    return made;
}

/// All that a generator yields.
GenerationUpdate whole(GenerationSpec made)
{
    Generator generator(std::move(made));
    GenerationUpdate all;
    while (!generator.finished()) {
        GenerationUpdate piece = generator.next();
        all.tokens.insert(all.tokens.end(), piece.tokens.begin(), piece.tokens.end());
        all.unknown.insert(all.unknown.end(), piece.unknown.begin(), piece.unknown.end());
        all.promptCut = all.promptCut || piece.promptCut;
        all.speeds = piece.speeds;
    }
    return all;
}

std::vector<int> tokensOf(const GenerationUpdate& update, Twin twin)
{
    std::vector<int> tokens;
    for (const GeneratedToken& token : update.tokens) {
        if (token.twin == twin)
            tokens.push_back(token.token);
    }
    return tokens;
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

DigitRequest barRequest(std::uint64_t id, int digit)
{
    DigitRequest request;
    request.id = id;
    const auto set = tinyDigitSet();
    const auto picture = set->picture(digit);
    request.ink.assign(picture.begin(), picture.end());
    request.normalise = false;
    return request;
}

/// A trainer slow enough that a run is still going when a test gives its next command.
std::shared_ptr<FakeTraining> slowly()
{
    auto how = std::make_shared<FakeTraining>();
    how->stepTime = std::chrono::milliseconds(2);
    return how;
}

} // namespace

class TestRuns : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_number = 0;
    std::filesystem::path freshFolder() { return m_folder.filePath(QString::number(++m_number)).toStdString(); }

private Q_SLOTS:
    // training
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
        QCOMPARE(stepsOf(run.drain(), Twin::Dense), upTo(12));
        QVERIFY(run.drain().empty());
        const auto models = run.takeModels();
        QCOMPARE(models.size(), std::size_t(2));
        QCOMPARE(models[1].twin, Twin::Dense);
        QCOMPARE(models[1].model.steps, 12);
        QVERIFY(run.takeModels().empty());
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
            for (TrainingEvent& event : run.drain())
                events.push_back(std::move(event));
            run.resume();
            QTRY_VERIFY(run.step() > static_cast<std::int64_t>(stepsOf(events, Twin::Dense).size()) || !run.busy());
        }
        for (TrainingEvent& event : run.drain())
            events.push_back(std::move(event));
        QCOMPARE(stepsOf(events, Twin::Sparse), upTo(12));
        QCOMPARE(stepsOf(events, Twin::Dense), upTo(12));
        for (Twin twin : {Twin::Sparse, Twin::Dense})
            QVERIFY(readNewestTrainer(straight / nameOf(twin)).model.tensors == readNewestTrainer(paused / nameOf(twin)).model.tensors);
    }

    void pausePublishesAndWritesNothing()
    {
        const auto folder = freshFolder();
        TrainingSpec made = spec(folder, 100000);
        for (auto& [twin, config] : made.runs)
            config.train.evalInterval = 100000;
        TrainingRun run(fakeCreate(slowly()));
        run.start(made);
        QTRY_VERIFY(run.step() >= 2);
        run.pause();
        run.lane().wait();
        QCOMPARE(run.state(), State::Paused);
        const std::int64_t step = run.step();
        const auto models = run.takeModels();
        QCOMPARE(models.size(), std::size_t(2));
        QCOMPARE(models[1].model.steps, step);
        QVERIFY(listCheckpoints(folder / "dense").empty());
    }

    void stopSavesEveryFinishedStep()
    {
        const auto folder = freshFolder();
        TrainingRun run(fakeCreate(slowly()));
        run.start(spec(folder, 100000));
        QTRY_VERIFY(run.step() >= 2);
        run.stop();
        run.lane().wait();
        QCOMPARE(run.state(), State::Empty);
        const auto events = run.drain();
        for (Twin twin : {Twin::Sparse, Twin::Dense}) {
            const auto made = stepsOf(events, twin);
            QCOMPARE(readNewestTrainer(folder / nameOf(twin)).model.steps, made.back());
        }
        run.start([&] {
            TrainingSpec again = spec(folder, 100000); // the folder is free again
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
        QCOMPARE(run.takeModels().size(), std::size_t(2));
        run.resume();
        run.lane().wait();
        QCOMPARE(run.state(), State::Finished);
        QCOMPARE(stepsOf(run.drain(), Twin::Sparse), upTo(12));
    }

    void stopRightAfterStartIsHonoured()
    {
        const auto folder = freshFolder();
        TrainingRun run(fakeCreate(slowly()));
        run.start(spec(folder));
        run.stop();
        run.lane().wait();
        QCOMPARE(run.state(), State::Empty);
        QVERIFY(run.step() < 12);
    }

    void startAfterStopLosesNeither()
    {
        const auto first = freshFolder(), second = freshFolder();
        TrainingRun run(fakeCreate(slowly()));
        run.start(spec(first, 100000));
        QTRY_VERIFY(run.step() >= 2);
        run.stop();
        run.start(spec(second));
        run.lane().wait();
        QCOMPARE(run.state(), State::Finished);
        QVERIFY(readRun(first).step >= 2);
        QCOMPARE(readRun(second).step, 12);
        QCOMPARE(stepsOf(run.drain(), Twin::Sparse), upTo(12)); // nothing of the first run among it
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
        QCOMPARE(run.takeModels().at(0).model.steps, 2); // the last finished ones can still be looked at
        run.resume(); // nothing to go on with
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
        run.start(spec(folder, 100000));
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

    void learningRateReachesTheLane()
    {
        TrainingRun run(fakeCreate(slowly()));
        run.start(spec());
        run.pause();
        run.lane().wait();
        run.setLearningRate(0.125);
        run.resume();
        run.lane().wait();
        const auto events = run.drain();
        const auto last = std::find_if(events.rbegin(), events.rend(), [](const TrainingEvent& event) { return event.kind == TrainingEvent::Kind::Step; });
        QCOMPARE(last->step.learningRate, 0.125);
    }

    void randomCommandsNeverLoseAStep()
    {
        auto how = std::make_shared<FakeTraining>();
        how->stepTime = std::chrono::microseconds(200);
        TrainingRun run(fakeCreate(how));
        TrainingSpec made = spec({}, 100000);
        for (auto& [twin, config] : made.runs)
            config.train.evalInterval = 100000;
        run.start(made);
        std::vector<TrainingEvent> events;
        for (std::uint64_t i = 0; i < 400; ++i) {
            switch (randomBits(7, i) % 4) {
            case 0: run.pause(); break;
            case 1: run.resume(); break;
            case 2: run.stepOnce(2); break;
            default: QTest::qWait(0); break;
            }
            for (TrainingEvent& event : run.drain())
                events.push_back(std::move(event));
        }
        run.resume();
        QTRY_VERIFY(run.step() >= 20);
        run.stop();
        run.lane().wait();
        for (TrainingEvent& event : run.drain())
            events.push_back(std::move(event));
        const auto sparse = stepsOf(events, Twin::Sparse);
        QCOMPARE(sparse, upTo(static_cast<std::int64_t>(sparse.size())));
        QCOMPARE(how->trainersMade.load(), 2);
    }

    // generation
    void promptComesFirstThenTheContinuation()
    {
        const auto update = whole(textSpec(20));
        QCOMPARE(update.tokens.size(), std::size_t(28));
        for (std::size_t i = 0; i < update.tokens.size(); ++i) {
            const GeneratedToken& token = update.tokens[i];
            QCOMPARE(token.index, static_cast<std::int64_t>(i));
            QCOMPARE(token.fromPrompt, i < 8);
            QCOMPARE(token.firing.layers.size(), std::size_t(2));
            QCOMPARE(token.firing.layers[0].neurons.size(), std::size_t(4)); // one a group
            QVERIFY(!token.next.empty() && token.next.size() <= 8);
        }
        QCOMPARE(update.tokens[0].character, U't');
        QCOMPARE(update.speeds.front().tokens, 20);
        QVERIFY(update.speeds.front().tokensPerSecond() > 0);
        QVERIFY(!update.promptCut);
    }

    void sameSeedSameText()
    {
        QCOMPARE(tokensOf(whole(textSpec()), Twin::Sparse), tokensOf(whole(textSpec()), Twin::Sparse));
        GenerationSpec other = textSpec();
        other.sample.seed = 2;
        QVERIFY(tokensOf(whole(other), Twin::Sparse) != tokensOf(whole(textSpec()), Twin::Sparse));
    }

    void twinsOfTheSameWeightsWriteTheSameText()
    {
        GenerationSpec both = textSpec();
        both.dense = both.sparse;
        const auto update = whole(both);
        QCOMPARE(tokensOf(update, Twin::Sparse), tokensOf(update, Twin::Dense));
        QCOMPARE(tokensOf(update, Twin::Sparse), tokensOf(whole(textSpec()), Twin::Sparse));
        QCOMPARE(update.tokens[16].twin, Twin::Sparse); // behind both prompts they take turns
        QCOMPARE(update.tokens[17].twin, Twin::Dense);
        QCOMPARE(update.speeds.size(), std::size_t(2));
    }

    void fullContextIsReadAgainFromItsNewerHalf()
    {
        const auto update = whole(textSpec(60)); // T = 16
        std::vector<std::int64_t> rereads;
        for (const GeneratedToken& token : update.tokens) {
            if (token.contextReread)
                rereads.push_back(token.index);
        }
        QCOMPARE(rereads, (std::vector<std::int64_t>{16, 24, 32, 40, 48, 56, 64}));
        QVERIFY(update.speeds.front().rereadSeconds > 0);
        // The token that follows a reread depends on exactly what was kept.
        GenerationSpec kept = textSpec(1);
        kept.sample.temperature = 0;
        GenerationSpec greedy = textSpec(60);
        greedy.sample.temperature = 0;
        const auto long_ = whole(greedy);
        kept.prompt.clear();
        for (std::int64_t i = 8; i <= 16; ++i) // index 16 was read behind 8 ... 15
            kept.prompt += long_.tokens[static_cast<std::size_t>(i)].character;
        QCOMPARE(whole(kept).tokens.back().token, long_.tokens[17].token);
    }

    void strangeCharactersAreReportedAndSkipped()
    {
        GenerationSpec made = textSpec(3);
        made.prompt = U"w\u00e9o\u2603";
        const auto update = whole(made);
        QCOMPARE(update.unknown, (std::vector<char32_t>{U'\u00e9', U'\u2603'}));
        QCOMPARE(update.tokens.size(), std::size_t(5));
        made.prompt = U"\u2603";
        QCOMPARE(whole(made).tokens.size(), std::size_t(4)); // begins with the first of the vocabulary
        made.prompt.clear();
        const auto empty = whole(made);
        QCOMPARE(empty.tokens.front().character, U'\n');
        QVERIFY(empty.unknown.empty());
    }

    void longPromptIsCutAtItsStart()
    {
        GenerationSpec made = textSpec(2);
        made.prompt = std::u32string(100, U'w') + U"orm";
        const auto update = whole(made);
        QVERIFY(update.promptCut);
        QCOMPARE(update.tokens.size(), std::size_t(17));
        QCOMPARE(update.tokens[14].character, U'm');
        QVERIFY(!update.tokens[15].contextReread);
    }

    void generatorWithoutAModelIsRefused()
    {
        GenerationSpec none;
        QVERIFY_THROWS_EXCEPTION(Error, Generator{none});
        GenerationSpec wild = textSpec();
        wild.sample.topP = 7;
        QVERIFY_THROWS_EXCEPTION(Error, Generator{wild});
    }

    void generationRunYieldsTheGeneratorsText()
    {
        GenerationRun run;
        run.start(textSpec());
        QTRY_VERIFY(!run.status().busy());
        QCOMPARE(run.status().kind, Lane::Status::Kind::Done);
        const auto update = run.drain();
        QCOMPARE(tokensOf(update, Twin::Sparse), tokensOf(whole(textSpec()), Twin::Sparse));
        QCOMPARE(update.speeds.size(), std::size_t(1));
        QVERIFY(run.drain().tokens.empty());
    }

    void stopEndsASlowShowAtOnce()
    {
        GenerationSpec made = textSpec();
        made.tokensPerSecond = 0.001;
        GenerationRun run;
        run.start(made);
        QTRY_VERIFY(!run.drain().tokens.empty()); // waits for its second token now
        const auto start = std::chrono::steady_clock::now();
        run.stop();
        while (run.status().busy())
            std::this_thread::yield();
        QVERIFY(std::chrono::steady_clock::now() - start < std::chrono::milliseconds(50));
        QCOMPARE(run.status().kind, Lane::Status::Kind::Stopped);
    }

    void anotherPaceTakesEffectAtOnce()
    {
        GenerationSpec made = textSpec();
        made.tokensPerSecond = 0.001;
        GenerationRun run;
        run.start(made);
        QTRY_VERIFY(!run.drain().tokens.empty());
        run.setPace(0);
        QTRY_VERIFY(!run.status().busy());
        QCOMPARE(run.drain().tokens.size(), std::size_t(20));
    }

    void paceDoesNotEnterTheMeasuredSpeed()
    {
        GenerationSpec made = textSpec(5);
        made.tokensPerSecond = 100;
        GenerationRun run;
        run.start(made);
        QTRY_VERIFY(!run.status().busy());
        QVERIFY(run.drain().speeds.front().tokensPerSecond() > 200);
    }

    void newTextReplacesTheOld()
    {
        GenerationSpec slow = textSpec(1000);
        slow.tokensPerSecond = 0.001;
        GenerationRun run;
        run.start(slow);
        GenerationSpec made = textSpec(3);
        made.prompt = U"few";
        run.start(made);
        QTRY_VERIFY(!run.status().busy());
        QCOMPARE(tokensOf(run.drain(), Twin::Sparse), tokensOf(whole(made), Twin::Sparse));
    }

    void threadsChangeNoBit()
    {
        GenerationRun run;
        run.start(textSpec(100));
        run.setThreads(2, true);
        QTRY_VERIFY(!run.status().busy());
        const auto update = run.drain();
        QCOMPARE(tokensOf(update, Twin::Sparse), tokensOf(whole(textSpec(100)), Twin::Sparse));
        GenerationSpec beside = textSpec(2);
        beside.whileTraining = true;
        QVERIFY(whole(beside).speeds.front().whileTraining);
    }

    void failureOfAGenerationIsASentence()
    {
        GenerationRun run;
        run.start({});
        QTRY_VERIFY(!run.status().busy());
        QCOMPARE(run.status().kind, Lane::Status::Kind::Failed);
        QVERIFY(!run.status().message.empty());
    }

    // digits
    void bothModelsAnswer()
    {
        DigitRun run;
        run.setModels(digitWeights(), digitWeights(Routing::Dense));
        run.classify(barRequest(5, 3));
        std::optional<DigitResult> result;
        QTRY_VERIFY((result = run.takeResult()));
        QCOMPARE(result->id, std::uint64_t(5));
        QCOMPARE(result->answers.size(), std::size_t(2));
        for (const DigitAnswer& answer : result->answers) {
            QCOMPARE(answer.probabilities.size(), std::size_t(10));
            QVERIFY(std::abs(std::accumulate(answer.probabilities.begin(), answer.probabilities.end(), 0.0) - 1) < 1e-5);
            QVERIFY(answer.microseconds > 0);
            QCOMPARE(answer.firing.layers.size(), std::size_t(1));
        }
        QCOMPARE(result->answers[0].firing.layers[0].neurons.size(), std::size_t(4));
        const auto expected = tinyDigitSet();
        QVERIFY(std::equal(result->picture.begin(), result->picture.end(), expected->picture(3).begin()));
    }

    void drawingIsNormalised()
    {
        DigitRequest request;
        request.width = 100;
        request.height = 60;
        request.ink.assign(6000, 0);
        for (int row = 10; row < 50; ++row)
            request.ink[static_cast<std::size_t>(row * 100 + 80)] = 255;
        DigitRun run;
        run.classify(request);
        std::optional<DigitResult> result;
        QTRY_VERIFY((result = run.takeResult()));
        QVERIFY(result->answers.empty()); // no model yet, but the picture can be shown
        QVERIFY(result->picture == normaliseDrawing(request.ink, 100, 60));
        request.width = 7;
        run.classify(request);
        QTRY_COMPARE(run.status().kind, Lane::Status::Kind::Failed);
        run.classify(barRequest(1, 1)); // and it goes on
        QTRY_VERIFY((result = run.takeResult()));
    }

    void newestDrawingIsAlwaysAnswered()
    {
        DigitRun run;
        run.setModels(digitWeights(), digitWeights(Routing::Dense));
        std::uint64_t newest = 0;
        for (std::uint64_t id = 1; id <= 300; ++id) {
            run.classify(barRequest(id, static_cast<int>(id % 10)));
            if (const auto result = run.takeResult()) {
                QVERIFY(result->id > newest);
                newest = result->id;
            }
        }
        QTRY_VERIFY(!run.status().busy());
        if (const auto result = run.takeResult())
            newest = result->id;
        QCOMPARE(newest, std::uint64_t(300));
    }

    void disagreementIsFoundFromWhereAsked()
    {
        const auto sparse = digitWeights(), dense = digitWeights(Routing::Dense);
        const auto set = tinyDigitSet();
        const auto winner = [&](const std::shared_ptr<const DigitWeights>& weights, std::int64_t index) {
            std::array<float, kDigitPixels> pixels{};
            standardise(set->picture(index), pixels);
            DigitEngine engine(weights);
            const auto scores = engine.classify(pixels);
            return std::max_element(scores.begin(), scores.end()) - scores.begin();
        };
        for (std::int64_t from : {0, 7, 19, 45}) {
            std::int64_t expected = -1;
            for (std::int64_t i = set->count() - 1; i >= 0; --i) {
                if (winner(sparse, (from + i) % set->count()) != winner(dense, (from + i) % set->count()))
                    expected = (from + i) % set->count();
            }
            DigitRun run;
            run.setModels(sparse, dense);
            run.findDisagreement(set, from);
            std::optional<std::int64_t> found;
            QTRY_VERIFY((found = run.takeDisagreement()));
            QCOMPARE(*found, expected);
        }
        DigitRun same;
        same.setModels(sparse, sparse);
        same.findDisagreement(tinyDigitSet(350), 5);
        QTRY_COMPARE(same.takeDisagreement(), std::optional<std::int64_t>(-1));
    }

    // loading
    void loadsInTheOrderAskedFor()
    {
        const auto folder = freshFolder();
        std::filesystem::create_directories(folder);
        const ModelState state = initialState(tinyText(), tinyTextData().text->vocabulary().characters());
        writeModel(folder / "model.safetensors", state);
        writeModel(folder / "digits.safetensors", initialState(tinyDigits(), {}));
        std::ofstream(folder / "text.txt") << std::string(500, 'a') << "b";
        LoadRun run;
        run.openModel(folder / "model.safetensors");
        run.openModel(folder / "missing.safetensors");
        run.openText(folder / "text.txt");
        run.openModel(folder / "digits.safetensors");
        run.pack(state, "training, step 0");
        QVERIFY(run.busy());
        QTRY_VERIFY(!run.busy());
        const auto loaded = run.drain();
        QCOMPARE(loaded.size(), std::size_t(5));
        QVERIFY(loaded[0].model && loaded[0].model->language && !loaded[0].model->digits);
        QCOMPARE(loaded[0].model->source, std::string("model.safetensors"));
        QCOMPARE(loaded[0].model->hash, checkpointHash(folder / "model.safetensors"));
        QVERIFY(loaded[0].model->state->tensors == state.tensors);
        QVERIFY(!loaded[1].model && !loaded[1].error.empty());
        QCOMPARE(loaded[1].file.filename().string(), std::string("missing.safetensors"));
        QVERIFY(loaded[2].text);
        QVERIFY(loaded[3].model && loaded[3].model->digits);
        QCOMPARE(loaded[4].model->source, std::string("training, step 0"));
        QVERIFY(loaded[4].model->hash.empty());
    }

    void digitsWithoutATestPairHoldOutASixth()
    {
        const auto folder = freshFolder();
        std::filesystem::create_directories(folder);
        const auto set = tinyDigitSet(20);
        std::ofstream images(folder / "images", std::ios::binary), labels(folder / "labels", std::ios::binary);
        images.write("\0\0\10\3\0\0\0\24\0\0\0\34\0\0\0\34", 16);
        labels.write("\0\0\10\1\0\0\0\24", 8);
        for (int i = 0; i < 20; ++i) {
            images.write(reinterpret_cast<const char*>(set->picture(i).data()), kDigitPixels);
            labels.put(static_cast<char>(set->label(i)));
        }
        images.close();
        labels.close();
        LoadRun run;
        run.openDigits(folder / "images", folder / "labels", {}, {});
        run.openDigits(folder / "images", folder / "labels", folder / "images", folder / "labels");
        QTRY_VERIFY(!run.busy());
        const auto loaded = run.drain();
        QCOMPARE(loaded[0].error, std::string());
        QCOMPARE(loaded[0].digits->count(), 17);
        QCOMPARE(loaded[0].testDigits->count(), 3);
        QCOMPARE(loaded[0].testDigits->label(0), 7);
        QCOMPARE(loaded[1].digits->count(), 20);
        QCOMPARE(loaded[1].testDigits->count(), 20);
    }
};

QTEST_GUILESS_MAIN(TestRuns)
#include "tst_runs.moc"
