// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/runs.h"

#include "ui/session/library.h"
#include "ui/widgets/path_text.h"

#include <algorithm>
#include <utility>

namespace glowworm {

Runs::Runs(Library& library)
    : m_library(library)
{
    connect(&library, &Library::keptChanged, this, &Runs::takeListed);
}

std::vector<KeptRun> Runs::kept() const
{
    std::vector<KeptRun> runs = m_library.kept().runs;
    std::erase_if(runs, [this](const KeptRun& run) {
        const auto moved = m_moved.find(toText(run.folder));
        return moved != m_moved.end() && moved->second.isAway && !moved->second.isGone;
    });
    for (const auto& [folder, moved] : m_moved)
        if (!moved.isAway && moved.run
            && std::ranges::find(runs, moved.run->folder, &KeptRun::folder) == runs.end())
            runs.insert(std::ranges::lower_bound(runs, *moved.run, isListedBefore), *moved.run);
    return runs;
}

/// A look that had begun before the disk was done does not say that a run is gone; the second one
/// since then does.
void Runs::takeListed()
{
    const auto isListed = [this](const QString& folder) {
        return std::ranges::find(m_library.kept().runs, toPath(folder), &KeptRun::folder)
            != m_library.kept().runs.end();
    };
    for (auto& [folder, moved] : m_moved)
        if (moved.asked == 0) {
            moved.looks += !moved.isAway;
            moved.isGone = moved.isGone || (moved.isAway && !isListed(folder));
        }
    std::erase_if(m_moved, [&isListed](const auto& entry) {
        const auto& [folder, moved] = entry;
        return moved.looks > 1 || (moved.looks == 1 && isListed(folder));
    });
    Q_EMIT changed();
}

RunLabel Runs::label(const KeptRun& run) const
{
    const auto given = m_labels.find(toText(run.folder));
    return given != m_labels.end() ? given->second : run.label;
}

void Runs::giveLabel(const QString& folder, const RunLabel& label)
{
    m_labels[folder] = label;
    m_shelf.label(toPath(folder), label);
    Q_EMIT changed();
    Q_EMIT workBegan();
}

void Runs::putAway(const QString& folder)
{
    const std::vector<KeptRun> runs = kept();
    Moved& moved = m_moved[folder];
    if (const auto run = std::ranges::find(runs, toPath(folder), &KeptRun::folder);
        run != runs.end())
        moved.run = *run;
    moved.isAway = true;
    moved.isGone = false;
    moved.looks = 0;
    ++moved.asked;
    m_shelf.putAway(toPath(folder));
    Q_EMIT changed();
    Q_EMIT workBegan();
}

void Runs::bringBack(const QString& folder)
{
    Moved& moved = m_moved[folder];
    moved.isAway = false;
    moved.looks = 0;
    ++moved.asked;
    m_shelf.bringBack(toPath(folder));
    Q_EMIT changed();
    Q_EMIT workBegan();
}

std::shared_ptr<const TrainingHistory> Runs::curves(const QString& folder) const
{
    const auto found = m_curves.find(folder);
    return found != m_curves.end() ? found->second : nullptr;
}

void Runs::askForCurves(const QString& folder)
{
    m_shelf.readCurves(toPath(folder));
    Q_EMIT workBegan();
}

void Runs::fetch()
{
    for (const RunShelf::Told& told : m_shelf.drain())
        take(told);
}

void Runs::take(const RunShelf::Told& told)
{
    using Kind = RunShelf::Told::Kind;
    const QString folder = toText(told.folder);
    const bool isDone = told.error.empty();
    if (!isDone)
        Q_EMIT problem(QString::fromStdString(told.error));
    if (!isDone && told.kind == Kind::Label)
        Q_EMIT unkept(QString::fromStdString(told.error));
    if (told.kind == Kind::Curves) {
        m_curves[folder] = told.curves;
        Q_EMIT curvesRead(folder);
    } else if (told.kind != Kind::Label)
        takeMove(told);
}

/// What was asked for since is on its way: nothing is said of what it makes undone.
void Runs::takeMove(const RunShelf::Told& told)
{
    const QString folder = toText(told.folder);
    Moved& moved = m_moved[folder];
    if (--moved.asked > 0)
        return;
    const bool isDone = told.error.empty(), isAway = told.kind == RunShelf::Told::Kind::PutAway;
    if (!isDone)
        m_moved.erase(folder); // it is where it was
    m_library.refreshKept();
    Q_EMIT changed();
    if (!isAway)
        Q_EMIT wasBroughtBack(folder, isDone);
    else if (isDone)
        Q_EMIT wasPutAway(toText(told.place));
}

} // namespace glowworm
