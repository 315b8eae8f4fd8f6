// SPDX-License-Identifier: GPL-3.0-or-later
// What a run's folder holds beside its checkpoints, as TrainingLoop writes it: run.json (what is
// trained; again at each start, after a change of settings and where the folder had gone),
// history.jsonl (one line an event, appended) and run.lock (one writer at a time, the window and
// the command line share folders). kept_run.h reads it; label.json is a person's (run_label.h).
// Blocks; any thread.
#pragma once

#include "model/io/descriptor.h"
#include "model/training/kept_run.h"

#include <deque>

namespace glowworm {

/// The folder of a run while it is trained, held by run.lock: the kernel lets go when the process
/// dies, so there is no stale lock.
class RunFolder {
public:
    /// Throws Error that says who has the folder, or why it cannot be written.
    explicit RunFolder(std::filesystem::path folder);

    const std::filesystem::path& path() const { return m_path; }
    enum class Fate { There, Moved, Gone };
    /// Whether the folder still is where path() says; when somebody has moved it, path() is its new
    /// place. Does not block.
    Fate look();
    /// After Gone: an empty folder at the old place, locked. Throws Error.
    void makeAgain();

private:
    void hold();

    std::filesystem::path m_path;
    Descriptor m_folder, m_lock;
};

/// Appends to history.jsonl, one write a record. What the disk refuses waits in memory, in order,
/// and is written with the next record that it takes; at most 32 MB wait (about 150,000 steps),
/// what comes after that is lost. A last line torn by a crash is cut off on opening.
class HistoryWriter {
public:
    /// Throws Error.
    explicit HistoryWriter(const std::filesystem::path& folder);
    ~HistoryWriter();

    void append(std::string line);
    void flush();                                            // tries again to write what waits
    std::size_t waiting() const { return m_waiting.size(); } // records
    std::size_t lost() const { return m_lost; }              // records beyond the bound, so far
    const std::string& reason() const { return m_reason; }   // why the records wait: a clause
    /// Whether the file still is in a folder, and not deleted.
    bool isThere() const;
    /// Goes on in `folder`, where all of the history is written again. Throws Error: it then stays
    /// where it was.
    void moveTo(const std::filesystem::path& folder);

private:
    bool write(const std::string& line);

    Descriptor m_file;
    std::int64_t m_size = 0; // bytes of whole records in the file
    std::deque<std::string> m_waiting;
    std::size_t m_waitingBytes = 0, m_lost = 0;
    std::string m_reason;
};

/// Name, data and time of a run that starts now.
KeptRun describeNewRun(const TrainingSpec& spec);
void writeRun(const KeptRun& run);

} // namespace glowworm
