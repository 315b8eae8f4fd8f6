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

#include <system_error>
#include <utility>

namespace glowworm {
namespace {

namespace fs = std::filesystem;

/// Both on one disk. Throws Error.
void move(const fs::path& from, const fs::path& to)
{
    std::error_code failed;
    fs::rename(from, to, failed);
    if (failed)
        throw Error(shownPath(from) + " cannot be moved to " + shownPath(to) + ": "
            + systemWords(failed.value()) + ".");
}

fs::path putAwayFrom(const fs::path& folder)
{
    if (!holdsRun(folder))
        throw Error(shownPath(folder) + " holds no run any more.");
    const RunFolder held(folder); // throws while it is trained, here or elsewhere
    makeFolders(deletedRunsFolder(), "Deleted runs are kept there.");
    const fs::path place = freePath(deletedRunsFolder() / folder.filename());
    move(folder, place);
    return place;
}

} // namespace

fs::path deletedRunsFolder() { return runsFolder().parent_path() / "deleted"; }

void RunShelf::ask(Told::Kind kind, fs::path folder, std::function<void(Told&)> task)
{
    m_worker.ask([kind, folder = std::move(folder), task = std::move(task)](
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
    ask(Told::Kind::Label, folder, [this](Told& told) {
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
    ask(Told::Kind::PutAway, std::move(folder),
        [this](Told& told) { m_away[told.folder] = told.place = putAwayFrom(told.folder); });
}

void RunShelf::bringBack(fs::path folder)
{
    ask(Told::Kind::BroughtBack, std::move(folder), [this](Told& told) {
        const auto away = m_away.find(told.folder);
        if (away == m_away.end())
            return;
        move(away->second, freePath(told.folder));
        m_away.erase(away);
    });
}

void RunShelf::readCurves(fs::path folder)
{
    ask(Told::Kind::Curves, std::move(folder), [](Told& told) {
        auto curves = std::make_shared<TrainingHistory>();
        curves->append(readHistory(told.folder));
        told.curves = std::move(curves);
    });
}

} // namespace glowworm
