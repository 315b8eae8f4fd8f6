// SPDX-License-Identifier: GPL-3.0-or-later
// How unlike MNIST's handwritten digits a picture is: a network answers anything with one of ten
// digits, also a blob or two digits at once. Plain functions, any thread, some microseconds a call.
#pragma once

#include "model/data/digits.h"

namespace glowworm {

inline constexpr int kInkStatistics = 10;
/// What is told of the ink of a picture: how much, how thick, how rough, how often a row or column
/// crosses it, how it is spread and turned, and how much of its edge is slanted.
using InkStatistics = std::array<double, kInkStatistics>;
InkStatistics inkStatistics(const DigitPicture& picture);

/// How far the picture's ink statistics lie from those of the nearest digit, by a normal
/// distribution for each of the ten that was fitted to MNIST's training pictures: 0 in its middle,
/// 1 as far out as only 1 % of them lie. 0 as well without ink.
double unlikeness(const DigitPicture& picture);

} // namespace glowworm
