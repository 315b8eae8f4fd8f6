// SPDX-License-Identifier: GPL-3.0-or-later
// The result of an experiment of three rows, two seeds and three evaluations each, made up.
#pragma once

#include "model/experiments/experiment.h"
#include "support/fake_trainer.h"

namespace glowworm::test {

inline ExperimentRowResult experimentRow(
    const char* name, Routing routing, double loss, double stepSeconds)
{
    ExperimentRowResult item;
    item.row.name = item.row.family = item.row.label = name;
    item.row.config = tinyText();
    item.row.config.model.routing = routing;
    item.row.config.train.steps = 200;
    item.row.seeds = {1, 2};
    item.parameters = 1000;
    item.stepSeconds = {stepSeconds, stepSeconds, stepSeconds};
    for (std::uint64_t seed : item.row.seeds) {
        ExperimentCurve curve{.seed = seed, .finished = true, .points = {}};
        for (std::int64_t step : {0, 100, 200})
            curve.points.push_back({.step = step,
                .loss
                = loss + 0.01 * static_cast<double>(seed) + 1.0 - 0.005 * static_cast<double>(step),
                .accuracy = {},
                .deadFraction = 0.25,
                .routingEntropy = 0.5});
        item.curves.push_back(std::move(curve));
    }
    return item;
}

inline ExperimentResult smallExperiment()
{
    ExperimentResult result;
    result.name = "three";
    result.title = "Three rows";
    result.reference = "dense";
    result.threads = 2;
    result.rows = {experimentRow("dense", Routing::Dense, 1.5, 0.2),
        experimentRow("sparse", Routing::Gated, 1.53, 0.1),
        experimentRow("gumbel", Routing::GumbelController, 1.7, 0.25)};
    result.complete = true;
    return result;
}

} // namespace glowworm::test
