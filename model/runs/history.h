// SPDX-License-Identifier: GPL-3.0-or-later
// What a run's folder holds beside its checkpoints: run.json (what is trained, written once a start), history.jsonl (one line an
// event, appended) and run.lock (one writer at a time, the window and the command line share folders). Used by TrainingLoop;
// readHistory(), readRun() and listRuns() stand in training_loop.h. Blocks; any thread.
#pragma once

#include "runs/training_loop.h"

namespace glowworm {

/// Holds run.lock of a folder; the kernel lets go when the process dies, so there is no stale lock. Throws Error that says who has it.
class RunLock {
public:
    explicit RunLock(const std::filesystem::path& folder);
    ~RunLock();
    RunLock(const RunLock&) = delete;
    RunLock& operator=(const RunLock&) = delete;

private:
    int m_file = -1;
};

/// Appends to history.jsonl, one write a record. A last line torn by a crash is cut off on opening. Throws Error; a record that
/// could not be written whole is taken back.
class HistoryWriter {
public:
    explicit HistoryWriter(const std::filesystem::path& folder);
    ~HistoryWriter();
    HistoryWriter(const HistoryWriter&) = delete;
    HistoryWriter& operator=(const HistoryWriter&) = delete;

    void append(const TrainingEvent& event);
    /// From here on `twin` continues at `step`: readers drop what stands above with a later step.
    void appendResumed(Twin twin, std::int64_t step);

private:
    void write(const std::string& line);
    std::filesystem::path m_path;
    int m_file = -1;
};

/// What run.json says beside KeptRun; a change means that a resumed run is no longer equal bit for bit.
struct RunMachine {
    int threads = 0;
    std::string build;
    bool operator==(const RunMachine&) const = default;
};
/// Name, data and time of a run that starts now.
KeptRun describeNewRun(const TrainingSpec& spec);
void writeRun(const KeptRun& run, const RunMachine& machine);
RunMachine readRunMachine(const std::filesystem::path& folder);
bool holdsRun(const std::filesystem::path& folder);

} // namespace glowworm
