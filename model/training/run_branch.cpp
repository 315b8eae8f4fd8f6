// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/training/run_branch.h"

#include "model/base/error.h"
#include "model/base/numbers.h"
#include "model/io/atomic_file.h"
#include "model/io/checkpoint.h"
#include "model/io/folders.h"
#include "model/io/model_file.h"
#include "model/io/paths.h"
#include "model/training/moments.h"
#include "model/training/run_folder.h"
#include "model/training/run_text.h"

#include <algorithm>
#include <array>
#include <system_error>
#include <utility>

namespace glowworm {
namespace {

namespace fs = std::filesystem;

using Steps = std::array<std::int64_t, 2>; // by Twin

/// A change that was decided by the step `last` and is for a later one. Rates planned for later
/// were meant for a training that did not run away: the branch has one of its own.
bool isStillPlanned(const TrainingEvent& event, std::int64_t last)
{
    return event.change && event.step.step > last && event.decided <= last
        && event.change->field != "learning_rate";
}

/// The history of both models, each up to its step, with what was planned by then; of the files
/// that it tells of only those that are here.
void writeHistory(const fs::path& from, const fs::path& to, const KeptRun& run, const Steps& steps)
{
    std::string text;
    for (const TrainingEvent& event : readHistory(from)) {
        const std::int64_t last = steps[static_cast<std::size_t>(event.twin)];
        const bool isOtherFile
            = event.kind == TrainingEvent::Kind::Saved && event.step.step != last;
        if (isStillPlanned(event, last) || (event.step.step <= last && !isOtherFile))
            text += historyLine(event);
    }
    for (const auto& [twin, config] : run.runs) {
        TrainingEvent notice;
        notice.twin = twin;
        notice.step.step = steps[slotOf(twin)];
        notice.text = "This run goes on from the best weights, of step "
            + std::to_string(notice.step.step) + ", of the run in " + shownPath(from) + ".";
        text += historyLine(notice);
    }
    writeFileDurably(to / "history.jsonl", text);
}

} // namespace

void branchFromBest(const fs::path& from, const fs::path& to, const std::string& name)
{
    KeptRun run = readRun(from);
    Steps steps{};
    for (const auto& [twin, config] : run.runs) {
        const fs::path old = from / nameOf(twin), folder = to / nameOf(twin);
        const TrainerState best = readTrainer(bestCheckpoint(old));
        steps[slotOf(twin)] = best.model.steps;
        makeFolders(folder, "Choose another folder for the run.");
        writeTrainer(folder / checkpointName(best.model.steps), best);
        copyMoments(old, best.model.steps, folder);
    }
    writeHistory(from, to, run, steps);
    TrainingSpec spec;
    spec.folder = to;
    spec.name = name;
    spec.dataName = run.dataName;
    const KeptRun made = describeNewRun(spec);
    run.folder = made.folder;
    run.name = made.name;
    run.startedUnix = made.startedUnix;
    run.begun = {}; // it begins here
    writeRun(run);
}

std::optional<double> bestRate(const fs::path& folder)
try {
    const auto metadata = readSafetensorsHeader(bestCheckpoint(folder)).metadata;
    const auto told = metadata.find("glowworm.train.learning_rate");
    return told == metadata.end() ? std::nullopt : numberFrom<double>(told->second);
} catch (const Error&) {
    return {};
}

KeptRun readRunWithBest(const fs::path& folder)
{
    KeptRun run = readRun(folder);
    for (const auto& [twin, config] : run.runs) {
        const auto rate = bestRate(folder / nameOf(twin));
        if (!rate) {
            run.bestRate.reset();
            break;
        }
        run.bestRate = std::min(*rate, run.bestRate.value_or(*rate));
    }
    return run;
}

NewFolder::NewFolder(fs::path folder)
    : m_folder(std::move(folder))
    , m_wasThere(isTaken(m_folder))
    , m_before(entriesOf(m_folder))
{
}

NewFolder::~NewFolder()
{
    std::error_code ignored;
    if (m_folder.empty())
        return;
    for (const fs::path& entry : entriesOf(m_folder))
        if (std::ranges::find(m_before, entry) == m_before.end())
            fs::remove_all(entry, ignored);
    if (!m_wasThere)
        fs::remove(m_folder, ignored);
}

} // namespace glowworm
