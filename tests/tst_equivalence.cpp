// SPDX-License-Identifier: GPL-3.0-or-later
// The check that stands before each timing: sparse layers that read, choose or compute anything
// other than the plain loops do are not timed.
#include "model/bench/equivalence.h"

#include "model/kernels/kernels.h"
#include "support/run_test.h"
#include "support/small_benchmarks.h"

#include <QtTest>

#include <algorithm>
#include <limits>

using namespace glowworm;
using namespace glowworm::test;

namespace {

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

} // namespace

class TestEquivalence : public QObject {
    Q_OBJECT

private Q_SLOTS:
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
        const std::string refusal = messageOf([&] { checkEquivalence(weights, 5, 8, 1); });
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
            const std::string refusal = messageOf([&] {
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
            const std::string refusal = messageOf([&] {
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
            return messageOf([&] {
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
            const std::string refusal = messageOf([&] {
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
            const std::string refusal = messageOf([&] {
                while (benchmark.advance()) { }
            });
            QVERIFY2(contains(refusal,
                         wrong == FeedForwardPath::Auto ? "5 neurons were read, expected 4"
                                                        : "257 neurons were read, expected 256"),
                refusal.c_str());
        }
    }
};

GLOWWORM_TEST(TestEquivalence)
#include "tst_equivalence.moc"
