// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/jobs/generation_run.h"

#include <algorithm>
#include <utility>

namespace glowworm {

/// Sleeps until the next token may be shown. A stop or another pace wakes it at once.
void GenerationRun::waitForTurn(Clock::time_point last, std::stop_token stop)
{
    std::unique_lock lock(m_mutex);
    while (!stop.stop_requested() && m_tokensPerSecond > 0) {
        const double pace = m_tokensPerSecond;
        const auto due = last
            + std::chrono::duration_cast<Clock::duration>(
                std::chrono::duration<double>(std::min(1 / pace, 3600.0)));
        if (!m_paceChanged.wait_until(lock, stop, due, [&] { return m_tokensPerSecond != pace; }))
            return; // due, or stopped
    }
}

void GenerationRun::write(
    const GenerationSpec& spec, std::stop_token stop, Mailbox<GenerationUpdate>& out)
{
    Generator generator(spec);
    for (bool more = true; more && !stop.stop_requested();) {
        const auto [number, beside] = [this] {
            const std::lock_guard lock(m_mutex);
            return std::pair(m_threads, m_whileTraining);
        }();
        generator.setThreads(number, beside);
        const auto started = Clock::now();
        more = generator.advance(stop);
        out.post(generator.take());
        if (more && generator.drawsNext())
            waitForTurn(started, stop); // what was seen before comes back at once
    }
}

void GenerationRun::start(GenerationSpec spec)
{
    {
        const std::lock_guard lock(m_mutex);
        m_tokensPerSecond = spec.tokensPerSecond;
        m_threads = spec.threads;
        m_whileTraining = spec.whileTraining;
    }
    m_worker.renewOutbox();
    m_worker.ask([this, spec = std::move(spec)](std::stop_token stop,
                     Mailbox<GenerationUpdate>& out) { write(spec, stop, out); });
}

void GenerationRun::play(Tape tape)
{
    m_worker.renewOutbox();
    m_worker.ask([tape = std::move(tape)](
                     std::stop_token, Mailbox<GenerationUpdate>& out) { out.post(tape.update()); });
}

void GenerationRun::setPace(double tokensPerSecond)
{
    {
        const std::lock_guard lock(m_mutex);
        m_tokensPerSecond = tokensPerSecond;
    }
    m_paceChanged.notify_all();
}

void GenerationRun::setThreads(int threads, bool whileTraining)
{
    const std::lock_guard lock(m_mutex);
    m_threads = threads;
    m_whileTraining = whileTraining;
}

} // namespace glowworm
