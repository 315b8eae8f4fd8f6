// SPDX-License-Identifier: GPL-3.0-or-later
// Settings of a training that may change between two of its steps: which ones they are, and the
// record of a change, which its history keeps so that a resumed run makes it again at the same
// step. Plain values, any thread.
#pragma once

#include "model/config/config.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace glowworm {

struct StopRules;

/// Values as Field::read writes them.
struct SettingChange {
    std::string field, before, after;

    bool operator==(const SettingChange&) const = default;
};

/// A change to come: in force from the step after `step` on.
struct PlannedChange {
    std::int64_t step = 0; // finished
    std::string field, value;

    bool operator==(const PlannedChange&) const = default;
};

/// Fields and their values, as of PlannedChange; of one that comes twice the last value holds.
using FieldValues = std::vector<std::pair<std::string, std::string>>;

/// Names of the fields of RunConfig that may change while a training goes on: the learning rate,
/// the batch, the noise on the router's choice and what else each step reads anew.
std::span<const std::string_view> changeableFields();
bool isChangeable(std::string_view field);

/// Throws Error, a sentence, when there is no such setting, it cannot be changed while a training
/// goes on, or the value is none of its values: a setting of a run, or a rule of stopFields().
void requireChangeable(const SettingChange& change);

/// "500:batch=64". Throws Error, a sentence.
PlannedChange plannedChangeFrom(std::string_view text);

/// Makes the changes up to `step`, in their order. Throws Error, a sentence, when one of them does
/// not fit the config that it meets.
void applyChanges(std::span<const PlannedChange> changes, std::int64_t step, RunConfig& config);

/// "Batch 64 from step 501 on (32 before)."
std::string sentenceOf(const SettingChange& change, std::int64_t step);

} // namespace glowworm
