// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps recorded texts in files, on its own lane, one after another. Owner's thread; nothing blocks
// but the destructor.
#pragma once

#include "model/jobs/worker.h"
#include "model/tape/tape.h"

#include <filesystem>

namespace glowworm {

/// What a file of a text holds.
enum class TapeForm { Tape, Text, Page, Table };

class TapeRun {
public:
    void save(Tape tape, TapeForm form, std::filesystem::path file);
    bool busy() const { return m_worker.busy(); }

    struct Saved {
        std::filesystem::path file;
        std::string error; // one sentence; "" = it is written
    };
    std::vector<Saved> drain() { return m_worker.outbox().drain(); }

private:
    Worker<Mailbox<Saved>> m_worker{Order::Queue};
};

} // namespace glowworm
