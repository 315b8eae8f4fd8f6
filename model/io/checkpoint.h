// SPDX-License-Identifier: GPL-3.0-or-later
// Model and trainer states as safetensors files. Metadata keys: glowworm.{sha256, format, kind,
// step, best_loss, best_step, val_loss, accuracy, corpus, build, saved} and glowworm.model.* /
// glowworm.train.* named as the configuration fields. The vocabulary is the tensor "vocab" (U32),
// AdamW's moments are "adamw.m.<name>" and "adamw.v.<name>". Blocks; any thread.
#pragma once

#include "model/config/model_state.h"
#include "model/io/safetensors.h"

#include <filesystem>
#include <optional>
#include <string>

namespace glowworm {

inline constexpr int kCheckpointFormat
    = 3; // 2: router_rate, balance; 3: router_start, matrix_precision

/// Kind "weights". Throws Error; refuses to write non-finite values.
WrittenFile writeModel(OutputTarget target, const ModelState& model, DType dtype = DType::F32);
/// Kind "run". Throws Error; refuses to write non-finite values.
WrittenFile writeTrainer(OutputTarget target, const TrainerState& state);

/// Opens either kind for inference. A file without any glowworm.* key is opened as `import` when
/// given: the architecture the caller chose, whose names and shapes must match. Throws Error with
/// one sentence: not safetensors (kind of file named), damaged, newer format, tensors that do not
/// fit, non-finite values (tensor and count named).
ModelState readModel(
    const std::filesystem::path& file, const std::optional<ModelConfig>& import = {});
/// Throws Error, before anything but the header is read, when the file is one of ours or its
/// tensors are not those of `import`.
void requireImportable(
    const SafetensorsHeader& header, const ModelConfig& import, const std::string& shownName);
/// Kind "run" only.
TrainerState readTrainer(const std::filesystem::path& file);

/// Hash of the file's content as stored in its metadata; "" for imports.
std::string checkpointHash(const std::filesystem::path& file);

/// A run's folder: ckpt-00001200.safetensors, and ckpt-00001200-2.safetensors where the first name
/// was taken by a file that could not be resumed from. Newest valid one by step; invalid ones are
/// skipped and named in `skipped`.
struct FoundCheckpoint {
    std::filesystem::path file;
    std::int64_t step;
    int number = 1; // among those of the step, by name
};
std::vector<FoundCheckpoint> listCheckpoints(
    const std::filesystem::path& folder); // newest first, names only
std::filesystem::path checkpointName(std::int64_t step, int number = 1);
/// The first name for a checkpoint of this step at which nothing lies: no checkpoint is written
/// over another file.
std::filesystem::path freeCheckpoint(const std::filesystem::path& folder, std::int64_t step);
TrainerState readNewestTrainer(
    const std::filesystem::path& folder, std::vector<std::string>* skipped = nullptr);

/// Which files of a folder can be resumed from, by name; what is not in it yet has to be read to
/// know.
using KnownCheckpoints = std::map<std::string, bool>;
/// Keeps the newest two that can be resumed from and those of step bestStep. What cannot (damaged,
/// newer format, not finite) neither counts nor goes. Call only after a newer one was written
/// durably. Reads each file once that `known` does not tell about, and adds it there.
void pruneCheckpoints(
    const std::filesystem::path& folder, std::int64_t bestStep, KnownCheckpoints& known);

} // namespace glowworm
