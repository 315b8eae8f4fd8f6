// SPDX-License-Identifier: GPL-3.0-or-later
// The runs that are kept, as their owner's: given names, notes and colours, put away and brought
// back, their curves read to lie over others. What was asked for is shown at once; the disk follows
// in the background, in the order asked for, and what it refuses is told as a problem.
#pragma once

#include "model/jobs/run_shelf.h"
#include "model/training/kept_run.h"
#include "ui/session/workbench_part.h"

#include <QString>

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace glowworm {

class Library;

class Runs : public WorkbenchPart {
    Q_OBJECT

public:
    explicit Runs(Library& library);

    /// Newest first: those that the library found, without what was put away, and what was brought
    /// back also while it has not found that again.
    std::vector<KeptRun> kept() const;
    /// As given here, or as the library found it.
    RunLabel label(const KeptRun& run) const;
    void giveLabel(const QString& folder, const RunLabel& label);
    void putAway(const QString& folder); // not while it is trained, which is then told
    void bringBack(const QString& folder);

    /// Of the last askForCurves(); null = they are not read yet, or cannot be.
    std::shared_ptr<const TrainingHistory> curves(const QString& folder) const;
    void askForCurves(const QString& folder);
    void forgetCurves(const QString& folder) { m_curves.erase(folder); }
    void stopReading() { m_shelf.stopReading(); } // curves that are asked for

Q_SIGNALS:
    void changed();                                           // kept(), label()
    void wasPutAway(const QString& place);                    // where it lies now
    void wasBroughtBack(const QString& folder, bool isThere); // false: that is told as a problem
    void curvesRead(const QString& folder);

private:
    /// A run that somebody has put away, maybe to bring it back.
    struct Moved {
        std::optional<KeptRun> run; // as it was listed then
        bool isAway = true;         // as it was asked for last
        bool isGone = false;        // a look has not found it: what lies there later is another one
        int asked = 0;              // and not told of yet
        int looks = 0;              // of the library, since it is back
    };

    bool working() const override { return m_shelf.busy(); }
    void fetch() override;
    void take(const RunShelf::Told& told);
    void takeMove(const RunShelf::Told& told);
    void takeListed();

    Library& m_library;
    std::map<QString, RunLabel> m_labels; // given here, by folder
    std::map<QString, Moved> m_moved;     // by folder
    std::map<QString, std::shared_ptr<const TrainingHistory>> m_curves;
    RunShelf m_shelf;
};

} // namespace glowworm
