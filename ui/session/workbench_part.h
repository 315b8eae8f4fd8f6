// SPDX-License-Identifier: GPL-3.0-or-later
// What the parts of the workbench have in common: commands in, signals out. A part asks the
// workbench whether it may start, and knows no other part but those it was given. Its own signals
// here are for the workbench, which passes them on. GUI thread only; nothing blocks.
#pragma once

#include "model/jobs/lane.h"
#include "model/jobs/policy.h"

#include <QObject>
#include <QString>

#include <optional>

namespace glowworm {

class Library;
class Workbench;

class WorkbenchPart : public QObject {
    Q_OBJECT

Q_SIGNALS:
    void workBegan();      // there will be something to fetch
    void refusalChanged(); // what may start, for another reason than what runs
    void opening();        // as those of the workbench
    void problem(const QString& sentence, std::optional<glowworm::Work> work = {});
    void unkept(const QString& sentence);

private:
    friend class Workbench;
    virtual bool working() const = 0; // there may be something to fetch
    /// At each beat. Statuses are read before anything is drained and ends are told after it:
    /// nothing posted before an end is lost.
    virtual void fetch() = 0;
    /// What its work needs and is not there, one sentence; "" = nothing is missing.
    virtual QString lacking() const { return {}; }
};

/// A part that does one kind of work on what is open.
class WorkingPart : public WorkbenchPart {
    Q_OBJECT

public:
    QString refusal() const; // "" = it may start

protected:
    WorkingPart(const Workbench& workbench, Library& library, Work work)
        : m_workbench(workbench)
        , m_library(library)
        , m_work(work)
    {
    }
    bool refuses(const QString& sentence); // whether there is one, which it then has told
    /// What an end is told with: "" = done or stopped.
    static QString failureOf(const Lane::Status& status)
    {
        return status.kind == Lane::Status::Kind::Failed ? QString::fromStdString(status.message)
                                                         : QString();
    }

    const Workbench& m_workbench;
    Library& m_library;

private:
    const Work m_work;
};

} // namespace glowworm
