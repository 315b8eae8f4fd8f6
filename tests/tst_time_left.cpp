// SPDX-License-Identifier: GPL-3.0-or-later
// How long a timing takes: planned from its settings, followed from its rounds.
#include "model/bench/time_left.h"

#include "support/run_test.h"
#include "support/small_benchmarks.h"

#include <QtTest>

using namespace glowworm;
using namespace glowworm::test;

class TestTimeLeft : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void casesAreWhatIsTimedApart()
    {
        BenchConfig cases;
        cases.groups = {2, 4, 8};
        cases.tokens = {1, 16};
        QCOMPARE(plannedCases(cases), 6);
        cases.workload = Workload::Layer; // one token a call
        QCOMPARE(plannedCases(cases), 3);
        cases.workload = Workload::Prompt;
        QCOMPARE(plannedCases(cases), 2);
        cases.workload = Workload::Token;
        QCOMPARE(plannedCases(cases), 1);
    }

    void init() { fakeNow = 0; }

    /// By the clock of the rounds themselves: what is left when a round begins is what then passes.
    void timeLeftCountsDownToTheEnd()
    {
        BenchConfig config = smallLayers();
        config.groups = {4, 12};
        config.repeats = 6;
        config.blockSeconds = 0.03;
        Benchmark benchmark(config, nullptr, fakeClock);
        std::vector<std::pair<double, double>> told; // when, how much is left
        QVERIFY(benchmark.secondsLeft() > 0);
        do
            told.emplace_back(fakeNow, benchmark.secondsLeft());
        while (benchmark.advance());
        QCOMPARE(benchmark.secondsLeft(), 0.0);
        const double end = fakeNow;
        const std::size_t measured = told.size() / 3; // of the first case; the second is planned
        double before = 1e300;
        for (std::size_t i = measured; i < told.size(); ++i) {
            const auto [when, left] = told[i];
            const double prepared = 0.4; // planned, of the second case; no time passes by it
            QVERIFY2(std::abs(left - (end - when)) < 0.1 * (end - when) + prepared + 0.01,
                qPrintable(
                    QStringLiteral("%1: %2 instead of %3").arg(i).arg(left).arg(end - when)));
            QVERIFY(left <= before + 1e-3);
            before = left;
        }
    }

    void planGrowsWithWhatIsAskedFor()
    {
        const auto seconds = [](auto change) {
            BenchConfig config = usualBench(Workload::FeedForward);
            change(config);
            return timePlanOf(config).all();
        };
        const double usual = seconds([](BenchConfig&) {});
        QVERIFY2(usual > 10 && usual < 60, qPrintable(QString::number(usual)));
        QVERIFY(seconds([](BenchConfig& config) { config.repeats *= 2; }) > 1.6 * usual);
        QVERIFY(seconds([](BenchConfig& config) { config.tokens = {1, 1024}; }) > 2 * usual);
        QVERIFY(seconds([](BenchConfig& config) { config.libtorch = false; }) < 0.8 * usual);
        QVERIFY(seconds([](BenchConfig& config) { config.impls = {"dense"}; }) < 0.3 * usual);
        for (std::size_t i = 0; i < kWorkloads.size(); ++i)
            QVERIFY(timePlanOf(usualBench(static_cast<Workload>(i))).all() > 1);
    }
};

GLOWWORM_TEST(TestTimeLeft)
#include "tst_time_left.moc"
