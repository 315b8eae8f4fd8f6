// SPDX-License-Identifier: GPL-3.0-or-later
// The time machine of a run: its weights, nothing else, at log-spaced steps, so that what it was at
// the beginning, when most changes, can be looked at as well as its end. Beside the checkpoints of
// a model, as moments/weights-00000012.safetensors, each a model that opens by itself. Blocks; any
// thread.
#pragma once

#include "model/config/config.h"
#include "model/config/model_state.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace glowworm {

/// How many moments a model gets: those of the first steps one by one, later ones each at
/// 2^(1 / perDoubling) times the step before.
struct MomentPlan {
    int perDoubling = 0;        // 4, 2 or 1; 0 = none, not even one a doubling fits
    std::int64_t count = 0;     // in all steps, step 0 included
    std::int64_t bytesEach = 0; // about; 16 bits a weight
    std::int64_t bytes() const { return count * bytesEach; }
};
/// As many as fit into `bytes`.
MomentPlan planMoments(const ModelConfig& model, std::int64_t steps, std::int64_t bytes);
/// Room that shows well how a model learned: 100 MB, or what one a doubling needs where that is
/// more. Whole MB.
std::int64_t usualMomentBytes(const ModelConfig& model, std::int64_t steps);
/// Room that is enough for so many, and for no more of them; the usual one where it is. 0: none.
std::int64_t momentBytesFor(const ModelConfig& model, std::int64_t steps, int perDoubling);
/// Whether one is kept after so many steps; 0 = never.
bool isMoment(std::int64_t step, int perDoubling);

/// Of a model of a run, by its folder (<run>/sparse).
std::filesystem::path momentsFolder(const std::filesystem::path& folder);

/// Weights of a run at one step.
struct Moment {
    std::int64_t step = 0;
    std::filesystem::path file;
    std::int64_t bytes = 0; // of the file
    bool isExact = false;   // a checkpoint, in 32 bits: the weights to the last bit
};
/// Of one model of a run, by its folder (<run>/sparse): all moments and the checkpoints, by step,
/// names only. Of a run that has ended the last one is its final model. None when there are none.
std::vector<Moment> listMoments(const std::filesystem::path& folder);
/// The one to show for a step: the last that is not after it, else the first. Null = there are
/// none.
const Moment* momentAt(std::span<const Moment> moments, std::int64_t step);
/// Throws Error, one sentence: damaged, or of another step than its name says.
ModelState readMoment(const Moment& moment);

/// Writes durably; one of this step is replaced. Throws Error.
void writeMoment(const std::filesystem::path& folder, const ModelState& model);
/// Those after a step, which a run that goes on from there makes again.
void removeMomentsAfter(const std::filesystem::path& folder, std::int64_t step);
/// Those up to a step that can be read, into the folder of another run's model. Throws Error.
void copyMoments(
    const std::filesystem::path& from, std::int64_t lastStep, const std::filesystem::path& to);

} // namespace glowworm
