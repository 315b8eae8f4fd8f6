// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/training/kept_run.h"

#include "model/base/error.h"
#include "model/io/checkpoint.h"
#include "model/io/input_file.h"
#include "model/io/paths.h"
#include "model/training/run_text.h"

#include <algorithm>
#include <limits>

#include <unistd.h>

namespace glowworm {
namespace {

constexpr std::uint64_t kLargestRunFile = 1'000'000; // bytes; ours have a few thousand

} // namespace

std::vector<TrainingEvent> readHistory(const std::filesystem::path& folder)
{
    const std::filesystem::path file = folder / "history.jsonl";
    std::vector<TrainingEvent> events;
    if (!isThere(file))
        return events;
    int lines = 0, damaged = 0;
    std::string first; // of the damaged ones
    readLines(file, kLongestRecord, [&](const std::string& text) {
        ++lines;
        try {
            HistoryLine line = parseHistoryLine(text);
            const TrainingEvent& mark = line.event;
            if (line.resumed)
                std::erase_if(events, [&](const TrainingEvent& event) {
                    return event.twin == mark.twin && event.step.step > mark.step.step;
                });
            else
                events.push_back(std::move(line.event));
        } catch (const Error& error) {
            if (++damaged == 1)
                first = "line " + std::to_string(lines) + ": " + error.what();
        }
    });
    if (damaged > 0) {
        TrainingEvent notice;
        notice.text = shownPath(file) + ": " + std::to_string(damaged)
            + (damaged == 1 ? " damaged line was left out of the curves ("
                            : " damaged lines were left out of the curves (the first is ")
            + first + ").";
        events.push_back(std::move(notice));
    }
    return events;
}

namespace {

/// Whoever names something inside a run means the run.
Error noRun(const std::filesystem::path& path)
{
    const std::filesystem::path whole = absolutePath(path).lexically_normal();
    std::filesystem::path above
        = whole.has_filename() ? whole.parent_path() : whole.parent_path().parent_path();
    for (int levels = 0; levels < 3; ++levels, above = above.parent_path())
        if (holdsRun(above))
            return Error(shownPath(path) + " is a part of a run: name the run's folder, "
                + shownPath(above) + ".");
    return Error(
        shownPath(path) + " holds no run: there is no run.json in it. Name the folder of a run.");
}

} // namespace

bool holdsRun(const std::filesystem::path& folder) { return isThere(folder / "run.json"); }

KeptRun readRun(const std::filesystem::path& folder)
{
    const bool isOpen = access(folder.c_str(), X_OK) == 0; // else opening run.json says why not
    if (isFile(folder) || (isFolder(folder) && isOpen && !isTaken(folder / "run.json")))
        throw noRun(folder);
    KeptRun run
        = parseRun(readText(folder / "run.json", kLargestRunFile), shownPath(folder / "run.json"));
    run.folder = folder;
    run.step = std::numeric_limits<std::int64_t>::max();
    for (const auto& [twin, config] : run.runs) {
        const auto checkpoints = listCheckpoints(folder / nameOf(twin));
        run.step = std::min(run.step, checkpoints.empty() ? 0 : checkpoints.front().step);
    }
    try {
        run.label = readLabel(folder);
    } catch (const Error& error) { // it can be trained all the same
        run.labelProblem = error.what();
    }
    return run;
}

TrainingSettings settingsAtStart(const KeptRun& run)
{
    return run.begun.runs.empty() ? TrainingSettings{run.runs, run.stop} : run.begun;
}

std::vector<KeptRun> listRuns(const std::filesystem::path& runsFolder)
{
    std::vector<KeptRun> runs;
    for (const std::filesystem::path& folder : entriesOf(runsFolder)) {
        if (!holdsRun(folder))
            continue;
        try {
            runs.push_back(readRun(folder));
        } catch (const Error&) {
            // Left out, as the header says: opening it by name tells why.
        }
    }
    std::ranges::sort(runs, isListedBefore);
    return runs;
}

bool isListedBefore(const KeptRun& a, const KeptRun& b)
{
    return a.startedUnix != b.startedUnix ? a.startedUnix > b.startedUnix : a.folder < b.folder;
}

} // namespace glowworm
