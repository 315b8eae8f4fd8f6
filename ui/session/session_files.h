// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions that are taken along as files: written in the background, in the order asked for. Who
// quits waits for them. GUI thread.
#pragma once

#include "model/jobs/session_run.h"
#include "ui/session/workbench_part.h"

namespace glowworm {

class SessionFiles : public WorkbenchPart {
    Q_OBJECT

public:
    /// models, timings: what goes with it.
    void save(SavedSession session, const QString& file, SessionRun::Models models,
        SessionRun::Timings timings);

Q_SIGNALS:
    void written(const QString& file, const QString& problem); // "" = it is there

private:
    bool working() const override { return m_run.busy(); }
    void fetch() override;

    SessionRun m_run;
};

} // namespace glowworm
