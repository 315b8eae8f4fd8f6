// SPDX-License-Identifier: GPL-3.0-or-later
// Kept runs in the panel: over the curves, side by side.
#include "ui/training/training_panel.h"

#include "model/training/kept_run.h"
#include "ui/training/loss_plot.h"
#include "ui/training/run_card.h"
#include "ui/training/run_comparison.h"
#include "ui/training/run_side.h"

#include <QStackedWidget>

#include <utility>

namespace glowworm {

bool TrainingPanel::hasCurves() const
{
    return !m_training.history().empty() || !m_side->runs().overlaid().empty();
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
