// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/training/setting_changes.h"

#include "model/base/error.h"
#include "model/base/numbers.h"
#include "model/training/stop_rules.h"

#include <algorithm>
#include <array>

namespace glowworm {
namespace {

constexpr std::array<std::string_view, 9> kChangeable{"learning_rate", "final_learning_rate",
    "batch", "micro_batch", "router_noise", "router_noise_steps", "balance", "dropout", "clip"};

/// For people: no powers of ten.
std::string plain(const std::string& value)
{
    const auto number = numberFrom<double>(value);
    return number ? plainDigits(*number) : value;
}

} // namespace

std::span<const std::string_view> changeableFields() { return kChangeable; }

bool isChangeable(std::string_view field)
{
    return std::ranges::find(kChangeable, field) != kChangeable.end();
}

void requireChangeable(const SettingChange& change)
{
    if (const Field<StopRules>* rule = stopField(change.field)) {
        StopRules rules;
        for (const std::string& value : {change.before, change.after})
            rule->write(rules, value);
        return;
    }
    const Field<RunConfig>& field = runField(change.field);
    if (!isChangeable(field.name))
        throw Error(std::string(field.name)
            + " cannot be changed while a training goes on: start a new run with it.");
    RunConfig config;
    for (const std::string& value : {change.before, change.after})
        field.write(config, value);
}

PlannedChange plannedChangeFrom(std::string_view text)
{
    const std::size_t colon = text.find(':'), equals = text.find('=');
    const auto step = numberFrom<std::int64_t>(text.substr(0, colon));
    if (colon == std::string_view::npos || equals == std::string_view::npos || equals < colon
        || !step || *step < 0)
        throw Error("\"" + printable(std::string(text))
            + "\" is no change of a setting; write step:field=value, for example 500:batch=64.");
    PlannedChange change{*step, std::string(text.substr(colon + 1, equals - colon - 1)),
        std::string(text.substr(equals + 1))};
    if (stopField(change.field))
        throw Error(change.field + " is a rule for the whole training: give it as an option.");
    requireChangeable({change.field, change.value, change.value});
    return change;
}

void applyChanges(std::span<const PlannedChange> changes, std::int64_t step, RunConfig& config)
{
    for (const PlannedChange& change : changes) {
        if (change.step > step)
            break;
        runField(change.field).write(config, change.value);
    }
    validate(config);
}

std::string sentenceOf(const SettingChange& change, std::int64_t step)
{
    const std::string before = " (" + plain(change.before) + " before).";
    if (const Field<StopRules>* rule = stopField(change.field))
        return std::string(rule->label) + ": " + plain(change.after)
            + (rule->unit.empty() ? "" : " " + std::string(rule->unit)) + before;
    return std::string(runField(change.field).label) + " " + plain(change.after) + " from step "
        + std::to_string(step + 1) + " on" + before;
}

} // namespace glowworm
