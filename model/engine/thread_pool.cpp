// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/thread_pool.h"

#include "error.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

namespace glowworm {

namespace {

// About 20 us: longer than the gap between two layers, short enough not to steal a core from a neighbour.
constexpr int kSpins = 400;

/// Waits for `done` a short while without sleeping.
template <class Condition> bool spinUntil(Condition done)
{
    for (int i = 0; i < kSpins; ++i) {
        if (done())
            return true;
        if (i >= kSpins / 8)
            std::this_thread::yield();
    }
    return done();
}

} // namespace

struct ThreadPool::Impl {
    std::vector<std::thread> workers;
    std::mutex mutex;
    std::condition_variable wake, finished;
    std::atomic<std::uint64_t> round{0}; // changes under the mutex; a new value publishes the job
    std::atomic<int> running{0}; // workers still busy with this round
    bool callerSleeps = false; // under the mutex
    bool quit = false; // published by `round`

    // The job of this round; written before `round`, read after it.
    const std::function<void(std::int64_t, std::int64_t)>* piece = nullptr;
    std::int64_t count = 0, grain = 1;

    void runPart(std::int64_t part)
    {
        const std::int64_t units = (count + grain - 1) / grain, parts = static_cast<std::int64_t>(workers.size()) + 1;
        const std::int64_t begin = units * part / parts * grain, end = std::min(units * (part + 1) / parts * grain, count);
        if (begin < end)
            (*piece)(begin, end);
    }

    void startRound()
    {
        {
            const std::lock_guard lock(mutex);
            running.store(static_cast<int>(workers.size()), std::memory_order_relaxed);
            round.fetch_add(1, std::memory_order_release);
        }
        wake.notify_all();
    }

    void work(std::int64_t part)
    {
        for (std::uint64_t seen = 0;;) {
            const auto changed = [&] { return round.load(std::memory_order_acquire) != seen; };
            if (!spinUntil(changed)) {
                std::unique_lock lock(mutex);
                wake.wait(lock, changed);
            }
            ++seen; // the caller waits for every worker, so rounds cannot be missed
            if (quit)
                return;
            runPart(part);
            if (running.fetch_sub(1, std::memory_order_acq_rel) == 1) {
                const std::lock_guard lock(mutex);
                if (callerSleeps)
                    finished.notify_one();
            }
        }
    }

    void stop()
    {
        quit = true;
        startRound();
        for (std::thread& worker : workers)
            if (worker.joinable())
                worker.join();
    }

    void waitForWorkers()
    {
        const auto idle = [&] { return running.load(std::memory_order_acquire) == 0; };
        if (spinUntil(idle))
            return;
        std::unique_lock lock(mutex);
        callerSleeps = true;
        finished.wait(lock, idle);
        callerSleeps = false;
    }
};

ThreadPool::ThreadPool(int threads)
    : m_impl(std::make_unique<Impl>())
{
    const int others = std::max(threads, 1) - 1;
    m_impl->workers.resize(static_cast<std::size_t>(others)); // its size is final before any worker reads it
    try {
        for (int i = 0; i < others; ++i)
            m_impl->workers[static_cast<std::size_t>(i)] = std::thread([impl = m_impl.get(), i] { impl->work(i + 1); });
    } catch (const std::system_error& error) {
        m_impl->stop();
        throw Error("The system refused to start " + std::to_string(others) + " engine threads (" + error.what() + "); try fewer.");
    }
}

ThreadPool::~ThreadPool() { m_impl->stop(); }

int ThreadPool::threads() const { return static_cast<int>(m_impl->workers.size()) + 1; }

void ThreadPool::split(std::int64_t count, std::int64_t grain, const std::function<void(std::int64_t, std::int64_t)>& piece)
{
    if (count <= 0)
        return;
    grain = std::max<std::int64_t>(grain, 1);
    if (m_impl->workers.empty() || count <= grain) {
        piece(0, count);
        return;
    }
    m_impl->piece = &piece;
    m_impl->count = count;
    m_impl->grain = grain;
    m_impl->startRound();
    m_impl->runPart(0);
    m_impl->waitForWorkers();
}

void ThreadPool::inOrder(
    std::int64_t count, const std::function<void(std::int64_t)>& compute, const std::function<void(std::int64_t)>& take)
{
    std::mutex mutex;
    std::condition_variable taken;
    std::int64_t begun = 0, next = 0; // the first not begun, the first not taken
    std::exception_ptr failure;
    split(threads(), 1, [&](std::int64_t, std::int64_t) {
        std::unique_lock lock(mutex);
        while (begun < count && !failure) {
            const std::int64_t mine = begun++;
            try {
                lock.unlock();
                compute(mine);
                lock.lock();
                taken.wait(lock, [&] { return next == mine || failure; });
                if (!failure)
                    take(mine);
            } catch (...) {
                if (!lock.owns_lock())
                    lock.lock();
                failure = failure ? failure : std::current_exception();
            }
            ++next;
            taken.notify_all();
        }
    });
    if (failure)
        std::rethrow_exception(failure);
}

} // namespace glowworm
