// SPDX-License-Identifier: GPL-3.0-or-later
// An update of AdamW in which every factor counts. Tests only.
#pragma once

#include "model/kernels/training_kernels.h"

namespace glowworm::test {

inline constexpr AdamWFactors kAdamWFactors{
    .scale = 0.7F, .beta1 = 0.9F, .beta2 = 0.99F, .decay = 0.999F, .rate = 0.01F, .root = 1.5F};

} // namespace glowworm::test
