// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/jobs/policy.h"
#include "support/run_test.h"

#include <QTest>

using namespace glowworm;

class TestPolicy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everythingMayStartWhenNothingRuns()
    {
        for (Work work :
            {Work::Training, Work::Generation, Work::Digits, Work::Benchmark, Work::Inspection})
            QVERIFY(!refusal(work, {}));
    }

    void tableOfPairs_data()
    {
        QTest::addColumn<int>("work");
        QTest::addColumn<int>("busy");
        QTest::addColumn<bool>("refused");
        const std::array<const char*, 4> names{"training", "generation", "digits", "benchmark"};
        // rows: what wants to start; columns: what is busy
        const bool table[4][4] = {{true, false, false, true}, {false, false, false, true},
            {false, false, false, true}, {true, true, true, true}};
        for (int work = 0; work < 4; ++work) {
            for (int busy = 0; busy < 4; ++busy)
                QTest::addRow("%s while %s", names[work], names[busy])
                    << work << busy << table[work][busy];
        }
    }

    void tableOfPairs()
    {
        QFETCH(int, work);
        QFETCH(int, busy);
        QFETCH(bool, refused);
        const Busy state{busy == 0, busy == 1, busy == 2, busy == 3};
        const auto sentence = refusal(static_cast<Work>(work), state);
        QCOMPARE(sentence.has_value(), refused);
        QVERIFY(!sentence || sentence->ends_with('.'));
    }

    void refusedBenchmarkSaysToPauseTheTraining()
    {
        QVERIFY(refusal(Work::Benchmark, {.training = true})->find("pause") != std::string::npos);
    }
};

GLOWWORM_TEST(TestPolicy)
#include "tst_policy.moc"

#include <array>
