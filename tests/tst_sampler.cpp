// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/engine/sampler.h"

#include "model/base/error.h"
#include "support/run_test.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

using namespace glowworm;

namespace {

const std::vector<float> kLogits = {1.0F, 3.0F, -2.0F, 3.0F, 0.5F, 2.0F};

SampleConfig config(double temperature, int topK = 0, double topP = 1)
{
    SampleConfig result;
    result.temperature = temperature;
    result.topK = topK;
    result.topP = topP;
    return result;
}

double sumOf(const std::vector<Candidate>& candidates)
{
    double sum = 0;
    for (const Candidate& candidate : candidates)
        sum += candidate.probability;
    return sum;
}

std::vector<int> tokensOf(const std::vector<Candidate>& candidates)
{
    std::vector<int> tokens;
    for (const Candidate& candidate : candidates)
        tokens.push_back(candidate.token);
    return tokens;
}

} // namespace

class TestSampler : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Its logarithm is shown: after surgery a token may be all but impossible.
    void aProbabilityIsNeverNothing()
    {
        const std::vector<float> logits{0, 200};
        QVERIFY(probabilityOf(logits, 0) > 0);
        QVERIFY(std::isfinite(std::log(probabilityOf(logits, 0))));
        QCOMPARE(probabilityOf(logits, 1), 1.0F);
        QCOMPARE(probabilityOf(std::vector<float>{3, 3}, 0), 0.5F);
    }

    void temperatureZeroTakesTheLargestLogitAndTheLowestOfEquals()
    {
        const std::vector<Candidate> greedy = candidates(kLogits, config(0, 4, 0.5));
        QCOMPARE(tokensOf(greedy), std::vector<int>{1});
        QCOMPARE(greedy[0].probability, 1.0F);
        for (std::int64_t position = 0; position < 50; ++position)
            QCOMPARE(sample(greedy, config(0), position), 1);
    }

    void candidatesAreTheSoftmaxLikeliestFirst()
    {
        const std::vector<Candidate> all = candidates(kLogits, config(0.7));
        QCOMPARE(tokensOf(all), (std::vector<int>{1, 3, 5, 0, 4, 2}));
        QVERIFY(std::abs(sumOf(all) - 1) < 1e-6);
        for (std::size_t i = 1; i < all.size(); ++i) {
            const double logits = kLogits[static_cast<std::size_t>(all[i].token)] - 3.0;
            QVERIFY(
                std::abs(all[i].probability / all[0].probability - std::exp(logits / 0.7)) < 1e-5);
        }
    }

    void topKKeepsTheLargest()
    {
        QCOMPARE(tokensOf(candidates(kLogits, config(1, 3))), (std::vector<int>{1, 3, 5}));
        QCOMPARE(tokensOf(candidates(kLogits, config(1, 1))),
            std::vector<int>{1}); // lowest id of the tie
        QCOMPARE(candidates(kLogits, config(1, 100)).size(), kLogits.size());
        QVERIFY(std::abs(sumOf(candidates(kLogits, config(1, 3))) - 1) < 1e-6);
    }

    void topPKeepsTheSmallestSetThatReachesIt()
    {
        const std::vector<Candidate> all = candidates(kLogits, config(1));
        for (double p = 0.05; p < 1; p += 0.05) {
            const std::vector<Candidate> kept = candidates(kLogits, config(1, 0, p));
            double before = 0;
            for (std::size_t i = 0; i + 1 < kept.size(); ++i)
                before += all[i].probability;
            QVERIFY(before < p);
            QVERIFY(before + all[kept.size() - 1].probability >= p - 1e-6);
            QVERIFY(std::abs(sumOf(kept) - 1) < 1e-6);
        }
        QCOMPARE(candidates(kLogits, config(1, 0, 1e-9)).size(), std::size_t(1));
    }

    void extremeTemperaturesStayFinite()
    {
        const std::vector<float> wide = {-3e38F, 3e38F, 0.0F};
        for (const double temperature : {1e-6, 1.0, 1e6}) {
            const std::vector<Candidate> kept = candidates(wide, config(temperature));
            QCOMPARE(kept.front().token, 1);
            QVERIFY(std::abs(sumOf(kept) - 1) < 1e-6);
            QVERIFY(kept.back().probability > 0); // what cannot be drawn is no candidate
        }
    }

    void aDrawIsAFunctionOfSeedAndPosition()
    {
        const std::vector<Candidate> all = candidates(kLogits, config(1.5));
        SampleConfig other = config(1.5);
        other.seed = 2;
        int sameSeed = 0, otherSeed = 0, otherPosition = 0;
        for (std::int64_t position = 0; position < 200; ++position) {
            const int token = sample(all, config(1.5), position);
            sameSeed += token == sample(all, config(1.5), position);
            otherSeed += token == sample(all, other, position);
            otherPosition += token == sample(all, config(1.5), position + 1000);
        }
        QCOMPARE(sameSeed, 200);
        QVERIFY(otherSeed < 150);
        QVERIFY(otherPosition < 150);
    }

    void theNoiseBelongsToTheTokenNotToItsRank()
    {
        // Removing candidates that lose does not change who wins, so twins with the same favourites
        // draw the same.
        const std::vector<Candidate> all = candidates(kLogits, config(1)),
                                     few = candidates(kLogits, config(1, 4));
        for (std::int64_t position = 0; position < 200; ++position) {
            const int token = sample(all, config(1), position);
            const std::vector<int> kept = tokensOf(few);
            if (std::find(kept.begin(), kept.end(), token) != kept.end())
                QCOMPARE(sample(few, config(1), position), token);
        }
    }

    void frequenciesFollowTheProbabilities()
    {
        const std::vector<Candidate> all = candidates(kLogits, config(1));
        std::map<int, int> counts;
        const int draws = 40000;
        for (int position = 0; position < draws; ++position)
            ++counts[sample(all, config(1), position)];
        double chiSquare = 0;
        for (const Candidate& candidate : all) {
            const double expected = static_cast<double>(candidate.probability) * draws;
            chiSquare += (counts[candidate.token] - expected) * (counts[candidate.token] - expected)
                / expected;
        }
        QVERIFY2(chiSquare < 20.5,
            qPrintable(
                QString::number(chiSquare))); // 5 degrees of freedom: exceeded once in 1000 seeds
    }

    void logitsThatAreNoNumbersAreRefused()
    {
        for (const float wrong :
            {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()})
            QVERIFY_THROWS_EXCEPTION(Error, candidates(std::vector<float>{0.0F, wrong}, config(1)));
        QVERIFY_THROWS_EXCEPTION(Error, candidates({}, config(1)));
        QVERIFY_THROWS_EXCEPTION(Error, sample({}, config(1), 0));
    }
};

GLOWWORM_TEST(TestSampler)
#include "tst_sampler.moc"
