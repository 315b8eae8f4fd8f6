// SPDX-License-Identifier: GPL-3.0-or-later
// An experiment: a declared set of training runs (rows, each with seeds) that are compared with
// each other. Everything an experiment has done stands in its folder as ordinary runs, so it can be
// stopped anywhere, resumed, and asked for its result at any time.
#pragma once

#include "model/base/build_info.h"
#include "model/training/training_loop.h"

#include <map>

namespace glowworm {

struct ExperimentRow {
    std::string name;   // of its folder: letters, digits, '-', '_', '.'
    std::string label;  // shown
    std::string family; // rows of one family are one method at different settings; the best of them
                        // stands for it
    RunConfig config;   // train.seed is replaced by each of `seeds`
    std::vector<std::uint64_t> seeds;
};
/// One file of resources/experiments.
struct Experiment {
    std::string name, title, about;
    std::string reference;           // family that the others are compared with
    double margin = 0.02;            // "steps to target": to the reference's loss + margin
    std::vector<ExperimentRow> rows; // of one task
    Task task() const { return rows.front().config.model.task; }
};
/// Keys: title, about, preset, set {field: value}, seeds, reference, margin, rows [{name, label,
/// family, set, seeds}]. Throws Error that names the file and the row.
Experiment readExperiment(const std::filesystem::path& file);
/// The declared experiments that ship, by name.
std::vector<std::filesystem::path> listExperiments();
/// The file of one that ships, by its name, or `name` itself where it is a path or ends in .json.
/// Throws Error that lists the names.
std::filesystem::path findExperiment(const std::string& name);

struct ExperimentPoint { // one evaluation
    std::int64_t step = 0;
    double loss = 0;                // validation, nats
    std::optional<double> accuracy; // digits
    double deadFraction = 0, routingEntropy = 0;
};
struct ExperimentCurve { // one seed of a row
    std::uint64_t seed = 0;
    bool finished = false;
    std::vector<ExperimentPoint> points; // ascending steps
    /// What the run is judged by. Text: its lowest validation loss. Digits: its last evaluation,
    /// for the test images must not choose the step. Null = none yet.
    const ExperimentPoint* judged() const;
};
struct ExperimentRowResult {
    ExperimentRow row;
    std::int64_t parameters = 0;
    std::vector<double>
        stepSeconds; // measured in turns with the other rows on one machine; empty = not measured
    std::vector<ExperimentCurve> curves;
    bool finished() const;
    double medianStepSeconds() const; // 0 = not measured
    /// What each finished seed is judged by.
    std::vector<ExperimentPoint> judged() const;
    /// Mean over the finished seeds of what they are judged by; nothing before one is finished.
    /// Accuracy: digits only; the last two: sparse rows only.
    std::optional<double> loss() const, accuracy() const, deadFraction() const,
        routingEntropy() const;
};
struct ExperimentResult {
    std::string name, title, about, reference;
    double margin = 0.02;
    Task task = Task::Text;
    int threads = 0;
    MachineInfo machine;
    std::string dataName, dataHash; // of what its runs were trained on; "" = the file is older
    std::vector<ExperimentRowResult> rows;
    bool complete = false; // all seeds finished and steps timed
    /// The best row of a family by mean loss (digits: accuracy); null when none has a finished
    /// seed.
    const ExperimentRowResult* bestOf(const std::string& family) const;
};

/// Mean over seeds of the loss a row has reached at `seconds` of training (its steps times its
/// median step), lowest so far; nothing when not timed or before the first evaluation.
std::optional<double> lossAtTime(const ExperimentRowResult& row, double seconds);
/// The same at a step, whether timed or not.
std::optional<double> lossAtStep(const ExperimentRowResult& row, std::int64_t step);

struct ExperimentGap {
    double loss = 0; // nats, row minus reference, of the lowest validation loss so far
    double at = 0;   // the step, or the seconds of training
};
/// At the last step, or the last second, that both rows have been trained to; nothing unless all
/// seeds of both are finished (and, for time, their steps timed).
std::optional<ExperimentGap> gapAtEqualSteps(
    const ExperimentRowResult& row, const ExperimentRowResult& reference);
std::optional<ExperimentGap> gapAtEqualTime(
    const ExperimentRowResult& row, const ExperimentRowResult& reference);

struct ExperimentMean { // of the seeds at one step
    std::int64_t step = 0;
    double loss = 0, low = 0, high = 0; // validation, nats: mean, least and greatest of the seeds
};
/// Over the finished seeds, or over those that have begun while none is finished, at the steps at
/// which all of these were evaluated.
std::vector<ExperimentMean> meanCurve(const ExperimentRowResult& row);

/// Mean over seeds of the first step, interpolated, at which the loss is at most `target`; nothing
/// when a seed never gets there.
std::optional<double> stepsTo(const ExperimentRowResult& row, double target);

std::string toJson(const ExperimentResult& result);
std::string machineLine(const ExperimentResult& result); // "On AMD EPYC, 1 thread, build 0.1.0 ..."
std::string toMarkdown(const ExperimentResult& result);
std::string toCsv(const ExperimentResult&
        result); // one line an evaluation: row, seed, step, seconds of training, loss and the rest
/// What toJson() wrote. Throws Error.
ExperimentResult readExperimentResult(const std::filesystem::path& file);
struct KeptExperiment {
    std::filesystem::path file;
    std::int64_t writtenUnix = 0; // seconds
    bool operator==(const KeptExperiment&) const = default;
};
/// The result files of the experiments kept in `runsFolder` (experiment-*/result.json), the last
/// written first; not opened.
std::vector<KeptExperiment> listExperimentResults(const std::filesystem::path& runsFolder);
struct ExperimentFolder {
    std::filesystem::path path; // need not exist
    bool isOld = false;         // study-<name>, as 0.1 called it
};
/// Where an experiment's runs and result belong in `runsFolder`: experiment-<name>, but
/// study-<name> where only that is there, for what 0.1 has trained is gone on with.
ExperimentFolder experimentFolder(const std::filesystem::path& runsFolder, const std::string& name);

struct ExperimentSpec {
    Experiment experiment;
    std::filesystem::path folder; // runs/<row>/seed-<n>, timing.json, result.json
    TrainingData data;
    std::string dataName;
    int threads = 1;
    std::vector<std::string> rows;    // only these; empty = all, and the timing of steps at the end
    std::vector<std::uint64_t> seeds; // only these; empty = all
    int timingRounds = 7;             // of one step of each row, after one that does not count
};

struct ExperimentProgress {
    std::string what; // "dense-lr1e-3, seed 2" or "timing steps"
    std::int64_t step = 0, steps = 0;
    int run = 0, runs = 0;      // 1-based; finished ones included
    std::optional<double> loss; // newest validation loss
};

/// The step machine of an experiment. No thread of its own; used from one thread.
class ExperimentRun {
public:
    /// Throws Error when the folder holds another experiment's runs or rows of other settings.
    ExperimentRun(ExperimentSpec spec, TrainingLoop::Create create);
    ExperimentRun(const ExperimentRun&) = delete;
    ExperimentRun& operator=(const ExperimentRun&) = delete;
    /// One training step or one round of timing; blocks. False when all is done or `stop` was
    /// requested; what was done is then saved.
    bool advance(std::stop_token stop);
    ExperimentProgress progress() const;
    ExperimentResult result() const; // of all rows, from the folder
    /// Why result.json or timing.json could not be written, the last time it was tried; "" when
    /// they are. What was computed is in result().
    const std::string& problem() const { return m_problem; }

private:
    struct Item {
        const ExperimentRow* row;
        std::uint64_t seed;
    };

    void checkFolder() const;
    void begin(const Item& item);
    bool train(std::stop_token stop);
    bool timeRound(std::stop_token stop);
    void readTiming();
    void keep(const char* name, const std::string& text);
    void save() { keep("result.json", toJson(result())); }

    ExperimentSpec m_spec;
    TrainingLoop::Create m_create;
    std::vector<Item> m_items; // all that is to be trained, in order
    std::size_t m_current = 0;
    std::unique_ptr<TrainingLoop> m_loop; // of m_items[m_current]; null = not begun
    std::optional<double> m_newestLoss;
    std::vector<std::unique_ptr<Trainer>> m_timed;            // one a row, while steps are timed
    std::map<std::string, std::vector<double>> m_stepSeconds; // by row
    int m_round = 0;                                          // of the timing
    bool m_saved = false;
    std::map<std::string, std::string> m_unwritten; // files by name
    std::string m_problem;                          // with them
    const MachineInfo m_machine = machineInfo();
};

} // namespace glowworm
