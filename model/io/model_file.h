// SPDX-License-Identifier: GPL-3.0-or-later
// A model by the name that people give: a file, or the folder of a run. Blocks; any thread.
#pragma once

#include "model/config/model_state.h"

#include <filesystem>

namespace glowworm {

/// `path` itself, or the newest checkpoint when it is the folder of a run or of one of its models,
/// or the best one for <folder>/best. Throws Error: the folder holds none or two models, or a
/// run.json is named instead of it.
std::filesystem::path modelFile(const std::filesystem::path& path);
/// Of one model's checkpoints the one that was best at its evaluation, as the newest that can be
/// read tells. Throws Error when there is none.
std::filesystem::path bestCheckpoint(const std::filesystem::path& folder);
/// The model of modelFile(path). Throws Error, also for a model of another task.
ModelState openModel(const std::filesystem::path& path, Task task);

} // namespace glowworm
