// SPDX-License-Identifier: GPL-3.0-or-later
// The one protocol for background work. The owner, one thread (in the window the GUI's), asks a
// worker for tasks; its lane's thread runs them one at a time, all of them in order or only the
// newest; a task posts what it finds into the worker's outbox, and the owner takes it out on its
// own pulse. Neither ever waits for the other. Never lost: a task in a queue, what was posted into
// a Mailbox, a stop asked for before its task began, and the error of the newest task, which is its
// status. Lost on purpose: with LatestWins the task that a newer one replaces; after renewOutbox()
// all that older tasks have posted or will post; in a Latest all but the newest; in a queue the
// error of a task that another one followed. Whoever reads an end in status() and looks into the
// outbox afterwards finds all that the task posted. The destructor drops the tasks that wait, stops
// the one that runs and waits for one piece of it; on a borrowed lane it does not wait: that task
// ends on its own, into an outbox that nobody reads.
#pragma once

#include "model/jobs/lane.h"
#include "model/jobs/mailbox.h"

#include <deque>
#include <exception>

namespace glowworm {

enum class Order { Queue, LatestWins };

/// Outbox: a Mailbox, a Latest, or a struct of several; what it holds may be posted from any
/// thread.
template <class Outbox> class Worker {
public:
    /// On the lane's thread. Polls `stop` between pieces and returns soon after it was requested.
    /// What it throws makes the status Failed. A task in a queue may itself ask for another one,
    /// which takes its place behind those that wait.
    using Task = std::function<void(std::stop_token stop, Outbox& out)>;

    explicit Worker(Order order)
        : m_order(order)
        , m_own(std::make_unique<Lane>())
        , m_lane(*m_own)
    {
    }
    /// The latest wins, on a lane that others use too and that must outlive this. Whoever starts
    /// something else there replaces the task.
    explicit Worker(Lane& lane)
        : m_order(Order::LatestWins)
        , m_lane(lane)
    {
    }
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void ask(Task task); // Queue: any thread; LatestWins: the owner's
    void stop(); // the running task, or before it has begun; those that wait in a queue are dropped
    Lane::Status status() const; // of the newest task; Busy while any task waits or runs
    bool busy() const { return status().busy(); }

    /// Owner's thread.
    Outbox& outbox() { return *m_outbox; }
    /// LatestWins, owner's thread: a new outbox for the tasks asked for from now on, so that
    /// nothing of an older one is taken for theirs. The reference that outbox() gave ends.
    std::shared_ptr<Outbox> renewOutbox() { return m_outbox = std::make_shared<Outbox>(); }
    Lane& lane() const { return m_lane; }

private:
    using Queue = std::deque<Task>;
    void drain(std::stop_token stop, const std::shared_ptr<Queue>& queue);
    Task next(const std::shared_ptr<Queue>& queue);

    const Order m_order;
    std::shared_ptr<Outbox> m_outbox = std::make_shared<Outbox>();

    mutable std::mutex m_mutex; // of what follows
    // The tasks that wait. It is there as long as a job on the lane will look into it again: the
    // job that finds it empty takes it away, and so does whoever stops that job. No task is put
    // where nobody looks.
    std::shared_ptr<Queue> m_queue;
    bool m_closing = false; // once true for good: what the last task still asks for is dropped
    Lane::Ticket m_job;     // the newest one started: of the newest task, or of the queue

    std::unique_ptr<Lane> m_own; // last: it stops before the rest goes. Null: borrowed
    Lane& m_lane;
};

template <class Outbox> Worker<Outbox>::~Worker()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closing = true;
    }
    stop();
}

template <class Outbox> void Worker<Outbox>::ask(Task task)
{
    if (m_order == Order::LatestWins) {
        const Lane::Ticket job = m_lane.start( // may run foreign code, of the task it drops
            [task = std::move(task), out = m_outbox](std::stop_token stop) { task(stop, *out); });
        const std::lock_guard lock(m_mutex);
        m_job = job;
        return;
    }
    const std::lock_guard lock(m_mutex);
    if (m_closing)
        return;
    if (!m_queue) {
        m_queue = std::make_shared<Queue>();
        m_job = m_lane.start([this, queue = m_queue](std::stop_token stop) { drain(stop, queue); });
    }
    m_queue->push_back(std::move(task));
}

template <class Outbox>
void Worker<Outbox>::drain(std::stop_token stop, const std::shared_ptr<Queue>& queue)
{
    std::exception_ptr failure; // of the newest task
    while (!stop.stop_requested()) {
        const Task task = next(queue);
        if (!task)
            break;
        failure = nullptr;
        try {
            task(stop, *m_outbox);
        } catch (...) {
            failure = std::current_exception();
        }
    }
    if (failure)
        std::rethrow_exception(failure);
}

template <class Outbox>
typename Worker<Outbox>::Task Worker<Outbox>::next(const std::shared_ptr<Queue>& queue)
{
    const std::lock_guard lock(m_mutex);
    if (m_queue != queue)
        return {};
    if (queue->empty()) {
        m_queue = nullptr;
        return {};
    }
    Task task = std::move(queue->front());
    queue->pop_front();
    return task;
}

template <class Outbox> void Worker<Outbox>::stop()
{
    Lane::Ticket job;
    {
        const std::lock_guard lock(m_mutex);
        job = m_job;
    }
    m_lane.stop(job); // outside the lock, because it may call back
    Queue dropped;    // destroyed outside the lock
    const std::lock_guard lock(m_mutex);
    if (m_queue && m_job == job) // else the job ended by itself, and another one has begun
        dropped.swap(*std::exchange(m_queue, nullptr));
}

template <class Outbox> Lane::Status Worker<Outbox>::status() const
{
    const std::lock_guard lock(m_mutex);
    return m_lane.status(m_job);
}

} // namespace glowworm
