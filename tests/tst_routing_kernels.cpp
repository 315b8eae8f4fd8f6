// SPDX-License-Identifier: GPL-3.0-or-later
// The router of every instruction set this CPU has, against the plain loops: one winner a group,
// its gate, ties, and logits that are no numbers.
#include "model/kernels/kernels.h"
#include "support/kernel_data.h"
#include "support/run_test.h"

#include <QtTest>

#include <algorithm>

using namespace glowworm;
using namespace glowworm::test;

namespace {

struct Routed {
    std::vector<std::uint16_t> winners;
    std::vector<float> gates;
    std::int64_t wrong = 0;
};

Routed routeAll(
    const Kernels& kernels, const FeedForwardWeights& weights, const std::vector<float>& hidden)
{
    const std::int64_t n = static_cast<std::int64_t>(hidden.size()) / weights.routerRank;
    Routed routed{std::vector<std::uint16_t>(static_cast<std::size_t>(n * weights.groups)),
        std::vector<float>(static_cast<std::size_t>(n * weights.groups)), 0};
    std::vector<float> scratch(static_cast<std::size_t>(routeScratch(weights)), kNaN);
    routed.wrong = kernels.route(weights, {hidden.data(), weights.routerRank}, 0, n,
        routed.winners.data(), routed.gates.data(), scratch.data());
    return routed;
}

} // namespace

