// SPDX-License-Identifier: GPL-3.0-or-later
// Training and validation data, cut into the micro-batches that a step or an evaluation computes
// side by side. Training lane only.
#pragma once

#include "model/torch/torch_compat.h"
#include "model/training/trainer.h"

namespace glowworm {

/// Inputs and targets of one micro-batch: text (B, T) ids and their successors; digits (B, 784)
/// standardised pixels and labels (B).
struct MicroBatch {
    torch::Tensor inputs, targets;
};

/// Which windows or images a step takes is a function of (seed, step); how they are cut depends on
/// the settings alone, so that sums come out alike on every machine. The last micro-batch of an
/// evaluation may be shorter.
class MicroBatches {
public:
    MicroBatches(const RunConfig& config, const TrainingData& data, const torch::Device& device);

    /// From here on steps are cut as these settings say; what is validated stays.
    void change(const RunConfig& config);

    /// Windows (text) or images (digits) in a micro-batch of a step.
    std::int64_t trainingSize() const { return m_trainingSize; }
    std::int64_t trainingCount() const { return m_train.batch / m_trainingSize; }
    /// Characters or images a step.
    std::int64_t units() const;
    /// First characters of the windows, or numbers of the images, of the step after `steps`
    /// finished ones.
    std::vector<std::int64_t> batch(std::int64_t steps) const;
    MicroBatch training(const std::vector<std::int64_t>& batch, std::int64_t number) const;

    /// All validation windows, or all test images.
    std::int64_t evaluationItems() const { return static_cast<std::int64_t>(m_evaluation.size()); }
    std::int64_t evaluationCount() const;
    MicroBatch evaluation(std::int64_t number) const;

private:
    MicroBatch textMicroBatch(
        std::span<const std::uint16_t> ids, std::span<const std::int64_t> starts) const;
    MicroBatch digitMicroBatch(const DigitSet& set, std::span<const std::int64_t> images) const;

    TrainConfig m_train;
    TrainingData m_data;
    int m_context;
    torch::Device m_device;
    std::int64_t m_trainingSize, m_evaluationSize;
    std::vector<std::int64_t> m_evaluation; // as a batch, of validation windows or test images
};

} // namespace glowworm
