// SPDX-License-Identifier: GPL-3.0-or-later
// What two digit networks say of a whole set, against asking them picture by picture; and what each
// neuron adds to the ten scores.
#include "model/engine/digit_review.h"

#include "model/engine/logits.h"
#include "support/engine_models.h"
#include "support/run_test.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace glowworm;
using namespace glowworm::test;

namespace {

std::array<float, kDigitPixels> somePixels(std::uint64_t key)
{
    std::array<float, kDigitPixels> pixels{};
    for (std::size_t i = 0; i < pixels.size(); ++i)
        pixels[i] = static_cast<float>(randomNormal(key, i));
    return pixels;
}

std::shared_ptr<const DigitSet> someSet(std::size_t count)
{
    std::vector<std::uint8_t> pixels(count * kDigitPixels), labels(count);
    for (std::size_t i = 0; i < pixels.size(); ++i)
        pixels[i] = static_cast<std::uint8_t>(randomKey(3, 0, i) % 256);
    for (std::size_t i = 0; i < count; ++i)
        labels[i] = static_cast<std::uint8_t>(i % kDigitClasses);
    return std::make_shared<const DigitSet>("some", std::move(pixels), std::move(labels));
}

int answerOf(DigitEngine& engine, const DigitSet& set, std::int64_t index)
{
    std::array<float, kDigitPixels> pixels{};
    standardise(set.picture(index), pixels);
    return likeliestDigit(engine.classify(pixels));
}

} // namespace

class TestDigitReview : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Less their mean, and less what is the same for every picture.
    void contributionsSumToTheScores()
    {
        for (const Routing routing : everyRouting())
            for (const Gate gate : {Gate::Softmax, Gate::Sigmoid})
                for (const FeedForwardPath path : {FeedForwardPath::Fired, FeedForwardPath::Grouped,
                         FeedForwardPath::MaskedDense}) {
                    ModelState state = digitState(routing);
                    state.config.gate = gate;
                    DigitEngine engine(packDigits(state), {.path = path});
                    std::vector<float> pixels;
                    for (const std::uint64_t key : {1, 2, 3})
                        std::ranges::copy(somePixels(key), std::back_inserter(pixels));
                    std::vector<float> left = copyOf(engine.classify(pixels)); // (3, 10)
                    for (std::size_t row = 0; row < 3; ++row) {
                        const auto of = std::span(left).subspan(row * kDigitClasses, kDigitClasses);
                        const auto added = engine.contributions(static_cast<std::int64_t>(row));
                        const auto groups = static_cast<std::size_t>(state.config.groups);
                        QCOMPARE(
                            added.size(), routing == Routing::Dense ? 0 : groups * kDigitClasses);
                        centre(of);
                        for (std::size_t i = 0; i < added.size(); ++i)
                            of[i % kDigitClasses] -= added[i];
                    }
                    for (std::size_t i = 0; routing != Routing::Dense && i < left.size(); ++i)
                        QVERIFY2(std::abs(left[i] - left[i % kDigitClasses]) < 1e-3,
                            qPrintable(QString::number(left[i] - left[i % kDigitClasses])));
                }
    }

    /// It adds 3 to every score, and so nothing.
    void whatIsAddedToAllScoresAlikeDecidesNothing()
    {
        ModelState state = digitState(Routing::Gated);
        std::vector<float>& head = state.tensors.at("head.weight").values; // (10, D)
        const std::size_t D = static_cast<std::size_t>(state.config.dModel);
        for (std::size_t i = D; i < head.size(); ++i)
            head[i] = head[i % D];
        DigitEngine engine(packDigits(state));
        engine.classify(somePixels(1));
        for (const float added : engine.contributions(0))
            QVERIFY(std::abs(added) < 1e-5);
    }

    void contributionsOfAPictureThatWasNotAskedAboutAreRefused()
    {
        DigitEngine engine(packDigits(digitState(Routing::Gated)));
        engine.classify(somePixels(1));
        QVERIFY(refusal([&] { engine.contributions(1); }).contains(QStringLiteral("no such")));
        QVERIFY(refusal([&] { engine.contributions(-1); }).contains(QStringLiteral("no such")));
    }

    void aReviewEqualsBruteForce()
    {
        const auto set = someSet(230);
        DigitEngine sparse(packDigits(digitState(Routing::Gated))),
            dense(packDigits(digitState(Routing::Dense)));
        DigitReview review;
        review.set = set;
        while (!review.isComplete())
            reviewMore(review, &sparse, &dense, 50);
        std::array<std::int64_t, 6> counts{}; // by Mistakes
        Confusion confusion{};
        for (std::int64_t i = 0; i < set->count(); ++i) {
            const int one = answerOf(sparse, *set, i), other = answerOf(dense, *set, i),
                      label = set->label(i);
            QCOMPARE(review.saidBy(Twin::Sparse, i), one);
            QCOMPARE(review.saidBy(Twin::Dense, i), other);
            counts[0] += one != label;
            counts[1] += other != label;
            counts[2] += one != label && other != label;
            counts[3] += one != label && other == label;
            counts[4] += one == label && other != label;
            counts[5] += one != other;
            ++confusion[static_cast<std::size_t>(label)][static_cast<std::size_t>(one)];
        }
        for (std::size_t which = 0; which < counts.size(); ++which)
            QCOMPARE(review.count(static_cast<Mistakes>(which)), counts[which]);
        QVERIFY(counts[0] > 0 && counts[5] > 0);
        QVERIFY(confusionOf(review, Twin::Sparse) == confusion);
        for (int label = 0; label < kDigitClasses; ++label)
            for (int said = 0; said < kDigitClasses; ++said)
                QCOMPARE(
                    static_cast<std::int64_t>(picturesOf(review, Twin::Sparse, label, said).size()),
                    confusion[static_cast<std::size_t>(label)][static_cast<std::size_t>(said)]);
    }

    void theNextDifferenceIsFoundFromWhereAsked()
    {
        const auto set = someSet(60);
        DigitEngine sparse(packDigits(digitState(Routing::Gated))),
            dense(packDigits(digitState(Routing::Dense)));
        DigitReview review, half, same;
        review.set = half.set = same.set = set;
        reviewMore(review, &sparse, &dense, 60);
        reviewMore(half, &sparse, &dense, 30);
        reviewMore(same, &sparse, &sparse, 60);
        for (const std::int64_t from : {0, 7, 29, 30, 59}) {
            std::optional<std::int64_t> expected;
            for (std::int64_t i = 59; i >= 0; --i)
                if (review.differ((from + i) % 60))
                    expected = (from + i) % 60;
            QVERIFY(expected);
            QCOMPARE(nextDifference(review, from), expected);
            const auto early = nextDifference(half, from);
            QVERIFY(!early || early == expected);
        }
        QVERIFY(!nextDifference(half, 30)); // not seen yet, which is no reason to wrap
        QVERIFY(!nextDifference(same, 0));
    }

    void aMissingModelErrsNowhere()
    {
        DigitEngine sparse(packDigits(digitState(Routing::Gated)));
        DigitReview review;
        review.set = someSet(40);
        reviewMore(review, &sparse, nullptr, 100);
        QVERIFY(review.isComplete() && !review.has(Twin::Dense));
        QCOMPARE(review.count(Mistakes::Dense), std::int64_t(0));
        QCOMPARE(review.count(Mistakes::Differ), std::int64_t(0));
        QCOMPARE(review.count(Mistakes::OnlySparse), review.count(Mistakes::Sparse));
    }
};

GLOWWORM_TEST(TestDigitReview)
#include "tst_digit_review.moc"
