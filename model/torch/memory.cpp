// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/torch/memory.h"

#include <cstdlib> // defines __GLIBC__

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace glowworm {

#ifdef __GLIBC__
namespace {

constexpr int kLargestKept = 32 << 20;     // glibc's own limit
constexpr int kMostKept = 1 << 30;         // of free memory at the end of the heap
constexpr int kUsualThreshold = 128 << 10; // glibc's start values

} // namespace

KeepFreedMemory::KeepFreedMemory()
{
    mallopt(M_MMAP_THRESHOLD, kLargestKept);
    mallopt(M_TRIM_THRESHOLD, kMostKept);
}

KeepFreedMemory::~KeepFreedMemory()
{
    mallopt(M_TRIM_THRESHOLD, kUsualThreshold);
    malloc_trim(0);
}
#else
KeepFreedMemory::KeepFreedMemory() = default;
KeepFreedMemory::~KeepFreedMemory() = default;
#endif

} // namespace glowworm
