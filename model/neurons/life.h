// SPDX-License-Identifier: GPL-3.0-or-later
// How much a neuron was used while its model was trained: from what a run's history keeps of each
// evaluation. Any thread.
#pragma once

#include "model/config/neuron.h"
#include "model/training/training_loop.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace glowworm {

/// At one evaluation of a training.
struct NeuronLifePoint {
    std::int64_t step = 0; // finished steps
    double rate = 0;       // 0 ... 1, of the validation characters or test pictures: was chosen
    bool operator==(const NeuronLifePoint&) const = default;
};

/// Ascending steps. Empty where nothing was kept: dense models choose none, and older runs did not
/// count. Evaluations of a model of another shape are passed over. Throws Error for a neuron
/// outside `model`.
std::vector<NeuronLifePoint> lifeOf(
    const std::vector<TrainingEvent>& history, const ModelConfig& model, NeuronAddress neuron);

/// The evaluations of the run that keeps this checkpoint, <run>/sparse/ckpt-00001200.safetensors;
/// none when it is "" or lies in no run, or its history cannot be read: a life is no reason to
/// refuse the rest. Blocks: some ms a megabyte.
std::vector<TrainingEvent> evaluationsBehind(const std::filesystem::path& checkpoint);

} // namespace glowworm
