// SPDX-License-Identifier: GPL-3.0-or-later
// Training and validation data, cut into the pieces that a step or an evaluation computes side by
// side. Training lane only.
#pragma once

#include "model/torch/torch_compat.h"
#include "model/training/trainer.h"

namespace glowworm {

/// Inputs and targets of one piece: text (B, T) ids and their successors; digits (B, 784)
/// standardised pixels and labels (B).
struct Piece {
    torch::Tensor inputs, targets;
};

/// Which windows or images a step takes is a function of (seed, step); how they are cut depends on
/// the settings alone, so that sums come out alike on every machine. The last piece of an
/// evaluation may be shorter.
class Pieces {
public:
    Pieces(const RunConfig& config, const TrainingData& data, const torch::Device& device);

    /// Windows (text) or images (digits) a piece of a step.
    std::int64_t trainingSize() const { return m_trainingSize; }
    std::int64_t trainingCount() const { return m_train.batch / m_trainingSize; }
    /// Characters or images a step.
    std::int64_t units() const;
    /// First characters of the windows, or numbers of the images, of the step after `steps`
    /// finished ones.
    std::vector<std::int64_t> batch(std::int64_t steps) const;
    Piece training(const std::vector<std::int64_t>& batch, std::int64_t number) const;

    /// All validation windows, or all test images.
    std::int64_t evaluationItems() const { return static_cast<std::int64_t>(m_evaluation.size()); }
    std::int64_t evaluationCount() const;
    Piece evaluation(std::int64_t number) const;

private:
    Piece textPiece(std::span<const std::uint16_t> ids, std::span<const std::int64_t> starts) const;
    Piece digitPiece(const DigitSet& set, std::span<const std::int64_t> images) const;

    TrainConfig m_train;
    TrainingData m_data;
    int m_context;
    torch::Device m_device;
    std::int64_t m_trainingSize, m_evaluationSize;
    std::vector<std::int64_t> m_evaluation; // as a batch, of validation windows or test images
};

} // namespace glowworm
