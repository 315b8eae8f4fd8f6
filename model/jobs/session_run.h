// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps sessions in files, on its own lane, one after another; and reads the one to begin with.
// Owner's thread; nothing blocks but the destructors and what says so.
#pragma once

#include "model/jobs/worker.h"
#include "model/session/session_file.h"

#include <filesystem>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace glowworm {

struct BenchResult;

class SessionRun {
public:
    using Models = std::map<std::string, std::filesystem::path>; // by slot
    struct Timing {
        std::filesystem::path file;                // "" = it is in none
        std::shared_ptr<const BenchResult> result; // null: to be read from there
    };
    using Timings = std::map<std::string, Timing>; // by place
    /// To take along: all of it, or nothing is written. models, timings: files are read there; a
    /// timing that cannot be is left out, as it is here.
    void save(
        SavedSession session, std::filesystem::path file, Models models, Timings timings = {});
    /// As keepSession(): `error` tells what was left out, too.
    void keep(SavedSession session, std::filesystem::path file);
    bool busy() const { return m_worker.busy(); }

    struct Saved {
        std::filesystem::path file;
        std::string error;  // one sentence; "" = it is written
        double seconds = 0; // that it took
    };
    std::vector<Saved> drain() { return m_worker.outbox().drain(); }

private:
    void write(std::filesystem::path file,
        std::function<std::string(const std::filesystem::path& to)> write);

    Worker<Mailbox<Saved>> m_worker{Order::Queue};
};

/// readSession() on a lane, from its making on.
class SessionReading {
public:
    explicit SessionReading(std::filesystem::path file);
    SavedSession take(); // once; blocks until it is read. Throws Error

private:
    std::future<SavedSession> m_read;
    Lane m_lane;
};

/// As readSession(), its models unpacked into takenFolder(), its timings into timingsFolder().
/// Blocks; any thread. Throws Error.
std::shared_ptr<const SavedSession> openSession(const std::filesystem::path& file);

/// Among files of whatever kind.
class SessionSearch {
public:
    explicit SessionSearch(std::vector<std::filesystem::path> files);

    struct Found {
        std::size_t place = 0;                       // among the files
        std::shared_ptr<const SavedSession> session; // the first that can be read; null = none
    };
    std::optional<Found> take() { return m_worker.outbox().take(); } // once, when it is known

private:
    Worker<Latest<Found>> m_worker{Order::Queue};
};

} // namespace glowworm
