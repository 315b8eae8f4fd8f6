// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fresh_folders.h"
#include "support/run_test.h"
#include "support/small_experiment.h"
#include "support/soon.h"

#include "model/io/checkpoint.h"
#include "model/jobs/digit_run.h"
#include "model/jobs/load_run.h"
#include "model/jobs/training_run.h"

#include <QTest>

#include <algorithm>
#include <fstream>
#include <numeric>

using namespace glowworm;
using namespace glowworm::test;

namespace {

std::shared_ptr<const DigitWeights> digitWeights(Routing routing = Routing::Gated)
{
    return packDigits(initialState(tinyDigits(routing), {}));
}

DigitRequest barRequest(std::uint64_t id, int digit)
{
    DigitRequest request;
    request.id = id;
    const auto set = tinyDigitSet();
    const auto picture = set->picture(digit);
    request.ink.assign(picture.begin(), picture.end());
    request.width = request.height = 28;
    request.options = {.fitBox = false, .centreOfMass = false};
    return request;
}

/// Waits until `check` holds, without asking it again once it has.
} // namespace

class TestRuns : public QObject {
    Q_OBJECT

    FreshFolders freshFolder;

private Q_SLOTS:
    void bothModelsAnswer()
    {
        DigitRun run;
        run.setModels(digitWeights(), digitWeights(Routing::Dense));
        run.classify(barRequest(5, 3));
        std::optional<DigitResult> result;
        QVERIFY(soon([&] { return (result = run.outbox().answers.take()).has_value(); }));
        QCOMPARE(result->id, std::uint64_t(5));
        QCOMPARE(result->answers.size(), std::size_t(2));
        for (const DigitAnswer& answer : result->answers) {
            QCOMPARE(answer.probabilities.size(), std::size_t(10));
            QVERIFY(std::abs(std::accumulate(
                                 answer.probabilities.begin(), answer.probabilities.end(), 0.0)
                        - 1)
                < 1e-5);
            QVERIFY(answer.microseconds > 0);
            QCOMPARE(answer.firing.layers.size(), std::size_t(1));
        }
        QCOMPARE(result->answers[0].firing.layers[0].neurons.size(), std::size_t(4));
        const auto expected = tinyDigitSet();
        QVERIFY(std::equal(
            result->picture.begin(), result->picture.end(), expected->picture(3).begin()));
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
        QVERIFY(soon([&] { return (result = run.outbox().answers.take()).has_value(); }));
        QVERIFY(result->answers.empty()); // no model yet, but the picture can be shown
        QVERIFY(result->picture == normaliseDrawing(request.ink, 100, 60));
        request.width = 7;
        run.classify(request);
        QTRY_COMPARE(run.status().kind, Lane::Status::Kind::Failed);
        run.classify(barRequest(1, 1)); // and it goes on
        QVERIFY(soon([&] { return (result = run.outbox().answers.take()).has_value(); }));
    }

    void newestDrawingIsAlwaysAnswered()
    {
        DigitRun run;
        run.setModels(digitWeights(), digitWeights(Routing::Dense));
        std::uint64_t newest = 0;
        for (std::uint64_t id = 1; id <= 300; ++id) {
            run.classify(barRequest(id, static_cast<int>(id % 10)));
            if (const auto result = run.outbox().answers.take()) {
                QVERIFY(result->id > newest);
                newest = result->id;
            }
        }
        QTRY_VERIFY(!run.status().busy());
        if (const auto result = run.outbox().answers.take())
            newest = result->id;
        QCOMPARE(newest, std::uint64_t(300));
    }

    void aReviewGoesOnBetweenDrawingsToItsEnd()
    {
        const auto set = tinyDigitSet(350);
        DigitRun run;
        run.setModels(digitWeights(), digitWeights(Routing::Dense));
        const std::uint64_t older = run.review({.set = set}), number = run.review({.set = set});
        QVERIFY(number != older);
        run.classify(barRequest(1, 1));
        std::optional<DigitReviewed> news;
        QVERIFY(soon([&] {
            if (auto next = run.outbox().reviews.take(); next && next->number == number)
                news = std::move(next);
            return news && news->review->isComplete();
        }));
        QCOMPARE(news->review->seen, std::int64_t(350));
        QVERIFY(news->review->has(Twin::Sparse) && news->review->has(Twin::Dense));
        QVERIFY(run.outbox().answers.take().has_value());
    }

    /// What it has seen is not looked at again.
    void aStoppedReviewGoesOnWhereItWas()
    {
        DigitReview half{.set = tinyDigitSet(350)};
        half.seen = 120;
        half.said[0].assign(120, DigitReview::kNoAnswer); // which no model would say
        DigitRun run;
        run.setModels(digitWeights(), nullptr);
        run.review(half);
        std::optional<DigitReviewed> news;
        QVERIFY(soon([&] {
            news = run.outbox().reviews.take();
            return news && news->review->isComplete();
        }));
        QCOMPARE(std::ranges::count(news->review->said[0], DigitReview::kNoAnswer), 120);
    }

