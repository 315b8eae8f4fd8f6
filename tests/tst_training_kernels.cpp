// SPDX-License-Identifier: GPL-3.0-or-later
// The elementwise passes of a training step against plain loops, on odd sizes.
#include "engine/training_kernels.h"
#include "support/kernel_data.h"

#include <QTest>

#include <cmath>

using namespace glowworm;
using namespace glowworm::test;

class TestTrainingKernels : public QObject {
    Q_OBJECT

    static void sizes()
    {
        QTest::addColumn<int>("count");
        for (int count : {1, 3, 7, 16, 31, 32, 33, 100, 4099})
            QTest::addRow("%d", count) << count;
    }

private Q_SLOTS:
    void adamWIsTheWrittenFormula_data() { sizes(); }
    void adamWIsTheWrittenFormula()
    {
        QFETCH(int, count);
        const AdamWFactors f{.scale = 0.7F, .beta1 = 0.9F, .beta2 = 0.99F, .decay = 0.999F, .rate = 0.01F, .root = 1.5F, .epsilon = 1e-8F};
        const auto n = static_cast<std::size_t>(count);
        const std::vector<float> gradient = noise(n, 1), start = noise(n, 2), first = noise(n, 3);
        std::vector<float> weight = start, m = first, v(n, 0.25F);
        adamWUpdate(count, f, gradient.data(), weight.data(), m.data(), v.data());
        for (std::size_t i = 0; i < n; ++i) {
            const double g = 0.7 * gradient[i], wantedM = 0.9 * first[i] + 0.1 * g, wantedV = 0.99 * 0.25 + 0.01 * g * g;
            const double wanted = 0.999 * start[i] - 0.01 * wantedM / (std::sqrt(wantedV) * 1.5 + 1e-8);
            QVERIFY(std::abs(m[i] - wantedM) < 1e-5 && std::abs(v[i] - wantedV) < 1e-5);
            QVERIFY(std::abs(weight[i] - wanted) < 1e-5);
        }
    }

    void sumOfSquaresIsThatOfAPlainLoop_data() { sizes(); }
    void sumOfSquaresIsThatOfAPlainLoop()
    {
        QFETCH(int, count);
        const std::vector<float> x = noise(static_cast<std::size_t>(count), 4);
        double wanted = 0;
        for (float value : x)
            wanted += static_cast<double>(value) * value;
        QVERIFY(std::abs(sumOfSquares(x.data(), count) - wanted) <= 1e-5 * wanted);
    }

    void droppedElementsDependOnKeyAndPlaceAlone_data() { sizes(); }
    void droppedElementsDependOnKeyAndPlaceAlone()
    {
        QFETCH(int, count);
        const std::vector<float> ones(5000, 1);
        std::vector<float> whole(ones.size()), part(static_cast<std::size_t>(count)), other(part.size());
        const Dropping dropping = droppingOf(0.2);
        dropoutScale(static_cast<std::int64_t>(ones.size()), dropping, 77, ones.data(), whole.data());
        dropoutScale(count, dropping, 77, ones.data(), part.data());
        QVERIFY(std::equal(part.begin(), part.end(), whole.begin()));
        dropoutScale(count, dropping, 78, ones.data(), other.data());
        QVERIFY(count < 100 || part != other);
        for (float value : whole)
            QVERIFY(value == 0 || std::abs(value - 1.25F) < 1e-4F);
    }

