// SPDX-License-Identifier: GPL-3.0-or-later
// Thread counts of LibTorch's two pools (ATen's OpenMP and OpenBLAS's own), and ATen's pool for our
// kernels. Training lane only.
#pragma once

#include "model/kernels/fired_training.h"

#include <string>

namespace glowworm {

/// Sets both pools to `threads` >= 1. LibTorch's default is half of the hardware threads,
/// OpenBLAS's all of them.
void setTorchThreads(int threads);

/// While it lives, each matrix product stays on its caller's thread: for products inside a loop
/// that is already shared out.
class OneThreadPerMatrix {
public:
    OneThreadPerMatrix();
    ~OneThreadPerMatrix();
    OneThreadPerMatrix(const OneThreadPerMatrix&) = delete;
    OneThreadPerMatrix& operator=(const OneThreadPerMatrix&) = delete;
};

/// Name of the matrix library in use and its core, for the record; "" when it cannot be told.
std::string blasName();

/// Pieces one by one on ATen's pool.
ParallelFor torchParallelFor();

} // namespace glowworm
