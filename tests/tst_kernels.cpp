// SPDX-License-Identifier: GPL-3.0-or-later
// Vector kernels of every instruction set this CPU has, against the plain loops, on odd sizes and
// unaligned data: products and sums of 32-bit weights, norms, softmax and activations.
#include "model/kernels/kernels.h"
#include "support/kernel_data.h"
#include "support/run_test.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace glowworm;
using namespace glowworm::test;

class TestKernels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
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
                    QVERIFY2(farthest(run(*table, b), run(referenceKernels(), b), 5) < 2e-6,
                        table->name);
        }
    }

    void linearBitsDependOnNeitherRangeNorBatch()
    {
        const std::int64_t inputs = 53, outputs = 23, n = 40;
        const std::vector<float> weight = noise(outputs * inputs, 1), bias = noise(outputs, 2),
                                 x = noise(n * inputs, 3);
        for (const Kernels* table : m_all) {
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
            QVERIFY2(farthest(run(*table), run(referenceKernels()), 100) < 1e-5, table->name);
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
                QVERIFY2(farthest(run(*table), run(referenceKernels()), 3) < 2e-6, table->name);
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
                QVERIFY2(farthest({got.begin(), got.begin() + width},
                             {want.begin(), want.begin() + width})
                        < 2e-3,
                    table->name);
                QVERIFY2(
                    farthest({got.begin() + width, got.end()}, {want.begin() + width, want.end()})
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
                    QVERIFY2(farthest(got, want) < 2e-6, table->name);
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

    void activationsOfUnalignedTails()
    {
        for (const Activation activation :
            {Activation::Identity, Activation::Relu, Activation::Gelu})
            for (std::int64_t count = 0; count <= kLargestSize; ++count)
                for (const Kernels* table : m_tables) {
                    std::vector<float> got = noise(count + 2, 1), want = got;
                    table->activate(activation, got.data() + 1, count);
                    referenceKernels().activate(activation, want.data() + 1, count);
                    QVERIFY2(farthest(got, want) < 1e-6, table->name);
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
                QVERIFY2(farthest(run(*table, n), run(referenceKernels(), n)) < 2e-5, table->name);
            }
        }
    }

private:
    const std::vector<const Kernels*> m_tables = simdKernelsOfEveryTarget(),
                                      m_all = withPlainLoops(m_tables);
};

GLOWWORM_TEST(TestKernels)
#include "tst_kernels.moc"
