// SPDX-License-Identifier: GPL-3.0-or-later
// The passes of a training step that are no matrix products, and the router's, against plain loops,
// on odd sizes.
#include "model/kernels/attention_probabilities.h"
#include "model/kernels/router_training.h"
#include "model/kernels/training_kernels.h"

#include "model/base/bfloat16.h"
#include "support/adamw_factors.h"
#include "support/kernel_data.h"
#include "support/run_test.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace glowworm;
using namespace glowworm::test;

namespace {

/// The formulas of attention_probabilities.h in double.
struct PlainProbabilities {
    std::vector<double> kept, dScores; // (T, T)

    PlainProbabilities(const ProbabilityShape& shape, const std::vector<float>& scores,
        const std::vector<float>& dKept)
        : kept(scores.size())
        , dScores(scores.size())
    {
        const auto T = static_cast<std::size_t>(shape.tokens);
        for (std::size_t q = 0; q < T; ++q) {
            std::vector<float> factors(T, 1);
            if (shape.dropping.threshold > 0)
                dropoutScale(shape.tokens, shape.dropping, randomKey(shape.key, shape.firstRow + q),
                    factors.data(), factors.data());
            std::vector<double> p(T);
            double total = 0, mean = 0;
            for (std::size_t k = 0; k <= q; ++k)
                total += p[k] = std::exp(static_cast<double>(shape.scale) * scores[q * T + k]);
            for (std::size_t k = 0; k <= q; ++k) {
                p[k] /= total;
                mean += p[k] * factors[k] * dKept[q * T + k];
            }
            for (std::size_t k = 0; k <= q; ++k) {
                kept[q * T + k] = p[k] * factors[k];
                dScores[q * T + k] = shape.scale * p[k]
                    * (static_cast<double>(factors[k]) * dKept[q * T + k] - mean);
            }
        }
    }
};

double farthest(const std::vector<float>& got, const std::vector<double>& want)
{
    double worst = 0;
    for (std::size_t i = 0; i < want.size(); ++i)
        worst = std::isfinite(got[i]) ? std::max(worst, std::abs(got[i] - want[i])) : kInfinity;
    return worst;
}

std::vector<std::uint16_t> bf16Of(const std::vector<float>& values)
{
    std::vector<std::uint16_t> result;
    for (float value : values)
        result.push_back(floatToBf16(value));
    return result;
}

std::vector<float> floats(const std::vector<std::uint16_t>& halves)
{
    std::vector<float> result;
    for (std::uint16_t half : halves)
        result.push_back(bf16ToFloat(half));
    return result;
}

struct RouterCase {
    RouterShape shape;
    std::vector<float> h, up, bias, dGate, dProbabilities;
    std::vector<std::int64_t> winners;
    std::vector<float> gate, probabilitySum;

