// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/runs.h"

#include "ui/session/library.h"
#include "ui/widgets/path_text.h"

#include <utility>

namespace glowworm {

Runs::Runs(Library& library)
    : m_library(library)
{
    connect(&library, &Library::keptChanged, this, &Runs::changed);
}

std::vector<KeptRun> Runs::kept() const
{
    std::vector<KeptRun> runs = m_library.kept().runs;
    std::erase_if(runs, [this](const KeptRun& run) { return m_away.contains(toText(run.folder)); });
    return runs;
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
    m_away.insert(folder);
    m_shelf.putAway(toPath(folder));
    Q_EMIT changed();
    Q_EMIT workBegan();
}

void Runs::bringBack(const QString& folder)
{
    m_shelf.bringBack(toPath(folder));
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
    } else if (told.kind == Kind::PutAway && isDone) {
        Q_EMIT wasPutAway(toText(told.place));
        m_library.refreshKept();
    } else if (told.kind != Kind::Label) { // it is where it was, or is there again
        m_away.remove(folder);
        m_library.refreshKept();
        Q_EMIT changed();
    }
}

} // namespace glowworm
