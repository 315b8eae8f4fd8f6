// SPDX-License-Identifier: GPL-3.0-or-later
// Kept runs in the panel: over the curves, side by side, put away.
#include "ui/training/training_panel.h"

#include "model/training/kept_run.h"
#include "ui/training/loss_plot.h"
#include "ui/training/run_card.h"
#include "ui/training/run_comparison.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/path_text.h"

#include <QStackedWidget>
#include <QUndoStack>

#include <utility>

namespace glowworm {
namespace {

const QString kAway = QStringLiteral("put away"); // cause of a message

} // namespace

bool TrainingPanel::hasCurves() const
{
    return !m_training.history().empty() || !m_runs->overlaid().empty();
}

void TrainingPanel::showOverlay()
{
    m_plot->setOverlaid(m_runs->overlaid());
    showState();
}

void TrainingPanel::showRestoredComparison()
{
    if (m_runs->runsOf(m_restoredCompared).size() > 1)
        compare(std::exchange(m_restoredCompared, {}));
}

void TrainingPanel::compare(const QStringList& folders)
{
    m_comparison->showRuns(m_runs->runsOf(folders));
    m_pages->setCurrentWidget(m_comparison);
}

/// Until something else is done, which its button would take back instead.
void TrainingPanel::tellAway(const QString& place)
{
    const QString sentence = tr("The run lies in %1 now, where Glowworm never removes anything.")
                                 .arg(shownName(place));
    m_message->showMessage(MessageBar::Tone::Notice, sentence, kAway,
        {tr("Undo (Ctrl+Z)"), tr("Take back what was done last"), [this] {
             m_message->clear(kAway);
             m_edits.undo();
         }});
    connect(
        &m_edits, &QUndoStack::indexChanged, this, [this] { m_message->clear(kAway); },
        Qt::SingleShotConnection);
}

} // namespace glowworm
