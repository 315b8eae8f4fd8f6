// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/error.h"
#include "model/config/config.h"

#include <algorithm>
#include <vector>

namespace glowworm {
namespace {

/// Gated as it has worked best so far: identity on the fired neuron, FF learning rate and W2 start
/// doubled; for text a router that starts from the neurons, and as much load balance as keeps the
/// neurons alive without costing loss. Digits gain nothing by the former and lose accuracy by the
/// latter; they gain by a larger gate (README, Training).
RunConfig gated(RunConfig config, int routerRank)
{
    config.model.routing = Routing::Gated;
    config.model.routerRank = routerRank;
    config.train.feedForwardRate = 2;
    config.train.downInit = 2;
    if (config.model.task == Task::Text) {
        config.train.routerStart = RouterStart::Neurons;
        config.train.balance = 1e-3;
    } else {
        config.model.gateScale = 4;
    }
    return config;
}

RunConfig gumbel(RunConfig config, int routerRank)
{
    config.model.routing = Routing::GumbelController;
    config.model.routerRank = routerRank;
    return config;
}

RunConfig text(int dModel, int layers, int heads, int context, int neurons, int groups)
{
    RunConfig config;
    config.model.task = Task::Text;
    config.model.dModel = dModel;
    config.model.layers = layers;
    config.model.heads = heads;
    config.model.context = context;
    config.model.neurons = neurons;
    config.model.groups = groups;
    return config;
}

/// The study's, with the usual values of AdamW where it says none. The presets of ours start from
/// TrainConfig's own.
TrainConfig studyTraining(std::int64_t steps, int evalInterval)
{
    return {.batch = 64,
        .steps = steps,
        .learningRate = 3e-4,
        .finalLearningRate = 1,
        .warmup = 0,
        .weightDecay = 0.01,
        .beta2 = 0.999,
        .clip = 0,
        .evalInterval = evalInterval};
}

RunConfig studyText()
{
    RunConfig config = text(384, 6, 6, 256, 1536, 24);
    config.train = studyTraining(6000, 250);
    config.train.microBatch = 4;
    config.train.dropout = 0.2;
    return config;
}

RunConfig tunedText()
{
    RunConfig config = studyText();
    config.train = {.batch = 64,
        .microBatch = 4,
        .steps = 6000,
        .weightDecay = 0.1,
        .dropout = 0.2,
        .matrixPrecision = MatrixPrecision::Auto,
        .evalInterval = 250};
    return config;
}

RunConfig studyDigits()
{
    RunConfig config;
    config.model = {.task = Task::Digits,
        .dModel = 100,
        .layers = 1,
        .heads = 1,
        .context = 2,
        .neurons = 400,
        .groups = 8,
        .routerRank = 8};
    config.train = studyTraining(6260, 626);
    return config;
}

RunConfig tunedDigits()
{
    RunConfig config = studyDigits();
    config.train = {.batch = 64,
        .steps = 6260,
        .learningRate = 2e-3,
        .finalLearningRate = 0.02,
        .weightDecay = 0.3,
        .evalInterval = 626};
    return config;
}

RunConfig demoText()
{
    RunConfig config = text(192, 4, 4, 128, 1536, 24);
    config.train = {.batch = 16,
        .steps = 3000,
        .weightDecay = 0.01,
        .matrixPrecision = MatrixPrecision::Auto,
        .evalInterval = 250};
    return config;
}

RunConfig quickText()
{
    RunConfig config = text(128, 4, 4, 64, 512, 8);
    config.train = {.batch = 12, .steps = 2000, .evalInterval = 100};
    return config;
}

} // namespace

std::span<const Preset> presets()
{
    static const std::vector<Preset> presets{
        {"quick-sparse", "Text, quick, gated 1/64",
            "A small transformer that learns within minutes on two cores: 8 of 512 neurons fire.",
            gated(quickText(), 8)},
        {"quick-dense", "Text, quick, dense", "The same small transformer with ordinary FF layers.",
            denseTwin(quickText())},
        {"demo-sparse", "Text, demo, gated 1/64",
            "Between quick and full size: 24 of 1536 neurons fire in each of 4 layers.",
            gated(demoText(), 24)},
        {"demo-dense", "Text, demo, dense", "The same transformer with ordinary FF layers.",
            denseTwin(demoText())},
        {"glowworm-mnist", "Digits, gated 8 of 400",
            "The study's digit network with our gate and schedule.", gated(tunedDigits(), 8)},
        {"glowworm-shakespeare", "Text, full size, gated 1/64",
            "The study's transformer with our gate and schedule; hours on a CPU.",
            gated(tunedText(), 24)},
        {"study-mnist-dense", "Digits, the study, dense",
            "784 - 100 - FF 400 - 10, 6,260 steps of 64 pictures.", denseTwin(studyDigits())},
        {"study-mnist-sparse", "Digits, the study, Gumbel 8 of 400",
            "The same with the study's router: 8 of 400 neurons fire.", gumbel(studyDigits(), 8)},
        {"study-shakespeare-dense", "Text, the study, dense",
            "384 wide, 6 layers, 6 heads, context 256, 6,000 steps of 64 windows; hours on a CPU.",
            denseTwin(studyText())},
        {"study-shakespeare-sparse", "Text, the study, Gumbel 1/64",
            "The same with the study's router (rank 96, +10 % parameters).",
            gumbel(studyText(), 96)},
        {"study-shakespeare-sparse-r24", "Text, the study, Gumbel 1/64, rank 24",
            "The same with a router of rank 24 (+2.6 % parameters).", gumbel(studyText(), 24)},
    };
    return presets;
}

const Preset& preset(std::string_view name)
{
    const auto all = presets();
    const auto found = std::ranges::find(all, name, &Preset::name);
    if (found != all.end())
        return *found;
    std::string names;
    for (const Preset& preset : all)
        names += (names.empty() ? "" : ", ") + std::string(preset.name);
    throw Error("There is no preset \"" + printable(std::string(name)) + "\"; choose one of "
        + names + ".");
}

} // namespace glowworm
