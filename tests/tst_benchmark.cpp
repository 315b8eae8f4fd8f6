// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bench/benchmark.h"

#include "model/base/error.h"
#include "model/jobs/benchmark_run.h"
#include "support/run_test.h"
#include "support/small_benchmarks.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace glowworm;
using namespace glowworm::test;

namespace {

struct FakeTorch {
    std::vector<Routing> order; // of its passes
    float error = 0;            // relative, of its output
};
FakeTorch fake;

/// Stands for LibTorch: the engine's own layer, 3 ms slower.
class FakeTorchFeedForward : public TorchFeedForward {
public:
    FakeTorchFeedForward(
        const ModelConfig& config, const Tensors& tensors, const std::string& prefix)
        : m_weights(packFeedForward(config, tensors, prefix))
    {
    }
    void setInput(std::span<const float> x) override { m_x.assign(x.begin(), x.end()); }
    void run() override
    {
        fakeNow += 3e-3;
        fake.order.push_back(m_weights.routing);
        m_y.resize(m_x.size());
        m_layer.run(
            m_weights, m_x, static_cast<std::int64_t>(m_x.size()) / m_weights.dModel, m_y, m_pool);
    }
    std::vector<float> output() const override
    {
        std::vector<float> y = m_y;
        for (float& value : y)
            value *= 1 + fake.error;
        return y;
    }

private:
    FeedForwardWeights m_weights;
    FeedForward m_layer;
    ThreadPool m_pool{1};
    std::vector<float> m_x, m_y;
};

const TrainEntry& fakeTorch()
{
    static const TrainEntry entry{.buildId = "fake",
        .info = nullptr,
        .join = nullptr,
        .createTrainer = nullptr,
        .createModel = nullptr,
        .createFeedForward
        = [](const ModelConfig& config, const Tensors& tensors, const std::string& prefix,
              int) -> std::unique_ptr<TorchFeedForward> {
            return std::make_unique<FakeTorchFeedForward>(config, tensors, prefix);
        },
        .createPlainTraining = nullptr};
    return entry;
}

BenchResult runAll(BenchConfig config, const TrainEntry* torch = nullptr)
{
    Benchmark benchmark(std::move(config), torch, fakeClock);
    while (benchmark.advance()) { }
    return benchmark.result();
}

const BenchRow& rowOf(const BenchResult& result, const std::string& impl)
{
    const auto row = std::ranges::find(result.rows, impl, &BenchRow::impl);
    if (row == result.rows.end())
        throw Error("no row " + impl);
    return *row;
}

const BenchRatio& ratioOf(const BenchResult& result, const std::string& over)
{
    const auto ratio = std::ranges::find(result.ratios, over, &BenchRatio::over);
    if (ratio == result.ratios.end())
        throw Error("no ratio " + over);
    return *ratio;
}

bool mentions(const std::vector<std::string>& notices, const std::string& words)
{
    return std::ranges::any_of(
        notices, [&](const std::string& notice) { return contains(notice, words); });
}

} // namespace

