// SPDX-License-Identifier: GPL-3.0-or-later
// Reading the folder of a run that is kept: run.json and history.jsonl. run_folder.h writes it.
// Blocks; any thread.
#pragma once

#include "model/training/run_label.h"
#include "model/training/training_loop.h"

namespace glowworm {

/// The events of a run's history.jsonl, older duplicates behind a resume dropped; none when there
/// is no such file. Throws Error.
std::vector<TrainingEvent> readHistory(const std::filesystem::path& folder);

/// What run.json tells about a kept run.
struct KeptRun {
    std::filesystem::path folder;
    std::string name;     // shown; folder name at first
    std::string dataName; // file or set the run was trained on, as a path to open again
    std::vector<std::pair<Twin, RunConfig>> runs; // as in force now
    std::int64_t step = 0;        // newest checkpoint, of the twin that is behind; 0 = none
    std::int64_t startedUnix = 0; // seconds
    int threads
        = 1; // it is trained with; another number, or another build, is another run to the last bit
    std::string build;          // that wrote it
    StopRules stop;             // as in force now
    TrainingSettings begun;     // what its first step was made with; no runs: never changed since
    int momentsPerDoubling = 0; // isMoment()
    std::optional<double> bestRate; // of its best checkpoints; only readRunWithBest() looks
    int colour = 0;                 // of the list it is shown in; 0 = none yet
    RunLabel label;                 // what a person gave it; empty when it cannot be read:
    std::string labelProblem;       // then a sentence
};
/// What to train it again with.
TrainingSettings settingsAtStart(const KeptRun& run);
/// Throws Error.
KeptRun readRun(const std::filesystem::path& folder);
/// Newest first; damaged ones are left out.
std::vector<KeptRun> listRuns(const std::filesystem::path& runsFolder);
/// The order of that list.
bool isListedBefore(const KeptRun& a, const KeptRun& b);
/// Whether there is a run.json in it. Looks only, throws nothing.
bool holdsRun(const std::filesystem::path& folder);

} // namespace glowworm
