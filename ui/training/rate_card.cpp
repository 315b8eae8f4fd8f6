// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/rate_card.h"

#include "model/base/error.h"
#include "ui/session/edits.h"
#include "ui/session/training.h"
#include "ui/training/training_edits.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/field_words.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/undo_keys.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <utility>

namespace glowworm {

RateCard::RateCard(Training& training, QUndoStack& edits, QWidget* parent)
    : QFrame(parent)
    , m_training(training)
    , m_edits(edits)
    , m_rate(new QLineEdit(this))
{
    makeCard(this);
    m_rate->setObjectName(QStringLiteral("rate"));
    m_rate->setAccessibleName(tr("Learning rate"));
    m_apply = newButton(tr("Apply"), "applyRate", this, tr("Use this rate from the next step on"));
    m_rate->setWhatsThis(
        tr("Highest learning rate r of AdamW, whose step is w \u2212= r s (m / (\u221av "
           "+ \u03b5) + d w), s being the schedule: warm-up, then a cosine."));
    m_rate->setToolTip(tr("AdamW's highest step size, 1e-6 to 1; warm-up and cosine stay as they "
                          "are. Takes effect at the next step and "
                          "leaves a marker on the curve"));
    leaveUndoToPanel(m_rate);
    auto* label = new QLabel(tr("Learning rate"), this);
    label->setBuddy(m_rate);
    auto* row = new QHBoxLayout(this);
    row->addWidget(label);
    row->addWidget(m_rate, 1);
    row->addWidget(m_apply);
    connect(m_apply, &QPushButton::clicked, this, &RateCard::apply);
    connect(m_rate, &QLineEdit::returnPressed, this, &RateCard::apply);
    connect(m_rate, &QLineEdit::textEdited, this, &RateCard::noteTyped);
    connect(m_rate, &QLineEdit::editingFinished, this, [this] { ++m_typing; });
}

void RateCard::showRun()
{
    m_inForce = numberOnScreen(runField("learning_rate").read(m_training.runConfig()), locale());
    showTyped(m_inForce);
}

void RateCard::setUsable(bool usable)
{
    m_apply->setEnabled(usable);
    m_rate->setEnabled(usable);
}

void RateCard::showStart() { m_rate->setCursorPosition(0); }

QString RateCard::typed() const { return m_rate->text() == m_inForce ? QString() : m_rate->text(); }

void RateCard::showTyped(const QString& text)
{
    if (m_rate->text() != text)
        m_rate->setText(text);
    m_noted = text;
}

void RateCard::noteTyped()
{
    const QString now = m_rate->text(), before = std::exchange(m_noted, now);
    m_edits.push(new ValueEdit<QString>(
        tr("learning rate"), before, now, [this](const QString& text) { showTyped(text); },
        editId(TrainingEdit::Rate, m_typing)));
}

void RateCard::apply()
{
    if (!m_apply->isEnabled())
        return;
    const auto refuse = [this](const QString& sentence) {
        showTyped(m_inForce); // what stands there is what is in force
        Q_EMIT refused(sentence);
    };
    try {
        RunConfig checked;
        const auto& field = runField("learning_rate");
        const TypedNumber typed = readNumber(m_rate->text(), field.kind, locale());
        if (typed.value.empty())
            return refuse(tr("%1: %2").arg(m_rate->accessibleName(), typed.refusal));
        field.write(checked, typed.value);
        m_training.setLearningRate(checked.train.learningRate);
        m_inForce = numberOnScreen(field.read(checked), locale());
        Q_EMIT applied(m_inForce);
    } catch (const Error& error) {
        refuse(withLabels(error.what()));
    }
}

} // namespace glowworm
