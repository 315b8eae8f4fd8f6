// SPDX-License-Identifier: GPL-3.0-or-later
// The step machine of a training run over one trainer, or two as twins: steps in turn, evaluation,
// publishing of weights, autosave, NaN stop. No thread of its own: tests call advance() directly,
// TrainingRun from its lane.
#pragma once

#include "model/training/setting_changes.h"
#include "model/training/stop_rules.h"
#include "model/training/trainer.h"

#include <chrono>
#include <filesystem>
#include <functional>

namespace glowworm {

struct TrainingSpec {
    std::vector<std::pair<Twin, RunConfig>> runs; // one or two; twins share seed and batches
    TrainingData data;
    std::filesystem::path folder; // of the run: <folder>/{sparse,dense}/ckpt-*.safetensors,
                                  // history.jsonl, run.json; empty = keep nothing
    int threads = 1;
    std::string device = "cpu";         // where the trainers compute, as Placement::device
    DistributedEnvironment environment; // of this process; those behind the first one have no
                                        // folder, and the first one's state is theirs
    std::chrono::seconds autosave{60};
    bool resume = false; // go on from the newest valid checkpoints in `folder`; `runs` may then be
                         // empty: what run.json says
    std::string name;    // of a new run, shown; "" = the folder's name
    std::string
        dataName; // of a new run, kept in run.json: a path to open again; "" = the data's own name
    std::optional<StopRules> stop;      // empty = those of run.json, of a new run none
    std::vector<PlannedChange> changes; // of settings on the way; of each model that has them
    std::int64_t momentBytes = 0;       // of a new run, for the moments of each model (moments.h)
    std::filesystem::path branchOf;     // a kept run from whose best checkpoints a new one, in
                                        // `folder`, goes on; `runs` may be empty, as for `resume`
    bool goOn = false; // resume: rules that would end it where it stands are lifted, which is told
};

/// What is in force, of each model, and when it ends.
struct TrainingSettings {
    std::vector<std::pair<Twin, RunConfig>> runs;
    StopRules stop;

    bool operator==(const TrainingSettings&) const = default;
};

/// One piece of news from the loop. Small; goes through a Mailbox.
struct TrainingEvent {
    enum class Kind { Step, Evaluation, Sample, Saved, Notice, Evaluating } kind = Kind::Notice;
    Twin twin = Twin::Sparse;
    double elapsed = 0; // seconds of training time of this twin so far (steps only), across resumes
    StepReport step;    // Kind::Step; step.step in every kind: finished steps of the twin at this
                        // event, or before the one that a change is for
    EvalReport eval;    // Kind::Evaluation
    std::string text;   // Sample: generated text; Saved: file; Notice: sentence
    double fraction = 0;  // Evaluating: of the evaluation that goes on, told now and then and never
                          // kept; 0 ... 1
    bool warning = false; // Notice: the training goes wrong; not kept in the history
    bool refused = false; // Notice: why nothing was changed; not kept
    bool again = false;   // of a resumed run's history: it was made before this start
    std::optional<SettingChange> change; // Notice: of a setting, which its text tells
    std::int64_t decided = 0; // of a change: steps finished by then; fewer than step.step: planned
};

class TrainingLoop {
public:
    using Create = std::function<std::unique_ptr<Trainer>(
        const RunConfig&, const TrainingData&, std::optional<TrainerState>, int threads)>;
    using Report = std::function<void(TrainingEvent)>;
    /// Gets the weights of a twin at the start, after each evaluation, at a pause and at the end. A
    /// resumed run starts with two: those of its best evaluation, then its newest.
    using Publish = std::function<void(Twin, ModelState)>;

    /// Blocks: builds the trainers, reads checkpoints when resuming (history events are reported
    /// again, with their old steps).
    TrainingLoop(TrainingSpec spec, Create create, Report report, Publish publish);
    ~TrainingLoop();

    /// Of the twin whose turn it is, one step with the evaluation that falls due after it, or the
    /// evaluation alone where one is due already; then the autosave. False when all are finished or
    /// `stop` was requested. Evaluates when evaluatesAt() says so; a checkpoint is due after each
    /// evaluation and each `autosave`, and when it fails a notice says so. Throws Error; NotFinite:
    /// the last good checkpoint stays, and the sentence says what to try.
    bool advance(std::stop_token stop);
    bool finished() const;
    /// Finished steps of the twin that has made fewer; one that has made all does not count.
    std::int64_t step() const;
    std::int64_t plannedSteps() const; // where it ends, as far as the stop rules have said
    TrainingSettings settings() const;
    /// A twin that is one step behind the other makes that step, so that both are shown and saved
    /// alike; evaluations that fall due wait for the next advance(). Blocks for one step, less when
    /// `stop` is requested.
    void level(std::stop_token stop);
    /// Publishes the weights of each twin that has gone on since it last did; for a pause. Blocks.
    void publish();
    /// Publishes the weights and, when there is a folder, writes a checkpoint of each twin that is
    /// not yet saved. Blocks. Throws Error when the disk refuses; the training can go on all the
    /// same, and save() be tried again.
    void save();
    /// Settings that are isChangeable(), of each model that has them, from the next step on which
    /// none of them has made; or rules of stopFields(). All together, because one may need another,
    /// or none. A notice of each change says so, and the history keeps it: a run resumed from
    /// before that step makes it again there. Another notice says why not; then nothing has
    /// changed.
    void change(const FieldValues& values);
    /// Where the run is kept, also after somebody has moved it.
    const std::filesystem::path& folder() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace glowworm
