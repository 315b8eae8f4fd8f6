// SPDX-License-Identifier: GPL-3.0-or-later
// The one object between panels and compute: owns the runs, the configuration being edited, the
// data and the models in use. Commands in, signals out; panels never call each other and never hold
// a run. GUI thread only; nothing blocks. One Pulse drains the runs: read the status, then drain,
// then announce the end. Model names mean: Twin::Sparse is the slot of the sparse model (any sparse
// routing), Twin::Dense that of the dense one.
#pragma once

#include "model/jobs/benchmark_run.h"
#include "model/jobs/digit_run.h"
#include "model/jobs/generation_run.h"
#include "model/jobs/kept_files.h"
#include "model/jobs/load_run.h"
#include "model/jobs/policy.h"
#include "model/jobs/training_run.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace glowworm {

/// Of a training: those with the best validation so far (text: loss, digits: accuracy), or the
/// newest. Before the first evaluation of trained weights both are the newest.
enum class TrainedWeights { Best, Newest };

class Workbench : public QObject {
    Q_OBJECT

public:
    /// create: the trainer factory of tests; empty = LibTorch through trainLibrary(), loaded at the
    /// first start of a training.
    explicit Workbench(TrainingLoop::Create create = {}, QObject* parent = nullptr);
    ~Workbench() override;

    // Set-up
    const RunConfig& config() const;
    bool twins() const; // train the dense twin beside it
    void setConfig(const RunConfig& config, bool twins);
    /// Why a field of it holds a text that is no value: no training starts, in any panel, until it
    /// is ""; config() has what it was before.
    void setUnread(const QString& sentence);
    const QString& unread() const;
    const TrainingData& data() const; // what is open; members may be null
    QString textSource() const;       // path or name of the open text, "" = none
    QString digitsSource() const;
    const DigitFiles& digitFiles() const; // of the open digits
    /// Whatever these files are, told from their content: models, texts, drawings (PNG), IDX
    /// pictures with or without their labels, results of experiments.
    void open(const QStringList& files);
    void openText(const QString& file);
    /// Files left out are looked for beside the images by MNIST's names; without test files some of
    /// the pictures are held out.
    void openDigits(const QString& images, const QString& labels = {},
        const QString& testImages = {}, const QString& testLabels = {});
    void openDefaultData(); // Tiny Shakespeare and MNIST, if fetched; silent when missing

    // Models
    void openShippedModels();
    void openModel(const QString& file); // into the slot its task and routing say
    void importModel(
        const QString& file, const ModelConfig& network); // of another program, see networkAsked()
    const LoadedModel* model(Task task, Twin twin) const; // null = empty slot
    QString modelFile(Task task, Twin twin) const; // path; "" = empty slot or trained just now
    void useTrainedModels(TrainedWeights which
        = TrainedWeights::Best); // published weights of the training into the slots

    // Experiments
    void openExperiment(
        const QString& file); // the result.json of one; what was open stays until it is read
    std::shared_ptr<const ExperimentResult> experiment() const; // the last one opened; null = none
    QString experimentFile() const;

    // What is kept on disk: runs, results of experiments, timings
    void refreshKept();       // looks again in the background, then keptChanged()
    const Kept& kept() const; // as of the last look

    // Who may start; empty = yes, else the sentence for the disabled button
    QString refusalOf(Work work) const;

    // Training
    void startTraining(
        const QString& runName = {}); // config(), twins() and data(); folder under runsFolder()
    void resumeTraining();            // after pause, or a stopped run from its newest checkpoint
    void pauseTraining();
    void stepTraining(
        int steps = 1); // of what resumeTraining() would go on with; starts one if there is none
    void stopTraining();
    bool hasStoppedRun() const; // stopped before its last step, and kept
    void setLearningRate(double rate);
    void reopenRun(const QString&
            folder); // shows its history and makes resume possible: paused at the newest checkpoint
    TrainingRun::State trainingState() const; // as of the last trainingStateChanged()
    QString trainingFailure() const;
    std::int64_t trainingStep() const;
    std::int64_t plannedSteps() const;
    QString runFolder() const; // "" = nothing kept
    bool hasTrainedModels() const;
    const ModelState* trainedModel(Twin twin, TrainedWeights which) const; // null = none

    // Generation
    void generate(const SampleConfig& sample, const QString& prompt, bool sparse, bool dense,
        double tokensPerSecond);
    void stopGeneration();
    void setGenerationPace(double tokensPerSecond);
    bool generating() const;
    /// How text models store their weights, fp32 at first. Open models are packed again in the
    /// background; a text that is being written goes on with the weights it has.
    void setWeightFormat(WeightFormat format);
    WeightFormat weightFormat() const;
    /// Of a text, at once; while training runs it is 1. The start value follows the machine.
    void setGenerationThreads(int threads);
    int generationThreads() const;
    int writingThreads() const; // of a text now: 1 while training runs

    // Digits
    void openPicture(const QString& file);          // a PNG; what was open stays until it is read
    std::shared_ptr<const Drawing> drawing() const; // of the last picture opened; null = none
    QString pictureFile() const;
    std::uint64_t classify(DigitRequest request); // returns the id that the result carries
    void findDisagreement(std::int64_t from);

    // Timing
    /// The hashes of the models are kept with the result where they are open ones. Token: the open
    /// text measures the loss of the formats.
    void startBenchmark(BenchConfig config);
    void stopBenchmark();
    bool benchmarking() const;

    /// Asks everything to stop and, once it has, emits readyToQuit(); training with a folder writes
    /// a checkpoint first.
    void shutDown();

Q_SIGNALS:
    void configChanged();
    void dataChanged();
    void modelsChanged();
    void keptChanged();
    /// A model file does not say which network it holds; these have its tensors, and a person
    /// chooses: importModel().
    void networkAsked(const QString& file, const std::vector<const glowworm::Preset*>& fitting);
    void experimentOpened();  // asked for just now: whoever shows experiments shows it
    void pictureOpened();     // asked for just now: whoever draws shows drawing()
    void trainingRestarted(); // a new or reopened run: views forget the old curves
    void trainingEvents(const std::vector<glowworm::TrainingEvent>& events);
    void trainingStateChanged();
    void generationUpdated(const glowworm::GenerationUpdate& update);
    void generationStarted();
    void generationEnded(const QString& failure); // "" = done or stopped
    void digitResult(const glowworm::DigitResult& result);
    void disagreementFound(qint64 index); // -1 = none
    void benchmarkProgress(const glowworm::BenchProgress& progress);
    void benchmarkEnded(const QString& failure);
    void busyChanged(); // any refusal may have changed
    void opening();     // a file is about to be read: what was said of the one before is over
    /// For the message bar. work: what was refused; none = a file could not be opened.
    void problem(const QString& sentence, std::optional<glowworm::Work> work = {});
    void readyToQuit();

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace glowworm
