// SPDX-License-Identifier: GPL-3.0-or-later
// The precompiled header of the training library and all differences between LibTorch 1.13 and 2.x
// that it meets.
#pragma once

#include <torch/torch.h>
#include <torch/version.h>

#if TORCH_VERSION_MAJOR < 1 || (TORCH_VERSION_MAJOR == 1 && TORCH_VERSION_MINOR < 13)
#error "Glowworm needs LibTorch 1.13 or newer"
#endif

namespace c10d {
class Backend;
class ProcessGroup;
} // namespace c10d

namespace glowworm {

/// What the processes of a training talk through.
#if TORCH_VERSION_MAJOR >= 2
using ProcessBackend = c10d::Backend;
#else
using ProcessBackend = c10d::ProcessGroup;
#endif

/// Newer LibTorch asks libuv to serve its store unless told otherwise, and Debian builds it
/// without.
template <class StoreOptions> void serveWithoutLibuv(StoreOptions& options)
{
    if constexpr (requires { options.useLibUV; })
        options.useLibUV = false;
}

} // namespace glowworm
