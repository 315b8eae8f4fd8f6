// SPDX-License-Identifier: GPL-3.0-or-later
// What shapes alone say about a benchmark, next to what was measured: the byte ceiling of each case, the bytes behind it, and the sentences
// for a ratio above its ceiling and for a run that was cancelled. Pure functions.
#pragma once

#include "bench/benchmark.h"
#include "plots/timing_plot.h"

#include <QStringList>

namespace glowworm {

/// Of each density (FF layer) or of the open pair (whole token); empty where the config is not complete.
std::vector<Ceiling> ceilingsOf(const BenchConfig& config);

/// Megabytes that one token reads: by density (one FF layer with its router) or by part of the model (whole token).
struct ByteBars {
    QStringList categories;
    std::vector<double> dense, sparse; // as many as categories
};
ByteBars byteBarsOf(const BenchConfig& config);

/// "" when no ratio is above its ceiling.
QString ceilingNote(const BenchResult& result, const std::vector<Ceiling>& ceilings);
QString stoppedWords(const BenchResult& result); // "stopped after 9 of 15 rounds"

} // namespace glowworm
