// SPDX-License-Identifier: GPL-3.0-or-later
// Every vector kernel of every instruction set this CPU has, against the plain loops, on odd sizes
// and unaligned data.
#include "model/kernels/kernels.h"
#include "support/kernel_data.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <utility>

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

class TestKernels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_tables = simdKernelsOfEveryTarget();
        QVERIFY(!m_tables.empty());
        QCOMPARE(
            m_tables.front()->name, simdKernels().name); // best first, and the choice is restored
        for (const Kernels* table : m_tables)
            qInfo("instruction set: %s", table->name);
    }

    void linearEqualsPlainLoops()
    {
        for (std::int64_t inputs = 1; inputs <= kLargestSize; ++inputs) {
            const std::int64_t n = inputs % 8 + 1, outputs = inputs % 11 + 1, stride = inputs + 3;
            const std::vector<float> weight = noise(outputs * stride + 1, 1),
                                     bias = noise(outputs, 2), x = noise(n * stride + 1, 3);
            const auto run = [&](const Kernels& kernels, const float* b) {
                std::vector<float> y(static_cast<std::size_t>(n * outputs));
                kernels.linear({weight.data() + 1, stride}, b, inputs, {x.data() + 1, stride}, n,
                    {y.data(), outputs}, 0, outputs);
                return y;
            };
            for (const Kernels* table : m_tables)
                for (const float* b : {bias.data(), static_cast<const float*>(nullptr)})
                    QVERIFY2(distance(run(*table, b), run(referenceKernels(), b), 5) < 2e-6,
                        table->name);
        }
    }

    void linearBitsDependOnNeitherRangeNorBatch()
    {
        const std::int64_t inputs = 53, outputs = 23, n = 40;
        const std::vector<float> weight = noise(outputs * inputs, 1), bias = noise(outputs, 2),
                                 x = noise(n * inputs, 3);
        std::vector<const Kernels*> tables = m_tables;
        tables.push_back(&referenceKernels());
        for (const Kernels* table : tables) {
            std::vector<float> together(static_cast<std::size_t>(n * outputs)), apart(together);
            table->linear({weight.data(), inputs}, bias.data(), inputs, {x.data(), inputs}, n,
                {together.data(), outputs}, 0, outputs);
            for (std::int64_t t = 0; t < n; ++t)
                for (std::int64_t begin = 0; begin < outputs; begin += t % 7 + 1)
                    table->linear({weight.data(), inputs}, bias.data(), inputs,
                        {x.data() + t * inputs, inputs}, 1, {apart.data() + t * outputs, outputs},
                        begin, std::min(begin + t % 7 + 1, outputs));
            QVERIFY2(sameBits(together, apart), table->name);
        }
    }

    void linearOfManyInputsIsBlockedRight()
    {
        const std::int64_t inputs = 9000, outputs = 5, n = 8; // fewer tokens a block than tokens
        const std::vector<float> weight = noise(outputs * inputs, 1), x = noise(n * inputs, 3);
        const auto run = [&](const Kernels& kernels) {
            std::vector<float> y(static_cast<std::size_t>(n * outputs));
            kernels.linear({weight.data(), inputs}, nullptr, inputs, {x.data(), inputs}, n,
                {y.data(), outputs}, 0, outputs);
            return y;
        };
        for (const Kernels* table : m_tables)
            QVERIFY2(distance(run(*table), run(referenceKernels()), 100) < 1e-5, table->name);
    }

    void accumulateEqualsPlainLoops()
    {
        for (std::int64_t columns = 1; columns <= kLargestSize; ++columns) {
            const std::int64_t n = columns % 9 + 1, count = columns % 13, stride = columns + 5;
            const std::vector<float> factors = noise(n * (count + 1), 1),
                                     values = noise((count + 1) * stride + 1, 2);
            const auto run = [&](const Kernels& kernels) {
                std::vector<float> y = noise(n * stride, 3);
                kernels.accumulate({factors.data(), count + 1}, {values.data() + 1, stride}, count,
                    n, {y.data(), stride}, 0, columns);
                return y;
            };
            for (const Kernels* table : m_tables)
                QVERIFY2(distance(run(*table), run(referenceKernels()), 3) < 2e-6, table->name);
        }
    }

    void accumulateBitsDependOnNeitherRangeNorBatch()
    {
        const std::int64_t columns = 131, count = 37, n = 11;
        const std::vector<float> factors = noise(n * count, 1), values = noise(count * columns, 2);
        for (const Kernels* table : m_tables) {
            std::vector<float> together = noise(n * columns, 3), apart = together;
            table->accumulate({factors.data(), count}, {values.data(), columns}, count, n,
                {together.data(), columns}, 0, columns);
            for (std::int64_t t = 0; t < n; ++t)
                for (std::int64_t begin = 0; begin < columns; begin += 7 * t + 1)
                    table->accumulate({factors.data() + t * count, count}, {values.data(), columns},
                        count, 1, {apart.data() + t * columns, columns}, begin,
                        std::min(begin + 7 * t + 1, columns));
            QVERIFY2(sameBits(together, apart), table->name);
        }
    }

    void addAddsEveryElement()
    {
        for (std::int64_t count = 0; count <= kLargestSize; ++count)
            for (const Kernels* table : m_tables) {
                std::vector<float> got = noise(count + 2, 1), want = got;
                const std::vector<float> source = noise(count, 2);
                table->add(got.data() + 1, source.data(), count);
                referenceKernels().add(want.data() + 1, source.data(), count);
                QVERIFY2(sameBits(got, want), table->name); // also: nothing outside is touched
            }
    }

    void layerNormEqualsPlainLoops()
    {
        for (std::int64_t width = 1; width <= kLargestSize; ++width) {
            const std::int64_t n = 3;
            std::vector<float> x = noise(n * width + 1, 1);
            for (std::int64_t i = 0; i < width; ++i)
                x[static_cast<std::size_t>(1 + i)]
                    = 1000 + x[static_cast<std::size_t>(1 + i)]; // mean far from 0
            for (std::int64_t i = 0; i < width; ++i)
                x[static_cast<std::size_t>(1 + width + i)] = 7; // no deviation at all
            const std::vector<float> weight = noise(width, 2), bias = noise(width, 3);
            const auto run = [&](const Kernels& kernels) {
                std::vector<float> y(static_cast<std::size_t>(n * width));
                kernels.layerNorm(
                    {x.data() + 1, width}, weight.data(), bias.data(), width, n, {y.data(), width});
                return y;
            };
            for (const Kernels* table : m_tables) {
                const std::vector<float> got = run(*table), want = run(referenceKernels());
                // A mean of 1000 leaves 1000 * 2^-23 of each deviation from it undetermined.
                QVERIFY2(distance({got.begin(), got.begin() + width},
                             {want.begin(), want.begin() + width})
                        < 2e-3,
                    table->name);
                QVERIFY2(
                    distance({got.begin() + width, got.end()}, {want.begin() + width, want.end()})
                        < 5e-6,
                    table->name);
            }
        }
    }

    void softmaxEqualsPlainLoops()
    {
        for (std::int64_t count = 1; count <= kLargestSize; ++count)
            for (const float spread : {0.0F, 1.0F, 50.0F, 1e4F})
                for (const Kernels* table : m_tables) {
                    std::vector<float> got = noise(count + 1, 1);
                    for (float& value : got)
                        value *= spread;
                    std::vector<float> want = got;
                    table->softmax(got.data() + 1, count, 0.3F);
                    referenceKernels().softmax(want.data() + 1, count, 0.3F);
                    QVERIFY2(distance(got, want) < 2e-6, table->name);
                }
    }

    void activationsEqualPlainLoops()
    {
        std::vector<float> edges = {0.0F, -0.0F, 1e-30F, -1e-30F, 13.0F, -13.0F, 40.0F, -40.0F,
            1e30F, -1e30F, kInfinity, kNaN};
        for (int i = -600; i <= 600; ++i)
            edges.push_back(static_cast<float>(i) / 100);
        for (const Activation activation :
            {Activation::Identity, Activation::Relu, Activation::Gelu})
            for (const Kernels* table : m_tables)
                for (std::size_t count = edges.size() - 17; count <= edges.size(); ++count) {
                    std::vector<float> got = edges, want = edges;
                    table->activate(activation, got.data(), static_cast<std::int64_t>(count));
                    referenceKernels().activate(
                        activation, want.data(), static_cast<std::int64_t>(count));
                    for (std::size_t i = 0; i < edges.size(); ++i) {
                        const bool same = std::isnan(want[i]) ? std::isnan(got[i])
                            : std::isinf(want[i])
                            ? got[i] == want[i]
                            : std::abs(got[i] - want[i]) <= 1e-6F * std::abs(want[i]) + 1e-12F;
                        QVERIFY2(same,
                            qPrintable(QStringLiteral("%1 %2: %3, not %4")
                                           .arg(QString::fromUtf8(table->name))
                                           .arg(edges[i])
                                           .arg(got[i])
                                           .arg(want[i])));
                    }
                }
    }

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
                    QVERIFY2(distance(got.gates, want.gates) < 3e-6, table->name);
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
                std::vector<const Kernels*> tables = m_tables;
                tables.push_back(&referenceKernels());
                for (const Kernels* table : tables) {
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
        std::vector<const Kernels*> tables = m_tables;
        tables.push_back(&referenceKernels());
        for (const float damage : {kNaN, kInfinity, -kInfinity})
            for (const Kernels* table : tables) {
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

    void everyFormatEqualsPlainLoops()
    {
        for (const WeightFormat format : kWeightFormats)
            for (std::int64_t inputs = 1; inputs <= kLargestSize; ++inputs) {
                const std::int64_t n = inputs % 8 + 1, outputs = inputs % 23 + 1;
                const WeightMatrix weight = packedNoise(format, outputs, inputs, 1);
                const std::vector<float> bias = noise(outputs, 2), x = noise(n * inputs + 1, 3),
                                         factors = noise(n * outputs, 4);
                const auto products = [&](const Kernels& kernels, const float* b) {
                    std::vector<float> y(static_cast<std::size_t>(n * outputs));
                    kernels.linear(weight.rows(), b, inputs, {x.data() + 1, inputs}, n,
                        {y.data(), outputs}, 0, outputs);
                    return y;
                };
                const auto sums = [&](const Kernels& kernels) {
                    std::vector<float> y = noise(n * inputs, 5);
                    kernels.accumulate({factors.data(), outputs}, weight.rows(), outputs, n,
                        {y.data(), inputs}, 0, inputs);
                    return y;
                };
                for (const Kernels* table : m_tables) {
                    QVERIFY2(distance(products(*table, bias.data()),
                                 products(referenceKernels(), bias.data()), 5)
                            < 2e-6,
                        table->name);
                    QVERIFY2(distance(products(*table, nullptr),
                                 products(referenceKernels(), nullptr), 5)
                            < 2e-6,
                        table->name);
                    QVERIFY2(
                        distance(sums(*table), sums(referenceKernels()), 5) < 2e-6, table->name);
                }
            }
    }

    void everyFormatsBitsDependNotOnBatch()
    {
        const std::int64_t inputs = 61, outputs = 37, n = 29;
        for (const WeightFormat format : kWeightFormats) {
            const WeightMatrix weight = packedNoise(format, outputs, inputs, 1);
            const std::vector<float> bias = noise(outputs, 2), x = noise(n * inputs, 3),
                                     factors = noise(n * outputs, 4);
            for (const Kernels* table : m_tables) {
                std::vector<float> y(static_cast<std::size_t>(n * outputs)),
                    alone = y, sum = noise(n * inputs, 5), sumAlone = sum;
                table->linear(weight.rows(), bias.data(), inputs, {x.data(), inputs}, n,
                    {y.data(), outputs}, 0, outputs);
                table->accumulate({factors.data(), outputs}, weight.rows(), outputs, n,
                    {sum.data(), inputs}, 0, inputs);
                for (std::int64_t t = 0; t < n; ++t) {
                    for (std::int64_t begin = 0; begin < outputs; begin += t % 9 + 1)
                        table->linear(weight.rows(), bias.data(), inputs,
                            {x.data() + t * inputs, inputs}, 1,
                            {alone.data() + t * outputs, outputs}, begin,
                            std::min(begin + t % 9 + 1, outputs));
                    for (std::int64_t first = 0; first < outputs;
                         first += t % 9 + 1) // rows in pieces, columns in pieces
                        for (std::int64_t c = 0; c < inputs; c += 13)
                            table->accumulate({factors.data() + t * outputs + first, outputs},
                                weight.rows().from(first), std::min(t % 9 + 1, outputs - first), 1,
                                {sumAlone.data() + t * inputs, inputs}, c,
                                std::min(c + 13, inputs));
                }
                QVERIFY2(sameBits(y, alone), table->name);
                QVERIFY2(sameBits(sum, sumAlone), table->name);
            }
        }
    }

    void chosenRowsGiveTheBitsOfAllRows()
    {
        for (const WeightFormat format : kWeightFormats)
            for (std::int64_t width = 1; width <= kLargestSize; ++width) {
                const std::int64_t rows = 40, count = width % (rows + 1);
                const WeightMatrix weight = packedNoise(format, 2 * rows, width, 1);
                const WeightRows second = weight.rows().half(1);
                const std::vector<float> bias = noise(rows, 2), x = noise(width + 1, 3);
                std::vector<std::uint16_t> which;
                for (std::int64_t i = 0; i < count; ++i)
                    which.push_back(static_cast<std::uint16_t>(i * 7 % rows));
                std::vector<const Kernels*> tables = m_tables;
                tables.push_back(&referenceKernels());
                for (const Kernels* table : tables) {
                    std::vector<float> all(static_cast<std::size_t>(rows)),
                        some(static_cast<std::size_t>(count));
                    table->linear(second, bias.data(), width, {x.data() + 1, width}, 1,
                        {all.data(), rows}, 0, rows);
                    table->gatherDot(
                        second, bias.data(), width, which.data(), count, x.data() + 1, some.data());
                    for (std::size_t i = 0; i < some.size(); ++i)
                        QCOMPARE(some[i], all[which[i]]);

                    for (std::size_t i = 0; i < some.size(); i += 3)
                        some[i] = 0; // its row adds nothing
                    std::vector<float> coefficients(static_cast<std::size_t>(rows)),
                        want = noise(width, 4), got = want, apart = want;
                    std::vector<float> every = want;
                    for (std::int64_t i = 0; i < count;
                         ++i) { // one row after the other is the order
                        const float one = some[static_cast<std::size_t>(i)];
                        table->accumulate({&one, 1},
                            second.from(which[static_cast<std::size_t>(i)]), 1, 1,
                            {want.data(), width}, 0, width);
                    }
                    table->gatherAdd(
                        some.data(), second, which.data(), count, got.data(), 0, width);
                    for (std::int64_t c = 0; c < width; c += 11)
                        table->gatherAdd(some.data(), second, which.data(), count, apart.data(), c,
                            std::min(c + 11, width));
                    QVERIFY2(sameBits(got, apart), table->name);
                    if (table == &referenceKernels()) // its sums are rounded once a call
                        QVERIFY(distance(got, want, 10) < 2e-6);
                    else
                        QVERIFY2(sameBits(got, want), table->name);

                    for (std::size_t i = 0; i < coefficients.size(); i += 2)
                        coefficients[i] = bias[i]; // all rows, every second one silent
                    std::vector<float> skipped = every;
                    table->accumulate({coefficients.data(), rows}, second, rows, 1,
                        {every.data(), width}, 0, width);
                    table->gatherAdd(
                        coefficients.data(), second, nullptr, rows, skipped.data(), 0, width);
                    QVERIFY2(sameBits(skipped, every), table->name);
                }
            }
    }

    void silentAndFullCoefficientsEqualPlainLoops()
    {
        const std::int64_t rows = 19;
        for (const WeightFormat format : kWeightFormats)
            for (std::int64_t width = 1; width <= kLargestSize; ++width) {
                const WeightMatrix weight = packedNoise(format, rows, width, 1);
                std::vector<std::uint16_t> every;
                for (std::int64_t i = 0; i < rows; ++i)
                    every.push_back(static_cast<std::uint16_t>(rows - 1 - i));
                for (const std::int64_t n : {1, 29})
                    for (const bool silent : {true, false}) {
                        const std::vector<float> start
                            = noise(n * width + 1, 2); // y begins behind a cache line
                        const std::vector<float> factors = silent
                            ? std::vector<float>(static_cast<std::size_t>(n * rows + 1))
                            : noise(n * rows + 1, 3);
                        const auto sums = [&](const Kernels& kernels) {
                            std::vector<float> y = start;
                            kernels.accumulate({factors.data() + 1, rows}, weight.rows(), rows, n,
                                {y.data() + 1, width}, 0, width);
                            return y;
                        };
                        const auto chosen
                            = [&](const Kernels& kernels, const std::uint16_t* which) {
                                  std::vector<float> y = start;
                                  kernels.gatherAdd(factors.data() + 1, weight.rows(), which, rows,
                                      y.data() + 1, 0, width);
                                  return y;
                              };
                        for (const Kernels* table : m_tables) {
                            QVERIFY2(distance(sums(*table), sums(referenceKernels()), 5) < 2e-6,
                                table->name);
                            for (const std::uint16_t* which : {std::as_const(every).data(),
                                     static_cast<const std::uint16_t*>(nullptr)}) {
                                QVERIFY2(distance(chosen(*table, which),
                                             chosen(referenceKernels(), which), 5)
                                        < 2e-6,
                                    table->name);
                                QVERIFY2(
                                    !silent || sameBits(chosen(*table, which), start), table->name);
                            }
                            QVERIFY2(!silent || sameBits(sums(*table), start), table->name);
                        }
                    }
            }
    }

    void productsOfManyTokensEqualPlainLoops()
    {
        const std::int64_t n = 29, outputs = 13;
        for (const WeightFormat format : kWeightFormats)
            for (std::int64_t inputs = 1; inputs <= kLargestSize; inputs += 3) {
                const WeightMatrix weight = packedNoise(format, outputs, inputs, 1);
                const std::vector<float> bias = noise(outputs, 2),
                                         zeros(static_cast<std::size_t>(n * inputs + 1));
                const auto products = [&](const Kernels& kernels, const std::vector<float>& x) {
                    std::vector<float> y(static_cast<std::size_t>(n * outputs + 1));
                    kernels.linear(weight.rows(), bias.data(), inputs, {x.data() + 1, inputs}, n,
                        {y.data() + 1, outputs}, 0, outputs);
                    return y;
                };
                const std::vector<float> x = noise(n * inputs + 1, 3);
                for (const Kernels* table : m_tables) {
                    QVERIFY2(
                        distance(products(*table, x), products(referenceKernels(), x), 5) < 2e-6,
                        table->name);
                    QVERIFY2(sameBits(products(*table, zeros), products(referenceKernels(), zeros)),
                        table->name); // the bias
                }
            }
    }

    void silentRowsAreNotRead()
    {
        const std::vector<std::uint16_t> which = {4, 0, 3, 1, 2};
        for (const WeightFormat format : kWeightFormats)
            for (const std::int64_t width : {1, 16, 67}) {
                WeightMatrix rows = packedNoise(format, 5, width, 1);
                for (std::int64_t i = 0; i < 5; ++i)
                    rows.setRow(i, std::vector<float>(static_cast<std::size_t>(width), kNaN));
                const std::vector<float> coefficients(5, 0.0F), want = noise(width, 1);
                std::vector<const Kernels*> tables = m_tables;
                tables.push_back(&referenceKernels());
                for (const Kernels* table : tables)
                    for (const std::uint16_t* chosen :
                        {which.data(), static_cast<const std::uint16_t*>(nullptr)}) {
                        std::vector<float> y = want;
                        table->gatherAdd(
                            coefficients.data(), rows.rows(), chosen, 5, y.data(), 0, width);
                        QVERIFY2(sameBits(y, want), table->name);
                    }
            }
    }

    void activationsOfUnalignedTails()
    {
        for (const Activation activation :
            {Activation::Identity, Activation::Relu, Activation::Gelu})
            for (std::int64_t count = 0; count <= kLargestSize; ++count)
                for (const Kernels* table : m_tables) {
                    std::vector<float> got = noise(count + 2, 1), want = got;
                    table->activate(activation, got.data() + 1, count);
                    referenceKernels().activate(activation, want.data() + 1, count);
                    QVERIFY2(distance(got, want) < 1e-6, table->name);
                    QVERIFY2(got.front() == want.front() && got.back() == want.back(),
                        table->name); // nothing outside is touched
                }
    }

    void normBitsDependNotOnBatch()
    {
        const std::int64_t n = 11;
        for (std::int64_t width = 1; width <= kLargestSize; ++width) {
            const std::vector<float> x = noise(n * width + 1, 1), weight = noise(width + 1, 2),
                                     bias = noise(width + 1, 3);
            const auto run = [&](const Kernels& kernels, std::int64_t tokens) { // that many a call
                std::vector<float> y(static_cast<std::size_t>(n * width + 1));
                for (std::int64_t t = 0; t < n; t += tokens)
                    kernels.layerNorm({x.data() + 1 + t * width, width}, weight.data() + 1,
                        bias.data() + 1, width, std::min(tokens, n - t),
                        {y.data() + 1 + t * width, width});
                return y;
            };
            for (const Kernels* table : m_tables) {
                QVERIFY2(sameBits(run(*table, 1), run(*table, n)), table->name);
                QVERIFY2(sameBits(run(*table, 3), run(*table, n)), table->name);
                QVERIFY2(distance(run(*table, n), run(referenceKernels(), n)) < 2e-5, table->name);
            }
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
                    QVERIFY2(distance(got.gates, want.gates) < 3e-6, table->name);
                }
            }
    }

private:
    std::vector<const Kernels*> m_tables;
};

QTEST_GUILESS_MAIN(TestKernels)
#include "tst_kernels.moc"
