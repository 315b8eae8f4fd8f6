// SPDX-License-Identifier: GPL-3.0-or-later
// What is done with runs that are kept, on its own lane in the order asked for: given names, put
// away, brought back; and on another one, so that none of that waits, their curves are read.
// Owner's thread; nothing blocks but the destructor, which waits for one file of each.
#pragma once

#include "model/jobs/worker.h"
#include "model/training/run_label.h"
#include "model/training/training_history.h"

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace glowworm {

/// Where runs that were put away lie until somebody removes them: $XDG_DATA_HOME/glowworm/deleted;
/// those on another disk, in a folder "deleted" beside them. Nothing in it is ever removed by this
/// program.
std::filesystem::path deletedRunsFolder();

class RunShelf {
public:
    /// One that waits to be written gives way to a newer one of the same run.
    void label(const std::filesystem::path& folder, RunLabel label);
    void putAway(std::filesystem::path folder); // into deletedRunsFolder(); not while it is trained
    void bringBack(std::filesystem::path folder); // to where it was; nothing if it was not put away
    /// Of its evaluations, as far as they are drawn: step, time, loss and accuracy.
    void readCurves(std::filesystem::path folder);
    void stopReading(); // curves that are still to be read

    struct Told {
        enum class Kind { Label, PutAway, BroughtBack, Curves } kind;
        std::filesystem::path folder; // as asked for
        std::filesystem::path place;  // PutAway: where it lies now
        std::shared_ptr<const TrainingHistory> curves;
        std::string error; // one sentence; "" = it is done
    };
    std::vector<Told> drain();
    bool busy() const { return m_worker.busy() || m_reader.busy(); }

private:
    using Desk = Worker<Mailbox<Told>>;
    static void ask(
        Desk& desk, Told::Kind kind, std::filesystem::path folder, std::function<void(Told&)> task);

    std::mutex m_mutex;                                            // of what follows
    std::map<std::filesystem::path, RunLabel> m_labels;            // that wait to be written
    std::map<std::filesystem::path, std::filesystem::path> m_away; // lane; where what lies now
    Desk m_reader{Order::Queue}, m_worker{Order::Queue}; // last: they stop before the rest goes
};

} // namespace glowworm
