// SPDX-License-Identifier: GPL-3.0-or-later
// Opens models, data sets, drawings, tapes, sessions, results of experiments and of timings, and
// kept runs on its own lane, one after another in the order asked for. What a file is, its content
// says. Owner's thread; nothing blocks but the destructor.
#pragma once

#include "model/config/surgery.h"
#include "model/data/drawing.h"
#include "model/jobs/worker.h"
#include "model/kernels/weights.h"
#include "model/training/kept_run.h"
#include "model/training/training_loop.h"

#include <atomic>
#include <filesystem>

namespace glowworm {

struct ExperimentResult;
struct SavedSession;
struct Tape;

/// A model ready for the engine. Exactly one of language, digits is set.
struct LoadedModel {
    std::shared_ptr<const ModelState> state;
    std::shared_ptr<const LanguageWeights> language;
    std::shared_ptr<const DigitWeights> digits;
    std::string source; // file name, or "training, step 400"
    std::string hash;   // of the checkpoint, "" when not from a file
    Surgery surgery;    // done to the weights, never to the state
};

struct Loaded {
    std::filesystem::path file; // the first file of the request
    std::optional<LoadedModel> model;
    bool isRepacked = false;    // the model was open before, with other weights
    bool isImported = false;    // the file does not say which network its weights belong to
    std::filesystem::path kept; // of weights that training published: where they lie from now on
    std::string notKept;        // or why nowhere, one sentence
    std::vector<const Preset*>
        fitting; // the file does not say its network: the presets that have its tensors
    std::shared_ptr<const TextCorpus> text;
    std::shared_ptr<const DigitSet> digits, testDigits;
    DigitFiles digitFiles; // where these come from; no test pair = held out
    std::shared_ptr<const ExperimentResult> experiment;
    std::filesystem::path timing; // in the list of kept ones, where it lies from now on
    bool isTimingAdded = false;   // to that list, and not opened
    std::optional<KeptRun> run;
    std::shared_ptr<const Drawing> drawing;
    std::shared_ptr<const Tape> tape;
    std::shared_ptr<const SavedSession> session;
    std::string error; // one sentence; everything else is then empty
};

class LoadRun {
public:
    /// Whatever each of them is, one result each; pictures and labels of an IDX pair may come
    /// together. What nothing can be done with is refused by name.
    void open(std::vector<std::filesystem::path> files);
    void openModel(std::filesystem::path
            file); // of another program: not opened, the networks it may be are told
    void importModel(std::filesystem::path file, ModelConfig network); // one of those
    void openText(std::filesystem::path file);
    void openDigits(DigitFiles files);               // as loadDigits()
    void openExperiment(std::filesystem::path file); // the result.json of one
    void addTiming(std::filesystem::path file);      // to the list of kept ones
    void openRun(std::filesystem::path folder);      // what its run.json tells
    /// Packs weights that training published, and keeps them beside the checkpoint of this name
    /// (usedName()); "" = nowhere.
    void pack(ModelState model, std::string source, std::filesystem::path checkpoint);
    /// The number format of text models that are packed from now on; fp32 at first. Digit models
    /// stay fp32: they are tiny.
    void setFormat(WeightFormat format) { m_format = format; }
    /// Packs an open model again, in the format set, after its surgery; `file` as it was loaded.
    void repack(const LoadedModel& model, std::filesystem::path file);
    bool busy() const { return m_worker.busy(); }
    std::vector<Loaded> drain() { return m_worker.outbox().drain(); }

private:
    /// Fills what it loads, throws Error.
    using Request = std::function<void(Loaded& loaded, std::stop_token stop)>;

    void ask(std::filesystem::path file, Request request);
    void sortOut(const std::filesystem::path& file,
        const std::vector<std::filesystem::path>& together, Loaded& loaded,
        const std::stop_token& stop);
    void takeModel(Loaded& loaded, const std::filesystem::path& file);

    std::atomic<WeightFormat> m_format = WeightFormat::Fp32; // of what is packed from now on
    Worker<Mailbox<Loaded>> m_worker{Order::Queue};          // last: it stops before the rest goes
};

} // namespace glowworm
