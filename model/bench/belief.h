// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a ratio can be what it says: the ceiling that bytes put on it, and what makes one above
// it hard to believe. Pure functions, any thread.
#pragma once

#include "model/bench/benchmark.h"

namespace glowworm {

inline constexpr int kLeastRounds = 5; // before an interval says anything

/// The middle half of its rounds spreads over more than 10 % of the median.
bool isNoisy(const BenchRow& row);

/// Whether models were given, not random weights: then a file of the result does not tell their
/// sizes.
bool isOfModels(const BenchResult& result);

/// One sparse layer of the shape that FeedForward and Layer time.
ModelConfig shapedModel(const BenchConfig& config, int groups);

/// How many times faster sparse can be than our dense engine at one token a call, when both are
/// read at one speed; more tokens leave less, because dense reads a weight once for all of them.
/// random: where the config has no models, those of the study's size were timed. Nothing where
/// their sizes are not known.
std::optional<double> ceilingOf(const BenchConfig& config, double density, bool random);

/// Above its ceiling is a ratio whose interval lies above it, unless by next to nothing, or whose
/// value does by so much that a wide interval is no excuse. The one good reason is that the dense
/// weights no longer fit the processor's cache: it needs enough rounds that agree, and it has an
/// end.
Doubt doubtOf(const RatioInterval& ratio, double ceiling, int rounds, bool noisy);

/// Gives a ratio its ceiling, where it has none yet and one is known, its doubt and its verdict.
/// other, subject: the rows that it is of.
void judge(BenchRatio& ratio, const BenchRow& other, const BenchRow& subject,
    const BenchConfig& config, bool random);
/// All ratios of a result that was read; verdicts of those that are believed stay.
void judge(BenchResult& result);

/// What is wrong and what to do, of a ratio that is doubted; each is a whole sentence.
std::vector<std::string> doubtSentences(const BenchRatio& ratio);

} // namespace glowworm
