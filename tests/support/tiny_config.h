// SPDX-License-Identifier: GPL-3.0-or-later
// Networks so small that a test trains, saves and runs hundreds of them. Tests only.
#pragma once

#include "model/config/config.h"

namespace glowworm::test {

/// Digits have one layer, and neither heads nor a context.
struct TinyShape {
    int dModel = 16, layers = 2, heads = 2, context = 16, neurons = 32, groups = 4, routerRank = 4;
};

inline RunConfig tinyConfig(Task task, Routing routing, const TinyShape& shape = {})
{
    RunConfig config;
    ModelConfig& model = config.model;
    model.task = task;
    model.routing = routing;
    model.dModel = shape.dModel;
    model.neurons = shape.neurons;
    model.groups = shape.groups;
    model.routerRank = shape.routerRank;
    model.layers = 1;
    if (task == Task::Text) {
        model.layers = shape.layers;
        model.heads = shape.heads;
        model.context = shape.context;
    }
    return config;
}

} // namespace glowworm::test
