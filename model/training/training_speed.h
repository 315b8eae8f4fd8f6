// SPDX-License-Identifier: GPL-3.0-or-later
// How long a training takes that nobody has begun: from how many multiply-adds a second this
// machine has trained with so far. An estimate (screen: "~"): small networks reach less of that
// than large ones. Pure functions, any thread.
#pragma once

#include "model/training/training_history.h"

namespace glowworm {

/// Multiply-adds of one step, about: forward once and backward twice, of all its windows or
/// pictures.
double workOfStep(const RunConfig& config);
/// Multiply-adds a second of the newest steps of a run, of all its models; nothing before there are
/// twenty. config: of the first model; twins: the second one is its dense twin; made: how many of
/// the steps of each were made here, by Twin: those before may be another machine's.
std::optional<double> speedOf(const RunConfig& config, bool twins, const TrainingHistory& history,
    const std::array<std::size_t, 2>& made);
/// Steps and evaluations, of both twins. judged: windows' characters, or pictures, of one
/// evaluation. speed: multiply-adds a second, above 0.
double secondsToTrain(const RunConfig& config, bool twins, std::int64_t judged, double speed);

} // namespace glowworm
