// SPDX-License-Identifier: GPL-3.0-or-later
// The words of the window for what a timing gives out of it as text: names of rows and parts, heads
// of columns, sentences. Any thread, once the language is set.
#pragma once

#include "model/bench/benchmark.h"

namespace glowworm {

/// As it is where the window has no words for it.
ReportWords reportWords();

} // namespace glowworm
