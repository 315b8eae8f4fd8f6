// SPDX-License-Identifier: GPL-3.0-or-later
// THE SEAM between Glowworm and LibTorch: abstract classes of plain values, and the one entry of
// the library glowworm_train, which train_library.h finds and loads. All objects behind it are used
// from one thread only, the training lane. They throw Error only, but for the references TorchModel
// and TorchFeedForward, whose calculations may throw what LibTorch throws.
#pragma once

#include "model/base/error.h"
#include "model/config/model_state.h"
#include "model/data/data_set.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace glowworm {

struct StepReport {
    std::int64_t step = 0;   // finished steps, this one included
    double loss = 0;         // training loss of the step's batch: nats per character, or per image
    double gradientNorm = 0; // before clipping
    double learningRate = 0;
    double seconds = 0;     // wall time of the step
    std::int64_t units = 0; // characters or images in it
};

struct EvalReport {
    std::int64_t step = 0;
    double loss
        = 0; // nats per character (TextCorpus::validationWindows) or per image (all test images)
    std::optional<double> accuracy; // digits
    double deadFraction = 0; // sparse: fraction of the neurons that never fired in this evaluation
    double routingEntropy
        = 0; // sparse: mean over layers and groups of the winners' entropy / log N, 0 ... 1
    std::vector<double> groupEntropy; // sparse: (L, G), the same for each group of neurons
    std::vector<double> groupDead;    // sparse: (L, G), dead fraction of each group
    std::vector<std::int64_t> fired;  // sparse: (L, F), times that each neuron was chosen
    double seconds = 0;
};

/// A loss or a gradient is no number any more: the training has run away, and no step from here
/// mends it.
struct NotFinite : Error {
    using Error::Error;
};

/// Which of the processes that train one network together this one is.
/// distributed_environment.h reads it.
struct DistributedEnvironment {
    int rank = 0;                       // 0 ... size - 1; the first one keeps the run and reports
    int size = 1;                       // 1 = alone: the rest means nothing
    std::string address;                // name or IP of the first one's machine
    int port = 0;                       // where it listens until all have joined, 1 ... 65535
    std::chrono::seconds patience{600}; // with a process that does not answer
};

/// The processes that train together, joined: model/torch/process_group.h. When its last owner
/// goes, this process leaves, and the others end their training at the same step.
class ProcessGroup;

/// Where a trainer computes, and with whom. A number stands for a placement on the CPU, alone, with
/// so many threads.
struct Placement {
    Placement(int threadCount = 1, std::string deviceName = "cpu",
        std::shared_ptr<ProcessGroup> joined = {})
        : threads(threadCount)
        , device(std::move(deviceName))
        , group(std::move(joined))
    {
    }
    int threads;                         // >= 1, of the CPU
    std::string device;                  // as TrainLibraryInfo::devices; "cuda" = the first one
    std::shared_ptr<ProcessGroup> group; // null = alone
};

class Trainer {
public:
    virtual ~Trainer() = default;
    /// One optimiser step, blocks. Nothing when stopped in between, in this process or in another
    /// of the group: then no trace is left. Throws NotFinite (weights are then those of the last
    /// finished step); Error when another process is lost.
    virtual std::optional<StepReport> step(std::stop_token stop) = 0;
    /// Deterministic, over the whole validation set. Nothing when stopped. Every process of a group
    /// gets the same figures. Calls progress(fraction done), when there is one, after each
    /// micro-batch: from any thread, one call at a time.
    virtual std::optional<EvalReport> evaluate(
        std::stop_token stop, const std::function<void(double fraction)>& progress = {})
        = 0;
    virtual ModelState model() const = 0;   // copy, what the engine needs
    virtual TrainerState state() const = 0; // copy, what resuming bit for bit needs
    /// From the next step on; only what isChangeable() (setting_changes.h) may differ.
    virtual void change(const TrainConfig& train) = 0;
};

/// LibTorch's own operators on the weights of a model: the reference for tests and timings, never
/// used to answer a user.
class TorchModel {
public:
    virtual ~TorchModel() = default;
    /// Text: one window of n <= T tokens, no cache; returns (n, V). Sparse layers gather the chosen
    /// neurons' rows by index for each token (the study's way), here as in the calls below.
    virtual std::vector<float> logits(std::span<const int> tokens) = 0;
    /// Text: appends one token of each of B texts of the same length to a key/value cache; returns
    /// (B, V). B is what the first call on an empty cache says.
    virtual std::vector<float> decode(std::span<const int> tokens) = 0;
    /// Forgets the cached tokens behind the first `length`; 0 empties the cache.
    virtual void truncate(int length) = 0;
    /// Digits: pixels (n, 784); returns (n, 10).
    virtual std::vector<float> scores(std::span<const float> pixels) = 0;
};

/// One FF layer on n tokens, by LibTorch operators.
class TorchFeedForward {
public:
    virtual ~TorchFeedForward() = default;
    /// x (n, D) is copied in once; run() then computes y = FF(x) and is what gets timed. Sparse
    /// kinds gather rows by index (the study's way).
    virtual void setInput(std::span<const float> x) = 0;
    virtual void run() = 0;
    virtual std::vector<float> output() const = 0; // (n, D) of the last run
};

struct TrainLibraryInfo {
    std::string libtorchVersion, blas;
    std::vector<std::string> devices; // "cpu", "cuda:0"
};

/// extern "C" const TrainEntry* glowworm_train_entry(), the one exported function of the library.
struct TrainEntry {
    const char* buildId; // buildId() of build_info.h; the loader refuses another one
    TrainLibraryInfo (*info)();
    /// Blocks until all processes of `environment`, which has more than one, have joined. device:
    /// as in Placement. Throws Error.
    std::shared_ptr<ProcessGroup> (*join)(
        const DistributedEnvironment& environment, const std::string& device);
    /// `from` resumes: its config must equal `config` but for steps, evalInterval and what
    /// isChangeable(). In a group all processes make the same trainers in the same order, with the
    /// same config and data, and the state is the first one's; `from` of the others is not used.
    std::unique_ptr<Trainer> (*createTrainer)(const RunConfig& config, const TrainingData& data,
        std::optional<TrainerState> from, const Placement& place);
    std::unique_ptr<TorchModel> (*createModel)(const ModelState& model, int threads);
    /// prefix as layerPrefix().
    std::unique_ptr<TorchFeedForward> (*createFeedForward)(
        const ModelConfig& config, const Tensors& tensors, const std::string& prefix, int threads);
    /// Training of the dense text model written with LibTorch's own modules, the reference for the
    /// speed of ours: each call of the function makes one optimiser step on the same batch as
    /// Trainer's, blocks, and returns its loss. Starts at the same weights as createTrainer. Throws
    /// Error for anything but the dense text model.
    std::function<double()> (*createPlainTraining)(
        const RunConfig& config, const TrainingData& data, int threads);
};

} // namespace glowworm
