// SPDX-License-Identifier: GPL-3.0-or-later
// Model files that Glowworm did not write: listed whatever they hold, refused with the limit they
// exceed, opened as the network they fit. And models that open, but answer nothing; and the memory
// that is free.
#include "model/base/build_info.h"
#include "model/engine/digit_engine.h"
#include "model/io/checkpoint.h"
#include "model/io/model_import.h"
#include "model/jobs/digit_run.h"
#include "model/jobs/load_run.h"
#include "model/training/memory_check.h"
#include "support/file_bytes.h"
#include "support/foreign_model.h"
#include "support/run_test.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include <sys/resource.h>

using namespace glowworm;
using namespace glowworm::test;

namespace {

/// A small digit network of one number everywhere.
std::shared_ptr<const DigitWeights> digitsOf(float weight)
{
    RunConfig config;
    config.model.task = Task::Digits;
    config.model.routing = Routing::Dense;
    config.model.dModel = 4;
    config.model.neurons = 8;
    config.model.groups = 2;
    ModelState model = initialState(config, {});
    for (auto& [name, tensor] : model.tensors)
        std::fill(tensor.values.begin(), tensor.values.end(), weight);
    return packDigits(model);
}

Loaded waitFor(LoadRun& loading)
{
    std::vector<Loaded> items;
    if (!QTest::qWaitFor([&] { return !(items = loading.drain()).empty(); }))
        return {};
    return std::move(items.front());
}

} // namespace

