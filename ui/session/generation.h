// SPDX-License-Identifier: GPL-3.0-or-later
// The text that the open models write, one at a time: a new one replaces it.
#pragma once

#include "model/jobs/generation_run.h"
#include "ui/session/workbench_part.h"

namespace glowworm {

class Generation : public WorkingPart {
    Q_OBJECT

public:
    Generation(const Workbench& workbench, Library& library);

    /// With the models asked for that are open; 0 tokens per second = as fast as they can. A
    /// refusal is told as a problem.
    void start(const SampleConfig& sample, const QString& prompt, bool sparse, bool dense,
        double tokensPerSecond);
    void stop() { m_run.stop(); }
    void setPace(double tokensPerSecond) { m_run.setPace(tokensPerSecond); }
    bool running() const { return m_running; }
    /// Of a text, at once; while training runs it is 1. The start value follows the machine.
    void setThreads(int threads);
    int threads() const { return m_threads; }
    int threadsNow() const; // 1 while training runs

Q_SIGNALS:
    void started();
    void updated(const glowworm::GenerationUpdate& update);
    void ended(const QString& failure); // "" = done or stopped

private:
    bool working() const override { return m_running; }
    void fetch() override;
    QString lacking() const override;

    GenerationRun m_run;
    int m_threads; // chosen; one while training runs
    bool m_running = false;
};

} // namespace glowworm
