// SPDX-License-Identifier: GPL-3.0-or-later
// Time of a training step: our dense and sparse trainers and LibTorch's plain modules on the same
// batches, step by step in turns. A step machine without a thread of its own, like Benchmark;
// blocks while a step runs.
#pragma once

#include "model/bench/round_watch.h"
#include "model/bench/statistics.h"
#include "model/training/trainer.h"

#include <array>
#include <memory>
#include <string>
#include <vector>

namespace glowworm {

struct TrainBenchConfig {
    RunConfig run; // of the sparse model, task text; the dense ones are its denseTwin()
    int threads = 2;
    int repeats = 7, warmup = 1; // rounds of one step each
};
/// One sentence each; empty = valid.
std::vector<std::string> problems(const TrainBenchConfig& config);

/// Bytes of everything that is timed, which is held at once: an estimate, as trainingMemory().
std::int64_t memoryOf(const TrainBenchConfig& config);

struct TrainBenchRow {
    std::string impl; // dense | sparse | libtorch-dense
    std::int64_t parameters = 0;
    std::vector<double> samples; // seconds a step, one per round
};
struct TrainBenchRatio {
    std::string
        over; // "sparse/dense" is what sparsity saves; "libtorch-dense/dense" what our step saves
    RatioInterval ratio;
};
struct TrainBenchResult {
    MachineInfo machine;
    TrainBenchConfig config;
    std::vector<TrainBenchRow> rows;
    std::vector<TrainBenchRatio> ratios;
    std::vector<std::string> notices; // disturbed rounds, too many threads
    double lossDifference = 0; // relative, of our dense loss and the plain modules', same weights
                               // and batch, without dropout
    bool complete = false;
};
std::string toJson(const TrainBenchResult& result);
std::string toMarkdown(const TrainBenchResult& result);

class TrainBenchmark {
public:
    /// Random text, so that no data set is needed. Throws Error for an invalid config.
    TrainBenchmark(TrainBenchConfig config, const TrainEntry& torch);
    /// As Benchmark's, `stop` asked between two steps. Throws Error when the two dense models do
    /// not compute the same loss: they are then not compared.
    bool advance(const StopCheck& stop = {});
    std::string current() const;
    TrainBenchResult result() const;

private:
    void compareLosses(const StopCheck& stop);
    void prepare(const StopCheck& stop);
    void stepOf(std::size_t row);
    void closeRound();
    int rounds() const { return m_finished.config.warmup + m_finished.config.repeats; }

    const TrainEntry& m_torch;
    TrainingData m_data;
    RunConfig m_sparse, m_dense;
    TrainBenchResult m_finished;
    std::unique_ptr<Trainer> m_sparseTrainer, m_denseTrainer;
    std::function<double()> m_plain; // a step of LibTorch's own modules
    RoundWatch m_watch;
    int m_round = -1;       // -1: to be prepared and compared
    std::size_t m_turn = 0; // within the round
};

} // namespace glowworm
