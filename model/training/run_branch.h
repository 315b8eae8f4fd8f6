// SPDX-License-Identifier: GPL-3.0-or-later
// A new run that begins where an old one was best: what to do when a training has run away. The old
// one stays as it is. Blocks; any thread.
#pragma once

#include "model/training/kept_run.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace glowworm {

/// Puts into the folder `to`, which holds no run, the best checkpoint of each model of the run in
/// `from`, its history up to there, its moments and its settings: a run to resume. name: shown; ""
/// = the folder's. Nothing is a run there before all of it is. Throws Error, also for a run that
/// has no checkpoint of its best evaluation.
void branchFromBest(const std::filesystem::path& from, const std::filesystem::path& to,
    const std::string& name = {});

/// The learning rate that the best checkpoint of a model was trained with, by the model's folder
/// (<run>/sparse); nothing where there is none. Blocks, throws nothing.
std::optional<double> bestRate(const std::filesystem::path& folder);
/// With the lowest rate of its best checkpoints; nothing unless each of its models has one. Blocks.
/// Throws Error.
KeptRun readRunWithBest(const std::filesystem::path& folder);

/// Removes what a new run has put into its folder, and the folder unless it was there before; or
/// nothing, once it is kept.
class NewFolder {
public:
    /// Before anything is written; "" = nothing is removed.
    explicit NewFolder(std::filesystem::path folder);
    ~NewFolder();
    NewFolder(const NewFolder&) = delete;
    NewFolder& operator=(const NewFolder&) = delete;
    void keep() { m_folder.clear(); }

private:
    std::filesystem::path m_folder;
    bool m_wasThere;
    std::vector<std::filesystem::path> m_before; // in it
};

} // namespace glowworm
