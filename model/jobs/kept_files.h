// SPDX-License-Identifier: GPL-3.0-or-later
// What the user's folders hold: the runs that training kept, the results of experiments, the
// timings. Read on its own lane, so that neither a slow disk nor what else lies there holds up the
// window. Owner's thread; nothing blocks but the destructor, which waits for one file.
#pragma once

#include "model/bench/benchmark.h"
#include "model/experiments/experiment.h"
#include "model/jobs/worker.h"
#include "model/training/kept_run.h"
#include "model/training/training_loop.h"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <map>
#include <utility>

namespace glowworm {

struct KeptTiming {
    std::filesystem::path file;
    std::shared_ptr<const BenchResult> result; // null: it cannot be read
    std::string error;
};

/// Newest first.
struct Kept {
    std::vector<KeptRun> runs; // those that can be reopened
    std::vector<KeptExperiment> experiments;
    std::vector<KeptTiming> timings; // the newest 100
    bool isRead = false;             // there was a look
};

class KeptFiles {
public:
    /// Looks again. Asked for while it looks: once more when it is done.
    void refresh();
    bool busy() const { return m_worker.busy(); }
    std::optional<Kept> take() { return m_worker.outbox().take(); } // once after each look

private:
    void look(const std::stop_token& stop, Latest<Kept>& out);
    const KeptTiming& timingOf(const std::filesystem::path& file);

    std::atomic<bool> m_waits = false; // a look that is asked for and has not begun
    std::map<std::filesystem::path, std::pair<std::int64_t, KeptTiming>>
        m_known; // lane; with when each was written, in unix seconds: it is read once
    Worker<Latest<Kept>> m_worker{Order::Queue}; // last: it stops before the rest goes
};

} // namespace glowworm
