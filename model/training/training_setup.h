// SPDX-License-Identifier: GPL-3.0-or-later
// How a training begins: its models, its folder, its data. What is put together here goes into a
// TrainingLoop. Any thread.
#pragma once

#include "model/training/training_loop.h"

namespace glowworm {

struct KeptRun;

/// A run of `config`, with its dense twin when that is wanted. Throws Error for the twin of a model
/// that is dense itself.
TrainingSpec newTraining(const RunConfig& config, bool withDenseTwin);
/// The run kept in a folder, to go on with as it was: its number of threads too, so that it stays
/// equal to the last bit. Its data are still to be set. Blocks. Throws Error.
TrainingSpec keptTraining(const std::filesystem::path& folder);
TrainingSpec keptTraining(const KeptRun& run); // the same, read before; blocks not
/// A new run in the folder `to` that goes on from the best weights of the one in `from`, at half
/// the learning rate: of the one in force, or of the one that led to those weights, whichever is
/// lower. For a training that has run away. Its data are still to be set. Blocks. Throws Error.
TrainingSpec trainingFromBest(const std::filesystem::path& from, const std::filesystem::path& to);
/// The same of one that readRunWithBest() has read; blocks not.
TrainingSpec trainingFromBest(const KeptRun& from, const std::filesystem::path& to);
/// What it learns from, opened again by the path `name`; its vocabulary becomes the models'.
/// Returns what is wrong with the settings then, the first sentence, "" = nothing. Throws Error
/// when a text is shorter than the context.
std::string setData(TrainingSpec& spec, TrainingData data, std::string name);

/// A preset's warm-up is meant for its own length: one that is longer than the run becomes a tenth
/// of its steps. True when it did.
bool shortenWarmup(TrainConfig& train);

} // namespace glowworm
