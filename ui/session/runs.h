// SPDX-License-Identifier: GPL-3.0-or-later
// The runs that are kept, as their owner's: given names, notes and colours, put away and brought
// back, their curves read to lie over others. What was asked for is shown at once; the disk follows
// in the background, and what it refuses is told as a problem.
#pragma once

#include "model/jobs/run_shelf.h"
#include "ui/session/workbench_part.h"

#include <QSet>
#include <QString>

#include <map>
#include <memory>
#include <vector>

namespace glowworm {

class Library;
struct KeptRun;

class Runs : public WorkbenchPart {
    Q_OBJECT

public:
    explicit Runs(Library& library);

    /// Those that the library found, without what was put away.
    std::vector<KeptRun> kept() const;
    /// As given here, or as the library found it.
    RunLabel label(const KeptRun& run) const;
    void giveLabel(const QString& folder, const RunLabel& label);
    void putAway(const QString& folder); // not while it is trained, which is then told
    void bringBack(const QString& folder);

    /// Of the last askForCurves(); null = they are not read yet, or cannot be.
    std::shared_ptr<const TrainingHistory> curves(const QString& folder) const;
    void askForCurves(const QString& folder);

Q_SIGNALS:
    void changed();                        // kept(), label()
    void wasPutAway(const QString& place); // where it lies now
    void curvesRead(const QString& folder);

private:
    bool working() const override { return m_shelf.busy(); }
    void fetch() override;
    void take(const RunShelf::Told& told);

    Library& m_library;
    std::map<QString, RunLabel> m_labels; // given here, by folder
    QSet<QString> m_away;
    std::map<QString, std::shared_ptr<const TrainingHistory>> m_curves;
    RunShelf m_shelf;
};

} // namespace glowworm
