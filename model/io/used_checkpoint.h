// SPDX-License-Identifier: GPL-3.0-or-later
// The weights of a run that are in use elsewhere, under a name of their own beside its checkpoints:
// these are removed as the training goes on (pruneCheckpoints()), and whoever uses one of them
// wants it tomorrow, too. The last few stay. Blocks; any thread.
#pragma once

#include "model/config/model_state.h"

#include <filesystem>
#include <string>

namespace glowworm {

/// "RUN/sparse/used-00001200.safetensors" of ".../ckpt-00001200.safetensors"; "" for a file of
/// another name.
std::filesystem::path usedName(const std::filesystem::path& checkpoint);
struct UsedCheckpoint {
    std::filesystem::path file;
    std::string hash; // checkpointHash() of it
};
/// Writes the weights there, whether the checkpoint of that name is there yet or not. Throws Error.
UsedCheckpoint keepUsed(const std::filesystem::path& checkpoint, const ModelState& model);
/// A checkpoint that was opened gets that name beside its own. Nothing for other files, and where
/// the folder cannot be written: then it is as safe as its folder.
void holdUsed(const std::filesystem::path& file);
/// The file, or where it is gone what holdUsed() or keepUsed() left of it.
std::filesystem::path stillThere(const std::filesystem::path& file);

} // namespace glowworm
