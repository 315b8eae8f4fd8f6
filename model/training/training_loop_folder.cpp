// SPDX-License-Identifier: GPL-3.0-or-later
// TrainingLoop's dealings with the folder of its run: claimed, the state of a kept run read back,
// watched while it is trained, and put into words.
#include "model/training/training_loop_impl.h"

#include "model/base/build_info.h"
#include "model/io/folders.h"
#include "model/io/paths.h"
#include "model/training/moments.h"
#include "model/training/run_branch.h"
#include "model/training/run_text.h"

#include <algorithm>
#include <utility>

namespace glowworm {
namespace {

using Kind = TrainingEvent::Kind;

constexpr std::chrono::seconds kRepairInterval{1}; // between tries to make a folder again

} // namespace

/// The new run is on the disk before anything else is done: from there on it is resumed.
void TrainingLoop::Impl::branch()
{
    if (!keeps())
        throw Error("A training that goes on from another run's best weights needs a folder.");
    branchFromBest(spec.branchOf, spec.folder, spec.name);
    spec.resume = true;
}

/// Resuming: locks the folder before anything in it is read.
void TrainingLoop::Impl::claimKeptRun()
{
    if (!keeps() || !holdsRun(spec.folder))
        throw Error("The folder " + shownPath(spec.folder)
            + " holds no run to resume: there is no run.json in it.");
    folder.emplace(spec.folder);
    kept = readRun(spec.folder);
    past = readHistory(spec.folder);
    if (spec.runs.empty())
        spec.runs = kept.runs;
    kept.begun = spec.branchOf.empty() ? settingsAtStart(kept)
                                       : TrainingSettings{spec.runs, spec.stop.value_or(kept.stop)};
    if (kept.threads != spec.threads || kept.build != buildId())
        notices.emplace_back(spec.runs.front().first,
            "Resumed with another number of threads or another build: no longer equal bit for bit "
            "to an "
            "uninterrupted run.");
}

std::optional<TrainerState> TrainingLoop::Impl::readState(Twin twin)
{
    requireReadable(folderOf(twin));
    if (listCheckpoints(folderOf(twin)).empty()) {
        notices.emplace_back(twin, "Nothing was saved of this run yet: it starts at step 0.");
        return {};
    }
    std::vector<std::string> skipped;
    TrainerState state = readNewestTrainer(folderOf(twin), &skipped);
    for (const std::string& sentence : skipped)
        notices.emplace_back(twin,
            sentence + " Resumed from step " + std::to_string(state.model.steps)
                + " instead; the file was left in place.");
    return state;
}

/// The evaluation with the best result may lie behind the newest checkpoint.
std::optional<ModelState> TrainingLoop::Impl::readBest(Twin twin, const TrainerState& newest)
{
    const std::vector<FoundCheckpoint> kept = listCheckpoints(folderOf(twin));
    const auto best = std::ranges::find(kept, newest.bestStep, &FoundCheckpoint::step);
    if (newest.bestStep == newest.model.steps || best == kept.end())
        return {};
    try {
        return readModel(best->file);
    } catch (const Error& error) {
        notices.emplace_back(
            twin, error.what() + std::string(" The best weights so far are lost with it."));
        return {};
    }
}

/// Fewer steps than it has made would only write down a length that it does not have; changes there
/// would not be made. Throws Error.
void TrainingLoop::Impl::requireSteps(const TwinRun& run) const
{
    for (const auto& [twin, config] : kept.runs)
        if (twin == run.twin && run.config.train.steps < std::min(run.step, config.train.steps))
            throw Error("This run has made " + std::to_string(run.step) + " steps already, so "
                + std::to_string(run.config.train.steps)
                + " in all are too few: ask for more than it has made, or leave its number of "
                  "steps as it is.");
    for (const PlannedChange& change : spec.changes)
        if (change.step < run.step)
            throw Error("A change of " + change.field + " is asked for after step "
                + std::to_string(change.step) + ", but this run has made "
                + std::to_string(run.step) + " already.");
}

void TrainingLoop::Impl::openFolder()
try {
    made = {spec.folder / "run.json", spec.folder / "history.jsonl", spec.folder / "run.lock"};
    for (const TwinRun& run : runs) {
        made.push_back(momentsFolder(folderOf(run.twin)));
        made.push_back(folderOf(run.twin));
    }
    made.push_back(spec.folder);
    std::erase_if(made, isTaken);
    for (const TwinRun& run : runs)
        makeFolders(folderOf(run.twin), "Choose another folder for the run.");
    if (!folder)
        folder.emplace(spec.folder);
    if (spec.resume) {
        history.emplace(spec.folder);
        replayHistory();
    } else {
        kept = describeNewRun(spec);
        kept.begun = settings();
        writeSettings();
        history.emplace(spec.folder);
    }
    planAsked();
} catch (const std::exception&) {
    removeEmptyRun();
    throw;
}

/// A new run that failed before its first step is nothing to keep. Only what this loop has made
/// goes.
void TrainingLoop::Impl::removeEmptyRun()
{
    const bool isEmpty = std::ranges::all_of(
        runs, [](const TwinRun& run) { return run.step == 0 && run.savedStep == 0; });
    if (!keeps() || spec.resume || !isEmpty)
        return;
    history.reset();
    folder.reset();
    for (const TwinRun& run : runs)
        if (std::ranges::find(made, momentsFolder(folderOf(run.twin))) != made.end())
            removeMomentsAfter(folderOf(run.twin), -1);
    for (const auto& path : made) {
        std::error_code kept; // a folder with something in it stays
        std::filesystem::remove(path, kept);
    }
}

/// run.json says with which settings the run goes on: a resumed one may be given more steps or
/// another rate.
void TrainingLoop::Impl::writeSettings()
{
    kept.folder = spec.folder;
    kept.threads = spec.threads;
    kept.build = buildId();
    kept.stop = rules;
    kept.runs.clear();
    for (const TwinRun& run : runs)
        kept.runs.emplace_back(run.twin, run.config);
    writeRun(kept);
}

void TrainingLoop::Impl::replayHistory()
{
    for (const TwinRun& run : runs) {
        const auto dropped = std::erase_if(past, [&](const TrainingEvent& event) {
            return event.twin == run.twin && event.step.step > run.step;
        });
        if (dropped > 0) // else nothing was lost
            history->append(resumedLine(run.twin, run.step));
        removeMomentsAfter(folderOf(run.twin), run.step);
    }
    for (TrainingEvent& event : std::exchange(past, {})) {
        for (TwinRun& run : runs) {
            if (run.twin != event.twin)
                continue;
            run.elapsed = std::max(run.elapsed, event.elapsed);
            if (event.kind == Kind::Evaluation) {
                run.evaluatedStep = event.eval.step;
                run.seen.add(event.eval);
            } else if (event.kind == Kind::Step)
                run.watch.next(nameOf(run.twin), event.step.step, event.step.loss);
            else if (event.kind == Kind::Notice)
                told.insert(event.text);
            else if (event.kind == Kind::Saved) // the folder may have another name by now
                event.text
                    = (folderOf(run.twin) / std::filesystem::path(event.text).filename()).string();
        }
        event.again = true;
        report(std::move(event));
    }
}

/// A folder that somebody moves while the run is trained is followed; one that is removed or
/// emptied is made again.
void TrainingLoop::Impl::watchFolder()
{
    if (!folder || !history)
        return;
    const RunFolder::Fate fate = folder->look();
    if (fate == RunFolder::Fate::Moved) {
        spec.folder = folder->path();
        say(runs.front(), Kind::Notice,
            "The folder of this run was moved while it was trained: it is kept in "
                + shownPath(spec.folder) + " now.");
    }
    if (fate != RunFolder::Fate::Gone && history->isThere() && holdsRun(spec.folder))
        return;
    if (Clock::now() < nextRepair)
        return;
    nextRepair = Clock::now() + kRepairInterval;
    const std::string removed = "The folder " + shownPath(spec.folder)
        + " was removed or emptied while the run was trained. ";
    try {
        repairFolder();
        repairFailed = false;
        say(runs.front(), Kind::Notice,
            removed + "It was made again with the whole history; checkpoints from before are gone. "
                + diskWords());
    } catch (const Error& error) {
        if (!repairFailed)
            say(runs.front(), Kind::Notice,
                removed + error.what()
                    + " Training goes on, its history waits in memory, and making the folder is "
                      "tried again every second.");
        repairFailed = true;
    }
}

/// Throws Error; what was made is then still there, and the rest is made at the next try.
void TrainingLoop::Impl::repairFolder()
{
    if (folder->look() == RunFolder::Fate::Gone)
        folder->makeAgain();
    for (const TwinRun& run : runs) {
        std::error_code failed; // shows when the checkpoint is written
        std::filesystem::create_directories(folderOf(run.twin), failed);
    }
    if (!history->isThere())
        history->moveTo(spec.folder);
    writeSettings();
    for (TwinRun& run : runs)
        if (run.step > 0 && !(run.isSaved() && onDisk(run)))
            write(run);
}

/// Whether the checkpoint that was saved last still lies there.
bool TrainingLoop::Impl::onDisk(const TwinRun& run) const
{
    return run.savedStep > 0
        && std::ranges::any_of(listCheckpoints(folderOf(run.twin)),
            [&](const FoundCheckpoint& found) { return found.step == run.savedStep; });
}

/// What could be gone on with if the process ended now; "" where nothing is kept.
std::string TrainingLoop::Impl::diskWords() const
{
    if (!keeps())
        return {};
    std::string words;
    for (const TwinRun& run : runs) {
        words += words.empty() ? "" : ", ";
        words += onDisk(run) ? "of step " + std::to_string(run.savedStep) : "none";
        words += runs.size() > 1 ? " (" + std::string(nameOf(run.twin)) + ")" : "";
    }
    if (std::ranges::none_of(runs, [&](const TwinRun& run) { return onDisk(run); }))
        return "There is no checkpoint of this run on the disk.";
    return "The newest checkpoint on the disk: " + words + ".";
}

Error TrainingLoop::Impl::withDiskWords(const Error& error) const
{
    return keeps() ? Error(error.what() + std::string(" ") + diskWords()) : error;
}

std::string TrainingLoop::Impl::historyNotice(bool complete) const
{
    if (!complete)
        return "The history of this run cannot be written: " + history->reason()
            + ". Training goes on; its records wait in memory until there is room.";
    const std::string lost = history->lost() > 0
        ? ", but for " + std::to_string(history->lost()) + " that were too many to keep"
        : "";
    return "The history of this run is written again; the records that waited are in it" + lost
        + ".";
}

} // namespace glowworm
