// SPDX-License-Identifier: GPL-3.0-or-later
// Measures how fast this machine trains, for about as long as somebody waits: some steps of a small
// network and its dense twin, on a text of its own. Owner's thread.
#pragma once

#include "model/jobs/worker.h"
#include "model/training/training_loop.h"

namespace glowworm {

class SpeedRun {
public:
    /// lane: of the training, which must outlive this; whatever starts there ends it. create: as of
    /// TrainingRun.
    SpeedRun(Lane& lane, TrainingLoop::Create create);
    void start(int threads);
    void stop() { m_worker.stop(); }
    bool busy() const { return m_worker.busy(); }
    Lane::Status status() const { return m_worker.status(); }
    /// Multiply-adds a second; once.
    std::optional<double> take() { return m_worker.outbox().take(); }

private:
    TrainingLoop::Create m_create;
    Worker<Latest<double>> m_worker;
};

} // namespace glowworm