    void theShareOfDroppedElementsIsTheProbability()
    {
        const std::vector<float> ones(1 << 20, 1);
        std::vector<float> kept(ones.size());
        for (double probability : {0.0, 0.1, 0.5, 0.9}) {
            const Dropping dropping = droppingOf(probability);
            dropoutScale(static_cast<std::int64_t>(ones.size()), dropping, 5, ones.data(), kept.data());
            const double dropped = static_cast<double>(std::count(kept.begin(), kept.end(), 0.0F)) / static_cast<double>(kept.size());
            QVERIFY2(std::abs(dropped - probability) < 0.002, qPrintable(QString::number(dropped)));
            // neighbours, and the two that share a hash, are independent
            for (std::size_t distance : {1, 16, 32}) {
                double both = 0;
                for (std::size_t i = 0; i + distance < kept.size(); ++i)
                    both += kept[i] == 0 && kept[i + distance] == 0;
                QVERIFY(std::abs(both / static_cast<double>(kept.size()) - probability * probability) < 0.003);
            }
        }
    }

    void softmaxRowsIsTheWrittenFormula_data() { sizes(); }
    void softmaxRowsIsTheWrittenFormula()
    {
        QFETCH(int, count);
        constexpr std::int64_t kRows = 5;
        const std::int64_t size = count;
        std::vector<float> z = noise(kRows * size, 6), shares(z.size());
        const float high = *std::max_element(z.begin(), z.end()) + 0.5F;
        for (std::int64_t row = 0; row < kRows; ++row) // two equal largest logits: the first wins
            z[static_cast<std::size_t>(row * size + row % size)] = z[static_cast<std::size_t>(row * size + size - 1)] = high;
        std::vector<std::int64_t> largest(kRows);
        softmaxRows(kRows, size, z.data(), shares.data(), largest.data());
        for (std::int64_t row = 0; row < kRows; ++row) {
            const float* logits = z.data() + row * size;
            QCOMPARE(largest[static_cast<std::size_t>(row)], std::max_element(logits, logits + size) - logits);
            double sum = 0;
            for (std::int64_t i = 0; i < size; ++i)
                sum += std::exp(static_cast<double>(logits[i]) - high);
            for (std::int64_t i = 0; i < size; ++i)
                QVERIFY(std::abs(shares[static_cast<std::size_t>(row * size + i)] - std::exp(static_cast<double>(logits[i]) - high) / sum) < 1e-6);
        }
        std::vector<float> inPlace = z;
        softmaxRows(kRows, size, inPlace.data(), inPlace.data(), largest.data());
        QVERIFY(sameBits(inPlace, shares));
    }

    void aLogitThatIsNoNumberSpoilsItsRowOnly()
    {
        std::vector<float> z = noise(3 * 20, 7), shares(z.size());
        z[25] = kNaN;
        std::vector<std::int64_t> largest(3);
        softmaxRows(3, 20, z.data(), shares.data(), largest.data());
        QVERIFY(std::isnan(shares[20]) && std::isnan(shares[39]));
        QVERIFY(std::isfinite(shares[0]) && std::isfinite(shares[59]));
        QVERIFY(largest[1] >= 0 && largest[1] < 20);
    }

    void softmaxRowsBackwardIsTheWrittenFormula_data() { sizes(); }
    void softmaxRowsBackwardIsTheWrittenFormula()
    {
        QFETCH(int, count);
        constexpr std::int64_t kRows = 4;
        const std::int64_t size = count;
        const std::vector<float> shares = noise(kRows * size, 8), weight = noise(kRows, 9);
        std::vector<std::int64_t> places;
        for (std::int64_t row = 0; row < kRows; ++row)
            places.push_back((row * 3 + 1) % size);
        std::vector<float> dz(shares.size());
        softmaxRowsBackward(kRows, size, shares.data(), places.data(), weight.data(), dz.data());
        for (std::int64_t row = 0; row < kRows; ++row)
            for (std::int64_t i = 0; i < size; ++i) {
                const auto at = static_cast<std::size_t>(row * size + i), r = static_cast<std::size_t>(row);
                const double wanted = static_cast<double>(weight[r]) * ((i == places[r] ? 1.0 : 0.0) - shares[at]);
                QVERIFY(std::abs(dz[at] - wanted) < 1e-5);
            }
    }
};

QTEST_GUILESS_MAIN(TestTrainingKernels)
#include "tst_training_kernels.moc"
