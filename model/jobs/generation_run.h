// SPDX-License-Identifier: GPL-3.0-or-later
// Text generation on its own lane: one model, or dense and sparse taking turns on the same prompt
// with the same noise. Owner's thread; nothing blocks but the destructor.
#pragma once

#include "model/engine/generator.h"
#include "model/jobs/lane.h"
#include "model/jobs/mailbox.h"

namespace glowworm {

class GenerationRun {
public:
    GenerationRun();
    ~GenerationRun();
    void start(GenerationSpec spec); // replaces a running one
    void stop();                     // within 50 ms
    void setPace(double tokensPerSecond);
    void setThreads(int threads, bool whileTraining); // takes effect at the next token
    Lane::Status status() const;
    Mailbox<GenerationUpdate>& outbox(); // of the newest text; the next start() ends the reference

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace glowworm
