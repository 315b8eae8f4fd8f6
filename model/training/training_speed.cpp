// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/training/training_speed.h"

#include "model/config/cost.h"

#include <algorithm>

namespace glowworm {
namespace {

constexpr std::size_t kLeastSteps = 20, kNewest = 50;
constexpr double kForwardAndBack = 3; // times the work of the forward pass

/// Of one character or picture, half a context behind it.
double workOfUnit(const ModelConfig& model)
{
    return static_cast<double>(
        inferenceCost(model, model.task == Task::Text ? model.context / 2 : 0).macs());
}

/// Seconds a step over the newest ones.
std::optional<double> secondsOfStep(const TwinHistory& history, std::size_t made)
{
    const std::vector<LossPoint>& steps = history.losses;
    const std::size_t count = std::min({kNewest, steps.size(), made});
    if (count < kLeastSteps)
        return std::nullopt;
    double seconds = 0;
    for (std::size_t i = steps.size() - count; i < steps.size(); ++i)
        seconds += steps[i].report.seconds;
    return seconds / static_cast<double>(count);
}

template <class Add> void forEachModel(const RunConfig& config, bool twins, Add add)
{
    add(config);
    if (twins && config.model.isSparse())
        add(denseTwin(config));
}

} // namespace

double workOfStep(const RunConfig& config)
{
    const double units = static_cast<double>(config.train.batch)
        * (config.model.task == Task::Text ? config.model.context : 1);
    return kForwardAndBack * units * workOfUnit(config.model);
}

std::optional<double> speedOf(const RunConfig& config, bool twins, const TrainingHistory& history,
    const std::array<std::size_t, 2>& made)
{
    double work = 0, seconds = 0;
    bool known = true;
    forEachModel(config, twins, [&](const RunConfig& one) {
        const Twin twin = twinOf(one.model);
        const auto step = secondsOfStep(history.of(twin), made[slotOf(twin)]);
        known = known && step && *step > 0;
        work += workOfStep(one);
        seconds += step.value_or(0);
    });
    return known ? std::optional(work / seconds) : std::nullopt;
}

double secondsToTrain(const RunConfig& config, bool twins, std::int64_t judged, double speed)
{
    const double evaluations
        = static_cast<double>(config.train.steps) / std::max(1, config.train.evalInterval);
    double work = 0;
    forEachModel(config, twins, [&](const RunConfig& one) {
        work += static_cast<double>(config.train.steps) * workOfStep(one)
            + evaluations * static_cast<double>(judged) * workOfUnit(one.model);
    });
    return work / speed;
}

} // namespace glowworm
