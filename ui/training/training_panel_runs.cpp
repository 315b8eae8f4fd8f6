// SPDX-License-Identifier: GPL-3.0-or-later
// Kept runs in the panel: over the curves, side by side.
#include "ui/training/training_panel.h"

#include "model/training/kept_run.h"
#include "ui/session/runs.h"
#include "ui/session/training.h"
#include "ui/training/loss_plot.h"
#include "ui/training/run_card.h"
#include "ui/training/run_comparison.h"
#include "ui/training/run_side.h"
#include "ui/widgets/path_text.h"

#include <QStackedWidget>

#include <utility>

namespace glowworm {

bool TrainingPanel::hasCurves() const
{
    return !curves().empty() || !m_side->runs().overlaid().empty();
}

const TrainingHistory& TrainingPanel::curves() const
{
    return m_coming ? *m_coming : m_training.history();
}

/// The curves of a run that comes back, from the disk: LibTorch, its data and its weights take
/// longer.
void TrainingPanel::showComing()
{
    QString folder;
    if (m_training.history().empty() && m_training.active())
        for (const KeptRun& run : m_runs.kept())
            if (const QString at = toText(run.folder);
                at == m_training.runFolder() || m_training.isAsked(at))
                folder = at;
    if (folder.isEmpty() && !m_askedCurves.isEmpty()) { // it is there, or does not come
        const QString asked = std::exchange(m_askedCurves, QString());
        if (!m_side->runs().overlays(asked))
            m_runs.forgetCurves(asked); // they are others when it comes again
    }
    m_coming = folder.isEmpty() ? nullptr : m_runs.curves(folder);
    if (!folder.isEmpty() && !m_coming && std::exchange(m_askedCurves, folder) != folder)
        m_runs.askForCurves(folder);
    m_plot->setCurves(curves());
    showState();
}

void TrainingPanel::showOverlay()
{
    m_plot->setOverlaid(m_side->runs().overlaid());
    showState();
}

void TrainingPanel::showRestoredComparison()
{
    if (m_side->runs().runsOf(m_restoredCompared).size() > 1)
        compare(std::exchange(m_restoredCompared, {}));
}

void TrainingPanel::compare(const QStringList& folders)
{
    m_comparison->showRuns(m_side->runs().runsOf(folders));
    m_pages->setCurrentWidget(m_comparison);
}

} // namespace glowworm
