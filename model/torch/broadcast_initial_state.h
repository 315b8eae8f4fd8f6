// SPDX-License-Identifier: GPL-3.0-or-later
// How the processes of a group begin: none with other settings or data than the first one, whose
// initial state is broadcast to all. Training lane only; blocks until every process has come here.
#pragma once

#include "model/config/model_state.h"
#include "model/torch/process_group.h"

#include <string>
#include <vector>

namespace glowworm {

/// Throws Error that names the setting in which this process differs from the first one.
void requireSameSettings(ProcessGroup& group, const RunConfig& config, const std::string& dataHash);

/// Steps and judgements; weights and moments are tensors.
struct Progress {
    std::int64_t steps = 0, bestStep = 0;
    std::optional<double> valLoss, accuracy, bestLoss;
};

/// The first process' state in all: returns its progress, and overwrites the tensors with its own.
/// Throws Error.
Progress broadcastInitialState(
    ProcessGroup& group, const Progress& own, const std::vector<torch::Tensor>& tensors);

} // namespace glowworm
