// SPDX-License-Identifier: GPL-3.0-or-later
// Finds, loads and checks glowworm_train, the only library that links LibTorch. The only user of
// dlopen; never unloads.
#pragma once

#include "model/training/trainer.h"

namespace glowworm {

/// Blocks (about half a second the first time): call it on the training lane. Looks at
/// $GLOWWORM_TRAIN_LIBRARY, then beside the executable, then in ../lib/glowworm. Throws Error that
/// says which package or setting is missing.
const TrainEntry& trainLibrary();

} // namespace glowworm