class TestForeignModels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // -------------------------------------------------------------------------------------------------------
    // listing

    void everyTypeIsListed_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<int>("bits");
        for (const auto& [type, bits] : std::initializer_list<std::pair<const char*, int>>{
                 {"F64", 64}, {"F32", 32}, {"F16", 16}, {"BF16", 16}, {"I64", 64}, {"I32", 32},
                 {"I16", 16}, {"I8", 8}, {"U64", 64}, {"U32", 32}, {"U16", 16}, {"U8", 8},
                 {"BOOL", 8}, {"F8_E4M3", 8}, {"F8_E5M2", 8}, {"F8_E8M0", 8}, {"F6_E2M3", 6},
                 {"F6_E3M2", 6}, {"F4", 4}, {"C64", 64}})
            QTest::newRow(type) << QString::fromLatin1(type) << bits;
    }
    void everyTypeIsListed()
    {
        QFETCH(QString, type);
        QFETCH(int, bits);
        const auto size = static_cast<std::size_t>(bits); // of 8 elements, in bytes
        const auto bytes = [&](std::size_t found) {
            return safetensorsBytes("{" + entry("a", type.toStdString(), {2, 4}, 0, found) + "}",
                std::string(found, '\0'));
        };
        writeBytes(path("t"), bytes(size));
        const auto scan = scanSafetensors(path("t"));
        QCOMPARE(QString::fromStdString(scan->header.tensors.at(0).type), type);
        QVERIFY(scan->header.tensors[0].shape == (Shape{2, 4}));
        QCOMPARE(scan->statistics[0].finite, hasValues(scan->header.tensors[0].dtype) ? 8 : 0);
        writeBytes(path("short"), bytes(size - 1));
        QVERIFY(refusal([&] {
            scanSafetensors(path("short"));
        }).contains(QStringLiteral("does not fit its offsets")));
    }

    void anUnknownTypeIsListedByNameAndNoModel()
    {
        writeBytes(path("t"),
            safetensorsBytes("{" + entry("a", "F9_NEW\u202E", {3}, 0, 5) + ","
                    + entry("b", "F32", {1}, 5, 9) + "}",
                "12345" + bytesOf(std::vector<float>{2.5F})));
        const auto scan = scanSafetensors(path("t"));
        QVERIFY(scan->header.tensors[0].dtype == DType::Other);
        QCOMPARE(scan->header.tensors[0].type, std::string("F9_NEW\u202E"));
        QCOMPARE(scan->statistics[1].high, 2.5);
        QVERIFY(
            !refusal([&] { readModel(path("t"), preset("quick-sparse").config.model); }).isEmpty());
    }

    void halvesOfBytesMustFillThem()
    {
        writeBytes(path("t"), safetensorsBytes("{" + entry("a", "F4", {3}, 0, 1) + "}", "1"));
        QVERIFY(refusal([&] {
            scanSafetensors(path("t"));
        }).contains(QStringLiteral("does not fill its last byte")));
    }

    void statisticsAreThoseOfTheWholeTensor()
    {
        std::vector<float> values(700'000); // several pieces
        double sum = 0;
        for (std::size_t i = 0; i < values.size(); ++i)
            sum += values[i] = static_cast<float>(i % 1000) - 250;
        values[300'000] = std::nanf("");
        values[699'999] = 1e9F;
        sum += 1e9 - 749 - (300'000 % 1000 - 250);
        const std::size_t bytes = values.size() * sizeof(float);
        writeBytes(path("t"),
            safetensorsBytes("{" + entry("a", "F32", {700'000}, 0, bytes) + "}", bytesOf(values)));
        const auto scan = scanSafetensors(path("t"));
        const TensorStatistics& found = scan->statistics[0];
        QCOMPARE(found.low, -250.0);
        QCOMPARE(found.high, 1e9);
        QCOMPARE(found.nonFinite, 1);
        QCOMPARE(found.finite, 699'999);
        QCOMPARE(static_cast<double>(found.sum), sum);
        QCOMPARE(scan->hash, readSafetensors(path("t")).hash);
    }

    void aListingCanBeStoppedAndTellsHowFarItIs()
    {
        constexpr std::uint64_t kBytes = 50'000'000;
        const std::string start
            = safetensorsBytes("{" + entry("a", "U8", {kBytes}, 0, kBytes) + "}");
        writeBytes(path("t"), start);
        std::filesystem::resize_file(path("t"), start.size() + kBytes);
        std::vector<std::uint64_t> told;
        const auto stopped = scanSafetensors(path("t"), [&](std::uint64_t done, std::uint64_t all) {
            told.push_back(done);
            return all == start.size() + kBytes && told.size() < 3;
        });
        QVERIFY(!stopped);
        QCOMPARE(told.size(), std::size_t{3});
        QVERIFY(told.back() < kBytes / 4);
    }

    // --------------------------------------------------------------------------------------------------------
    // limits

    void limitsAreNamed()
    {
        const auto messageOf = [&](const std::string& header, std::uint64_t data) {
            writeBytes(path("t"), safetensorsBytes(header));
            std::filesystem::resize_file(path("t"), 8 + header.size() + data);
            return refusal([&] { readSafetensorsHeader(path("t")); });
        };
        const std::string million(1'000'000, 'x');
        QString text = messageOf("{\"__metadata__\":{\"a\":\"" + million + "\"}}", 0);
        QCOMPARE(text,
            QStringLiteral(
                "t has more in its header than Glowworm reads: more than 1 MB of metadata."));
        std::string many;
        for (int i = 0; i < 5000; ++i)
            many += (many.empty() ? "" : ",")
                + entry("t" + std::to_string(i), "U8", {1}, static_cast<std::size_t>(i),
                    static_cast<std::size_t>(i) + 1);
        text = messageOf("{" + many + "}", 5000);
        QCOMPARE(text,
            QStringLiteral(
                "t has more in its header than Glowworm reads: more than 4096 tensors."));
        text = messageOf("{}" + std::string(17 << 20, ' '), 0);
        QCOMPARE(text,
            QStringLiteral(
                "t has more in its header than Glowworm reads: 17.8 MB, at most 16.8 MB."));
        text = messageOf("{" + entry("a", "U8", {1, 1, 1, 1, 1, 1, 1, 1, 1}, 0, 1) + "}", 1);
        QVERIFY2(text.contains(
                     QStringLiteral("than Glowworm reads: more than 8 dimensions in tensor \"a\"")),
            qPrintable(text));
        text = messageOf("{" + entry("a", "U8", {1, 1, -1}, 0, 1) + "}", 1);
        QVERIFY2(
            text.contains(QStringLiteral("damaged header")), qPrintable(text)); // that is no limit
    }

    void noMetadataMaySayNull()
    {
        writeBytes(path("t"),
            safetensorsBytes("{\"__metadata__\":null," + entry("a", "U8", {1}, 0, 1) + "}", "x"));
        const SafetensorsHeader header = readSafetensorsHeader(path("t"));
        QVERIFY(header.metadata.empty());
        QCOMPARE(header.tensors.size(), std::size_t{1});
        writeBytes(path("t"), safetensorsBytes("{\"a\":null}"));
        QVERIFY(refusal([&] {
            readSafetensorsHeader(path("t"));
        }).contains(QStringLiteral("null is unexpected")));
    }

    // --------------------------------------------------------------------------------------------------------
    // import

    void theNetworksThatFitAreFound()
    {
        writeBytes(path("quick"), foreignBytes(quickModel()));
        const auto fitting = presetsThatFit(path("quick"));
        QCOMPARE(fitting.size(), std::size_t{1});
        QCOMPARE(fitting[0]->name, std::string_view("quick-sparse"));

        RunConfig dense = preset("study-mnist-dense").config;
        writeBytes(path("dense"), foreignBytes(initialState(dense, {})));
        QCOMPARE(presetsThatFit(path("dense")).at(0)->name, std::string_view("study-mnist-dense"));
        const RunConfig gated = preset("glowworm-mnist").config;
        writeBytes(path("gated"), foreignBytes(initialState(gated, {})));
        QCOMPARE(presetsThatFit(path("gated")).size(),
            std::size_t{2}); // shapes do not tell the two routers apart

        dense.model.dModel = 64;
        writeBytes(path("other"), foreignBytes(initialState(dense, {})));
        const QString text = refusal([&] { presetsThatFit(path("other")); });
        QVERIFY2(text.contains(QStringLiteral(
                     "\"input.weight\" is [64 x 784], the architecture needs [100 x 784]"))
                && text.contains(QStringLiteral("the nearest is study-mnist-dense")),
            qPrintable(text));
    }

    void charactersMayBeAnyWholeNumbers()
    {
        const ModelState model = quickModel();
        writeBytes(path("t"), foreignBytes(model));
        const ModelState found = readModel(path("t"), model.config);
        QVERIFY(found.vocabulary == model.vocabulary && found.tensors == model.tensors);
        writeBytes(path("wide"),
            foreignBytes(model, DType::F64)); // as NumPy writes what nobody told it to narrow
        QVERIFY(readModel(path("wide"), model.config).tensors == model.tensors);
        std::string negative = foreignBytes(model);
        negative.replace(readSafetensorsHeader(path("t")).dataOffset, 8, 8, '\xFF');
        writeBytes(path("t"), negative);
        QVERIFY(refusal([&] {
            readModel(path("t"), model.config);
        }).contains(QStringLiteral(", -1, is no Unicode character")));
        negative.replace(readSafetensorsHeader(path("t")).dataOffset + 16, 8,
            std::string("\0\0\0\0\1\0\0\0", 8));
        negative.replace(
            readSafetensorsHeader(path("t")).dataOffset, 8, std::string("\x0A\0\0\0\0\0\0\0", 8));
        writeBytes(path("t"), negative);
        QVERIFY(refusal([&] {
            readModel(path("t"), model.config);
        }).contains(QStringLiteral("Entry 2 of the vocabulary, 4294967296, is no")));
    }

    void aPrefixOfTheNamesIsTold()
    {
        const RunConfig dense = preset("study-mnist-dense").config;
        ModelState model = initialState(dense, {});
        Tensors prefixed;
        for (auto& [name, tensor] : model.tensors)
            prefixed.emplace("module." + name, std::move(tensor));
        model.tensors = std::move(prefixed);
        writeBytes(path("t"), foreignBytes(model));
        const QString text = refusal([&] { readModel(path("t"), dense.model); });
        QVERIFY2(text.contains(QStringLiteral("has no tensor \"input.weight\""))
                && text.endsWith(QStringLiteral("save it without \"module.\" before the names.")),
            qPrintable(text));
    }

    void ourOwnFilesAreNotImported()
    {
        const ModelState model = quickModel();
        writeModel(path("own"), model);
        QVERIFY(presetsThatFit(path("own")).empty());
        const SafetensorsHeader header = readSafetensorsHeader(path("own"));
        QVERIFY(refusal([&] {
            requireImportable(header, model.config, "own");
        }).contains(QStringLiteral("says itself which network")));
    }

    void openingAForeignModelTellsWhatItCanBe()
    {
        const ModelState model = quickModel();
        writeBytes(path("t"), foreignBytes(model));
        LoadRun loading;
        loading.openModel(path("t"));
        Loaded loaded = waitFor(loading);
        QVERIFY2(loaded.error.empty(), loaded.error.c_str());
        QVERIFY(!loaded.model);
        QCOMPARE(loaded.fitting.size(), std::size_t{1});
        loading.importModel(path("t"), loaded.fitting[0]->config.model);
        loaded = waitFor(loading);
        QVERIFY2(loaded.model && loaded.error.empty(), loaded.error.c_str());
        QVERIFY(loaded.model->state->tensors == model.tensors);
    }

    // -------------------------------------------------------------------------------------------------------
    // answers

    void scoresThatAreNotFiniteAreNoAnswer()
    {
        const float infinite = std::numeric_limits<float>::infinity();
        QVERIFY(refusal([&] {
            probabilities(std::vector<float>{1, infinite});
        }).contains(QStringLiteral("not finite")));
        QVERIFY(refusal([&] {
            likeliestDigit(std::vector<float>{1, std::nanf("")});
        }).contains(QStringLiteral("not finite")));
        QVERIFY(refusal([&] {
            likeliestDigit(std::vector<float>{3, 3, 3});
        }).contains(QStringLiteral("the same score")));
        QCOMPARE(likeliestDigit(std::vector<float>{1, 3, 3}), 1);

        DigitRun run;
        run.setModels(nullptr, digitsOf(1e30F));
        run.classify({.id = 1,
            .ink = std::vector<std::uint8_t>(kDigitPixels, 200),
            .width = 28,
            .height = 28,
            .options = {}});
        std::optional<DigitResult> result;
        QTRY_VERIFY(result || (result = run.outbox().answers.take()));
        QVERIFY(result->answers.at(0).probabilities.empty());
        QVERIFY(result->answers[0].problem.find("not finite") != std::string::npos);
    }

    void aModelWithoutAnAnswerDisagrees()
    {
        const auto set = std::make_shared<const DigitSet>(
            "s", std::vector<std::uint8_t>(2 * kDigitPixels, 200), std::vector<std::uint8_t>{1, 2});
        DigitEngine sparse(digitsOf(1e30F)), dense(digitsOf(1e30F));
        DigitReview review;
        review.set = set;
        reviewMore(review, &sparse, &dense, 2);
        QVERIFY(review.isComplete());
        QCOMPARE(nextDifference(review, 0), std::optional<std::int64_t>(0));
        QCOMPARE(review.count(Mistakes::Both), std::int64_t(2)); // nor is it right
    }

    // --------------------------------------------------------------------------------------------------------
    // memory

    void memoryRefusalSaysBothNumbers()
    {
        QVERIFY(!memoryRefusal(1'000'000'000, 1'000'000'000));
        QVERIFY(!memoryRefusal(1'000'000'000, 0)); // unknown
        const std::string text = memoryRefusal(2'500'000'000, 1'200'000'000).value();
        QVERIFY(text.find("2500.0 MB") != std::string::npos
            && text.find("1200.0 MB") != std::string::npos);
    }

    void availableMemoryRespectsTheLimitOfAddresses()
    {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("sanitizers reserve more addresses than such a limit leaves");
#endif
        struct rlimit before { };
        QCOMPARE(getrlimit(RLIMIT_AS, &before), 0);
        const std::int64_t free = machineInfo().availableMemoryBytes;
        struct rlimit tight = before;
        tight.rlim_cur = 4'000'000'000;
        if (free < 4'000'000'000 || setrlimit(RLIMIT_AS, &tight) != 0)
            QSKIP("this machine has too little memory, or does not let itself be limited");
        const std::int64_t limited = machineInfo().availableMemoryBytes;
        setrlimit(RLIMIT_AS, &before);
        QVERIFY(limited > 0 && limited < 4'000'000'000);
    }

private:
    std::filesystem::path path(const char* name) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }

    QTemporaryDir m_folder;
};

GLOWWORM_TEST(TestForeignModels)
#include "tst_foreign_models.moc"
