// SPDX-License-Identifier: GPL-3.0-or-later
// The table of model/data/mnist_ink.h, fitted to a set of digits.
#pragma once

#include "model/data/digits.h"

namespace glowworm::test {

DigitPicture pictureOf(const DigitSet& set, std::int64_t index);

/// Prints the header to standard output.
void printInkTable(const DigitSet& training);

} // namespace glowworm::test
