// SPDX-License-Identifier: GPL-3.0-or-later
// The Trainer on LibTorch (contract: training/trainer.h). A step leaves no trace until it is
// applied: data order and noise are functions of (seed, step), and only the optimiser's update
// changes state.
#pragma once

#include "model/training/trainer.h"

#include <memory>

namespace glowworm {

/// Throws Error when data and config do not fit, `from` was made with other settings, or the place
/// is not there. In a group it blocks until all processes have come here.
std::unique_ptr<Trainer> makeTorchTrainer(const RunConfig& config, const TrainingData& data,
    std::optional<TrainerState> from, const Placement& place);

} // namespace glowworm
