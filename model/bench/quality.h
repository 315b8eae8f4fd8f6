// SPDX-License-Identifier: GPL-3.0-or-later
// How good the timed models are. Internal to model/bench.
#pragma once

#include "model/bench/benchmark.h"

namespace glowworm {

/// What `qualityOf` has to look at, one entry a piece of work; empty when the config has no models.
struct QualityTask {
    std::string impl;
    std::shared_ptr<const ModelState> model;
    WeightFormat format = WeightFormat::Fp32;
    bool measured = false; // on the config's text; otherwise the file's own figure
};
std::vector<QualityTask> qualityTasks(const BenchConfig& config, std::vector<std::string>& notices);
/// Up to a few seconds for a task that is measured. Throws Stopped.
BenchQuality qualityOf(
    const QualityTask& task, const BenchConfig& config, const StopCheck& stop = {});

} // namespace glowworm
