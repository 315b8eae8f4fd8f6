// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/kernels/thread_pool.h"

#include "model/base/error.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

namespace glowworm {

namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kShortRound = std::chrono::microseconds(
    200); // of the caller's own time; to longer ones a lost time slice is little
constexpr Clock::duration kMostCredit = std::chrono::milliseconds(5),
                          kMostDebt = std::chrono::milliseconds(1);
constexpr int kAlone = 8; // times as long as what was lost
constexpr auto kSpinTime = std::chrono::microseconds(
    20); // longer than the gap between two layers, too short to matter to a neighbour

/// Waits for `done` a short while without sleeping. Never yields, and for the same reason nothing
/// here waits by std::atomic::wait(): on a busy core that gives whole time slices away, while a
/// thread that sleeps has them to its credit when it wakes up.
template <class Condition> bool spinUntil(Condition done)
{
    const auto end = Clock::now() + kSpinTime;
    do
        for (int i = 0; i < 16; ++i)
            if (done())
                return true;
    while (Clock::now() < end);
    return done();
}

} // namespace

/// A round is one split(). Each of its parts is begun by one thread: by the worker it belongs to
/// or, where that one has not come to it, by whoever has nothing left to do. A worker that the
/// system has put aside is therefore missed only in the middle of a part.
struct ThreadPool::Impl {
    explicit Impl(std::size_t parts)
        : begun(parts)
    {
    }

    std::vector<std::thread> workers;
    std::vector<std::atomic<std::uint32_t>>
        begun;                           // by part: the newest round in which it was begun
    std::atomic<std::uint32_t> round{0}; // a new value publishes the job
    std::atomic<int> unfinished{0};      // parts of this round
    std::atomic<bool> quit{false};       // published by `round`

    // For those who sleep. Whoever changes `round` or `unfinished` looks afterwards whether
    // somebody does, and whoever goes to sleep says so before the last look: both in one order for
    // all threads, so nobody is forgotten. The mutex is taken by them only.
    std::mutex mutex;
    std::condition_variable wake, finished;
    std::atomic<int> sleepers{0}; // workers
    std::atomic<bool> callerSleeps{false};

    // The job of this round; read only by who has begun a part of it, since until that part is
    // finished there is no other job.
    const std::function<void(std::int64_t, std::int64_t)>* piece = nullptr;
    std::int64_t count = 0, grain = 1;

    // The caller's account of its short rounds: time that the workers saved, less time spent
    // waiting for them.
    Clock::duration saved{0};
    Clock::time_point aloneUntil{};

    void setJob(const std::function<void(std::int64_t, std::int64_t)>& work, std::int64_t units,
        std::int64_t multiple)
    {
        piece = &work;
        count = units;
        grain = multiple;
    }

    bool begins(std::size_t part, std::uint32_t now)
    {
        std::uint32_t before
            = now - 1; // every round begins every part; a later one makes a late worker fail here
        return begun[part].load(std::memory_order_relaxed) == before
            && begun[part].compare_exchange_strong(
                before, now, std::memory_order_acquire, std::memory_order_relaxed);
    }

    void runPart(std::size_t part)
    {
        const std::int64_t units = (count + grain - 1) / grain,
                           parts = static_cast<std::int64_t>(begun.size()),
                           number = static_cast<std::int64_t>(part);
        const std::int64_t begin = units * number / parts * grain,
                           end = std::min(units * (number + 1) / parts * grain, count);
        if (begin < end)
            (*piece)(begin, end);
    }

    /// One's own part first: its weights are in this core's cache. How many.
    int runParts(std::size_t own, std::uint32_t now)
    {
        int done = 0;
        for (std::size_t i = 0; i < begun.size(); ++i) {
            const std::size_t part = (own + i) % begun.size();
            if (!begins(part, now))
                continue;
            runPart(part);
            ++done;
            if (unfinished.fetch_sub(1) == 1 && callerSleeps) {
                const std::lock_guard lock(mutex);
                finished.notify_one();
            }
        }
        return done;
    }

    std::uint32_t startRound()
    {
        const std::uint32_t now = round.load(std::memory_order_relaxed) + 1;
        unfinished.store(static_cast<int>(begun.size()), std::memory_order_relaxed);
        round.store(now);
        if (sleepers > 0) {
            const std::lock_guard lock(mutex);
            wake.notify_all();
        }
        return now;
    }

    void work(std::size_t own)
    {
        for (std::uint32_t seen = 0; !quit.load(std::memory_order_relaxed);) {
            const auto changed = [&] { return round.load() != seen; };
            if (!spinUntil(changed)) {
                std::unique_lock lock(mutex);
                ++sleepers;
                wake.wait(lock, changed);
                --sleepers;
            }
            seen = round.load(); // rounds may have been missed
            if (!quit.load(std::memory_order_relaxed))
                runParts(own, seen);
        }
    }

