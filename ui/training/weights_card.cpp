// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/weights_card.h"

#include "ui/session/edits.h"
#include "ui/session/training.h"
#include "ui/training/run_numbers.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/folding_row.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QComboBox>
#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace glowworm {

WeightsCard::WeightsCard(Training& training, QUndoStack& edits, QWidget* parent)
    : QFrame(parent)
    , m_training(training)
    , m_edits(edits)
    , m_numbers(new RunNumbers(this))
    , m_saved(newNote({}, this))
    , m_use(newButton({}, "useModels", this))
    , m_which(new QComboBox(this))
{
    makeCard(this);
    build();
    connect(m_use, &QPushButton::clicked, this, &WeightsCard::use);
    connect(m_which, &QComboBox::activated, this, [this](int which) {
        const int before = std::exchange(m_notedWhich, which);
        if (which != before)
            m_edits.push(new ValueEdit<int>(
                tr("weights to use"), before, which, [this](int chosen) { showWhich(chosen); }));
    });
}

void WeightsCard::build()
{
    m_which->setObjectName(QStringLiteral("whichWeights"));
    m_which->addItem(tr("best weights"), static_cast<int>(TrainedWeights::Best));
    m_which->addItem(tr("newest weights"), static_cast<int>(TrainedWeights::Newest));
    m_which->setAccessibleName(tr("Weights to use"));
    m_which->setToolTip(tr("Best: of the evaluation with the lowest validation loss (digits: the "
                           "highest accuracy) so far. Newest: as "
                           "published last, at an evaluation, a pause or the end"));
    m_which->setAccessibleDescription(m_which->toolTip());
    auto* row = new FoldingRow(this);
    row->row()->addWidget(m_use, 1);
    row->row()->addWidget(m_which);
    keepLines(m_saved, 1); // of a usual one: the buttons stay where they are
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_numbers);
    column->addWidget(m_saved);
    column->addWidget(row);
}

void WeightsCard::restart(Task task)
{
    m_task = task;
    m_use->setText(task == Task::Text ? tr("Use in Generation") : tr("Use in Digits"));
    m_saved->clear();
    m_saved->setToolTip({});
}

void WeightsCard::showSaved(const QString& file)
{
    m_saved->setText(tr("Saved: %1").arg(shownName(QFileInfo(file).fileName())));
    m_saved->setToolTip(shownName(file));
}

void WeightsCard::showNumbers(const TrainingHistory& curves, std::optional<std::int64_t> upTo)
{
    m_numbers->showCurves(curves, m_task, upTo);
}

void WeightsCard::showUsable()
{
    m_use->setEnabled(m_training.hasModels());
    m_use->setToolTip(m_use->isEnabled()
            ? tr("Hand the weights of this training to the other panels")
            : tr("There are no trained weights yet: they are published at the start, at each "
                 "evaluation and at a pause"));
}

int WeightsCard::which() const { return m_which->currentIndex(); }

void WeightsCard::showWhich(int which)
{
    m_which->setCurrentIndex(which);
    m_notedWhich = which;
}

void WeightsCard::use()
{
    const auto which = static_cast<TrainedWeights>(m_which->currentData().toInt());
    m_training.useModels(which);
    const ModelState *sparse = m_training.model(Twin::Sparse, which),
                     *dense = m_training.model(Twin::Dense, which);
    const bool isBest = which == TrainedWeights::Best;
    const QString uses = m_task == Task::Text
        ? (isBest ? tr("Generation (Ctrl+3) now uses the best weights of this training.")
                  : tr("Generation (Ctrl+3) now uses the newest weights of this training."))
        : (isBest ? tr("Digits (Ctrl+4) now uses the best weights of this training.")
                  : tr("Digits (Ctrl+4) now uses the newest weights of this training."));
    const auto step = [](const ModelState& model) { return countText(model.steps); };
    const QString steps = sparse && dense
        ? tr("Sparse: step %1, dense: step %2.").arg(step(*sparse), step(*dense))
        : sparse ? tr("Sparse: step %1.").arg(step(*sparse))
        : dense  ? tr("Dense: step %1.").arg(step(*dense))
                 : QString();
    Q_EMIT used((uses + QLatin1Char(' ') + steps).trimmed());
}

} // namespace glowworm
