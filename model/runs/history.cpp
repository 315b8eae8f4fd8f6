// SPDX-License-Identifier: GPL-3.0-or-later
// Reading a run's folder; what writes it stands in run_folder.cpp.
#include "runs/history.h"

#include "error.h"
#include "io/checkpoint.h"
#include "runs/history_text.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <limits>
#include <sstream>

namespace glowworm {
namespace {

std::string shown(const std::filesystem::path& path) { return printable(path.string(), 200); }

std::string readText(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    if (stream)
        text << stream.rdbuf();
    if (!stream || stream.bad())
        throw Error(shown(file) + " cannot be read: " + std::strerror(errno) + ". Choose a folder that holds a run.");
    return text.str();
}

} // namespace

std::vector<TrainingEvent> readHistory(const std::filesystem::path& folder)
{
    const std::filesystem::path file = folder / "history.jsonl";
    std::vector<TrainingEvent> events;
    std::error_code missing;
    if (!std::filesystem::exists(file, missing))
        return events;
    const std::string text = readText(file);
    int lines = 0, damaged = 0;
    std::string first; // of the damaged ones
    // What follows the last line break was torn by a crash: nobody has relied on it.
    for (std::size_t begin = 0, end; (end = text.find('\n', begin)) != std::string::npos; begin = end + 1) {
        ++lines;
        try {
            HistoryLine line = parseHistoryLine(text.substr(begin, end - begin));
            const TrainingEvent& mark = line.event;
            if (line.resumed)
                std::erase_if(
                    events, [&](const TrainingEvent& event) { return event.twin == mark.twin && event.step.step > mark.step.step; });
            else
                events.push_back(std::move(line.event));
        } catch (const Error& error) {
            if (++damaged == 1)
                first = "line " + std::to_string(lines) + ": " + error.what();
        }
    }
    if (damaged > 0) {
        TrainingEvent notice;
        notice.text = shown(file) + ": " + std::to_string(damaged)
            + (damaged == 1 ? " damaged line was left out of the curves (" : " damaged lines were left out of the curves (the first is ")
            + first + ").";
        events.push_back(std::move(notice));
    }
    return events;
}

bool holdsRun(const std::filesystem::path& folder)
{
    std::error_code failed;
    return std::filesystem::exists(folder / "run.json", failed);
}

KeptRun readRun(const std::filesystem::path& folder)
{
    KeptRun run = parseRun(readText(folder / "run.json"), shown(folder / "run.json"));
    run.folder = folder;
    run.step = std::numeric_limits<std::int64_t>::max();
    for (const auto& [twin, config] : run.runs) {
        const auto checkpoints = listCheckpoints(folder / nameOf(twin));
        run.step = std::min(run.step, checkpoints.empty() ? 0 : checkpoints.front().step);
    }
    return run;
}

std::vector<KeptRun> listRuns(const std::filesystem::path& runsFolder)
{
    std::vector<KeptRun> runs;
    std::error_code failed;
    for (std::filesystem::directory_iterator entry(runsFolder, failed), end; !failed && entry != end; entry.increment(failed)) {
        if (!holdsRun(entry->path()))
            continue;
        try {
            runs.push_back(readRun(entry->path()));
        } catch (const Error&) {
            // Left out, as the header says: opening it by name tells why.
        }
    }
    std::sort(runs.begin(), runs.end(), [](const KeptRun& a, const KeptRun& b) {
        return a.startedUnix != b.startedUnix ? a.startedUnix > b.startedUnix : a.folder < b.folder;
    });
    return runs;
}

} // namespace glowworm
