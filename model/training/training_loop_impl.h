// SPDX-License-Identifier: GPL-3.0-or-later
// The inside of TrainingLoop, shared by training_loop.cpp (steps, evaluation, saving) and
// training_loop_folder.cpp (what lies on the disk).
#pragma once

#include "model/training/training_loop.h"

#include "model/base/error.h"
#include "model/io/checkpoint.h"
#include "model/training/divergence.h"
#include "model/training/evaluation_schedule.h"
#include "model/training/run_folder.h"

namespace glowworm {

using Clock = std::chrono::steady_clock;

struct TwinRun {
    Twin twin = Twin::Sparse;
    RunConfig config;
    std::unique_ptr<Trainer> trainer;
    std::int64_t step = 0;           // finished
    std::int64_t evaluatedStep = -1; // newest step with an evaluation
    std::int64_t publishedStep = -1;
    std::int64_t savedStep = 0; // a run that never made a step has nothing to save
    KnownCheckpoints known;     // in its folder
    double elapsed = 0;
    DivergenceWatch watch;
    std::optional<ModelState>
        best; // of a resumed run, where the newest is not the best; until it is published
    Clock::time_point lastSave = Clock::now();

    bool stepsLeft() const { return step < config.train.steps; }
    bool evaluationDue() const
    {
        return evaluatedStep != step
            && evaluatesAt(step, config.train.steps, config.train.evalInterval);
    }
    bool finished() const { return !stepsLeft() && !evaluationDue(); }
};

struct TrainingLoop::Impl {
    TrainingSpec spec;
    Report report;
    Publish publishModel;
    std::vector<TwinRun> runs;
    KeptRun kept; // of run.json, when there is a folder
    std::vector<std::filesystem::path>
        made;                        // of this run, what was not there before; the folder last
    std::optional<RunFolder> folder; // held from the start of a run that is kept to its end
    std::optional<HistoryWriter> history;
    Clock::time_point nextRepair; // of a folder that was removed
    bool repairFailed = false;    // and it was said
    std::vector<std::pair<Twin, std::string>>
        notices; // found before there was a history to write them to

    Impl(TrainingSpec wanted, const Create& create, Report reportTo, Publish publishTo);
    bool keeps() const { return !spec.folder.empty(); }
    std::filesystem::path folderOf(Twin twin) const { return spec.folder / nameOf(twin); }
    void requireMemory() const;
    void claimKeptRun();
    std::optional<TrainerState> readState(Twin twin);
    std::optional<ModelState> readBest(Twin twin, const TrainerState& newest);
    void requireSteps(const TwinRun& run) const;
    void openFolder();
    void removeEmptyRun();
    void watchFolder();
    void repairFolder();
    bool onDisk(const TwinRun& run) const;
    std::string historyNotice(bool complete) const;
    std::string diskWords() const;
    Error withDiskWords(const Error& error) const;
    void writeSettings();
    void replayHistory();
    void emit(const TwinRun& run, TrainingEvent event);
    void say(const TwinRun& run, TrainingEvent::Kind kind, std::string text, bool warning = false);
    TwinRun* behind();
    std::function<void(double)> progressOf(const TwinRun& run) const;
    bool makeStep(TwinRun& run, std::stop_token stop);
    bool evaluate(TwinRun& run, std::stop_token stop);
    void publish(TwinRun& run, ModelState model);
    void write(TwinRun& run);
    void autosave(TwinRun& run);
    bool advance(std::stop_token stop);
    void save();
};

} // namespace glowworm
