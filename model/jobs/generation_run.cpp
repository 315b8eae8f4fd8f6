// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/jobs/generation_run.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

namespace glowworm {
namespace {

using Clock = std::chrono::steady_clock;

/// What one text shares with its owner. A new text gets a new one, so that nothing of the old text
/// is taken for it.
struct Exchange {
    std::mutex mutex;
    std::condition_variable_any changed; // pace
    double tokensPerSecond = 0;
    std::optional<std::pair<int, bool>>
        threads;             // and whether a training runs beside it; when changed
    GenerationUpdate update; // not yet drained
};

/// Sleeps until the next token may be shown. A stop or another pace wakes it at once.
void waitForTurn(Exchange& exchange, Clock::time_point last, std::stop_token stop)
{
    std::unique_lock lock(exchange.mutex);
    while (!stop.stop_requested() && exchange.tokensPerSecond > 0) {
        const double pace = exchange.tokensPerSecond;
        const auto due = last
            + std::chrono::duration_cast<Clock::duration>(
                std::chrono::duration<double>(std::min(1 / pace, 3600.0)));
        if (!exchange.changed.wait_until(
                lock, stop, due, [&] { return exchange.tokensPerSecond != pace; }))
            return; // due, or stopped
    }
}

void writeText(GenerationSpec spec, Exchange& exchange, std::stop_token stop)
{
    Generator generator(std::move(spec));
    for (bool more = true; more && !stop.stop_requested();) {
        std::optional<std::pair<int, bool>> threads;
        {
            const std::lock_guard lock(exchange.mutex);
            threads = std::exchange(exchange.threads, std::nullopt);
        }
        if (threads)
            generator.setThreads(threads->first, threads->second);
        const auto started = Clock::now();
        more = generator.advance(stop);
        GenerationUpdate piece = generator.take();
        {
            const std::lock_guard lock(exchange.mutex);
            exchange.update.add(std::move(piece));
        }
        if (more)
            waitForTurn(exchange, started, stop);
    }
}

} // namespace

struct GenerationRun::Impl {
    std::shared_ptr<Exchange> exchange = std::make_shared<Exchange>(); // of the newest text
    Lane lane; // last: it stops before the rest goes
};

GenerationRun::GenerationRun()
    : m_impl(std::make_unique<Impl>())
{
}

GenerationRun::~GenerationRun() = default;

void GenerationRun::start(GenerationSpec spec)
{
    auto exchange = std::make_shared<Exchange>();
    exchange->tokensPerSecond = spec.tokensPerSecond;
    m_impl->exchange = exchange;
    m_impl->lane.start([exchange, spec = std::move(spec)](
                           std::stop_token stop) { writeText(spec, *exchange, stop); });
}

void GenerationRun::stop() { m_impl->lane.stop(); }

void GenerationRun::setPace(double tokensPerSecond)
{
    {
        const std::lock_guard lock(m_impl->exchange->mutex);
        m_impl->exchange->tokensPerSecond = tokensPerSecond;
    }
    m_impl->exchange->changed.notify_all();
}

void GenerationRun::setThreads(int threads, bool whileTraining)
{
    const std::lock_guard lock(m_impl->exchange->mutex);
    m_impl->exchange->threads = {threads, whileTraining};
}

Lane::Status GenerationRun::status() const { return m_impl->lane.status(); }

GenerationUpdate GenerationRun::drain()
{
    const std::lock_guard lock(m_impl->exchange->mutex);
    return std::exchange(m_impl->exchange->update, {});
}

} // namespace glowworm
