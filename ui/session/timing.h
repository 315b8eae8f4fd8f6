// SPDX-License-Identifier: GPL-3.0-or-later
// Timing of layers, tokens, digits and training steps. It runs alone; while it does, the window
// shows news four times a second.
#pragma once

#include "model/jobs/benchmark_run.h"
#include "ui/session/workbench_part.h"

namespace glowworm {

class Timing : public WorkingPart {
    Q_OBJECT

public:
    /// lane: of the training, which must outlive this.
    Timing(const Workbench& workbench, Library& library, Lane& lane);

    /// The hashes of the models are kept with the result where they are open ones. Token: the open
    /// text measures the loss of the formats. A refusal is told as a problem.
    void start(BenchConfig config);
    void stop() { m_run.stop(); }
    /// Where results are kept from now on; at first timingsFolder().
    void setFolder(const std::filesystem::path& folder) { m_folder = folder; }
    bool running() const { return m_running; }

    /// A kept result out of the list; returns where it lies then, "" = it could not be done, which
    /// is told as a problem. bringBack(): into the list again, whether it could.
    std::filesystem::path remove(const std::filesystem::path& file);
    bool bringBack(const std::filesystem::path& aside, const std::filesystem::path& file);

Q_SIGNALS:
    void progress(const glowworm::BenchProgress& progress);
    void ended(const QString& failure); // "" = done or stopped

private:
    bool working() const override { return m_running; }
    void fetch() override;
    template <class Do> bool does(Do change);

    BenchmarkRun m_run;
    std::filesystem::path m_folder;
    bool m_running = false;
};

} // namespace glowworm
