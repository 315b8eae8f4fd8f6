// SPDX-License-Identifier: GPL-3.0-or-later
// What shapes alone say about a benchmark, next to what was measured: the byte ceiling of each
// case, the bytes behind it, and the sentences for a ratio above its ceiling and for a run that was
// cancelled. Pure functions.
#pragma once

#include "model/bench/benchmark.h"
#include "ui/timing/cost_bars.h"
#include "ui/timing/timing_plot.h"

#include <QString>

namespace glowworm {

/// Times faster by bytes, at one token a call: of each density (FF layer) or of the pair (whole
/// token); of other workloads none.
std::vector<Ceiling> ceilingsOf(const BenchConfig& config, const BenchResult& result);

/// What one token reads (computed) beside what it takes (measured, of the cases with one token a
/// call): the dense model or layer first, then each density, or once parts of tokens are timed
/// every variant that has them. FF layer and whole token; empty for other workloads.
std::vector<CostRow> costRowsOf(const BenchConfig& config, const BenchResult& result);

/// Which variants are not among them, and why; "" = none.
QString undividedNote(const BenchResult& result);

/// "" when no ratio is above its ceiling.
QString ceilingNote(const BenchResult& result, const std::vector<Ceiling>& ceilings);
/// The first ratio that is not believed, with what to do; "" = there is none.
QString doubtNote(const BenchResult& result);
QString stoppedWords(const BenchResult& result); // "stopped after 9 of 15 rounds"

} // namespace glowworm
