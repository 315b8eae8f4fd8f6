// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/surgery_banner.h"

#include "model/config/config.h"
#include "ui/inspector/inspector_style.h"
#include "ui/inspector/inspector_words.h"
#include "ui/session/inspection.h"
#include "ui/widgets/focus_before.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QUndoStack>
#include <QVBoxLayout>

#include <array>

namespace glowworm {
namespace {

constexpr int kMostNamed = 4; // neurons; the rest is a number

} // namespace

SurgeryBanner::SurgeryBanner(Inspection& inspection, Task task, QWidget* parent)
    : QFrame(parent)
    , m_inspection(inspection)
    , m_task(task)
    , m_edits(new QLabel(this))
    , m_loss(new ValueLabel(Provenance::Measured, {}, this))
    , m_progress(newQuiet({}, this))
    , m_undo(new QToolButton(this))
    , m_before(new FocusBefore(this))
{
    setObjectName(QStringLiteral("surgery"));
    m_edits->setObjectName(QStringLiteral("surgeryEdits"));
    m_edits->setWordWrap(true);
    m_loss->setObjectName(QStringLiteral("lossChange"));
    m_loss->setWordWrap(true);
    setTextRole(m_loss, TextRole::Note);
    m_loss->setWhatsThis(
        tr("The change of the validation loss: the mean over windows of the held-out text (or over "
           "test pictures) of the loss after less the loss before, and half of its 95 % interval, "
           "Student's quantile times the standard error of these paired differences, from five "
           "windows on."));
    m_progress->setWhatsThis(
        tr("How much of the held-out text (or of the test pictures) the change of the loss is "
           "measured on so far; it is more exact the more was read."));
    m_undo->setObjectName(QStringLiteral("undoSurgery"));
    connect(m_undo, &QToolButton::clicked, this, &SurgeryBanner::takeBack);
    connect(&m_inspection.edits(m_task), &QUndoStack::indexChanged, this, &SurgeryBanner::nameUndo);

    auto* loss = new QHBoxLayout; // one line: the card below needs the height
    loss->setSpacing(6);
    loss->addWidget(m_loss, 1);
    loss->addWidget(m_progress, 0, Qt::AlignTop);
    auto* head = new QHBoxLayout;
    head->setSpacing(6);
    head->addWidget(m_edits, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 6);
    column->setSpacing(1);
    column->addLayout(head);
    if (task == Task::Digits) { // a card that is wide and low
        head->addLayout(loss, 1);
        setTextRole(m_undo, TextRole::Note);
    } else {
        column->addLayout(loss);
    }
    head->addWidget(m_undo, 0, Qt::AlignTop);
    connect(&m_inspection, &Inspection::surgeryChanged, this, &SurgeryBanner::renew);
    connect(&m_inspection, &Inspection::lossMeasured, this, [this](Task measured, Twin twin) {
        showLoss();
        if (measured == m_task && isVisible())
            tellLoss(twin);
    });
    renew();
}

/// The last surgery where nothing was done since; else all of it, which is one change more.
void SurgeryBanner::takeBack()
{
    if (m_inspection.isSurgeryLast(m_task)) {
        m_inspection.undo(m_task);
        return;
    }
    for (const Twin twin : kTwins)
        m_inspection.operate(m_task, twin, {}, tr("take back surgery"));
}

void SurgeryBanner::nameUndo()
{
    const bool isLast = m_inspection.isSurgeryLast(m_task);
    m_undo->setText(isLast ? tr("Undo") : tr("Undo all"));
    m_undo->setToolTip(isLast
            ? tr("Takes back: %1. The file was never touched.")
                  .arg(m_inspection.edits(m_task).undoText())
            : tr("Takes back all that was done to the neurons. The file was never touched."));
    m_undo->setAccessibleDescription(m_undo->toolTip());
}

void SurgeryBanner::renew()
{
    QStringList lines;
    for (const Twin twin : kTwins) {
        const Surgery& surgery = m_inspection.surgery(m_task, twin);
        const NeuronGrid grid = m_inspection.grid(m_task, twin);
        const auto add = [&](const QString& what, const std::vector<NeuronAddress>& neurons) {
            QStringList names;
            for (const NeuronAddress neuron : neurons)
                if (names.size() < kMostNamed)
                    names << words(addressText(grid, neuron));
            if (const auto rest = static_cast<int>(neurons.size()) - kMostNamed; rest > 0)
                names << tr("%n more", nullptr, rest);
            if (!names.isEmpty())
                lines << what.arg(names.join(QStringLiteral(", ")));
        };
        const bool sparse = twin == Twin::Sparse;
        add(sparse ? tr("Off: %1") : tr("Off, dense: %1"), surgery.disabled);
        add(tr("Always: %1"), surgery.forced);
    }
    const QString words = lines.join(QLatin1Char('\n'));
    if (words != m_edits->text() && parentWidget()->isVisible())
        say(this, words.isEmpty() ? tr("No neuron is off or held.") : words);
    m_edits->setText(words);
    nameUndo();
    if (lines.isEmpty())
        m_before->giveBack();
    setVisible(!lines.isEmpty());
    showLoss();
}

/// Once it is whole: while it is being measured each step would be another number.
void SurgeryBanner::tellLoss(Twin twin)
{
    const auto& change = m_inspection.lossChange(m_task, twin);
    if (change && change->complete())
        say(this, tr("Validation after surgery: %1").arg(lossWords(*change)));
    else
        say(this, m_inspection.lossProblem(m_task, twin));
}

void SurgeryBanner::showLoss()
{
    for (const Twin twin : kTwins) {
        if (m_inspection.surgery(m_task, twin).empty())
            continue;
        const auto& change = m_inspection.lossChange(m_task, twin);
        if (!change || (!change->halfWidth && !change->complete())) { // too few windows to say
            const QString problem = m_inspection.lossProblem(m_task, twin);
            m_loss->setMissing(problem);
            m_progress->setText(
                problem.isEmpty() ? tr("the loss is being measured") : tr("loss unknown"));
            m_progress->setToolTip(problem);
            return;
        }
        m_loss->setValue(lossWords(*change),
            (m_task == Task::Text ? tr("per character: before %1, after %2; %3 of %4 windows")
                                  : tr("per picture: before %1, after %2; %3 of %4 pictures"))
                .arg(lossText(change->before), lossText(change->after), countText(change->seen),
                    countText(change->total)));
        const QString part = percentText(
            static_cast<double>(change->seen) / static_cast<double>(change->total), 0);
        m_progress->setText(change->complete() ? QString() : part);
        m_progress->setToolTip((m_task == Task::Text ? tr("on %1 of the validation windows")
                                                     : tr("on %1 of the test pictures"))
                                   .arg(part));
        return;
    }
}

} // namespace glowworm