    void stop()
    {
        quit.store(true, std::memory_order_relaxed);
        startRound();
        for (std::thread& worker : workers)
            worker.join();
    }

    void share()
    {
        runParts(0, startRound());
        waitForParts();
    }

    /// Neighbours may put a worker aside in the middle of a part, and then the caller waits a whole
    /// time slice. Where that costs more than the workers bring, the caller goes on alone for a
    /// while, part by part.
    void shareWhileItPays()
    {
        const Clock::time_point start = Clock::now();
        if (start < aloneUntil) {
            for (std::size_t part = 0; part < begun.size(); ++part)
                runPart(part);
            return;
        }
        const int mine = runParts(0, startRound());
        const Clock::time_point worked = Clock::now();
        waitForParts();
        const Clock::time_point end = Clock::now();
        if (mine == 0 || worked - start > kShortRound)
            return;
        const int others = static_cast<int>(begun.size()) - mine;
        saved = std::min(saved + (worked - start) * others / mine - (end - worked), kMostCredit);
        if (saved < -kMostDebt) {
            aloneUntil = end - saved * kAlone;
            saved = {};
        }
    }

    /// For parts that somebody is in the middle of.
    void waitForParts()
    {
        const auto over = [&] { return unfinished.load() == 0; };
        if (spinUntil(over))
            return;
        std::unique_lock lock(mutex);
        callerSleeps = true;
        finished.wait(lock, over);
        callerSleeps = false;
    }
};

ThreadPool::ThreadPool(int threads)
    : m_impl(std::make_unique<Impl>(static_cast<std::size_t>(std::max(threads, 1))))
{
    const std::size_t parts = m_impl->begun.size();
    try {
        for (std::size_t part = 1; part < parts; ++part)
            m_impl->workers.emplace_back([impl = m_impl.get(), part] { impl->work(part); });
    } catch (const std::system_error& error) {
        m_impl->stop();
        throw Error("The system refused to start " + std::to_string(parts - 1) + " engine threads ("
            + error.what() + "); try fewer.");
    }
}

ThreadPool::~ThreadPool() { m_impl->stop(); }

int ThreadPool::threads() const { return static_cast<int>(m_impl->begun.size()); }

void ThreadPool::split(std::int64_t count, std::int64_t grain,
    const std::function<void(std::int64_t, std::int64_t)>& piece)
{
    if (count <= 0)
        return;
    grain = std::max<std::int64_t>(grain, 1);
    if (threads() == 1 || count <= grain) {
        piece(0, count);
        return;
    }
    m_impl->setJob(piece, count, grain);
    m_impl->shareWhileItPays();
}

void ThreadPool::inOrder(std::int64_t count, const std::function<void(std::int64_t)>& compute,
    const std::function<void(std::int64_t)>& take)
{
    const std::int64_t ahead
        = 2 * threads(); // who has been put aside holds up the others only when they are this far
    std::mutex mutex;
    std::condition_variable moved;
    std::vector<bool> computed(static_cast<std::size_t>(std::max<std::int64_t>(count, 0)));
    std::int64_t begun = 0, next = 0; // the first not begun, the first not taken
    bool taking = false;
    std::exception_ptr failure;
    // All that can be taken now, by one thread, while the others go on computing.
    const auto takeComputed = [&](std::unique_lock<std::mutex>& lock) {
        taking = true;
        for (; next < count && computed[static_cast<std::size_t>(next)] && !failure;
             moved.notify_all()) {
            lock.unlock();
            take(next);
            lock.lock();
            ++next;
        }
        taking = false;
    };
    const std::function<void(std::int64_t, std::int64_t)> work = [&](std::int64_t, std::int64_t) {
        std::unique_lock lock(mutex);
        while (begun < count && !failure) {
            if (begun >= next + ahead) {
                moved.wait(lock);
                continue;
            }
            const std::int64_t mine = begun++;
            try {
                lock.unlock();
                compute(mine);
                lock.lock();
                computed[static_cast<std::size_t>(mine)] = true;
                if (!taking)
                    takeComputed(lock);
            } catch (...) {
                if (!lock.owns_lock())
                    lock.lock();
                failure = failure ? failure : std::current_exception();
                moved.notify_all();
            }
        }
    };
    m_impl->setJob(work, threads(), 1);
    m_impl->share();
    if (failure)
        std::rethrow_exception(failure);
}

} // namespace glowworm
