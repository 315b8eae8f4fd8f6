// SPDX-License-Identifier: GPL-3.0-or-later
// What a checkpoint says about itself: its metadata, written and read here, and the list of its
// tensors, checked before any of them is read. Pure functions, any thread.
#pragma once

#include "model/config/model_state.h"
#include "model/io/safetensors.h"

#include <map>
#include <optional>
#include <string>

namespace glowworm {

// Names of tensors beside those of the architecture; the moments' stand before a name of these.
inline const std::string kFirstMoment = "adamw.m.", kSecondMoment = "adamw.v.",
                         kVocabulary = "vocab";

using Metadata = std::map<std::string, std::string>;

/// All that a file says about itself, checked against its list of tensors.
struct CheckpointHeader {
    bool isRun = false;
    RunConfig config;
    std::int64_t steps = 0, bestStep = 0;
    std::optional<double> valLoss, accuracy, bestLoss;
    std::string corpus;
};

/// Rule by rule from the header alone. A file without any glowworm.* key is one of `import`. Throws
/// Error: no file of ours, a newer format, tensors that do not fit, more than the memory holds.
CheckpointHeader describe(const SafetensorsHeader& header, const std::optional<ModelConfig>& import,
    const std::string& shownName);

Metadata metadataOf(const ModelState& model);   // of the kind "weights"
Metadata metadataOf(const TrainerState& state); // of the kind "run"

} // namespace glowworm
