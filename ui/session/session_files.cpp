// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/session_files.h"

#include "ui/widgets/path_text.h"

#include <utility>

namespace glowworm {

void SessionFiles::save(SavedSession session, const QString& file, SessionRun::Models models,
    SessionRun::Timings timings)
{
    m_run.save(std::move(session), toPath(file), std::move(models), std::move(timings));
    Q_EMIT workBegan();
}

void SessionFiles::fetch()
{
    for (const SessionRun::Saved& one : m_run.drain()) {
        const QString problem = QString::fromStdString(one.error);
        if (!problem.isEmpty())
            Q_EMIT unkept(problem);
        Q_EMIT written(toText(one.file), problem);
    }
}

} // namespace glowworm
