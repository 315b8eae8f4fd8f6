// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/effect_rows.h"

#include "ui/inspector/inspector_style.h"
#include "ui/inspector/inspector_words.h"
#include "ui/widgets/steady_room.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QGridLayout>
#include <QLabel>

namespace glowworm {

EffectRows::EffectRows(Task task, QWidget* parent)
    : QWidget(parent)
    , m_task(task)
    , m_likelier(new QLabel(this))
    , m_less(new QLabel(this))
    , m_reversed(newQuiet(tr("reversed now: its value is negative"), this))
{
    m_likelier->setObjectName(QStringLiteral("makesLikelier"));
    m_less->setObjectName(QStringLiteral("makesLessLikely"));
    m_reversed->setObjectName(QStringLiteral("effectsReversed"));
    auto* rows = new QGridLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setHorizontalSpacing(10);
    rows->setVerticalSpacing(1);
    QLabel *likelier = newQuiet(tr("makes likelier"), this),
           *less = newQuiet(tr("less likely"), this);
    rows->addWidget(likelier, 0, 0);
    rows->addWidget(m_likelier, 0, 1);
    rows->addWidget(less, 1, 0);
    rows->addWidget(m_less, 1, 1);
    rows->addWidget(new SteadyRoom(m_reversed), 2, 0, 1, 2);
    rows->setColumnStretch(1, 1);
    for (QLabel* label : {m_likelier, m_less})
        setMonospaced(label);
    for (QLabel* label : {likelier, m_likelier, less, m_less}) {
        label->setWhatsThis(effectFormula(task));
        setNumbersFrom(label, Provenance::Computed); // in the tip
    }
    m_reversed->setWordWrap(true);
    m_reversed->setWhatsThis(effectFormula(task));
    m_reversed->hide();
}

void EffectRows::clear()
{
    m_likelier->setText({});
    m_less->setText({});
    setReversed(false);
}

void EffectRows::showEffects(const NeuronReport& report)
{
    m_likelier->setText(outputsWords(m_task, report.promoted));
    m_likelier->setToolTip(effectDetail(m_task, report.promoted));
    m_less->setText(outputsWords(m_task, report.suppressed));
    m_less->setToolTip(effectDetail(m_task, report.suppressed));
    nameRows();
}

void EffectRows::setReversed(bool reversed)
{
    m_isReversed = reversed;
    m_reversed->setVisible(reversed);
    if (reversed) { // a text has another sign at every character: from now on nothing below moves
        QSizePolicy kept = m_reversed->sizePolicy();
        kept.setRetainSizeWhenHidden(m_task == Task::Text);
        m_reversed->setSizePolicy(kept);
    }
    nameRows();
}

QString EffectRows::spoken() const
{
    return m_likelier->accessibleName() + QStringLiteral("; ") + m_less->accessibleName();
}

void EffectRows::nameRows()
{
    m_likelier->setAccessibleName(
        (m_isReversed ? tr("makes likelier: %1; reversed now: its value is negative")
                      : tr("makes likelier: %1"))
            .arg(m_likelier->text()));
    m_less->setAccessibleName(
        (m_isReversed ? tr("makes less likely: %1; reversed now: its value is negative")
                      : tr("makes less likely: %1"))
            .arg(m_less->text()));
}

} // namespace glowworm
