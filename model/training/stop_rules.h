// SPDX-License-Identifier: GPL-3.0-or-later
// When a training ends before the last step of its schedule, and why. Plain values, any thread.
#pragma once

#include "model/config/config.h"

#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace glowworm {

class JsonObject;
struct EvalReport;

/// Whichever comes first; 0 = that rule is off. The learning rate keeps to the planned steps, so
/// that a run which ends early is the beginning of the one that does not.
struct StopRules {
    std::int64_t step = 0; // after so many
    double minutes = 0;    // of steps and evaluations, of all models of the run together
    double loss = 0;       // the lowest validation loss is no higher: of every model
    int patience = 0;      // so many evaluations in a row brought no better one: of every model

    bool operator==(const StopRules&) const = default;
};

/// Their settings: form, command line, run.json.
std::span<const Field<StopRules>> stopFields();
const Field<StopRules>* stopField(std::string_view name); // null = there is no such rule
/// One JSON object with all of them; reading refuses unknown keys and values out of range. Throws
/// Error.
std::string toJson(const StopRules& rules);
StopRules stopRulesFrom(const JsonObject& object);

/// Where the training of a model ends unless another rule ends it before.
std::int64_t lastStep(const TrainConfig& train, const StopRules& rules);

/// What the rules look at, of one model.
struct StopProgress {
    std::int64_t step = 0, evaluatedStep = -1; // newest
    double seconds = 0;                        // of its steps and evaluations
    double lowestLoss = HUGE_VAL;              // nats
    double best = HUGE_VAL; // as its best weights are chosen: loss, or 1 - accuracy
    bool byAccuracy = false;
    std::int64_t bestStep = 0;
    int withoutGain = 0; // evaluations since then

    void add(const EvalReport& report);
};
/// Why a training ends here, a sentence; nothing when it goes on. Loss and gain are looked at when
/// all models stand evaluated at one step. `names`: of the models, for two of them.
std::optional<std::string> stopReason(const StopRules& rules, std::span<const StopProgress> models,
    std::span<const std::string> names);

} // namespace glowworm
