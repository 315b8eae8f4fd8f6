// SPDX-License-Identifier: GPL-3.0-or-later
// What the panel says where there are no curves yet, and in its bar: news of the run, that it runs
// away and how to go on, where runs lie that were put away.
#include "ui/training/training_panel.h"

#include "model/training/training_speed.h"
#include "ui/session/calibration.h"
#include "ui/session/library.h"
#include "ui/session/training.h"
#include "ui/training/run_card.h"
#include "ui/training/run_side.h"
#include "ui/training/training_controls.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/sentence_words.h"
#include "ui/widgets/value_label.h"

#include <QFileInfo>
#include <QUndoStack>

#include <algorithm>
#include <utility>

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

/// In the place of the curves, while a training may begin.
QString TrainingPanel::emptyWords() const
{
    const QString steps = countText(m_training.config().train.steps), time = expectedTime();
    return (time.isEmpty() ? tr("Train (F5) makes %1 steps.").arg(steps)
                           : tr("Train (F5) makes %1 steps, in about %2.").arg(steps, time))
        + QLatin1Char('\n')
        + tr("Curves, numbers and what the models write appear here as they come.");
}

/// Of the training that is set up; "" = not known.
QString TrainingPanel::expectedTime() const
{
    const RunConfig& config = m_training.config();
    const auto speed = m_calibration.speed();
    if (!speed || !problems(config).empty())
        return {};
    const TrainingData& data = m_library.data();
    const std::int64_t judged = config.model.task == Task::Digits
        ? (data.testDigits ? data.testDigits->count() : 0)
        : data.text ? std::min<std::int64_t>(kMostJudged, std::ssize(data.text->validation()))
                    : 0;
    return durationText(secondsToTrain(config, m_training.twins(), judged, *speed));
}

/// A change of a setting is told by its flag and its field.
void TrainingPanel::tellNotices(const std::vector<TrainingEvent>& events)
{
    QStringList notices;
    const qsizetype warned = m_warnings.size();
    for (const TrainingEvent& event : events)
        if (event.kind == TrainingEvent::Kind::Notice && !event.change)
            (event.warning ? m_warnings : notices) << sentenceWords(event.text);
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

/// For those who do not see that the curves have come to their end.
void TrainingPanel::tellEnd()
{
    const TrainingRun::State state = m_training.state();
    const bool ran = std::exchange(m_isRunning, !isAtRest(state));
    if (!ran || state != TrainingRun::State::Finished)
        return;
    QStringList sentences{tr("Training has ended at step %1.").arg(countText(m_training.step()))};
    const auto lossOf = [this](Twin twin) {
        const auto& evaluations = m_training.history().of(twin).evaluations;
        return evaluations.empty() ? QString() : lossText(evaluations.back().report.loss);
    };
    const QString sparse = lossOf(Twin::Sparse), dense = lossOf(Twin::Dense);
    if (!sparse.isEmpty() && !dense.isEmpty())
        sentences << tr("Validation loss: sparse %1, dense %2.").arg(sparse, dense);
    else if (const QString only = sparse + dense; !only.isEmpty())
        sentences << tr("Validation loss: %1.").arg(only);
    say(this, sentences.join(QLatin1Char(' ')));
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
