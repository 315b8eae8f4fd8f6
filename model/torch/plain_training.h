// SPDX-License-Identifier: GPL-3.0-or-later
// The dense text model as one would write it with LibTorch's own modules: nn::Linear,
// nn::LayerNorm, nn::Dropout, eager attention, AdamW. The reference for the speed of our training
// step; never trains a model that is kept. Training lane only.
#pragma once

#include "model/training/trainer.h"

namespace glowworm {

/// Text, dense routing; weights start as initialState(config). Throws Error for anything else. Each
/// call of the function makes one step and returns its loss.
std::function<double()> makePlainTraining(
    const RunConfig& config, const TrainingData& data, int threads);

} // namespace glowworm
