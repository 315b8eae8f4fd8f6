// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/jobs/run_shelf.h"

#include "model/base/error.h"
#include "model/base/sentence.h"
#include "model/base/system_words.h"
#include "model/data/data_folder.h"
#include "model/io/folders.h"
#include "model/io/paths.h"
#include "model/training/kept_run.h"
#include "model/training/run_folder.h"

#include <algorithm>
#include <iterator>
#include <system_error>
#include <utility>

namespace glowworm {
namespace {

namespace fs = std::filesystem;

constexpr const char* kDeleted = "deleted";

/// False: they lie on two disks. Throws Error.
bool moves(const fs::path& from, const fs::path& to)
{
    std::error_code failed;
    fs::rename(from, to, failed);
    if (failed && failed != std::errc::cross_device_link)
        throw Error(shownPath(from) + " cannot be moved to " + shownPath(to) + ": "
            + systemWords(failed.value()) + ".");
    return !failed;
}

/// The folder of the runs may be a link to another disk: what is deleted there stays there.
fs::path besideRuns(const fs::path& folder)
{
    return resolvedPath(folder.parent_path()) / kDeleted;
}

fs::path putAwayFrom(const fs::path& folder)
{
    if (!holdsRun(folder))
        throw Error(shownPath(folder) + " holds no run any more.");
    const RunFolder held(folder); // throws while it is trained, here or elsewhere
    for (const fs::path& deleted : {deletedRunsFolder(), besideRuns(folder)}) {
        makeFolders(deleted, "Deleted runs are kept there.");
        fs::path place = freePath(deleted / folder.filename());
        if (moves(folder, place))
            return place;
    }
    throw Error(shownPath(folder) + " lies on a disk of its own and stays where it is.");
}

} // namespace

fs::path deletedRunsFolder() { return runsFolder().parent_path() / kDeleted; }

void RunShelf::ask(Desk& desk, Told::Kind kind, fs::path folder, std::function<void(Told&)> task)
{
    desk.ask([kind, folder = std::move(folder), task = std::move(task)](
                 std::stop_token, Mailbox<Told>& out) {
        Told told{kind, folder, {}, nullptr, {}};
        try {
            task(told);
        } catch (const std::exception& exception) {
            told.error = sentenceOf(exception);
        }
        out.post(std::move(told));
    });
}

void RunShelf::label(const fs::path& folder, RunLabel label)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_labels.insert_or_assign(folder, std::move(label)).second)
            return; // it is written instead of the one that waits
    }
    ask(m_worker, Told::Kind::Label, folder, [this](Told& told) {
        RunLabel newest;
        {
            const std::lock_guard lock(m_mutex);
            newest = std::move(m_labels.extract(told.folder).mapped());
        }
        writeLabel(told.folder, newest);
    });
}

void RunShelf::putAway(fs::path folder)
{
    ask(m_worker, Told::Kind::PutAway, std::move(folder),
        [this](Told& told) { m_away[told.folder] = told.place = putAwayFrom(told.folder); });
}

void RunShelf::bringBack(fs::path folder)
{
    ask(m_worker, Told::Kind::BroughtBack, std::move(folder), [this](Told& told) {
        const auto away = m_away.find(told.folder);
        if (away == m_away.end())
            return;
        if (!moves(away->second, freePath(told.folder)))
            throw Error(shownPath(away->second) + " cannot be moved back to another disk.");
        m_away.erase(away);
    });
}

/// What each neuron did in each evaluation would take a hundred times the room.
void RunShelf::readCurves(fs::path folder)
{
    ask(m_reader, Told::Kind::Curves, std::move(folder), [](Told& told) {
        auto curves = std::make_shared<TrainingHistory>();
        for (TrainingEvent& event : readHistory(told.folder)) {
            if (event.kind != TrainingEvent::Kind::Evaluation)
                continue;
            EvalReport drawn;
            drawn.step = event.eval.step;
            drawn.loss = event.eval.loss;
            drawn.accuracy = event.eval.accuracy;
            drawn.deadFraction = event.eval.deadFraction;
            drawn.routingEntropy = event.eval.routingEntropy;
            event.eval = std::move(drawn);
            curves->add(event);
        }
        told.curves = std::move(curves);
    });
}

void RunShelf::stopReading() { m_reader.stop(); }

std::vector<RunShelf::Told> RunShelf::drain()
{
    std::vector<Told> told = m_worker.outbox().drain();
    std::ranges::move(m_reader.outbox().drain(), std::back_inserter(told));
    return told;
}

} // namespace glowworm
