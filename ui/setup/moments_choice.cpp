// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/moments_choice.h"

#include "model/training/moments.h"
#include "ui/session/training.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>

namespace glowworm {

MomentsChoice::MomentsChoice(const Training& training, QWidget* parent)
    : QWidget(parent)
    , m_training(training)
    , m_keeps(new QCheckBox(tr("Keep moments"), this))
    , m_cost(newNote({}, this))
{
    m_keeps->setObjectName(QStringLiteral("keepMoments"));
    m_keeps->setToolTip(tr("Keeps the weights, in 16 bits, after steps that double about every "
                           "few moments: the time machine of Training then shows what the model "
                           "was from noise to habit. The training itself stays the same."));
    setTextRole(m_cost, TextRole::Note);
    setNumbersFrom(this, Provenance::Computed);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGap);
    row->addWidget(m_keeps, 0, Qt::AlignTop);
    row->addWidget(m_cost, 1);
    connect(m_keeps, &QCheckBox::toggled, this, &MomentsChoice::asked);
    connect(&m_training, &Training::configChanged, this, &MomentsChoice::showChoice);
    showChoice();
}

/// The cost is told also while it is off: to choose by.
void MomentsChoice::showChoice()
{
    const QSignalBlocker quiet(m_keeps);
    m_keeps->setChecked(m_training.keepsMoments());
    const ModelConfig& model = m_training.config().model;
    const std::int64_t steps = m_training.config().train.steps;
    const MomentPlan plan = planMoments(model, steps, usualMomentBytes(model, steps));
    const bool both = m_training.twins() && model.isSparse();
    const QString bytes = bytesText(static_cast<double>((both ? 2 : 1) * plan.bytes())),
                  count = countText(plan.count);
    m_cost->setText(both ? tr("%1 of each model, together about %2 on the disk; adds hardly any "
                              "time")
                               .arg(count, bytes)
                         : tr("%1 of them, together about %2 on the disk; adds hardly any time")
                               .arg(count, bytes));
}

} // namespace glowworm
