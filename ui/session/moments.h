// SPDX-License-Identifier: GPL-3.0-or-later
// The time machine of the run on the screen: the moments that are kept of its models, with the
// newest model as the last one, what a model answers at one of them, and how much of what fires at
// the end fires there already. Files are read in the background, after a timing if one runs.
#pragma once

#include "model/jobs/moment_run.h"
#include "ui/session/workbench_part.h"

#include <array>
#include <map>
#include <optional>
#include <vector>

namespace glowworm {

class Library;
class Training;

class Moments : public WorkbenchPart {
    Q_OBJECT

public:
    Moments(const Workbench& workbench, const Library& library, const Training& training);

    /// By step; the last one is the newest model there is of the run, without a file where that was
    /// not written yet. Empty: the run keeps none.
    const std::vector<Moment>& of(Twin twin) const { return m_moments[slotOf(twin)]; }
    /// Of the neurons that fire at the end, at the first place, the part that fires at this step
    /// too; nothing: that is not known yet.
    std::optional<double> likeTheEnd(Twin twin, std::int64_t step) const;

    /// Asks what the model of one of them answers; the newest question wins.
    void show(Twin twin, const Moment& moment);
    bool waits() const { return m_waits; } // for the end of a timing
    void stop() { m_run.pause(true); }
    const std::optional<MomentRun::Shown>& shown() const { return m_shown; }

Q_SIGNALS:
    void changed();  // of(), likeTheEnd()
    void answered(); // shown()

private:
    bool working() const override { return m_run.busy(); }
    void fetch() override;
    void begin();
    void look();
    void ask();
    void takeBusy();
    bool takeModels();
    void note(Twin twin, std::int64_t step, const FiringRecord& firing);

    const Workbench& m_workbench;
    const Library& m_library;
    const Training& m_training;
    MomentRun m_run;
    MomentRun::Listed m_listed;
    std::array<std::vector<Moment>, 2> m_moments;
    std::array<std::map<std::int64_t, FiringRecord>, 2> m_first; // at the first place, by step
    std::optional<MomentRun::Shown> m_shown;
    Twin m_askedTwin = Twin::Sparse;
    Moment m_asked;
    bool m_isAsked = false; // and not yet answered
    bool m_waits = false;
};

} // namespace glowworm
