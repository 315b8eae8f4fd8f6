// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/jobs/lane.h"

#include "model/base/sentence.h"

#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

namespace glowworm {

struct Lane::Started {
    const std::stop_source stop;           // its own: a stop pressed early cannot be lost
    Status status{Status::Kind::Busy, {}}; // of the lane's mutex; set once more, by its end
};

struct Lane::Impl {
    std::condition_variable wake;
    mutable std::condition_variable idle;

    mutable std::mutex mutex; // of what follows
    Ticket newest;            // null before the first one
    Job waiting; // the newest, until the thread takes it: one that it never takes was dropped
    bool closing = false; // once true for good; nothing waiting is begun any more

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
        const Ticket started = newest;
        lock.unlock();
        Status end = run(std::move(job), started->stop.get_token());
        lock.lock();
        started->status = std::move(end);
        idle.notify_all();
    }
}

Lane::Lane()
    : m_impl(std::make_unique<Impl>())
{
    m_impl->thread = std::jthread([impl = m_impl.get()] { impl->loop(); });
}

Lane::~Lane()
{
    {
        const std::lock_guard lock(m_impl->mutex);
        m_impl->closing = true;
    }
    stop();
    m_impl->wake.notify_all();
    m_impl->thread.join();
}

Lane::Ticket Lane::start(Job job)
{
    const auto fresh = std::make_shared<Started>();
    Ticket former;
    Job dropped; // destroyed outside the lock
    {
        const std::lock_guard lock(m_impl->mutex);
        dropped = std::exchange(m_impl->waiting, std::move(job));
        former = std::exchange(m_impl->newest, fresh);
        if (dropped)
            former->status = {Status::Kind::Stopped, {}};
    }
    stop(former); // outside the lock, because it may call back
    m_impl->wake.notify_all();
    return fresh;
}

void Lane::stop()
{
    Ticket job;
    {
        const std::lock_guard lock(m_impl->mutex);
        job = m_impl->newest;
    }
    stop(job);
}

void Lane::stop(const Ticket& job)
{
    if (job)
        job->stop.request_stop();
}

Lane::Status Lane::status() const
{
    const std::lock_guard lock(m_impl->mutex);
    return m_impl->newest ? m_impl->newest->status : Status{};
}

Lane::Status Lane::status(const Ticket& job) const
{
    const std::lock_guard lock(m_impl->mutex);
    return job ? job->status : Status{};
}

void Lane::wait() const
{
    std::unique_lock lock(m_impl->mutex);
    m_impl->idle.wait(lock, [this] { return !m_impl->newest || !m_impl->newest->status.busy(); });
}

} // namespace glowworm
