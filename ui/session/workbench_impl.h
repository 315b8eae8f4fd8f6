// SPDX-License-Identifier: GPL-3.0-or-later
// The private part of the workbench, shared by its two source files: the runs, and what is open.
// GUI thread only.
#pragma once

#include "ui/session/pulse.h"
#include "ui/session/workbench.h"
#include "ui/widgets/path_text.h"

#include <array>
#include <optional>

namespace glowworm {

inline Twin twinOf(const ModelConfig& config)
{
    return config.isSparse() ? Twin::Sparse : Twin::Dense;
}

/// The models in the window: one slot for each task and kind.
struct Slot {
    std::optional<LoadedModel> model;
    QString file; // "" = trained just now
};

struct Workbench::Impl {
    Impl(Workbench& workbench, TrainingLoop::Create create);

    bool beat();
    bool trainingActive() const;
    void fetchTraining();
    void fetchLoaded();
    void take(Loaded loaded);
    Busy busy() const;
    void announceBusy();
    Slot& slot(Task task, Twin twin)
    {
        return slots[static_cast<std::size_t>(task)][static_cast<std::size_t>(twin)];
    }
    TrainingData dataFor(Task task) const;
    TrainingSpec specFor(const RunConfig& config, bool twins) const;
    void startNew(const QString& runName, std::optional<int> steps);
    void launch(TrainingSpec spec, std::optional<int> steps);
    void takeRun(const KeptRun& run);
    void reopenFolder(const QString& folder, std::optional<int> steps);
    void reopen(const KeptRun& run);
    int threadsOfText(bool training) const { return training ? 1 : generationThreads; }

    Workbench& bench;
    TrainingRun training; // first of the runs: the benchmark borrows its lane
    GenerationRun generation;
    DigitRun digits;
    LoadRun loading;
    KeptFiles keptFiles;
    BenchmarkRun benchmark;
    int usableThreads;
    int generationThreads; // chosen; one while training runs
    WeightFormat weightFormat = WeightFormat::Fp32;
    Pulse pulse;

    RunConfig config;
    bool twins = true;
    QString unread; // field of the configuration: the sentence that refuses its text
    TrainingData data;
    QString textSource, digitsSource;
    DigitFiles digitFiles;
    Kept kept;
    std::array<std::array<Slot, 2>, 2> slots; // task, twin
    std::shared_ptr<const ExperimentResult> experiment;
    QString experimentFile;
    std::shared_ptr<const Drawing> drawing;
    QString pictureFile;

    std::array<std::optional<ModelState>, 2> trained,
        best; // of each twin; best: evaluated, and not untrained
    TrainingRun::State seenState = TrainingRun::State::Empty;
    bool openingRun = false; // the run.json of runAsked is being read
    QString runAsked;
    std::optional<KeptRun> waitingRun; // reopens once its data is there
    std::optional<int> reopenedSteps;  // that a reopened run makes before it pauses; empty = all
    QString runFolder;

    Busy announced;
    bool generationRuns = false, benchmarkRuns = false, leaving = false;
    bool searching = false; // the digit lane looks through the test set; a drawing takes
                            // milliseconds and does not count as busy
    std::uint64_t lastRequest = 0;
};

} // namespace glowworm
