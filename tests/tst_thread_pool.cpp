// SPDX-License-Identifier: GPL-3.0-or-later
// Qt-free but for the test frame, so that ThreadSanitizer can watch it.
#include "engine/thread_pool.h"

#include <QtTest>

#include <stdexcept>

#include <algorithm>

#include <atomic>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

using namespace glowworm;

class TestThreadPool : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyElementIsVisitedOnceInMultiplesOfTheGrain()
    {
        for (const int threads : {1, 2, 3, 5}) {
            ThreadPool pool(threads);
            QCOMPARE(pool.threads(), threads);
            for (const std::int64_t count : {0, 1, 2, 7, 16, 17, 100})
                for (const std::int64_t grain : {1, 2, 16, 1000}) {
                    std::vector<int> visits(static_cast<std::size_t>(count)); // parts are disjoint: plain ints
                    std::atomic<int> pieces{0}, wrong{0};
                    pool.split(count, grain, [&](std::int64_t begin, std::int64_t end) {
                        ++pieces;
                        wrong += begin % grain != 0 || (end % grain != 0 && end != count) || begin >= end;
                        for (std::int64_t i = begin; i < end; ++i)
                            ++visits[static_cast<std::size_t>(i)];
                    });
                    QCOMPARE(wrong.load(), 0);
                    QVERIFY(pieces <= threads);
                    QCOMPARE(visits, std::vector<int>(static_cast<std::size_t>(count), 1));
                }
        }
    }

    void partsRunOnDifferentThreadsTheCallersIncluded()
    {
        ThreadPool pool(3);
        std::mutex mutex;
        std::set<std::thread::id> ids;
        std::atomic<int> arrived{0};
        pool.split(3, 1, [&](std::int64_t, std::int64_t) {
            {
                const std::lock_guard lock(mutex);
                ids.insert(std::this_thread::get_id());
            }
            ++arrived;
            while (arrived < 3) // ends only when all three run at once
                std::this_thread::yield();
        });
        QCOMPARE(ids.size(), std::size_t(3));
        QVERIFY(ids.contains(std::this_thread::get_id()));
    }

    void resultsAreThereWhenSplitReturns()
    {
        ThreadPool pool(2);
        std::vector<std::int64_t> values(64);
        for (std::int64_t round = 0; round < 3000; ++round) {
            pool.split(64, 1, [&](std::int64_t begin, std::int64_t end) {
                for (std::int64_t i = begin; i < end; ++i)
                    values[static_cast<std::size_t>(i)] = round + i;
            });
            for (std::int64_t i = 0; i < 64; ++i)
                if (values[static_cast<std::size_t>(i)] != round + i)
                    QFAIL("a part was missing when split() returned");
        }
    }

    void sleepingWorkersWakeUp()
    {
        // Workers sleep after about 20 us; rounds further apart than that must still be served.
        ThreadPool pool(3);
        for (int round = 0; round < 20; ++round) {
            const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(2);
            while (std::chrono::steady_clock::now() < end) { }
            std::atomic<int> sum{0};
            pool.split(3, 1, [&](std::int64_t begin, std::int64_t) { sum += 1 << begin; });
            QCOMPARE(sum.load(), 7);
        }
    }

    void theCallerWaitsForASlowWorker()
    {
        ThreadPool pool(2);
        std::atomic<bool> done{false};
        pool.split(2, 1, [&](std::int64_t begin, std::int64_t) {
            if (begin == 1) {
                const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(5);
                while (std::chrono::steady_clock::now() < end) { }
                done = true;
            }
        });
        QVERIFY(done);
    }

    void anUnusedPoolEnds()
    {
        for (int i = 0; i < 50; ++i)
            ThreadPool pool(1 + i % 4);
        ThreadPool none(0); // at least the caller
        QCOMPARE(none.threads(), 1);
    }

    void piecesAreTakenInOrderOnceEach()
    {
        for (int threads : {1, 2, 5}) {
            ThreadPool pool(threads);
            std::vector<int> computed(40);
            std::vector<std::int64_t> taken;
            pool.inOrder(
                40, [&](std::int64_t i) { ++computed[static_cast<std::size_t>(i)]; }, [&](std::int64_t i) { taken.push_back(i); });
            QVERIFY(std::ranges::all_of(computed, [](int times) { return times == 1; }));
            QCOMPARE(taken.size(), computed.size());
            QVERIFY(std::ranges::is_sorted(taken));
        }
    }

    void anExceptionOfAPieceEndsTheRestAndIsThrown()
    {
        ThreadPool pool(3);
        std::vector<std::int64_t> taken;
        const auto fail = [](std::int64_t i) {
            if (i == 5)
                throw std::runtime_error("five");
        };
        QVERIFY_EXCEPTION_THROWN(pool.inOrder(1000, fail, [&](std::int64_t i) { taken.push_back(i); }), std::runtime_error);
        QVERIFY(taken.size() <= 5);
        pool.inOrder(3, [](std::int64_t) {}, fail); // and the pool still works
    }
};

QTEST_GUILESS_MAIN(TestThreadPool)
#include "tst_thread_pool.moc"
