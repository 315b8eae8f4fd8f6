// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/benchmark.h"

#include "bench/equivalence.h"
#include "error.h"
#include "runs/benchmark_run.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <limits>

using namespace glowworm;

namespace {

/// Each look takes 0.1 ms; what runs may add to it.
struct FakeTime {
    double now = 0;
    std::vector<Routing> order; // of the LibTorch passes
    float error = 0; // relative, of the LibTorch output
};
FakeTime fake;

double fakeClock() { return fake.now += 1e-4; }

/// Stands for LibTorch: the engine's own layer, 3 ms slower.
class FakeTorchFeedForward : public TorchFeedForward {
public:
    FakeTorchFeedForward(const ModelConfig& config, const Tensors& tensors, const std::string& prefix)
        : m_weights(packFeedForward(config, tensors, prefix))
    {
    }
    void setInput(std::span<const float> x) override { m_x.assign(x.begin(), x.end()); }
    void run() override
    {
        fake.now += 3e-3;
        fake.order.push_back(m_weights.routing);
        m_y.resize(m_x.size());
        m_layer.run(m_weights, m_x, static_cast<std::int64_t>(m_x.size()) / m_weights.dModel, m_y, m_pool);
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
        .createTrainer = nullptr,
        .createModel = nullptr,
        .createFeedForward
        = [](const ModelConfig& config, const Tensors& tensors, const std::string& prefix, int) -> std::unique_ptr<TorchFeedForward> {
            return std::make_unique<FakeTorchFeedForward>(config, tensors, prefix);
        }};
    return entry;
}

BenchConfig smallLayers()
{
    BenchConfig config;
    config.dModel = 20;
    config.neurons = 48;
    config.routerRank = 5;
    config.layers = 3;
    config.groups = {4};
    config.tokens = {1};
    config.repeats = 9;
    config.warmup = 2;
    config.blockSeconds = 2e-3;
    return config;
}

std::shared_ptr<const ModelState> smallModel(Routing routing)
{
    RunConfig config;
    config.model = {.task = Task::Text,
        .routing = routing,
        .dModel = 16,
        .layers = 2,
        .heads = 2,
        .context = 12,
        .neurons = 32,
        .groups = 4,
        .routerRank = 3,
        .vocabSize = 3};
    return std::make_shared<const ModelState>(initialState(config, {U'a', U'b', U'c'}));
}

BenchConfig smallModels()
{
    BenchConfig config;
    config.target = BenchTarget::Token;
    config.dense = smallModel(Routing::Dense);
    config.sparse = smallModel(Routing::Gated);
    config.generated = 4;
    config.context = 6;
    config.repeats = 5;
    config.warmup = 1;
    config.blockSeconds = 1e-3;
    return config;
}

BenchResult runAll(BenchConfig config, const TrainEntry* torch = nullptr)
{
    Benchmark benchmark(std::move(config), torch, fakeClock);
    while (benchmark.runNext()) { }
    return benchmark.result();
}

bool mentions(const std::vector<std::string>& notices, const std::string& words)
{
    return std::ranges::any_of(notices, [&](const std::string& notice) { return notice.find(words) != std::string::npos; });
}

} // namespace