class TestRoutingKernels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(!m_tables.empty()); }

    void routingEqualsPlainLoops()
    {
        for (int size = 1; size <= kLargestSize; ++size)
            for (const Gate gate : {Gate::Softmax, Gate::Sigmoid}) {
                const ModelConfig config = layerConfig(5, size % 5 + 1, size, size % 9 + 1, gate);
                const FeedForwardWeights weights
                    = packFeedForward(config, layerTensors(config, 10), "");
                const std::vector<float> hidden = noise((size % 19 + 1) * config.routerRank, 20);
                const Routed want = routeAll(referenceKernels(), weights, hidden);
                QCOMPARE(want.wrong, -1);
                for (const Kernels* table : m_tables) {
                    const Routed got = routeAll(*table, weights, hidden);
                    QCOMPARE(got.wrong, -1);
                    QVERIFY2(got.winners == want.winners, table->name);
                    QVERIFY2(farthest(got.gates, want.gates) < 3e-6, table->name);
                }
            }
    }

    void routingFindsOneWinnerInEveryGroupOfAnySize()
    {
        for (const int size : {1, 2, 4, 12, 24, 50, 64, 65, 130}) {
            const ModelConfig config = layerConfig(3, 67, size, 4);
            const FeedForwardWeights weights
                = packFeedForward(config, layerTensors(config, 30), "");
            const std::vector<float> hidden = noise(3 * config.routerRank, 40);
            const Routed want = routeAll(referenceKernels(), weights, hidden);
            for (int g = 0; g < config.groups; ++g)
                QCOMPARE(want.winners[static_cast<std::size_t>(g)] / size, g); // one winner a group
            for (const Kernels* table : m_tables)
                QVERIFY2(routeAll(*table, weights, hidden).winners == want.winners, table->name);
        }
    }

    void routingBitsDependNotOnBatch()
    {
        const ModelConfig config = layerConfig(4, 7, 33, 6);
        const FeedForwardWeights weights = packFeedForward(config, layerTensors(config, 50), "");
        const std::int64_t n = 21, R = config.routerRank, G = config.groups;
        const std::vector<float> hidden = noise(n * R, 60);
        for (const Kernels* table : m_tables) {
            const Routed together = routeAll(*table, weights, hidden);
            for (std::int64_t t = 0; t < n; ++t) {
                const Routed alone = routeAll(
                    *table, weights, {hidden.begin() + t * R, hidden.begin() + (t + 1) * R});
                for (std::int64_t g = 0; g < G; ++g) {
                    QCOMPARE(alone.winners[static_cast<std::size_t>(g)],
                        together.winners[static_cast<std::size_t>(t * G + g)]);
                    QCOMPARE(alone.gates[static_cast<std::size_t>(g)],
                        together.gates[static_cast<std::size_t>(t * G + g)]);
                }
            }
        }
    }

    void lowestNeuronWinsATie()
    {
        for (const int size : {1, 2, 5, 8, 16, 17, 64, 67}) {
            const ModelConfig config = layerConfig(4, 3, size, 2);
            Tensors tensors = layerTensors(config, 70);
            for (float& value : tensors["ff.router.up.weight"].values)
                value = 0;
            for (int first = 0; first < size; ++first) {
                std::vector<float>& bias = tensors["ff.router.up.bias"].values;
                for (std::size_t j = 0; j < bias.size(); ++j)
                    bias[j] = static_cast<int>(j) % size < first ? -2.0F : -1.0F;
                const FeedForwardWeights weights = packFeedForward(config, tensors, "");
                for (const Kernels* table : m_all) {
                    const Routed routed = routeAll(*table, weights, noise(2, 1));
                    for (int g = 0; g < config.groups; ++g)
                        QCOMPARE(static_cast<int>(routed.winners[static_cast<std::size_t>(g)]),
                            g * size + first);
                }
            }
        }
    }

    void aLogitThatIsNoNumberNamesItsToken()
    {
        const ModelConfig config = layerConfig(4, 5, 13, 3);
        for (const float damage : {kNaN, kInfinity, -kInfinity})
            for (const Kernels* table : m_all) {
                Tensors tensors = layerTensors(config, 80);
                std::vector<float> hidden = noise(20 * config.routerRank, 90);
                hidden[static_cast<std::size_t>(11 * config.routerRank + 1)] = damage;
                hidden[static_cast<std::size_t>(14 * config.routerRank)] = damage;
                QCOMPARE(routeAll(*table, packFeedForward(config, tensors, ""), hidden).wrong, 11);

                tensors["ff.router.up.bias"].values.back()
                    = damage; // one neuron of the last group, every token
                QCOMPARE(routeAll(*table, packFeedForward(config, tensors, ""), hidden).wrong, 0);
            }
    }

    void controllersRouteWithoutGates()
    {
        for (int size = 1; size <= kLargestSize; ++size)
            for (const int n : {1, 29})
                for (const bool silent : {true, false}) { // silent: the biases alone choose
                    ModelConfig config = layerConfig(5, size % 9 + 1, size, size % 7 + 1);
                    config.routing = Routing::GumbelController;
                    const FeedForwardWeights weights
                        = packFeedForward(config, layerTensors(config, 10), "");
                    std::vector<float> hidden = noise(n * config.routerRank, 20);
                    if (silent)
                        std::ranges::fill(hidden, 0.0F);
                    const Routed want = routeAll(referenceKernels(), weights, hidden);
                    for (const Kernels* table : m_tables) {
                        const Routed got = routeAll(*table, weights, hidden);
                        QCOMPARE(got.wrong, -1);
                        QVERIFY2(got.winners == want.winners, table->name);
                        QCOMPARE(got.gates, std::vector<float>(got.gates.size(), 1.0F));
                    }
                }
    }

    void routingOfEveryFormatEqualsPlainLoops()
    {
        for (const WeightFormat format : kWeightFormats)
            for (int size = 1; size <= kLargestSize; ++size) {
                const ModelConfig config = layerConfig(5, size % 7 + 1, size, size % 9 + 1);
                const FeedForwardWeights weights
                    = packFeedForward(config, layerTensors(config, 10), "", format);
                const std::vector<float> hidden = noise((size % 19 + 1) * config.routerRank, 20);
                const Routed want = routeAll(referenceKernels(), weights, hidden);
                for (const Kernels* table : m_tables) {
                    const Routed got = routeAll(*table, weights, hidden);
                    QCOMPARE(got.wrong, -1);
                    QVERIFY2(got.winners == want.winners, table->name);
                    QVERIFY2(farthest(got.gates, want.gates) < 3e-6, table->name);
                }
            }
    }

private:
    const std::vector<const Kernels*> m_tables = simdKernelsOfEveryTarget(),
                                      m_all = withPlainLoops(m_tables);
};

GLOWWORM_TEST(TestRoutingKernels)
#include "tst_routing_kernels.moc"
