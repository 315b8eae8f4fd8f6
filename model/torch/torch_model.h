// SPDX-License-Identifier: GPL-3.0-or-later
// TorchModel and TorchFeedForward (contracts: training/trainer.h): LibTorch's own operators as the
// reference.
#pragma once

#include "model/training/trainer.h"

namespace glowworm {

std::unique_ptr<TorchModel> makeTorchModel(const ModelState& model, int threads);
std::unique_ptr<TorchFeedForward> makeTorchFeedForward(
    const ModelConfig& config, const Tensors& tensors, const std::string& prefix, int threads);

} // namespace glowworm
