// SPDX-License-Identifier: GPL-3.0-or-later
// The inside of TrainingLoop, shared by training_loop.cpp (steps, evaluation, saving),
// training_loop_course.cpp (changes on the way, stop rules, moments) and training_loop_folder.cpp
// (what lies on the disk).
#pragma once

#include "model/training/training_loop.h"

#include "model/base/error.h"
#include "model/io/checkpoint.h"
#include "model/training/divergence.h"
#include "model/training/evaluation_schedule.h"
#include "model/training/run_folder.h"

#include <set>

namespace glowworm {

using Clock = std::chrono::steady_clock;

struct TwinRun {
    Twin twin = Twin::Sparse;
    RunConfig config;
    std::unique_ptr<Trainer> trainer;
    std::int64_t step = 0;           // finished
    std::int64_t end = 0;            // its last one, as far as the stop rules have said
    std::int64_t evaluatedStep = -1; // newest step with an evaluation
    std::int64_t publishedStep = -1;
    std::int64_t savedStep = 0;  // a run that never made a step has nothing to save
    bool savedEvaluated = false; // with the evaluation of that step
    KnownCheckpoints known;      // in its folder
    double elapsed = 0;
    StopProgress seen; // of its evaluations
    DivergenceWatch watch;
    std::vector<PlannedChange> planned; // to come, by step
    std::vector<TrainingEvent> again;   // of a resumed run: its changes behind the checkpoint
    std::optional<ModelState>
        best; // of a resumed run, where the newest is not the best; until it is published
    Clock::time_point lastSave = Clock::now();

    bool stepsLeft() const { return step < end; }
    bool evaluationDue() const
    {
        return evaluatedStep != step && evaluatesAt(step, end, config.train.evalInterval);
    }
    bool finished() const { return !stepsLeft() && !evaluationDue(); }
    /// A checkpoint has all there is. One that was written in the middle of an evaluation has not:
    /// which weights are best may hang on that.
    bool isSaved() const
    {
        return savedStep == step && (step == 0 || savedEvaluated || evaluatedStep != step);
    }
};

struct TrainingLoop::Impl {
    TrainingSpec spec;
    Report report;
    Publish publishModel;
    std::vector<TwinRun> runs;
    StopRules rules;
    bool endedByRule = false;
    bool momentRefused = false;      // by the disk, and it was said
    KeptRun kept;                    // of run.json, when there is a folder
    std::vector<TrainingEvent> past; // of its history, until that was told again
    std::set<std::string> told;      // notices of it
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
    void requireOneProcess() const;
    void claimKeptRun();
    void branch();
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
    void takeSettings(TwinRun& run, const std::optional<TrainerState>& from);
    void tellAsked(const TwinRun& run, const std::optional<TrainerState>& from);
    std::vector<SettingChange> checkedChanges(
        const TwinRun& run, std::int64_t step, const FieldValues& values) const;
    void plan(TwinRun& run, std::int64_t step, std::vector<SettingChange> changes);
    void planAsked();
    void tellChange(const TwinRun& run, std::int64_t step, SettingChange change);
    bool makeChanges(TwinRun& run);
    TrainingSettings settings() const;
    void keepSettings(const TwinRun& run);
    void change(const FieldValues& values);
    void changeSettings(const FieldValues& values);
    void changeRules(const StopRules& next);
    void setEnds();
    std::optional<std::string> reasonToEnd(const StopRules& some) const;
    void endByRules();
    void liftRules();
    void keepMoment(TwinRun& run);
    std::string adviceOnRate(const TwinRun& run) const;
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
