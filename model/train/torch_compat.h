// SPDX-License-Identifier: GPL-3.0-or-later
// The precompiled header of the training library and the few differences between LibTorch 1.13 and 2.x.
#pragma once

#include <torch/torch.h>
#include <torch/version.h>

#if TORCH_VERSION_MAJOR < 1 || (TORCH_VERSION_MAJOR == 1 && TORCH_VERSION_MINOR < 13)
#error "Glowworm needs LibTorch 1.13 or newer"
#endif
