// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps sessions in files, on its own lane, one after another. Owner's thread; nothing blocks but
// the destructor.
#pragma once

#include "model/jobs/worker.h"
#include "model/session/session_file.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace glowworm {

class SessionRun {
public:
    using Models = std::map<std::string, std::filesystem::path>; // by slot
    /// models: files that are read there and taken along. A text that no file takes is left out,
    /// which is told.
    void save(SavedSession session, std::filesystem::path file, Models models = {});
    bool busy() const { return m_worker.busy(); }

    struct Saved {
        std::filesystem::path file;
        std::string error;  // one sentence; "" = it is written
        double seconds = 0; // that it took
    };
    std::vector<Saved> drain() { return m_worker.outbox().drain(); }

private:
    Worker<Mailbox<Saved>> m_worker{Order::Queue};
};

} // namespace glowworm
