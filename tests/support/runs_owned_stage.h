// SPDX-License-Identifier: GPL-3.0-or-later
// The training panel with kept runs, and what their owner does with them. Tests only.
#pragma once

#include "model/data/data_folder.h"
#include "support/training_stage.h"
#include "ui/session/edits.h"
#include "ui/training/loss_plot.h"
#include "ui/training/run_list.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/qcustomplot_wrapper.h"

#include <QListWidget>
#include <QUndoStack>

namespace glowworm::test {

/// The panel with runs that were trained to their end, the newest on the screen.
struct RunsOwnedStage : TrainingStage {
    explicit RunsOwnedStage(const QString& folder)
        : TrainingStage(folder, true, 12)
    {
    }
    Training& training() { return workbench.training(); }
    QUndoStack& edits() { return workbench.edits().of(Area::Training); }
    RunList& runs() { return *panel->findChild<RunList*>(); }
    QListWidget& list() { return *panel->findChild<QListWidget*>(QStringLiteral("keptRuns")); }
    QString message() { return panel->findChild<MessageBar*>()->text(); }

    bool train(const char* name, std::uint64_t seed = 1)
    {
        RunConfig config = training().config();
        config.train.seed = seed;
        training().setConfig(config, true);
        training().start(QLatin1String(name));
        const int before = list().count();
        return reaches(TrainingRun::State::Finished)
            && waits([&] { return list().count() > before; });
    }
    template <class Holds> bool waits(Holds holds)
    {
        workbench.library().refreshKept();
        return QTest::qWaitFor(holds);
    }
    QString folder(const char* name) const { return toText(runsFolder() / name); }
    /// The validation curves that are drawn below the run's own.
    int overlaid()
    {
        auto& plot = *panel->findChild<LossPlot*>()->findChild<QCustomPlot*>();
        const auto children = plot.layer(QStringLiteral("overlaid"))->children();
        return static_cast<int>(children.size());
    }
};

} // namespace glowworm::test
