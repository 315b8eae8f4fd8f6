// SPDX-License-Identifier: GPL-3.0-or-later
// What happens to a training on its way, besides its steps: settings that change, rules that end
// it, moments that are kept, and what to try when it has run away.
#include "model/training/training_loop_impl.h"

#include "model/base/build_info.h"
#include "model/base/numbers.h"
#include "model/config/cost.h"
#include "model/training/memory_check.h"
#include "model/training/moments.h"
#include "model/training/run_branch.h"

#include <algorithm>
#include <map>
#include <utility>

namespace glowworm {
namespace {

using Kind = TrainingEvent::Kind;

/// Those of the changeable settings that mean something to the model.
std::vector<const Field<RunConfig>*> changeableOf(const RunConfig& config)
{
    std::vector<const Field<RunConfig>*> fields;
    for (const std::string_view name : changeableFields())
        if (const Field<RunConfig>& field = runField(name); field.applies(config))
            fields.push_back(&field);
    return fields;
}

/// What is in force together is checked together.
std::map<std::int64_t, FieldValues> byStep(const std::vector<PlannedChange>& changes)
{
    std::map<std::int64_t, FieldValues> steps;
    for (const PlannedChange& change : changes)
        steps[change.step].emplace_back(change.field, change.value);
    return steps;
}

std::int64_t newestStep(const std::vector<TwinRun>& runs)
{
    return std::ranges::max_element(runs, {}, &TwinRun::step)->step;
}

} // namespace

/// What is decided from the clock or from what one process has seen would part the processes.
void TrainingLoop::Impl::requireOneProcess() const
{
    if (spec.environment.size == 1)
        return;
    StopRules alone = rules;
    alone.step = 0;
    if (alone != StopRules() || !spec.changes.empty())
        throw Error("Several processes that train one network can be stopped at a step only, and "
                    "keep their settings to the end: leave out the other rules and changes.");
}

/// Exhaustion is a kill by the system, or an error after half a minute: both come too late.
void TrainingLoop::Impl::requireMemory() const
{
    if (spec.device != "cpu")
        return; // what a graphics card has free is not known here
    std::int64_t needed = addressesOfThreads(spec.threads);
    for (const auto& [twin, config] : spec.runs)
        needed += trainingMemory(config, spec.threads);
    if (const auto sentence = memoryRefusal(needed, machineInfo().availableMemoryBytes))
        throw Error(*sentence);
}

/// A kept run goes on with the settings of its checkpoint. What changed behind that changes again
/// at the same steps; what was asked for since then, or was never recorded, changes here. What was
/// decided behind the weights of a branch belongs to the run that went wrong.
void TrainingLoop::Impl::takeSettings(TwinRun& run, const std::optional<TrainerState>& from)
{
    if (spec.environment.size > 1)
        return tellAsked(run, from);
    const RunConfig asked = run.config;
    const auto before = std::ranges::find(kept.runs, run.twin, &std::pair<Twin, RunConfig>::first);
    const RunConfig& known = before == kept.runs.end() ? asked : before->second;
    for (const Field<RunConfig>* field : changeableOf(asked)) {
        const bool isAsked = field->read(asked) != field->read(known);
        std::vector<TrainingEvent> told; // in the order of the history
        std::ranges::copy_if(past, std::back_inserter(told), [&](const TrainingEvent& event) {
            return event.change && event.twin == run.twin && event.change->field == field->name;
        });
        const bool isTold = !told.empty();
        std::erase_if(told, [&](const TrainingEvent& event) { return event.step.step < run.step; });
        std::string value = field->read(known);
        if (from)
            value = field->read({from->model.config, from->train});
        else if (!told.empty())
            value = told.front().change->before;
        field->write(run.config, value);
        const bool isUntold = spec.branchOf.empty() && !isTold && value != field->read(known);
        if (isAsked || isUntold)
            run.planned.push_back({run.step, std::string(field->name), field->read(asked)});
        // What was changed right here stays told, and so it is made, whatever follows.
        std::ranges::copy_if(told, std::back_inserter(run.again),
            [&](const TrainingEvent& event) { return !isAsked || event.step.step == run.step; });
    }
    std::ranges::stable_sort(
        run.again, {}, [](const TrainingEvent& event) { return event.step.step; });
}

/// Several processes all begin with what was asked for.
void TrainingLoop::Impl::tellAsked(const TwinRun& run, const std::optional<TrainerState>& from)
{
    if (!from)
        return;
    const RunConfig saved{from->model.config, from->train};
    for (const Field<RunConfig>* field : changeableOf(run.config))
        if (field->read(saved) != field->read(run.config))
            notices.emplace_back(run.twin,
                sentenceOf({std::string(field->name), field->read(saved), field->read(run.config)},
                    run.step));
}

/// What of them is a change. Throws Error, a sentence, when they do not fit together.
std::vector<SettingChange> TrainingLoop::Impl::checkedChanges(
    const TwinRun& run, std::int64_t step, const FieldValues& values) const
{
    RunConfig before = run.config;
    applyChanges(run.planned, step, before);
    RunConfig after = before;
    for (const auto& [name, value] : values)
        if (const Field<RunConfig>& field = runField(name); field.applies(before))
            field.write(after, value);
    validate(after);
    const std::int64_t more
        = trainingMemory(after, spec.threads) - trainingMemory(before, spec.threads);
    if (const auto sentence = memoryRefusal(more, machineInfo().availableMemoryBytes);
        sentence && spec.device == "cpu")
        throw Error(*sentence);
    std::vector<SettingChange> changes;
    for (const Field<RunConfig>* field : changeableOf(before))
        if (field->read(before) != field->read(after))
            changes.push_back({std::string(field->name), field->read(before), field->read(after)});
    return changes;
}

void TrainingLoop::Impl::plan(TwinRun& run, std::int64_t step, std::vector<SettingChange> changes)
{
    for (SettingChange& change : changes) {
        const auto after = std::ranges::upper_bound(run.planned, step, {}, &PlannedChange::step);
        run.planned.insert(after, {step, change.field, change.after});
        tellChange(run, step, std::move(change));
    }
}

/// Told, and so kept, when it is decided: a run that ends before the step is resumed with it.
void TrainingLoop::Impl::tellChange(const TwinRun& run, std::int64_t step, SettingChange change)
{
    TrainingEvent event;
    event.kind = Kind::Notice;
    event.step.step = step;
    event.decided = std::min(run.step, step);
    event.text = sentenceOf(change, step);
    event.change = std::move(change);
    emit(run, std::move(event));
}

/// At the start: those of a kept run again, those that resuming it asks for, and those of the spec.
/// Throws Error.
void TrainingLoop::Impl::planAsked()
{
    for (TwinRun& run : runs) {
        const std::vector<PlannedChange> here = std::exchange(run.planned, {});
        for (TrainingEvent& event : std::exchange(run.again, {})) {
            const std::int64_t step = event.step.step;
            run.planned.push_back({step, event.change->field, event.change->after});
            if (step > run.step) // the history has lost it
                emit(run, std::move(event));
        }
        for (const std::vector<PlannedChange>* asked : {&here, &std::as_const(spec.changes)})
            for (const auto& [step, values] : byStep(*asked))
                plan(run, step, checkedChanges(run, step, values));
        makeChanges(run);
    }
    if (spec.resume)
        changeRules(std::exchange(rules, kept.stop));
    if (keeps() && (spec.resume || !spec.changes.empty()))
        writeSettings(); // what it says, the history has by now
}

/// Those that are due; true when there were some, which run.json should tell then.
bool TrainingLoop::Impl::makeChanges(TwinRun& run)
{
    const auto end = std::ranges::upper_bound(run.planned, run.step, {}, &PlannedChange::step);
    if (end == run.planned.begin())
        return false;
    const std::vector<PlannedChange> due(run.planned.begin(), end);
    run.planned.erase(run.planned.begin(), end);
    try { // together: one may need another
        RunConfig next = run.config;
        applyChanges(due, run.step, next);
        run.trainer->change(next.train);
        run.config = std::move(next);
    } catch (const Error& error) {
        say(run, Kind::Notice, std::string("A change of settings went wrong: ") + error.what());
    }
    return true;
}

TrainingSettings TrainingLoop::Impl::settings() const
{
    TrainingSettings now{{}, rules};
    for (const TwinRun& run : runs)
        now.runs.emplace_back(run.twin, run.config);
    return now;
}

/// The history has every change, so a disk that refuses costs nothing.
void TrainingLoop::Impl::keepSettings(const TwinRun& run)
{
    try {
        if (keeps())
            writeSettings();
    } catch (const Error& error) {
        say(run, Kind::Notice, error.what() + std::string(" Training goes on."));
    }
}

void TrainingLoop::Impl::change(const FieldValues& values)
{
    try {
        StopRules next = rules;
        FieldValues settings;
        for (const auto& [field, value] : values) {
            requireChangeable({field, value, value});
            if (const Field<StopRules>* rule = stopField(field))
                rule->write(next, value);
            else
                settings.emplace_back(field, value);
        }
        if (spec.environment.size > 1)
            throw Error("several processes keep their settings to the end.");
        changeSettings(settings);
        changeRules(next);
    } catch (const Error& error) {
        TrainingEvent event;
        event.text = std::string("Nothing was changed: ") + error.what();
        event.refused = true;
        emit(runs.front(), std::move(event));
    }
}

/// Of all models or of none. Throws Error.
void TrainingLoop::Impl::changeSettings(const FieldValues& values)
{
    const std::int64_t step = newestStep(runs);
    std::vector<std::vector<SettingChange>> changes;
    for (const TwinRun& run : runs)
        changes.push_back(checkedChanges(run, step, values));
    for (std::size_t i = 0; i < runs.size(); ++i)
        plan(runs[i], step, std::move(changes[i]));
    for (TwinRun& run : runs)
        if (makeChanges(run))
            keepSettings(run);
}

void TrainingLoop::Impl::changeRules(const StopRules& next)
{
    const StopRules before = std::exchange(rules, next);
    if (before == next)
        return;
    setEnds();
    for (const Field<StopRules>& field : stopFields())
        if (field.read(before) != field.read(next))
            tellChange(runs.front(), newestStep(runs),
                {std::string(field.name), field.read(before), field.read(next)});
    keepSettings(runs.front());
}

/// Where the rules let each model go, as long as none has ended the training.
void TrainingLoop::Impl::setEnds()
{
    if (endedByRule)
        return;
    const std::int64_t newest = newestStep(runs);
    for (TwinRun& run : runs)
        run.end
            = std::min(run.config.train.steps, std::max(newest, lastStep(run.config.train, rules)));
}

/// With these rules, where it stands.
std::optional<std::string> TrainingLoop::Impl::reasonToEnd(const StopRules& some) const
{
    std::vector<StopProgress> models;
    std::vector<std::string> names;
    for (const TwinRun& run : runs) {
        models.push_back(run.seen);
        models.back().step = run.step;
        models.back().evaluatedStep = run.evaluatedStep;
        models.back().seconds += run.elapsed;
        names.emplace_back(nameOf(run.twin));
    }
    return stopReason(some, models, names);
}

/// Twins end at the same step.
void TrainingLoop::Impl::endByRules()
{
    if (endedByRule || std::ranges::all_of(runs, [](const TwinRun& run) {
            return run.step >= run.config.train.steps;
        }))
        return;
    const auto reason = reasonToEnd(rules);
    if (!reason)
        return;
    endedByRule = true;
    const std::int64_t newest = newestStep(runs);
    for (TwinRun& run : runs) // one that is far behind, after a branch, stays there
        run.end = newest - run.step > 1 ? run.step : newest;
    if (!told.contains(*reason)) // of a run that was ended by it before
        say(runs.front(), Kind::Notice, *reason);
}

/// Each that would end it where it stands; the others stay.
void TrainingLoop::Impl::liftRules()
{
    StopRules next = rules;
    for (const Field<StopRules>& field : stopFields()) {
        StopRules alone;
        field.write(alone, field.read(rules));
        if (reasonToEnd(alone))
            field.write(next, field.read(StopRules()));
    }
    changeRules(next);
}

/// A disk that refuses does not stop the training.
void TrainingLoop::Impl::keepMoment(TwinRun& run)
{
    if (!keeps() || !isMoment(run.step, kept.momentsPerDoubling))
        return;
    try {
        writeMoment(folderOf(run.twin), run.trainer->model());
        momentRefused = false;
    } catch (const Error& error) {
        if (!std::exchange(momentRefused, true))
            say(run, Kind::Notice,
                error.what() + std::string(" Training goes on without this moment."));
    }
}

/// A sentence with a blank before it; "" where there is nothing better to go back to.
std::string TrainingLoop::Impl::adviceOnRate(const TwinRun& run) const
{
    if (!keeps() || run.seen.bestStep == 0)
        return {};
    const auto checkpoints = listCheckpoints(folderOf(run.twin));
    if (std::ranges::find(checkpoints, run.seen.bestStep, &FoundCheckpoint::step)
        == checkpoints.end())
        return {};
    double rate = run.config.train.learningRate; // what trainingFromBest() halves
    for (const TwinRun& each : runs)
        rate = std::min(rate, bestRate(folderOf(each.twin)).value_or(rate));
    return " A new run from its best weights, of step " + std::to_string(run.seen.bestStep)
        + ", at half the rate, " + plainDigits(rate / 2) + ", may do better.";
}

} // namespace glowworm
