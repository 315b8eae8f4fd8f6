// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/jobs/generation_run.h"

#include "model/jobs/worker.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <utility>

namespace glowworm {

using Clock = std::chrono::steady_clock;

struct GenerationRun::Impl {
    std::mutex mutex; // of what follows, which a text that is being replaced may read as well
    // The pace of the show, 0 = as fast as possible; whoever changes it wakes `paceChanged`, which
    // the lane sleeps on between two tokens.
    double tokensPerSecond = 0;
    int threads = 1; // of the next token, and whether a training runs beside it
    bool whileTraining = false;

    std::condition_variable_any paceChanged;
    Worker<Mailbox<GenerationUpdate>> worker{
        Order::LatestWins}; // last: it stops before the rest goes

    void write(const GenerationSpec& spec, std::stop_token stop, Mailbox<GenerationUpdate>& out);
    void waitForTurn(Clock::time_point last, std::stop_token stop);
};

/// Sleeps until the next token may be shown. A stop or another pace wakes it at once.
void GenerationRun::Impl::waitForTurn(Clock::time_point last, std::stop_token stop)
{
    std::unique_lock lock(mutex);
    while (!stop.stop_requested() && tokensPerSecond > 0) {
        const double pace = tokensPerSecond;
        const auto due = last
            + std::chrono::duration_cast<Clock::duration>(
                std::chrono::duration<double>(std::min(1 / pace, 3600.0)));
        if (!paceChanged.wait_until(lock, stop, due, [&] { return tokensPerSecond != pace; }))
            return; // due, or stopped
    }
}

void GenerationRun::Impl::write(
    const GenerationSpec& spec, std::stop_token stop, Mailbox<GenerationUpdate>& out)
{
    Generator generator(spec);
    for (bool more = true; more && !stop.stop_requested();) {
        const auto [number, beside] = [this] {
            const std::lock_guard lock(mutex);
            return std::pair(threads, whileTraining);
        }();
        generator.setThreads(number, beside);
        const auto started = Clock::now();
        more = generator.advance(stop);
        out.post(generator.take());
        if (more)
            waitForTurn(started, stop);
    }
}

GenerationRun::GenerationRun()
    : m_impl(std::make_unique<Impl>())
{
}

GenerationRun::~GenerationRun() = default;

void GenerationRun::start(GenerationSpec spec)
{
    {
        const std::lock_guard lock(m_impl->mutex);
        m_impl->tokensPerSecond = spec.tokensPerSecond;
        m_impl->threads = spec.threads;
        m_impl->whileTraining = spec.whileTraining;
    }
    m_impl->worker.renewOutbox();
    m_impl->worker.ask([impl = m_impl.get(), spec = std::move(spec)](std::stop_token stop,
                           Mailbox<GenerationUpdate>& out) { impl->write(spec, stop, out); });
}

void GenerationRun::stop() { m_impl->worker.stop(); }

void GenerationRun::setPace(double tokensPerSecond)
{
    {
        const std::lock_guard lock(m_impl->mutex);
        m_impl->tokensPerSecond = tokensPerSecond;
    }
    m_impl->paceChanged.notify_all();
}

void GenerationRun::setThreads(int threads, bool whileTraining)
{
    const std::lock_guard lock(m_impl->mutex);
    m_impl->threads = threads;
    m_impl->whileTraining = whileTraining;
}

Lane::Status GenerationRun::status() const { return m_impl->worker.status(); }

Mailbox<GenerationUpdate>& GenerationRun::outbox() { return m_impl->worker.outbox(); }

} // namespace glowworm
