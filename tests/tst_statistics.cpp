// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/bench/statistics.h"
#include "model/bench/verdict.h"

#include "model/base/counter_random.h"
#include "support/run_test.h"

#include <QtTest>

using namespace glowworm;

namespace {

/// A series of round times around `centre`: a few per cent of noise and now and then a slow round,
/// as on a shared machine.
std::vector<double> simulatedRounds(double centre, std::uint64_t seed, int rounds = 15)
{
    const std::uint64_t key = randomKey(seed, "rounds");
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) {
        const auto at = static_cast<std::uint64_t>(i);
        const double slow = randomUniform(key, 1000 + at) < 0.1 ? 1.5 : 1.0;
        times.push_back(centre * slow * (1 + 0.05 * randomNormal(key, at)));
    }
    return times;
}

} // namespace

class TestStatistics : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void quartilesInterpolateBetweenOrderStatistics()
    {
        const Quartiles four = quartiles({4, 1, 3, 2});
        QCOMPARE(four.q1, 1.75);
        QCOMPARE(four.median, 2.5);
        QCOMPARE(four.q3, 3.25);
        const Quartiles one = quartiles({7});
        QCOMPARE(one.q1, 7.0);
        QCOMPARE(one.q3, 7.0);
    }

    void ratioIsOfMediansAndItsIntervalHoldsIt()
    {
        const std::vector<double> dense = simulatedRounds(120, 1), sparse = simulatedRounds(10, 2);
        const RatioInterval ratio = ratioOfMedians(dense, sparse);
        QCOMPARE(ratio.value, quartiles(dense).median / quartiles(sparse).median);
        QVERIFY(ratio.low <= ratio.value && ratio.value <= ratio.high);
        QVERIFY(ratio.low > 10 && ratio.high < 14);
    }

    void intervalIsTheSameEveryTime()
    {
        const std::vector<double> a = simulatedRounds(2, 3), b = simulatedRounds(1, 4);
        const RatioInterval first = ratioOfMedians(a, b), second = ratioOfMedians(a, b);
        QCOMPARE(first.low, second.low);
        QCOMPARE(first.high, second.high);
    }

    void roundsArePaired()
    {
        // Both were slowed down together in half of the rounds: the ratio of each round is exactly
        // 2, and so is every resampled one.
        const std::vector<double> a{2, 20, 2, 20, 2}, b{1, 10, 1, 10, 1};
        const RatioInterval ratio = ratioOfMedians(a, b);
        QCOMPARE(ratio.low, 2.0);
        QCOMPARE(ratio.high, 2.0);
    }

    void equalSeriesShowNoDifference()
    {
        int none = 0;
        for (std::uint64_t series = 0; series < 100; ++series) {
            const RatioInterval ratio = ratioOfMedians(
                simulatedRounds(50, 2 * series), simulatedRounds(50, 2 * series + 1));
            none += verdict("sparse", ratio).starts_with("no difference shown");
        }
        QVERIFY2(none >= 90, qPrintable(QString::number(none)));
    }

    void verdictFollowsTheInterval_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::addColumn<QString>("expected");
        QTest::newRow("faster") << 21.3 << 19.6 << 22.4
                                << QStringLiteral("sparse 21x faster [20, 22]");
        QTest::newRow("much faster")
            << 153.0 << 149.0 << 161.0 << QStringLiteral("sparse 150x faster [150, 160]");
        QTest::newRow("no difference")
            << 1.0 << 0.97 << 1.04 << QStringLiteral("no difference shown [0.97, 1.04]");
        QTest::newRow("wide") << 1.4 << 0.52 << 2.04
                              << QStringLiteral("no difference shown [0.52, 2.0]");
        QTest::newRow("touches 1")
            << 1.2 << 1.0 << 1.3 << QStringLiteral("no difference shown [1.00, 1.3]");
        QTest::newRow("slower") << 1 / 1.3 << 1 / 1.4 << 1 / 1.2
                                << QStringLiteral("sparse 1.3x slower [1.2, 1.4]");
        QTest::newRow("slightly faster")
            << 1.05 << 1.02 << 1.08 << QStringLiteral("sparse 1.05x faster [1.02, 1.08]");
        QTest::newRow("next digit")
            << 9.97 << 9.4 << 10.4 << QStringLiteral("sparse 10x faster [9.4, 10]");
    }

    void verdictFollowsTheInterval()
    {
        QFETCH(double, value);
        QFETCH(double, low);
        QFETCH(double, high);
        QFETCH(QString, expected);
        const RatioInterval ratio{value, low, high};
        QCOMPARE(QString::fromStdString(verdict("sparse", ratio)), expected);
        QCOMPARE(
            QString::fromStdString(verdictWords("sparse", ratio) + " " + verdictInterval(ratio)),
            expected);
        QCOMPARE(outcomeOf(ratio) == Outcome::Faster, expected.contains(QStringLiteral("faster")));
        QCOMPARE(outcomeOf(ratio) == Outcome::Slower, expected.contains(QStringLiteral("slower")));
    }

    void guessesAreAnsweredByTheFigures_data()
    {
        QTest::addColumn<double>("guess");
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::addColumn<double>("ceiling"); // 0 = none known
        QTest::addColumn<QStringList>("words");
        const auto row = [](const char* name, double guess, double low, double high, double ceiling,
                             QStringList words) {
            QTest::newRow(name) << guess << low << high << ceiling << words;
        };
        const QString within = QStringLiteral("lies within");
        row("right", 10, 9, 11, 0, {within});
        row("right, near the ceiling", 10, 9, 11, 12, {within});
        row("too low", 5, 9, 11, 12, {QStringLiteral("2.0x as much")});
        row("too high", 20, 9, 11, 22,
            {QStringLiteral("only 1/2.0"), QStringLiteral("Bytes alone")});
        row("beyond what bytes allow", 64, 16, 18, 18,
            {QStringLiteral("only 1/3.8"), QStringLiteral("No more than 18x")});
        row("cache", 10, 24, 26, 18, {QStringLiteral("as much"), QStringLiteral("cache")});
        row("far below", 9, 8.5, 9.5, 18, {within, QStringLiteral("Bytes alone would allow 18x")});
    }

    void guessesAreAnsweredByTheFigures()
    {
        QFETCH(double, guess);
        QFETCH(double, low);
        QFETCH(double, high);
        QFETCH(double, ceiling);
        QFETCH(QStringList, words);
        const std::vector<std::string> said = guessSentences(guess, {(low + high) / 2, low, high},
            ceiling > 0 ? std::optional(ceiling) : std::nullopt);
        QCOMPARE(static_cast<qsizetype>(said.size()), words.size());
        for (qsizetype i = 0; i < words.size(); ++i)
            QVERIFY2(QString::fromStdString(said[static_cast<std::size_t>(i)]).contains(words[i]),
                said[static_cast<std::size_t>(i)].c_str());
    }
};

GLOWWORM_TEST(TestStatistics)
#include "tst_statistics.moc"
