// SPDX-License-Identifier: GPL-3.0-or-later
// A line of `glowworm-cli train` that somebody pastes: read by what the command reads it by, and
// run by nobody. Any thread.
#pragma once

#include "model/line/command_options.h"

namespace glowworm {

/// The run that the options begin: the preset, then what is set, in its order. A warm-up that
/// nobody set is shortened to fit, and `shortened` told so. Throws Error, a sentence.
RunConfig configOf(const TrainOptions& options, bool& shortened);

struct TrainLine {
    TrainOptions options;
    RunConfig config;
};
/// Of a new training; paths as they stand. Throws Error, a sentence: no such line, or what is wrong
/// with it.
TrainLine trainLineFrom(std::string_view text);

/// Whether a text is meant as a line of the program, right or wrong.
bool looksLikeLine(std::string_view text);

} // namespace glowworm
