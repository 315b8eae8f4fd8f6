// SPDX-License-Identifier: GPL-3.0-or-later
// How the C library's allocator treats the large, short-lived tensors of training. Training lane
// only.
#pragma once

namespace glowworm {

/// While one lives, freed memory of up to 32 MB a piece stays with the process for the next step
/// instead of going back to the system, which would clear every page again when it is asked for
/// more. Its end gives back what is free. Does nothing where the C library is not glibc.
class KeepFreedMemory {
public:
    KeepFreedMemory();
    ~KeepFreedMemory();
    KeepFreedMemory(const KeepFreedMemory&) = delete;
    KeepFreedMemory& operator=(const KeepFreedMemory&) = delete;
};

} // namespace glowworm
