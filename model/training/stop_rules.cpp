// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/training/stop_rules.h"

#include "model/base/json_reader.h"
#include "model/config/field_table.h"
#include "model/training/trainer.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace glowworm {
namespace {

using Applies = bool (*)(const StopRules&);
constexpr Applies kAlways = [](const StopRules&) { return true; };

template <auto Member> constexpr Field<StopRules> rule(FieldWords words, double maximum)
{
    return makeField<StopRules, Member>(words, FieldSection::Train, 0, maximum, kAlways);
}

const std::array kFields{
    rule<&StopRules::step>({"stop_step", "Stop at step", "",
                               "End after so many steps, at the learning rate of the planned ones; "
                               "0 = only at the last one."},
        10'000'000),
    rule<&StopRules::minutes>({"stop_minutes", "Stop after", "minutes",
                                  "End after so many minutes of steps and evaluations, those of a "
                                  "twin included; 0 = never."},
        1'000'000),
    rule<&StopRules::loss>({"stop_loss", "Stop at loss", "nats",
                               "End when the validation loss is no higher than this, of twins that "
                               "of both; 0 = never."},
        1000),
    rule<&StopRules::patience>(
        {"stop_patience", "Stop without gain in", "evaluations",
            "End after so many evaluations in a row that are no better than the best before "
            "them, of twins those of both; 0 = never."},
        100'000),
};

/// "1.51 at step 700", for two models "1.51 at step 700 (sparse), 1.62 at step 800 (dense)".
template <class Words>
std::string ofEach(
    std::span<const StopProgress> models, std::span<const std::string> names, Words words)
{
    std::string text;
    for (std::size_t i = 0; i < models.size(); ++i) {
        text += (i > 0 ? ", " : "") + words(models[i]);
        if (models.size() > 1)
            text += " (" + names[i] + ")";
    }
    return text;
}

std::string bestOf(const StopProgress& model)
{
    return (model.byAccuracy ? significant(100 * (1 - model.best)) + " %" : significant(model.best))
        + " at step " + std::to_string(model.bestStep);
}

} // namespace

std::span<const Field<StopRules>> stopFields() { return kFields; }

const Field<StopRules>* stopField(std::string_view name)
{
    const auto found = std::ranges::find(kFields, name, &Field<StopRules>::name);
    return found == kFields.end() ? nullptr : &*found;
}

std::string toJson(const StopRules& rules)
{
    nlohmann::ordered_json object;
    addFields(object, stopFields(), rules);
    return object.dump();
}

StopRules stopRulesFrom(const JsonObject& object)
{
    StopRules rules;
    for (const std::string& name : object.keys()) {
        const Field<StopRules>* field = stopField(name);
        if (!field)
            object.refuse(name.c_str(), "a rule that ends a training");
        field->write(rules, object.setting(name.c_str()));
    }
    return rules;
}

std::int64_t lastStep(const TrainConfig& train, const StopRules& rules)
{
    return rules.step > 0 ? std::min(rules.step, train.steps) : train.steps;
}

void StopProgress::add(const EvalReport& report)
{
    evaluatedStep = report.step;
    seconds += report.seconds;
    lowestLoss = std::min(lowestLoss, report.loss);
    ++withoutGain;
    byAccuracy = report.accuracy.has_value();
    const double figure = byAccuracy ? 1 - *report.accuracy : report.loss;
    if (figure < best) {
        best = figure;
        bestStep = report.step;
        withoutGain = 0;
    }
}

std::optional<std::string> stopReason(const StopRules& rules, std::span<const StopProgress> models,
    std::span<const std::string> names)
{
    const auto all = [models](auto meets) { return std::ranges::all_of(models, meets); };
    double seconds = 0;
    std::int64_t step = 0;
    for (const StopProgress& model : models) {
        seconds += model.seconds;
        step = std::max(step, model.step);
    }
    const std::string ends = "The training ends at step " + std::to_string(step) + ": ";
    if (rules.step > 0 && all([&](const StopProgress& model) { return model.step >= rules.step; }))
        return ends + "it was to stop there.";
    if (rules.minutes > 0 && seconds >= 60 * rules.minutes)
        return ends + "its " + shortest(rules.minutes)
            + (rules.minutes == 1 ? " minute is over." : " minutes are over.");
    if (!all([step](const StopProgress& model) { return model.evaluatedStep == step; }))
        return {};
    if (rules.loss > 0
        && all([&](const StopProgress& model) { return model.lowestLoss <= rules.loss; }))
        return ends + "its validation loss has come down to "
            + ofEach(models, names,
                [](const StopProgress& model) { return significant(model.lowestLoss); })
            + ", and " + shortest(rules.loss) + " was asked for.";
    if (rules.patience > 0
        && all([&](const StopProgress& model) { return model.withoutGain >= rules.patience; }))
        return ends + counted(rules.patience, "evaluation")
            + " brought nothing better than the best, " + ofEach(models, names, bestOf) + ".";
    return {};
}

template struct Field<StopRules>;

} // namespace glowworm
