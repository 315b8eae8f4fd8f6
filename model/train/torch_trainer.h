// SPDX-License-Identifier: GPL-3.0-or-later
// The Trainer on LibTorch (contract: runs/trainer.h). A step leaves no trace until it is applied: data order and noise are functions of
// (seed, step), and only the optimiser's update changes state.
#pragma once

#include "runs/trainer.h"

#include <memory>

namespace glowworm {

/// Throws Error when data and config do not fit, or `from` was made with other settings.
std::unique_ptr<Trainer> makeTorchTrainer(const RunConfig& config, const TrainingData& data, std::optional<TrainerState> from, int threads);

} // namespace glowworm