    RouterCase(int tokens, int rank, int groupSize, int groups)
        : shape{tokens, rank, groupSize * groups, groups, 1.5F}
        , h(noise(std::int64_t{tokens} * rank, 10))
        , up(noise(std::int64_t{rank} * shape.neurons, 11))
        , bias(noise(shape.neurons, 12))
        , dGate(noise(std::int64_t{tokens} * groups, 13))
        , dProbabilities(noise(shape.neurons, 14))
        , winners(dGate.size())
        , gate(dGate.size())
        , probabilitySum(bias.size(), 1) // added to
    {
        routerForward(shape, h.data(), up.data(), bias.data(), winners.data(), gate.data(),
            probabilitySum.data());
    }
    /// softmax(z)[j] of one token and group, in double.
    std::vector<double> probabilities(int token, int group) const
    {
        const int N = shape.neurons / shape.groups;
        std::vector<double> q(static_cast<std::size_t>(N));
        double total = 0;
        for (int i = 0; i < N; ++i) {
            double z = bias[static_cast<std::size_t>(group * N + i)];
            for (int r = 0; r < shape.rank; ++r)
                z += static_cast<double>(h[static_cast<std::size_t>(token * shape.rank + r)])
                    * up[static_cast<std::size_t>((group * N + i) * shape.rank + r)];
            total += q[static_cast<std::size_t>(i)] = std::exp(z);
        }
        for (double& probability : q)
            probability /= total;
        return q;
    }
};

} // namespace

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
        const AdamWFactors& f = kAdamWFactors;
        const auto n = static_cast<std::size_t>(count);
        const std::vector<float> gradient = noise(n, 1), start = noise(n, 2), first = noise(n, 3);
        std::vector<float> weight = start, m = first, v(n, 0.25F);
        adamWUpdate(count, f, gradient.data(), weight.data(), m.data(), v.data());
        for (std::size_t i = 0; i < n; ++i) {
            const double g = f.scale * gradient[i],
                         wantedM = f.beta1 * first[i] + (1 - f.beta1) * g,
                         wantedV = f.beta2 * 0.25 + (1 - f.beta2) * g * g;
            const double wanted
                = f.decay * start[i] - f.rate * wantedM / (std::sqrt(wantedV) * f.root + f.epsilon);
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
        std::vector<float> whole(ones.size()), part(static_cast<std::size_t>(count)),
            other(part.size());
        const Dropping dropping = droppingOf(0.2);
        dropoutScale(
            static_cast<std::int64_t>(ones.size()), dropping, 77, ones.data(), whole.data());
        dropoutScale(count, dropping, 77, ones.data(), part.data());
        QVERIFY(std::equal(part.begin(), part.end(), whole.begin()));
        dropoutScale(count, dropping, 78, ones.data(), other.data());
        QVERIFY(count < 100 || part != other);
        for (float value : whole)
            QVERIFY(value == 0 || std::abs(value - 1.25F) < 1e-4F);
    }

    void theFractionOfDroppedElementsIsTheProbability()
    {
        const std::vector<float> ones(1 << 20, 1);
        std::vector<float> kept(ones.size());
        for (double probability : {0.0, 0.1, 0.5, 0.9}) {
            const Dropping dropping = droppingOf(probability);
            dropoutScale(
                static_cast<std::int64_t>(ones.size()), dropping, 5, ones.data(), kept.data());
            const double dropped = static_cast<double>(std::count(kept.begin(), kept.end(), 0.0F))
                / static_cast<double>(kept.size());
            QVERIFY2(std::abs(dropped - probability) < 0.002, qPrintable(QString::number(dropped)));
            // neighbours, and the two that share a hash, are independent
            for (std::size_t distance : {1, 16, 32}) {
                double both = 0;
                for (std::size_t i = 0; i + distance < kept.size(); ++i)
                    both += kept[i] == 0 && kept[i + distance] == 0;
                QVERIFY(
                    std::abs(both / static_cast<double>(kept.size()) - probability * probability)
                    < 0.003);
            }
        }
    }

    void softmaxIsTheWrittenFormula_data() { sizes(); }
    void softmaxIsTheWrittenFormula()
    {
        QFETCH(int, count);
        const std::vector<float> z = noise(count, 6);
        std::vector<float> probabilities(z.size()), inPlace = z;
        softmaxRow(count, z.data(), probabilities.data());
        double sum = 0;
        for (float logit : z)
            sum += std::exp(static_cast<double>(logit));
        for (std::size_t i = 0; i < z.size(); ++i)
            QVERIFY(std::abs(probabilities[i] - std::exp(static_cast<double>(z[i])) / sum) < 1e-6);
        softmaxRow(count, inPlace.data(), inPlace.data());
        QVERIFY(sameBits(inPlace, probabilities));
    }

    void attentionSharesAreTheWrittenFormula_data()
    {
        QTest::addColumn<int>("tokens");
        QTest::addColumn<double>("dropout");
        for (int tokens : {1, 2, 15, 16, 33, 70})
            for (double dropout : {0.0, 0.25})
                QTest::addRow("%d tokens, dropout %g", tokens, dropout) << tokens << dropout;
    }
    void attentionSharesAreTheWrittenFormula()
    {
        QFETCH(int, tokens);
        QFETCH(double, dropout);
        const ProbabilityShape shape{tokens, 0.3F, droppingOf(dropout), 5, 40};
        const std::int64_t count = std::int64_t{tokens} * tokens;
        const std::vector<float> scores = floats(bf16Of(noise(count, 20))),
                                 dKept = floats(bf16Of(noise(count, 21))); // fp32 that bf16 holds
        const PlainProbabilities wanted(shape, scores, dKept);

        std::vector<float> forward = scores, kept = scores, dScores = dKept;
        attentionProbabilities(shape, forward.data());
        attentionProbabilitiesBackward(shape, kept.data(), dScores.data());
        QVERIFY(farthest(forward, wanted.kept) < 1e-6);
        QVERIFY(sameBits(forward, kept));
        QVERIFY(farthest(dScores, wanted.dScores) < 1e-6);

        std::vector<std::uint16_t> narrow = bf16Of(scores), narrowKept = narrow,
                                   narrowGradient = bf16Of(dKept);
        attentionProbabilities(shape, narrow.data());
        attentionProbabilitiesBackward(shape, narrowKept.data(), narrowGradient.data());
        QCOMPARE(narrow, bf16Of(forward)); // computed in fp32 as above, then rounded
        QCOMPARE(narrowKept, narrow);
        QCOMPARE(narrowGradient, bf16Of(dScores));
    }

    void aScoreThatIsNoNumberSpoilsItsQueryOnly()
    {
        const ProbabilityShape shape{20, 1, droppingOf(0), 0, 0};
        std::vector<std::uint16_t> scores = bf16Of(noise(400, 22));
        scores[18 * 20 + 3] = floatToBf16(kNaN);
        attentionProbabilities(shape, scores.data());
        const std::vector<float> kept = floats(scores);
        QVERIFY(std::isnan(kept[18 * 20]) && std::isnan(kept[18 * 20 + 18]));
        QVERIFY(std::isfinite(kept[17 * 20]) && std::isfinite(kept[19 * 20]));
    }

    void theRouterIsTheWrittenFormula_data()
    {
        QTest::addColumn<bool>("withProbabilities");
        QTest::addColumn<int>("tokens");
        QTest::addColumn<int>("rank");
        QTest::addColumn<int>("groupSize");
        QTest::addColumn<int>("groups");
        for (const bool withProbabilities : {false, true}) {
            const char* name = withProbabilities ? "%s, with probabilities" : "%s";
            QTest::addRow(name, "one of each") << withProbabilities << 1 << 1 << 1 << 1;
            QTest::addRow(name, "below all vectors") << withProbabilities << 3 << 3 << 5 << 2;
            QTest::addRow(name, "odd") << withProbabilities << 17 << 7 << 13 << 5;
            QTest::addRow(name, "whole vectors") << withProbabilities << 16 << 8 << 64 << 4;
        }
    }
    void theRouterIsTheWrittenFormula()
    {
        QFETCH(bool, withProbabilities);
        QFETCH(int, tokens);
        QFETCH(int, rank);
        QFETCH(int, groupSize);
        QFETCH(int, groups);
        const RouterCase router(tokens, rank, groupSize, groups);
        std::vector<double> dH(router.h.size()), dUp(router.up.size(), 1),
            dBias(router.bias.size(), 2), sum(router.bias.size(), 1);
        for (int t = 0; t < tokens; ++t)
            for (int g = 0; g < groups; ++g) {
                const std::vector<double> q = router.probabilities(t, g);
                const auto at = static_cast<std::size_t>(t * groups + g);
                const auto winner = std::max_element(q.begin(), q.end()) - q.begin();
                QCOMPARE(router.winners[at], g * groupSize + winner);
                QVERIFY(
                    std::abs(router.gate[at] - 1.5 * q[static_cast<std::size_t>(winner)]) < 1e-5);
                double pulled = 0;
                for (int i = 0; i < groupSize; ++i) {
                    sum[static_cast<std::size_t>(g * groupSize + i)]
                        += q[static_cast<std::size_t>(i)];
                    pulled += q[static_cast<std::size_t>(i)]
                        * router.dProbabilities[static_cast<std::size_t>(g * groupSize + i)];
                }
                for (int i = 0; i < groupSize; ++i) {
                    double dz = static_cast<double>(router.dGate[at]) * 1.5
                        * q[static_cast<std::size_t>(winner)]
                        * ((i == winner ? 1.0 : 0.0) - q[static_cast<std::size_t>(i)]);
                    if (withProbabilities)
                        dz += q[static_cast<std::size_t>(i)]
                            * (router.dProbabilities[static_cast<std::size_t>(g * groupSize + i)]
                                - pulled);
                    dBias[static_cast<std::size_t>(g * groupSize + i)] += dz;
                    for (int r = 0; r < rank; ++r) {
                        const auto weight
                            = static_cast<std::size_t>((g * groupSize + i) * rank + r),
                            input = static_cast<std::size_t>(t * rank + r);
                        dUp[weight] += dz * router.h[input];
                        dH[input] += dz * router.up[weight];
                    }
                }
            }
        std::vector<float> gotH(dH.size(), kNaN), gotUp(dUp.size(), 1),
            gotBias(dBias.size(), 2); // written, added to, added to
        routerBackward(router.shape, router.h.data(), router.up.data(), router.bias.data(),
            router.winners.data(), router.gate.data(), router.dGate.data(),
            withProbabilities ? router.dProbabilities.data() : nullptr, gotH.data(), gotUp.data(),
            gotBias.data());
        QVERIFY(farthest(router.probabilitySum, sum) < 1e-4);
        QVERIFY(farthest(gotH, dH) < 1e-4);
        QVERIFY(farthest(gotUp, dUp) < 1e-4);
        QVERIFY(farthest(gotBias, dBias) < 1e-4);
    }

    void theFirstOfEqualLogitsWinsAndOneThatIsNoNumberSpoilsItsGate()
    {
        RouterCase router(2, 3, 40, 2);
        std::fill(router.up.begin(), router.up.end(), 0.0F); // the logits are the biases
        std::fill(router.bias.begin(), router.bias.end(), 0.0F);
        router.bias[7] = router.bias[39] = 2;
        router.bias[40 + 33] = kNaN;
        routerForward(router.shape, router.h.data(), router.up.data(), router.bias.data(),
            router.winners.data(), router.gate.data());
        QCOMPARE(router.winners[0], 7);
        QVERIFY(std::isfinite(router.gate[0]));
        QVERIFY(router.winners[1] >= 40 && router.winners[1] < 80);
        QVERIFY(std::isnan(router.gate[1]));
    }
};

GLOWWORM_TEST(TestTrainingKernels)
#include "tst_training_kernels.moc"
