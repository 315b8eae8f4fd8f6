// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/jobs/lane.h"

#include "model/base/sentence.h"

#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

namespace glowworm {

struct Lane::Impl {
    mutable std::mutex mutex;
    std::condition_variable wake;
    mutable std::condition_variable idle;
    Job waiting;
    std::stop_source stop{std::nostopstate}; // of the newest job, waiting or running
    std::uint64_t newest = 0;                // number of the newest job
    Status status;
    bool closing = false;
    std::jthread thread; // last: joined before the rest goes

    void loop();
    static Status run(Job job, std::stop_token token);
};

/// Destroys the job before it returns: its captures may own 200 MB, and the owner asks for the
/// status meanwhile.
Lane::Status Lane::Impl::run(Job job, std::stop_token token)
{
    if (token.stop_requested())
        return {Status::Kind::Stopped, {}};
    try {
        job(token);
    } catch (const std::exception& exception) {
        return {Status::Kind::Failed, sentenceOf(exception)};
    } catch (...) {
        return {Status::Kind::Failed,
            "A fault of the program ended the work; please report it with what you did."};
    }
    return {token.stop_requested() ? Status::Kind::Stopped : Status::Kind::Done, {}};
}

void Lane::Impl::loop()
{
    std::unique_lock lock(mutex);
    for (;;) {
        wake.wait(lock, [this] { return closing || waiting; });
        if (closing)
            return;
        Job job = std::exchange(waiting, nullptr);
        const std::stop_token token = stop.get_token();
        const std::uint64_t number = newest;
        lock.unlock();
        Status end = run(std::move(job), token);
        lock.lock();
        if (number == newest) { // a replaced job ends without a trace
            status = std::move(end);
            idle.notify_all();
        }
    }
}

Lane::Lane()
    : m_impl(std::make_unique<Impl>())
{
    m_impl->thread = std::jthread([impl = m_impl.get()] { impl->loop(); });
}

Lane::~Lane()
{
    std::stop_source stop{std::nostopstate};
    {
        const std::lock_guard lock(m_impl->mutex);
        m_impl->closing = true;
        stop = m_impl->stop;
    }
    stop.request_stop();
    m_impl->wake.notify_all();
    m_impl->thread.join();
}

void Lane::start(Job job)
{
    std::stop_source fresh; // a stop pressed early cannot be lost: each job has its own
    Job dropped;            // destroyed outside the lock
    {
        const std::lock_guard lock(m_impl->mutex);
        dropped = std::exchange(m_impl->waiting, std::move(job));
        std::swap(fresh, m_impl->stop);
        ++m_impl->newest;
        m_impl->status = {Status::Kind::Busy, {}};
    }
    fresh.request_stop(); // now the former job's; outside the lock, because it may call back
    m_impl->wake.notify_all();
}

void Lane::stop()
{
    std::stop_source stop{std::nostopstate};
    {
        const std::lock_guard lock(m_impl->mutex);
        stop = m_impl->stop;
    }
    stop.request_stop();
}

Lane::Status Lane::status() const
{
    const std::lock_guard lock(m_impl->mutex);
    return m_impl->status;
}

void Lane::wait() const
{
    std::unique_lock lock(m_impl->mutex);
    m_impl->idle.wait(lock, [this] { return !m_impl->status.busy(); });
}

} // namespace glowworm