    void aReviewEndsWithItsModels()
    {
        const auto set = tinyDigitSet(350);
        DigitRun run;
        run.setModels(digitWeights(), nullptr);
        const std::uint64_t older = run.review({.set = set});
        run.setModels(nullptr, digitWeights(Routing::Dense));
        const std::uint64_t number = run.review({.set = set});
        std::optional<DigitReviewed> news;
        QVERIFY(soon([&] {
            news = run.outbox().reviews.take();
            return news && news->number == number && news->review->isComplete();
        }));
        QVERIFY(!news->review->has(Twin::Sparse) && older != number);
        run.review({.set = set});
        run.stopReview();
        QVERIFY(soon([&] { return !run.status().busy(); }));
        if ((news = run.outbox().reviews.take()))
            QVERIFY(news->review->seen < 350);
    }

    void loadsInTheOrderAskedFor()
    {
        const auto folder = freshFolder();
        std::filesystem::create_directories(folder);
        const ModelState state
            = initialState(tinyText(), tinyTextData().text->vocabulary().characters());
        writeModel(folder / "model.safetensors", state);
        writeModel(folder / "digits.safetensors", initialState(tinyDigits(), {}));
        std::ofstream(folder / "text.txt") << std::string(500, 'a') << "b";
        std::ofstream(folder / "result.json") << toJson(smallExperiment());
        LoadRun run;
        run.openModel(folder / "model.safetensors");
        run.openModel(folder / "missing.safetensors");
        run.openText(folder / "text.txt");
        run.openModel(folder / "digits.safetensors");
        std::filesystem::create_directories(folder / "run" / "sparse");
        run.pack(state, "training, step 0", folder / "run" / "sparse" / checkpointName(0));
        run.openExperiment(folder / "result.json");
        run.openExperiment(folder / "text.txt");
        QVERIFY(run.busy());
        QTRY_VERIFY(!run.busy());
        const auto loaded = run.drain();
        QCOMPARE(loaded.size(), std::size_t(7));
        QVERIFY(loaded[0].model && loaded[0].model->language && !loaded[0].model->digits);
        QCOMPARE(loaded[0].model->source, std::string("model.safetensors"));
        QCOMPARE(loaded[0].model->hash, checkpointHash(folder / "model.safetensors"));
        QVERIFY(loaded[0].model->state->tensors == state.tensors);
        QVERIFY(!loaded[1].model && !loaded[1].error.empty());
        QCOMPARE(loaded[1].file.filename().string(), std::string("missing.safetensors"));
        QVERIFY(loaded[2].text);
        QVERIFY(loaded[3].model && loaded[3].model->digits);
        QCOMPARE(loaded[4].model->source, std::string("training, step 0"));
        QCOMPARE(loaded[4].model->hash, checkpointHash(loaded[4].kept));
        QCOMPARE(loaded[4].kept, folder / "run" / "sparse" / "used-00000000.safetensors");
        QVERIFY(readModel(loaded[4].kept).tensors == state.tensors);
        QCOMPARE(loaded[5].experiment->title, smallExperiment().title);
        QVERIFY(!loaded[6].experiment
            && loaded[6].error.starts_with("text.txt is no result of an experiment"));
    }

    void digitsWithoutATestPairHoldOutASixth()
    {
        const auto folder = freshFolder();
        std::filesystem::create_directories(folder);
        const auto set = tinyDigitSet(20);
        std::ofstream images(folder / "images", std::ios::binary),
            labels(folder / "labels", std::ios::binary);
        images.write("\0\0\10\3\0\0\0\24\0\0\0\34\0\0\0\34", 16);
        labels.write("\0\0\10\1\0\0\0\24", 8);
        for (int i = 0; i < 20; ++i) {
            images.write(reinterpret_cast<const char*>(set->picture(i).data()), kDigitPixels);
            labels.put(static_cast<char>(set->label(i)));
        }
        images.close();
        labels.close();
        LoadRun run;
        run.openDigits({folder / "images", folder / "labels", {}, {}});
        run.openDigits(
            {folder / "images", folder / "labels", folder / "images", folder / "labels"});
        QTRY_VERIFY(!run.busy());
        const auto loaded = run.drain();
        QCOMPARE(loaded[0].error, std::string());
        QCOMPARE(loaded[0].digits->count(), 17);
        QCOMPARE(loaded[0].testDigits->count(), 3);
        QCOMPARE(loaded[0].testDigits->label(0), 7);
        QCOMPARE(loaded[1].digits->count(), 20);
        QCOMPARE(loaded[1].testDigits->count(), 20);
    }

    void missingTrainingLibraryIsASentence()
    {
        const auto folder = freshFolder();
        std::filesystem::create_directories(folder);
        std::ofstream(folder / "damaged.so") << "no library";
        for (const char* name : {"missing.so", "damaged.so"}) {
            qputenv("GLOWWORM_TRAIN_LIBRARY", QByteArray::fromStdString((folder / name).string()));
            TrainingRun run; // loads it at its first start
            TrainingSpec spec;
            spec.runs = {{Twin::Sparse, tinyText()}};
            spec.data = tinyTextData();
            run.start(spec);
            run.lane().wait();
            QCOMPARE(run.state(), TrainingRun::State::Failed);
            QVERIFY(run.failure().find("libtorch-dev") != std::string::npos);
            QVERIFY(run.failure().find(name) != std::string::npos);
        }
    }
};

GLOWWORM_TEST(TestRuns)
#include "tst_runs.moc"
