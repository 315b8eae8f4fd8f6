// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a table of vector kernels, each set for the instruction set that is chosen at the
// moment. Of kernels_simd*.cpp only.
#pragma once

namespace glowworm {

struct Kernels;

void setVectorKernels(Kernels& table); // add, layerNorm, softmax, activate
void setMatrixKernels(Kernels& table); // name, linear, accumulate, gatherDot, gatherAdd
void setRouteKernel(Kernels& table);   // route

} // namespace glowworm
