// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bench/benchmark.h"

#include "model/base/error.h"
#include "model/bench/equivalence.h"
#include "model/jobs/benchmark_run.h"
#include "model/kernels/kernels.h"

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
    float error = 0;            // relative, of the LibTorch output
};
FakeTime fake;

double fakeClock() { return fake.now += 1e-4; }

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
        fake.now += 3e-3;
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
    config.workload = Workload::Token;
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

bool contains(const std::string& text, const std::string& words)
{
    return text.find(words) != std::string::npos;
}

std::string refusalOf(const std::function<void()>& action)
{
    try {
        action();
    } catch (const Error& error) {
        return error.what();
    }
    return {};
}

using Damage = std::function<void(
    const FeedForwardWeights&, std::int64_t n, std::span<std::uint16_t> winners)>;

/// The sparse layer made of the engine's kernels, token by token, with what may befall the winners
/// between the router and the rows.
SparseLayer layerFromKernels(const Damage& damage)
{
    return [damage](const FeedForwardWeights& w, std::span<const float> x, std::int64_t n,
               FeedForwardPath path, std::span<float> y, std::span<std::uint16_t> winners) {
        const Kernels& kernels = simdKernels();
        const std::int64_t D = w.dModel, G = w.groups, R = w.routerRank;
        std::vector<float> hidden(static_cast<std::size_t>(n * R)), gates(winners.size()),
            values(static_cast<std::size_t>(G));
        std::vector<float> scratch(static_cast<std::size_t>(routeScratch(w)));
        kernels.linear(w.routerDown.weight.rows(), w.routerDown.bias.data(), D, {x.data(), D}, n,
            {hidden.data(), R}, 0, R);
        kernels.activate(w.routerActivation, hidden.data(), n * R);
        kernels.route(w, {hidden.data(), R}, 0, n, winners.data(), gates.data(), scratch.data());
        if (damage)
            damage(w, n, winners);
        for (std::int64_t t = 0; t < n; ++t) {
            const std::uint16_t* fired = winners.data() + t * G;
            kernels.gatherDot(
                w.up(), w.upBias.data(), D, fired, G, x.data() + t * D, values.data());
            kernels.activate(w.activation, values.data(), G);
            for (std::int64_t g = 0; g < G; ++g)
                values[static_cast<std::size_t>(g)] *= gates[static_cast<std::size_t>(t * G + g)];
            std::copy_n(w.downBias.data(), D, y.data() + t * D);
            kernels.gatherAdd(values.data(), w.down(), fired, G, y.data() + t * D, 0, D);
        }
        return n * (path == FeedForwardPath::MaskedDense ? w.neurons : G);
    };
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
    void init() { fake = {}; }

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

    void theEquivalenceCheckStandsBeforeTheFirstTime()
    {
        Benchmark benchmark(smallLayers(), nullptr, fakeClock);
        while (!benchmark.result().equivalence)
            QVERIFY(benchmark.advance());
        const BenchResult result = benchmark.result();
        QCOMPARE(result.rows[0].roundsDone, 0);
        QCOMPARE(result.equivalence->rowsReadPerLayer, 4);
        QVERIFY(result.equivalence->inputs >= 64);
        QVERIFY(result.equivalence->maxRelativeDifference <= 1e-4);
    }

    void damagedLayerIsRefused()
    {
        const ModelConfig model = smallModel(Routing::Gated)->config;
        Tensors tensors = smallModel(Routing::Gated)->tensors;
        tensors.at("blocks.0.ff.down.bias").values[3] = std::numeric_limits<float>::quiet_NaN();
        const FeedForwardWeights weights
            = packFeedForward(model, tensors, "blocks.0.", WeightFormat::Int8);
        const std::string refusal = refusalOf([&] { checkEquivalence(weights, 5, 8, 1); });
        QVERIFY2(contains(refusal, "layer 5 in int8, ")
                && contains(refusal, "output 3 is not a finite number"),
            refusal.c_str());
    }

    void aLayerFromTheKernelsPasses()
    {
        Benchmark benchmark(smallLayers(), nullptr, fakeClock, layerFromKernels({}));
        while (benchmark.advance()) { }
        QVERIFY(benchmark.result().complete);
    }

    void oneWrongIndexIsRefused()
    {
        for (const bool alone :
            {true, false}) { // wrong for one single token, or for one of many at once
            const FeedForwardWeights* third = nullptr; // the check takes the layers in order
            std::size_t layers = 0;
            int right = -1, wrong = -1; // neurons
            const auto damage = [&](const FeedForwardWeights& weights, std::int64_t n,
                                    std::span<std::uint16_t> winners) {
                if (&weights != third && layers < 3) {
                    third = &weights;
                    ++layers;
                }
                if (layers < 3 || (n == 1) != alone || right >= 0)
                    return;
                std::uint16_t& winner = winners[1]; // group 1: neurons 12 ... 23
                right = winner;
                wrong = winner = static_cast<std::uint16_t>(right == 23 ? 12 : right + 1);
            };
            Benchmark benchmark(smallLayers(), nullptr, fakeClock, layerFromKernels(damage));
            const std::string refusal = refusalOf([&] {
                while (benchmark.advance()) { }
            });
            const std::string expected = "neuron " + std::to_string(wrong)
                + " fired in group 1 for random input 0, where the plain loops " + "choose neuron "
                + std::to_string(right) + ".";
            QVERIFY2(contains(refusal, "Timing refused: layer 2 in fp32, ")
                    && contains(refusal, expected),
                refusal.c_str());
            QVERIFY(benchmark.result().rows.empty()); // nothing was timed
        }
    }

    void aWrongIndexThatChangesNoOutputIsRefused()
    {
        const SparseLayer engine = engineLayer();
        for (const std::uint16_t other : {1, 12, 48}) { // of the same group, of another, of none
            const SparseLayer damaged
                = [&](const auto& weights, auto x, auto n, auto path, auto y, auto winners) {
                      const std::int64_t read = engine(weights, x, n, path, y, winners);
                      winners[0] = winners[0] == other ? 2 : other;
                      return read;
                  };
            Benchmark benchmark(smallLayers(), nullptr, fakeClock, damaged);
            const std::string refusal = refusalOf([&] {
                while (benchmark.advance()) { }
            });
            QVERIFY2(contains(refusal, "layer 0") && contains(refusal, "fired in group 0"),
                refusal.c_str());
        }
    }

    void winnersThatTieButForRoundingPass()
    {
        const ModelConfig model = smallModel(Routing::Gated)->config; // 4 groups of 8
        Tensors tensors = smallModel(Routing::Gated)->tensors;
        std::vector<float>& weight = tensors.at("blocks.0.ff.router.up.weight").values;
        std::vector<float>& bias = tensors.at("blocks.0.ff.router.up.bias").values;
        for (std::size_t i = 0; i < 3; ++i)
            weight[i] = weight[3 + i] = 0;
        bias[0] = 50; // wins by a rounding error
        bias[1] = 50 - 1e-5F;
        const SparseLayer engine = engineLayer();
        const auto refusal = [&] {
            const FeedForwardWeights weights = packFeedForward(model, tensors, "blocks.0.");
            return refusalOf([&] {
                checkEquivalence(weights, 0, 8, 1,
                    [&](const auto& w, auto x, auto n, auto path, auto y, auto winners) {
                        const std::int64_t read = engine(w, x, n, path, y, winners);
                        winners[0] = 1;
                        return read;
                    });
            });
        };
        QCOMPARE(QString::fromStdString(refusal()), QString());
        bias[1] = 50 - 1e-2F;
        QVERIFY(contains(refusal(), "neuron 1 fired in group 0"));
    }

    void outputOfAnotherRowIsRefused()
    {
        const SparseLayer engine = engineLayer();
        for (const FeedForwardPath wrong :
            {FeedForwardPath::Auto, FeedForwardPath::Fired, FeedForwardPath::Grouped}) {
            const SparseLayer damaged = [&](const auto& weights, auto x, auto n, auto path, auto y,
                                            auto winners) {
                const std::int64_t read = engine(weights, x, n, path, y, winners);
                if (path == wrong) // as if one neuron's output column had been taken from elsewhere
                    y[1] += 0.01F;
                return read;
            };
            Benchmark benchmark(smallLayers(), nullptr, fakeClock, damaged);
            const std::string refusal = refusalOf([&] {
                while (benchmark.advance()) { }
            });
            QVERIFY2(contains(refusal, "layer 0") && contains(refusal, "differ by")
                    && contains(refusal, "input 0, output 1"),
                refusal.c_str());
            QVERIFY(benchmark.result().rows.empty());
        }
    }

    void greedyLayerIsRefused()
    {
        const SparseLayer engine = engineLayer();
        for (const FeedForwardPath wrong :
            {FeedForwardPath::Auto, FeedForwardPath::Fired, FeedForwardPath::Grouped}) {
            const SparseLayer greedy
                = [&](const auto& weights, auto x, auto n, auto path, auto y, auto winners) {
                      return engine(weights, x, n, path, y, winners)
                          + (path == wrong); // right, but one row too many
                  };
            Benchmark benchmark(smallLayers(), nullptr, fakeClock, greedy);
            const std::string refusal = refusalOf([&] {
                while (benchmark.advance()) { }
            });
            QVERIFY2(contains(refusal,
                         wrong == FeedForwardPath::Auto ? "5 neurons were read, expected 4"
                                                        : "257 neurons were read, expected 256"),
                refusal.c_str());
        }
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
        for (const std::string impl : {"dense", "sparse"}) {
            double fraction = 0;
            QStringList names;
            for (const BenchPart& part : result.parts)
                if (part.impl == impl) {
                    names << QString::fromStdString(part.part);
                    fraction += part.fraction;
                    QVERIFY(part.bytes > 0 && part.microseconds.median > 0);
                }
            QVERIFY(std::abs(fraction - 1) < 1e-9);
            QCOMPARE(names.contains(QStringLiteral("router")), impl == "sparse");
        }
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

QTEST_GUILESS_MAIN(TestBenchmark)
#include "tst_benchmark.moc"
