// SPDX-License-Identifier: GPL-3.0-or-later
// The private part of the workbench, shared by its two source files: the runs, and what is open. GUI thread only.
#pragma once

#include "pulse.h"
#include "workbench.h"

#include <QString>

#include <array>
#include <filesystem>
#include <optional>

namespace glowworm {

inline std::filesystem::path toPath(const QString& file) { return std::filesystem::path(file.toStdU16String()); }
inline QString toText(const std::filesystem::path& file) { return QString::fromStdU16String(file.u16string()); }
inline Twin twinOf(const ModelConfig& config) { return config.isSparse() ? Twin::Sparse : Twin::Dense; }

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
    Slot& slot(Task task, Twin twin) { return slots[static_cast<std::size_t>(task)][static_cast<std::size_t>(twin)]; }
    TrainingData dataFor(Task task) const;
    TrainingSpec specFor(const RunConfig& config, bool twins) const;
    void startNew(const QString& runName, std::optional<int> steps);
    void launch(TrainingSpec spec, std::optional<int> steps);
    void reopen(const KeptRun& run);
    int threadsOfText(bool training) const { return training ? 1 : generationThreads; }

    Workbench& bench;
    TrainingRun training; // first of the runs: the benchmark borrows its lane
    GenerationRun generation;
    DigitRun digits;
    LoadRun loading;
    BenchmarkRun benchmark;
    int usableThreads;
    int generationThreads; // chosen; one while training runs
    WeightFormat weightFormat = WeightFormat::Fp32;
    Pulse pulse;

    RunConfig config;
    bool twins = true;
    TrainingData data;
    QString textSource, digitsSource;
    std::array<std::array<Slot, 2>, 2> slots; // task, twin
    std::shared_ptr<const StudyResult> study;
    QString studyFile;

    std::array<std::optional<ModelState>, 2> trained; // newest of each twin
    TrainingRun::State seenState = TrainingRun::State::Empty;
    std::optional<KeptRun> waitingRun; // reopens once its data is there
    QString runFolder;

    Busy announced;
    bool generationRuns = false, benchmarkRuns = false, leaving = false;
    bool searching = false; // the digit lane looks through the test set; a drawing takes milliseconds and does not count as busy
    std::uint64_t lastRequest = 0;
};

} // namespace glowworm