class TestBenchmark : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        fakeNow = 0;
        fake = {};
    }

    void everyCaseGetsItsRowsAndRatios()
    {
        BenchConfig config = smallLayers();
        config.groups = {4, 12};
        config.tokens = {1, 5};
        const BenchResult result = runAll(config, &fakeTorch());
        QVERIFY(result.complete);
        QCOMPARE(result.rows.size(), 28u);
        QCOMPARE(result.ratios.size(), 24u);
        for (const BenchRow& row : result.rows) {
            QCOMPARE(row.roundsDone, 9);
            QCOMPARE(row.samples.size(), 9u);
        }
        QCOMPARE(result.rows[7].tokens, 5);
        QCOMPARE(result.rows[14].density, 0.25);
        for (const char* over : {"dense/sparse", "dense-skip/sparse", "iso-dense/sparse",
                 "masked-dense/sparse", "libtorch-sparse/sparse"})
            ratioOf(result, over);
        const double active
            = rowOf(result, "dense-skip").activeFraction; // random weights: about half
        QVERIFY(active > 0.3 && active < 0.7);
        QCOMPARE(rowOf(result, "iso-dense").neurons,
            4 + 9); // 5 x (20 + 48) router weights are 8.5 dense neurons
    }

    void timesAndRatiosComeFromTheClock()
    {
        const BenchResult result = runAll(smallLayers(), &fakeTorch());
        // A pass is 3 calls: 0.1 ms by the clock, with the stand-in for LibTorch 3 ms a call more.
        QCOMPARE(result.rows[0].impl, std::string("dense"));
        QVERIFY(std::abs(result.rows[0].microseconds.median - 100.0 / 3) < 1e-6);
        QVERIFY(std::abs(rowOf(result, "libtorch-dense").microseconds.median - 9100.0 / 3) < 1e-6);
        QCOMPARE(ratioOf(result, "dense/sparse").verdict,
            std::string("no difference shown [1.00, 1.00]"));
        QCOMPARE(ratioOf(result, "libtorch-dense/sparse").verdict,
            std::string("sparse 91x faster [91, 91]"));
    }

    void disagreeingLibtorchIsLeftOut()
    {
        fake.error = 1e-3F;
        const BenchResult result = runAll(smallLayers(), &fakeTorch());
        QCOMPARE(result.rows.size(), 5u);
        QVERIFY(mentions(result.notices, "libtorch-dense is left out"));
    }

    void missingLibtorchIsSaid()
    {
        QVERIFY(mentions(runAll(smallLayers()).notices, "LibTorch could not be loaded"));
        BenchConfig without = smallLayers();
        without.libtorch = false;
        QVERIFY(!mentions(runAll(without).notices, "LibTorch"));
    }

    void orderIsShuffledAndFollowsTheSeed()
    {
        BenchConfig config = smallLayers();
        config.layers = 1;
        config.blockSeconds = 0; // one pass a block
        config.impls = {"libtorch-dense", "libtorch-sparse"};
        runAll(config, &fakeTorch());
        const std::vector<Routing> first = fake.order;
        init();
        runAll(config, &fakeTorch());
        QVERIFY(fake.order == first);
        int denseFirst = 0;
        for (std::size_t i = first.size() - 18; i < first.size(); i += 2)
            denseFirst += first[i] == Routing::Dense;
        QVERIFY(denseFirst > 0 && denseFirst < 9);
    }

    void stoppedBenchmarkKeepsItsRounds()
    {
        Benchmark benchmark(smallLayers(), nullptr, fakeClock);
        while (benchmark.result().rows.empty() || benchmark.result().rows[0].roundsDone < 6)
            QVERIFY(benchmark.advance());
        const BenchResult result = benchmark.result();
        QVERIFY(!result.complete);
        QVERIFY(benchmark.progress() > 0.5 && benchmark.progress() < 1);
        QCOMPARE(ratioOf(result, "dense/sparse").verdict,
            std::string("after 6 of 9 rounds: no difference shown [1.00, 1.00]"));
    }

    void aStopWithinAPieceLeavesNoTrace()
    {
        Benchmark benchmark(smallModels(), nullptr, fakeClock);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!benchmark.advance(
            stop.get_token())); // preparing: the checks alone would have given rows
        QVERIFY(benchmark.result().rows.empty());
        Benchmark started(smallModels(), nullptr, fakeClock);
        while (started.result().rows.empty() || started.result().rows[0].roundsDone < 1)
            QVERIFY(started.advance());
        QVERIFY(!started.advance(stop.get_token()));
        QCOMPARE(started.result().rows[0].roundsDone, 1);
    }

    void wholeTokensOfTwoModelsAreTimed()
    {
        const BenchResult result = runAll(smallModels());
        QVERIFY(result.complete);
        QCOMPARE(rowOf(result, "dense").density, 1.0);
        QCOMPARE(rowOf(result, "sparse").density, 0.125);
        QVERIFY(std::abs(rowOf(result, "dense").microseconds.median - 25)
            < 1e-6); // 0.1 ms for 4 tokens
        QCOMPARE(result.config.context, 6);
        QVERIFY(!result.config.dense);
        QCOMPARE(result.quality.size(), 2u);
        QCOMPARE(result.quality[1].windows, 0);
    }

    void ratiosAcrossFormatsSaySo()
    {
        const BenchResult result = runAll(smallModels());
        QCOMPARE(rowOf(result, "sparse-int8").format, std::string("int8"));
        QCOMPARE(ratioOf(result, "dense/sparse-int8").formats,
            std::string("dense fp32/sparse-int8 int8"));
        QCOMPARE(ratioOf(result, "dense-int8/sparse-int8").formats, std::string("int8"));
        QCOMPARE(ratioOf(result, "dense/sparse").formats, std::string("fp32"));
    }

    void partsOfATokenAreTimedAndTheirBytesSumToIt()
    {
        const BenchResult result = runAll(smallModels());
        QVERIFY(!result.parts.empty());
        for (const std::string impl : {"dense", "dense-skip", "iso-dense", "sparse", "masked-dense",
                 "dense-bf16", "sparse-int8"}) {
            double fraction = 0;
            QStringList names;
            for (const BenchPart& part : result.parts)
                if (part.impl == impl) {
                    names << QString::fromStdString(part.part);
                    fraction += part.fraction;
                    QVERIFY(part.bytes > 0 && part.microseconds.median > 0);
                }
            QVERIFY(std::abs(fraction - 1) < 1e-9);
            QCOMPARE(names.contains(QStringLiteral("router")),
                impl.starts_with("sparse") || impl == "masked-dense");
        }
        const auto bytesOf = [&result](const std::string& impl) {
            std::int64_t bytes = 0;
            for (const BenchPart& part : result.parts)
                bytes += part.impl == impl ? part.bytes : 0;
            return bytes;
        };
        QVERIFY(bytesOf("masked-dense") > bytesOf("dense")); // its router too
        QVERIFY(bytesOf("dense-skip") < bytesOf("dense"));
        QVERIFY(bytesOf("sparse-int8") < bytesOf("sparse"));
        QVERIFY(result.bandwidth && result.bandwidth->bytes > 0);
        for (const BenchRatio& ratio : result.ratios)
            QVERIFY(ratio.over != "read/sparse" && ratio.over != "dense-parts/sparse");
    }

    void otherWorkloadsHaveTheirRows()
    {
        BenchConfig prompt = smallModels();
        prompt.workload = Workload::Prompt;
        prompt.tokens = {4, 12};
        QCOMPARE(runAll(prompt).ratios.size(), 8u);
        BenchConfig batch = smallModels();
        batch.workload = Workload::Batch;
        batch.tokens = {3};
        QCOMPARE(rowOf(runAll(batch), "sparse").tokens, 3);
        BenchConfig layer = smallLayers();
        layer.workload = Workload::Layer;
        layer.heads = 2;
        layer.context = 5;
        layer.generated = 4;
        const BenchResult layers = runAll(layer);
        QVERIFY(std::abs(rowOf(layers, "dense").microseconds.median - 100.0 / 12)
            < 1e-6); // 0.1 ms for 4 tokens of 3 layers
        BenchConfig digits;
        digits.workload = Workload::Digits;
        digits.repeats = 5;
        digits.blockSeconds = 1e-3;
        const BenchResult pictures = runAll(digits);
        QCOMPARE(pictures.ratios.size(), 4u);
        QVERIFY(mentions(pictures.notices, "No models were given"));
    }

    void contextBeyondTheModelIsMovedAndSaid()
    {
        BenchConfig config = smallModels();
        config.context = 128;
        const BenchResult result = runAll(config);
        QCOMPARE(result.config.context, 10);
        QVERIFY(mentions(result.notices, "around position 10"));
    }

    void badConfigsAreRefusedInOneSentence()
    {
        QVERIFY(problems(smallLayers()).empty());
        QVERIFY(problems(smallModels()).empty());
        BenchConfig config = smallLayers();
        config.groups = {7};
        QCOMPARE(problems(config), std::vector<std::string>{"7 groups do not divide 48 neurons."});
        QVERIFY_EXCEPTION_THROWN(Benchmark(config, nullptr), Error);
        config = smallModels();
        std::swap(config.dense, config.sparse);
        QCOMPARE(problems(config).size(), 2u);
        config = smallModels();
        config.generated = 13;
        QCOMPARE(problems(config).size(), 1u);
        config.sparse = nullptr;
        QCOMPARE(problems(config).size(), 1u);
        config = smallModels();
        config.workload = Workload::Prompt;
        config.tokens = {13};
        QCOMPARE(problems(config).size(), 1u);
    }

    void jsonHasTheAgreedFields()
    {
        const auto parse = [](const BenchResult& result) {
            return QJsonDocument::fromJson(QByteArray::fromStdString(toJson(result))).object();
        };
        const QJsonObject layers = parse(runAll(smallLayers()));
        const QJsonObject row = layers[QStringLiteral("rows")].toArray()[0].toObject();
        for (const char* key : {"impl", "density", "tokens", "median_us", "q1_us", "q3_us"})
            QVERIFY2(row.contains(QLatin1String(key)), key);
        const QJsonObject ratio = layers[QStringLiteral("ratios")].toArray()[0].toObject();
        for (const char* key : {"over", "density", "tokens", "value", "low", "high", "verdict"})
            QVERIFY2(ratio.contains(QLatin1String(key)), key);
        for (const char* key : {"max_rel_diff", "rows_read_per_layer", "inputs"})
            QVERIFY2(
                layers[QStringLiteral("equivalence")].toObject().contains(QLatin1String(key)), key);
        QVERIFY(layers.contains(QStringLiteral("machine")));

        const QJsonObject token
            = parse(runAll(smallModels()))[QStringLiteral("rows")].toArray()[0].toObject();
        for (const char* key : {"impl", "tokens_per_second", "q1", "q3"})
            QVERIFY2(token.contains(QLatin1String(key)), key);
        QVERIFY(std::abs(token[QStringLiteral("tokens_per_second")].toDouble() - 40000) < 1);
    }

    void csvAndMarkdownListEveryRow()
    {
        const BenchResult result = runAll(smallLayers(), &fakeTorch());
        QCOMPARE(QString::fromStdString(toCsv(result)).count(QLatin1Char('\n')), 8);
        const QString table = QString::fromStdString(toMarkdown(result));
        QVERIFY(table.contains(QStringLiteral("| libtorch-dense | 8.333 % | 1 | 3033 |")));
        QVERIFY(table.contains(QStringLiteral("sparse 91x faster")));
    }

    void runOnALaneStopsAndKeepsWhatItHas()
    {
        BenchConfig config = smallLayers();
        config.repeats = 1000;
        config.blockSeconds = 0.01;
        Lane lane;
        BenchmarkRun run(lane, []() -> const TrainEntry& { throw Error("no such library"); });
        run.start(config);
        std::optional<BenchProgress> progress;
        const auto take = [&] {
            if (auto newer = run.takeProgress())
                progress = std::move(newer);
        };
        QTRY_VERIFY((take(), progress && progress->fraction > 0));
        QVERIFY(run.busy());
        run.stop();
        QTRY_VERIFY(!run.busy());
        QCOMPARE(run.status().kind, Lane::Status::Kind::Stopped);
        take();
        QVERIFY(!progress->result.complete);
        QVERIFY(mentions(progress->result.notices, "no such library"));
    }

    void runReportsARefusedConfig()
    {
        BenchConfig config = smallLayers();
        config.groups = {7};
        config.libtorch = false;
        Lane lane;
        BenchmarkRun run(lane, {});
        run.start(config);
        QTRY_VERIFY(!run.busy());
        QCOMPARE(run.status().kind, Lane::Status::Kind::Failed);
        QCOMPARE(run.status().message, std::string("7 groups do not divide 48 neurons."));
    }
};

GLOWWORM_TEST(TestBenchmark)
#include "tst_benchmark.moc"

#include <algorithm>
