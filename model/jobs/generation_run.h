// SPDX-License-Identifier: GPL-3.0-or-later
// Text generation on its own lane: one model, or dense and sparse taking turns on the same prompt
// with the same noise. Owner's thread; nothing blocks but the destructor.
#pragma once

#include "model/engine/generator.h"
#include "model/jobs/worker.h"
#include "model/tape/tape.h"

#include <chrono>
#include <condition_variable>

namespace glowworm {

class GenerationRun {
public:
    void start(GenerationSpec spec); // replaces a running one
    /// Tells a recorded text at once, as if it were written in this moment.
    void play(Tape tape);
    void stop() { m_worker.stop(); } // within 50 ms
    void setPace(double tokensPerSecond);
    void setThreads(int threads, bool whileTraining); // takes effect at the next token
    Lane::Status status() const { return m_worker.status(); }
    /// Of the newest text; the next start() or play() ends the reference.
    Mailbox<GenerationUpdate>& outbox() { return m_worker.outbox(); }

private:
    using Clock = std::chrono::steady_clock;

    void write(const GenerationSpec& spec, std::stop_token stop, Mailbox<GenerationUpdate>& out);
    void waitForTurn(Clock::time_point last, std::stop_token stop);

    std::mutex m_mutex; // of what follows, which a text that is being replaced may read as well
    // The pace of the show, 0 = as fast as possible; whoever changes it wakes m_paceChanged, which
    // the lane sleeps on between two tokens.
    double m_tokensPerSecond = 0;
    int m_threads = 1; // of the next token, and whether a training runs beside it
    bool m_whileTraining = false;

    std::condition_variable_any m_paceChanged;
    Worker<Mailbox<GenerationUpdate>> m_worker{
        Order::LatestWins}; // last: it stops before the rest goes
};

} // namespace glowworm
