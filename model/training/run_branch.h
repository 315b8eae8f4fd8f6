// SPDX-License-Identifier: GPL-3.0-or-later
// A new run that begins where an old one was best: what to do when a training has run away. The old
// one stays as it is. Blocks; any thread.
#pragma once

#include <filesystem>
#include <string>

namespace glowworm {

/// Puts into the folder `to`, which holds no run, the best checkpoint of each model of the run in
/// `from`, its history up to there, its moments and its settings: a run to resume. name: shown; ""
/// = the folder's. Nothing is a run there before all of it is. Throws Error, also for a run that
/// has no checkpoint of its best evaluation.
void branchFromBest(const std::filesystem::path& from, const std::filesystem::path& to,
    const std::string& name = {});

/// Removes the folder of a new run with all that is in it, unless it is kept or was there before.
class NewFolder {
public:
    /// Before it is made; "" = nothing is removed.
    explicit NewFolder(std::filesystem::path folder);
    ~NewFolder();
    NewFolder(const NewFolder&) = delete;
    NewFolder& operator=(const NewFolder&) = delete;
    void keep() { m_folder.clear(); }

private:
    std::filesystem::path m_folder;
};

} // namespace glowworm
