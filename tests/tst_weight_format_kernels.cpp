// SPDX-License-Identifier: GPL-3.0-or-later
// Kernels on weights of every format, for every instruction set this CPU has: all rows, chosen rows
// and silent ones, against the plain loops.
#include "model/kernels/kernels.h"
#include "support/kernel_data.h"
#include "support/run_test.h"

#include <QtTest>

#include <algorithm>
#include <utility>

using namespace glowworm;
using namespace glowworm::test;

class TestWeightFormatKernels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(!m_tables.empty()); }

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
                    QVERIFY2(farthest(products(*table, bias.data()),
                                 products(referenceKernels(), bias.data()), 5)
                            < 2e-6,
                        table->name);
                    QVERIFY2(farthest(products(*table, nullptr),
                                 products(referenceKernels(), nullptr), 5)
                            < 2e-6,
                        table->name);
                    QVERIFY2(
                        farthest(sums(*table), sums(referenceKernels()), 5) < 2e-6, table->name);
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
                for (const Kernels* table : m_all) {
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
                        QVERIFY(farthest(got, want, 10) < 2e-6);
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
                            QVERIFY2(farthest(sums(*table), sums(referenceKernels()), 5) < 2e-6,
                                table->name);
                            for (const std::uint16_t* which : {std::as_const(every).data(),
                                     static_cast<const std::uint16_t*>(nullptr)}) {
                                QVERIFY2(farthest(chosen(*table, which),
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
                        farthest(products(*table, x), products(referenceKernels(), x), 5) < 2e-6,
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
                for (const Kernels* table : m_all)
                    for (const std::uint16_t* chosen :
                        {which.data(), static_cast<const std::uint16_t*>(nullptr)}) {
                        std::vector<float> y = want;
                        table->gatherAdd(
                            coefficients.data(), rows.rows(), chosen, 5, y.data(), 0, width);
                        QVERIFY2(sameBits(y, want), table->name);
                    }
            }
    }

private:
    const std::vector<const Kernels*> m_tables = simdKernelsOfEveryTarget(),
                                      m_all = withPlainLoops(m_tables);
};

GLOWWORM_TEST(TestWeightFormatKernels)
#include "tst_weight_format_kernels.moc"
