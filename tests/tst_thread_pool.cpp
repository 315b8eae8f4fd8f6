// SPDX-License-Identifier: GPL-3.0-or-later
// Qt-free but for the test frame, so that ThreadSanitizer can watch it.
#include "model/kernels/thread_pool.h"
#include "support/run_test.h"

#include <QtTest>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <pthread.h>
#include <unistd.h>

using namespace glowworm;

namespace {

// How the tests put a thread aside, as the system does on a busy machine: it stays in a signal
// handler until somebody writes.
std::array<int, 2> aside{-1, -1};
std::atomic<int> threadsAside{0};
void stayAside(int)
{
    ++threadsAside;
    char byte = 0;
    while (read(aside[0], &byte, 1) != 1) { }
    --threadsAside;
}

/// Who they are: long parts are shared out until every thread of the pool has taken one.
std::set<pthread_t> threadsOf(ThreadPool& pool)
{
    using Clock = std::chrono::steady_clock;
    std::mutex mutex;
    std::set<pthread_t> ids;
    const auto give = Clock::now() + std::chrono::seconds(5);
    while (ids.size() < static_cast<std::size_t>(pool.threads()) && Clock::now() < give)
        pool.split(pool.threads(), 1, [&](std::int64_t, std::int64_t) {
            {
                const std::lock_guard lock(mutex);
                ids.insert(pthread_self());
            }
            const auto end = Clock::now() + std::chrono::milliseconds(1);
            while (Clock::now() < end) { }
        });
    return ids;
}

/// Whether all threads of this process but the calling one are asleep, as the system says.
bool allOthersSleep()
{
    const std::string own = std::to_string(gettid());
    for (const auto& task : std::filesystem::directory_iterator("/proc/self/task")) {
        std::ifstream stat(task.path() / "stat");
        const std::string text{std::istreambuf_iterator<char>(stat), {}};
        const auto name = text.rfind(')'); // "123 (a name) S ..."
        if (task.path().filename() != own && text.compare(name + 1, 3, " S ") != 0)
            return false;
    }
    return true;
}

} // namespace

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
                    std::vector<int> visits(
                        static_cast<std::size_t>(count)); // parts are disjoint: plain ints
                    std::atomic<int> pieces{0}, wrong{0};
                    pool.split(count, grain, [&](std::int64_t begin, std::int64_t end) {
                        ++pieces;
                        wrong += begin % grain != 0 || (end % grain != 0 && end != count)
                            || begin >= end;
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
        // Workers sleep after about 20 us; rounds further apart than that must still be served,
        // here by every one of them.
        ThreadPool pool(3);
        for (int round = 0; round < 20; ++round) {
            const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(2);
            while (std::chrono::steady_clock::now() < end) { }
            QCOMPARE(threadsOf(pool).size(), std::size_t(3));
        }
    }

    void workersThatCannotRunDoNotHoldUpTheCaller()
    {
#ifdef __SANITIZE_THREAD__
        QSKIP("ThreadSanitizer keeps signals back from a thread that sleeps.");
#endif
        ThreadPool pool(3);
        QCOMPARE(pipe(aside.data()), 0);
        struct sigaction action = {};
        action.sa_handler = stayAside;
        sigaction(SIGUSR1, &action, nullptr);
        const auto threads = threadsOf(pool);
        while (!allOthersSleep()) // none is still on its way out of that round
            std::this_thread::yield();
        for (const pthread_t thread : threads)
            if (thread != pthread_self())
                pthread_kill(thread, SIGUSR1);
        while (threadsAside < 2)
            std::this_thread::yield();
        std::atomic<bool> over{false};
        std::jthread guard([&over] { // where the caller does wait, the workers come back in the end
            for (int i = 0; i < 500 && !over; ++i)
                std::this_thread::sleep_for(std::chrono::milliseconds(10));
            [[maybe_unused]] const auto written = write(aside[1], "12", 2);
        });
        std::int64_t sum = 0; // plain: all of it is the caller's
        std::vector<std::int64_t> taken;
        for (int round = 0; round < 100; ++round)
            pool.split(30, 1, [&](std::int64_t begin, std::int64_t end) { sum += end - begin; });
        pool.inOrder(
            10, [&](std::int64_t i) { sum += i; }, [&](std::int64_t i) { taken.push_back(i); });
        const int stillAside = threadsAside;
        over = true;
        guard.join();
        while (threadsAside > 0)
            std::this_thread::yield();
        QCOMPARE(stillAside, 2);
        QCOMPARE(sum, std::int64_t(100 * 30 + 45));
        QCOMPARE(taken.size(), std::size_t(10));
        QCOMPARE(
            threadsOf(pool).size(), std::size_t(3)); // they missed 101 rounds and serve the next
        close(aside[0]);
        close(aside[1]);
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
                40, [&](std::int64_t i) { ++computed[static_cast<std::size_t>(i)]; },
                [&](std::int64_t i) { taken.push_back(i); });
            QVERIFY(std::ranges::all_of(computed, [](int times) { return times == 1; }));
            QCOMPARE(taken.size(), computed.size());
            QVERIFY(std::ranges::is_sorted(taken));
        }
    }

    void aSlowPieceLetsTheOthersGoAhead()
    {
        ThreadPool pool(2);
        std::atomic<int> others{0}; // computed
        int ahead = 0;
        std::vector<std::int64_t> taken;
        pool.inOrder(
            20,
            [&](std::int64_t i) {
                if (i > 0) {
                    ++others;
                    return;
                }
                const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(5);
                while (others < 3 && std::chrono::steady_clock::now() < end)
                    std::this_thread::yield();
                ahead = others;
            },
            [&](std::int64_t i) { taken.push_back(i); });
        QVERIFY(ahead >= 3);
        QCOMPARE(taken.size(), std::size_t(20));
        QVERIFY(std::ranges::is_sorted(taken));
    }

    void anExceptionOfAPieceEndsTheRestAndIsThrown()
    {
        ThreadPool pool(3);
        std::vector<std::int64_t> taken;
        const auto fail = [](std::int64_t i) {
            if (i == 5)
                throw std::runtime_error("five");
        };
        QVERIFY_EXCEPTION_THROWN(
            pool.inOrder(1000, fail, [&](std::int64_t i) { taken.push_back(i); }),
            std::runtime_error);
        QVERIFY(taken.size() <= 5);
        pool.inOrder(
            3, [](std::int64_t) {}, fail); // and the pool still works
    }
};

GLOWWORM_TEST(TestThreadPool)
#include "tst_thread_pool.moc"
