// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps sessions in files, on its own lane, one after another. Owner's thread; nothing blocks but
// the destructor.
#pragma once

#include "model/jobs/worker.h"
#include "model/session/session_file.h"

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace glowworm {

class SessionRun {
public:
    using Models = std::map<std::string, std::filesystem::path>; // by slot
    /// To take along: all of it, or nothing is written. models: files that are read there.
    void save(SavedSession session, std::filesystem::path file, Models models);
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

} // namespace glowworm
