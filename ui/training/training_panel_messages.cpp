// SPDX-License-Identifier: GPL-3.0-or-later
// What the panel says in its bar: news of the run, that it runs away and how to go on, where runs
// lie that were put away.
#include "ui/training/training_panel.h"

#include "ui/training/run_card.h"
#include "ui/training/run_side.h"
#include "ui/widgets/path_text.h"

#include <QFileInfo>
#include <QUndoStack>

#include <algorithm>

namespace glowworm {
namespace {

constexpr qsizetype kMostLines = 4;                    // of a message
const QString kRunsAway = QStringLiteral("runs away"), // causes of messages
    kPutAway = QStringLiteral("put away");

/// The newest ones, a line each; what both twins say stands once.
QString linesOf(QStringList sentences)
{
    sentences.removeDuplicates();
    return sentences.sliced(std::max<qsizetype>(0, sentences.size() - kMostLines))
        .join(QLatin1Char('\n'));
}

} // namespace

void TrainingPanel::forgetMessages()
{
    m_message->clear();
    m_message->clear(kRunsAway);
    m_warnings.clear();
}

/// A change of a setting is told by its flag and its field.
void TrainingPanel::tellNotices(const std::vector<TrainingEvent>& events)
{
    QStringList notices;
    const qsizetype warned = m_warnings.size();
    for (const TrainingEvent& event : events)
        if (event.kind == TrainingEvent::Kind::Notice && !event.change)
            (event.warning ? m_warnings : notices) << QString::fromStdString(event.text);
    if (!notices.isEmpty())
        m_message->showMessage(MessageBar::Tone::Notice, linesOf(notices));
    if (m_warnings.size() > warned) // of both twins: none hides another's
        m_message->showMessage(MessageBar::Tone::Warning, linesOf(m_warnings), kRunsAway, wayOut());
}

void TrainingPanel::tellFailure()
{
    if (m_training.diverged())
        m_message->showMessage(MessageBar::Tone::Error, m_training.failure(), kRunsAway, wayOut());
    else
        m_message->showMessage(MessageBar::Tone::Error, m_training.failure());
}

/// Of a run that runs away.
MessageBar::Action TrainingPanel::wayOut()
{
    if (!m_training.canGoOnFromBest())
        return {};
    return {tr("Go on from the best at half the rate"),
        tr("A new run from the best checkpoint of this one, at half its learning rate. This one "
           "ends and stays among the kept runs."),
        [this] { m_training.goOnFromBest(m_training.runFolder()); }};
}

/// The button stands there as long as it would take back just that.
void TrainingPanel::tellAway(const QString& place)
{
    const RunCard& runs = m_side->runs();
    const int count = runs.removed();
    const QString sentence = count > 1
        ? tr("%n runs lie in %1 now, where Glowworm never removes anything.", nullptr, count)
              .arg(shownName(QFileInfo(place).path()))
        : tr("The run lies in %1 now, where Glowworm never removes anything.")
              .arg(shownName(place));
    MessageBar::Action undo{tr("Undo (Ctrl+Z)"), tr("Bring back what was deleted"), [this] {
                                m_message->clear(kPutAway);
                                m_edits.undo();
                            }};
    m_message->showMessage(MessageBar::Tone::Notice, sentence, kPutAway,
        runs.removedLast() ? undo : MessageBar::Action());
    connect(
        &m_edits, &QUndoStack::indexChanged, this, [this] { m_message->clear(kPutAway); },
        Qt::SingleShotConnection);
}

} // namespace glowworm
