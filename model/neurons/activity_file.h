// SPDX-License-Identifier: GPL-3.0-or-later
// What a scan has counted, kept between two sessions: a safetensors file in the cache folder, named
// by the hashes of model and corpus. The reader is strict: what does not add up is refused with a
// sentence, never repaired. Blocks; any thread.
#pragma once

#include "model/kernels/weight_matrix.h"
#include "model/neurons/activity.h"

#include <filesystem>
#include <optional>
#include <string>

namespace glowworm {

/// What counts belong to.
struct ActivityKey {
    std::string model;  // hash of the checkpoint; "" = not from a file, nothing is kept
    std::string corpus; // NeuronCorpus::hash
    WeightFormat format = WeightFormat::Fp32;

    /// In the cache folder; empty when nothing can be kept.
    std::filesystem::path file() const;
};

/// Written durably; makes the folder. Throws Error.
void keepActivity(
    const std::filesystem::path& file, const ActivityKey& key, const NeuronActivity& activity);

/// Throws Error, one sentence: no safetensors file, damaged, of another model or corpus, of another
/// grid, counts that contradict each other, places at or behind `size`.
NeuronActivity readActivity(const std::filesystem::path& file, const ActivityKey& key,
    const NeuronGrid& grid, bool isSparse, std::int64_t size);

} // namespace glowworm
