// SPDX-License-Identifier: GPL-3.0-or-later
// One long-lived thread that runs one job at a time; it sleeps when idle. All functions return at
// once, except the destructor, which stops the job and waits for one piece of it. Used from one
// thread (the owner's), which need not be the same for ever.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

namespace glowworm {

class Lane {
    struct Started;

public:
    /// Polls `stop` between pieces and returns soon after it was requested. Throwing makes the end
    /// Failed.
    using Job = std::function<void(std::stop_token stop)>;
    struct Status {
        enum class Kind { Idle, Busy, Done, Stopped, Failed } kind = Kind::Idle;
        std::string message; // of a failure
        bool busy() const { return kind == Kind::Busy; }
    };

    /// A job that was started; may be kept when it has ended.
    using Ticket = std::shared_ptr<Started>;

    Lane() = default;
    ~Lane();
    Lane(const Lane&) = delete;
    Lane& operator=(const Lane&) = delete;

    /// Latest wins: stops the running job and drops a waiting one; they end without a trace in
    /// status().
    Ticket start(Job job);
    void stop();                  // the newest job, also right before it has begun
    void stop(const Ticket& job); // only this one; nothing when there is none
    Status status() const;        // of the newest job
    /// Of this one: Stopped when it was dropped, Idle when there is none.
    Status status(const Ticket& job) const;
    /// Blocks until not busy; for the command line and tests, never the GUI thread.
    void wait() const;

private:
    void loop();
    static Status run(Job job, std::stop_token token);

    std::condition_variable m_wake;
    mutable std::condition_variable m_idle;

    mutable std::mutex m_mutex; // of what follows
    Ticket m_newest;            // null before the first one
    Job m_waiting; // the newest, until the thread takes it: one that it never takes was dropped
    bool m_closing = false; // once true for good; nothing waiting is begun any more

    std::jthread m_thread{[this] { loop(); }}; // last: joined before the rest goes
};

} // namespace glowworm
