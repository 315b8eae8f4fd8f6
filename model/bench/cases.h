// SPDX-License-Identifier: GPL-3.0-or-later
// What a benchmark times: one implementation of a layer or of a whole model, ready to run again and
// again on fresh inputs, and the cases they compete in. Internal to model/bench; used from the
// benchmark's thread.
#pragma once

#include "model/bench/benchmark.h"
#include "model/bench/equivalence.h"
#include "model/engine/part_clock.h"
#include "model/kernels/thread_pool.h"

namespace glowworm {

class Implementation {
public:
    virtual ~Implementation() = default;
    virtual void prepare() = 0; // not timed: lays out the next inputs
    virtual void pass() = 0;    // timed: `calls` calls
};

struct Entrant {
    BenchRow row;     // what it is; no times
    double calls = 1; // of one pass
    std::unique_ptr<Implementation> implementation;
};

/// The parts of every pass of an implementation whose engine is read between them.
struct PartLog {
    BenchRow row;       // whose parts they are
    ModelConfig config; // of its model
    double calls = 1;   // of one pass
    std::vector<PartClock> passes;
};

/// Implementations that compete round by round, with the equivalence check they passed.
struct BenchCase {
    std::vector<Entrant> entrants;
    Equivalence equivalence;
    std::vector<std::string> notices; // entrants left out
    std::vector<std::shared_ptr<const PartLog>> partLogs;
};

/// Whether a row is asked for.
bool isWanted(const BenchConfig& config, const std::string& impl);

struct CasePlan {
    int groups = 0; // FeedForward, Layer
    int tokens = 1; // per call
};

/// What the makers are given; models are filled in.
struct CaseSetting {
    BenchConfig config;
    const TrainEntry* torch; // null: without LibTorch
    SparseLayer layer;       // what the equivalence check tries
};

/// Builds the cases of one benchmark, one after another, and keeps what they share.
class CaseMaker {
public:
    explicit CaseMaker(const CaseSetting& setting)
        : m_config(setting.config)
        , m_torch(setting.torch)
        , m_layer(setting.layer)
    {
    }
    virtual ~CaseMaker() = default;
    /// One bounded piece: the case, or nothing when there is more to prepare. Throws Error when the
    /// equivalence check fails, Stopped.
    virtual std::optional<BenchCase> next(const CasePlan& plan, const StopCheck& stop) = 0;

protected:
    /// Whether a row is asked for.
    bool isWanted(const std::string& impl) const { return glowworm::isWanted(m_config, impl); }
    /// Of the case in hand, without times.
    BenchRow row(const std::string& impl, const ModelConfig& model) const;

    const BenchConfig m_config;
    const TrainEntry* const m_torch;
    const SparseLayer m_layer;
    CasePlan m_plan; // of the case in hand
};

std::unique_ptr<CaseMaker> feedForwardCases(const CaseSetting& setting);
std::unique_ptr<CaseMaker> textCases(const CaseSetting& setting); // Layer, Token, Prompt, Batch
std::unique_ptr<CaseMaker> digitCases(const CaseSetting& setting);

/// The run whose start studyModel() is.
RunConfig studyRun(Task task, bool sparse, std::uint64_t seed);
/// Throws Stopped when it is time to.
void requireGoingOn(const StopCheck& stop);
/// F of the dense layer that reads as many bytes as the fired rows and the router of this sparse
/// one.
int isoNeurons(const ModelConfig& sparse);
/// First position of the timed tokens in a context of `room` tokens.
int firstTimedPosition(const BenchConfig& config, int room);
/// The equivalence check over several layers as one: layer `number` of them. Throws Error.
void passEquivalenceCheck(Equivalence& all, const FeedForwardWeights& weights, std::size_t number,
    std::uint64_t seed, const SparseLayer& layer);
/// Fraction of the neurons of a dense layer that are above zero on random inputs; average over
/// layers is the caller's.
double activeFraction(const FeedForwardWeights& weights, std::uint64_t seed);

/// What is not equal is not timed either: a LibTorch entrant, or a notice when its output differs
/// too much from the engine's.
void addIfEqual(
    BenchCase& result, Entrant entrant, std::span<const float> ours, std::span<const float> theirs);

/// A dense model with isoNeurons() for this sparse one: the tensors of `dense` that are as large in
/// it, others as at the start of training.
ModelState isoDense(const ModelState& dense, const ModelConfig& sparse);

} // namespace glowworm
