// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/jobs/lane.h"

#include "model/base/sentence.h"

#include <exception>
#include <utility>

namespace glowworm {

struct Lane::Started {
    const std::stop_source stop;           // its own: a stop pressed early cannot be lost
    Status status{Status::Kind::Busy, {}}; // of the lane's mutex; set once more, by its end
};

/// Destroys the job before it returns: its captures may own 200 MB, and the owner asks for the
/// status meanwhile.
Lane::Status Lane::run(Job job, std::stop_token token)
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

void Lane::loop()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_wake.wait(lock, [this] { return m_closing || m_waiting; });
        if (m_closing)
            return;
        Job job = std::exchange(m_waiting, nullptr);
        const Ticket started = m_newest;
        lock.unlock();
        Status end = run(std::move(job), started->stop.get_token());
        lock.lock();
        started->status = std::move(end);
        m_idle.notify_all();
    }
}

Lane::~Lane()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closing = true;
    }
    stop();
    m_wake.notify_all();
    m_thread.join();
}

Lane::Ticket Lane::start(Job job)
{
    const auto fresh = std::make_shared<Started>();
    Ticket former;
    Job dropped; // destroyed outside the lock
    {
        const std::lock_guard lock(m_mutex);
        dropped = std::exchange(m_waiting, std::move(job));
        former = std::exchange(m_newest, fresh);
        if (dropped)
            former->status = {Status::Kind::Stopped, {}};
    }
    stop(former); // outside the lock, because it may call back
    m_wake.notify_all();
    return fresh;
}

void Lane::stop()
{
    Ticket job;
    {
        const std::lock_guard lock(m_mutex);
        job = m_newest;
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
    const std::lock_guard lock(m_mutex);
    return m_newest ? m_newest->status : Status{};
}

Lane::Status Lane::status(const Ticket& job) const
{
    const std::lock_guard lock(m_mutex);
    return job ? job->status : Status{};
}

void Lane::wait() const
{
    std::unique_lock lock(m_mutex);
    m_idle.wait(lock, [this] { return !m_newest || !m_newest->status.busy(); });
}

} // namespace glowworm
