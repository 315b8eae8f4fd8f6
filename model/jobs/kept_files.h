// SPDX-License-Identifier: GPL-3.0-or-later
// What the user's folders hold: the runs that training kept, the results of experiments, the
// timings. Read on its own lane, so that neither a slow disk nor what else lies there holds up the
// window. Owner's thread; nothing blocks but the destructor, which waits for one file.
#pragma once

#include "model/bench/benchmark.h"
#include "model/experiments/experiment.h"
#include "model/training/training_loop.h"

#include <memory>
#include <optional>

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
};

class KeptFiles {
public:
    KeptFiles();
    ~KeptFiles();
    /// Looks again. Asked for while it looks: once more when it is done.
    void refresh();
    bool busy() const;
    std::optional<Kept> take(); // once after each look
private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace glowworm