class TestBenchmark : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { fake = {}; }

    void everyCaseGetsItsRowsAndRatios()
    {
        BenchConfig config = smallLayers();
        config.groups = {4, 12};
        config.tokens = {1, 5};
        const BenchResult result = runAll(config, &fakeTorch());
        QVERIFY(result.complete);
        QCOMPARE(result.rows.size(), 16u);
        QCOMPARE(result.ratios.size(), 12u);
        for (const BenchRow& row : result.rows) {
            QCOMPARE(row.roundsDone, 9);
            QCOMPARE(row.samples.size(), 9u);
        }
        QCOMPARE(result.rows[4].tokens, 5);
        QCOMPARE(result.rows[8].density, 0.25);
        QVERIFY(mentions({result.ratios[1].over}, "libtorch-dense/sparse"));
    }

    void timesAndRatiosComeFromTheClock()
    {
        const BenchResult result = runAll(smallLayers(), &fakeTorch());
        // A pass is 3 calls: 0.1 ms by the clock, with the stand-in for LibTorch 3 ms a call more.
        QCOMPARE(result.rows[0].impl, std::string("dense"));
        QVERIFY(std::abs(result.rows[0].microseconds.median - 100.0 / 3) < 1e-6);
        QCOMPARE(result.rows[2].impl, std::string("libtorch-dense"));
        QVERIFY(std::abs(result.rows[2].microseconds.median - 9100.0 / 3) < 1e-6);
        QCOMPARE(result.ratios[0].verdict, std::string("no difference shown [1.00, 1.00]"));
        QCOMPARE(result.ratios[1].verdict, std::string("sparse 91x faster [91, 91]"));
    }

    void gateStandsBeforeTheFirstTime()
    {
        Benchmark benchmark(smallLayers(), nullptr, fakeClock);
        while (!benchmark.result().equivalence)
            QVERIFY(benchmark.runNext());
        const BenchResult result = benchmark.result();
        QCOMPARE(result.rows[0].roundsDone, 0);
        QCOMPARE(result.equivalence->rowsReadPerLayer, 4);
        QVERIFY(result.equivalence->inputs >= 64);
        QVERIFY(result.equivalence->maxRelativeDifference <= 1e-4);
    }

    void damagedLayerIsRefused()
    {
        RunConfig config;
        config.model = smallModel(Routing::Gated)->config;
        Tensors tensors = smallModel(Routing::Gated)->tensors;
        tensors.at("blocks.0.ff.down.bias").values[3] = std::numeric_limits<float>::quiet_NaN();
        QVERIFY_EXCEPTION_THROWN(checkEquivalence(packFeedForward(config.model, tensors, "blocks.0."), 8, 1), Error);
    }

    void disagreeingLibtorchIsLeftOut()
    {
        fake.error = 1e-3F;
        const BenchResult result = runAll(smallLayers(), &fakeTorch());
        QCOMPARE(result.rows.size(), 2u);
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
        runAll(config, &fakeTorch());
        const std::vector<Routing> first = fake.order;
        fake = {};
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
            QVERIFY(benchmark.runNext());
        const BenchResult result = benchmark.result();
        QVERIFY(!result.complete);
        QVERIFY(benchmark.progress() > 0.5 && benchmark.progress() < 1);
        QCOMPARE(result.ratios.size(), 1u);
        QCOMPARE(result.ratios[0].verdict, std::string("after 6 of 9 rounds: no difference shown [1.00, 1.00]"));
    }

    void wholeTokensOfTwoModelsAreTimed()
    {
        const BenchResult result = runAll(smallModels());
        QVERIFY(result.complete);
        QCOMPARE(result.rows.size(), 2u);
        QCOMPARE(result.rows[0].density, 1.0);
        QCOMPARE(result.rows[1].density, 0.125);
        QVERIFY(std::abs(result.rows[0].microseconds.median - 25) < 1e-6); // 0.1 ms for 4 tokens
        QCOMPARE(result.config.context, 6);
        QVERIFY(!result.config.dense);
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
    }

    void jsonHasTheAgreedFields()
    {
        const auto parse
            = [](const BenchResult& result) { return QJsonDocument::fromJson(QByteArray::fromStdString(toJson(result))).object(); };
        const QJsonObject layers = parse(runAll(smallLayers()));
        const QJsonObject row = layers[QStringLiteral("rows")].toArray()[0].toObject();
        for (const char* key : {"impl", "density", "tokens", "median_us", "q1_us", "q3_us"})
            QVERIFY2(row.contains(QLatin1String(key)), key);
        const QJsonObject ratio = layers[QStringLiteral("ratios")].toArray()[0].toObject();
        for (const char* key : {"over", "density", "tokens", "value", "low", "high", "verdict"})
            QVERIFY2(ratio.contains(QLatin1String(key)), key);
        for (const char* key : {"max_rel_diff", "rows_read_per_layer", "inputs"})
            QVERIFY2(layers[QStringLiteral("equivalence")].toObject().contains(QLatin1String(key)), key);
        QVERIFY(layers.contains(QStringLiteral("machine")));

        const QJsonObject token = parse(runAll(smallModels()))[QStringLiteral("rows")].toArray()[0].toObject();
        for (const char* key : {"impl", "tokens_per_second", "q1", "q3"})
            QVERIFY2(token.contains(QLatin1String(key)), key);
        QVERIFY(std::abs(token[QStringLiteral("tokens_per_second")].toDouble() - 40000) < 1);
    }

    void csvAndMarkdownListEveryRow()
    {
        const BenchResult result = runAll(smallLayers(), &fakeTorch());
        QCOMPARE(QString::fromStdString(toCsv(result)).count(QLatin1Char('\n')), 5);
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

QTEST_GUILESS_MAIN(TestBenchmark)
#include "tst_benchmark.moc"
