// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/surgery_actions.h"

#include "model/config/config.h"
#include "ui/inspector/inspector_style.h"
#include "ui/session/inspection.h"
#include "ui/widgets/words.h"

#include <QAction>

#include <algorithm>
#include <utility>
#include <vector>

namespace glowworm {
namespace {

bool has(const std::vector<NeuronAddress>& neurons, NeuronAddress neuron)
{
    return std::ranges::find(neurons, neuron) != neurons.end();
}

} // namespace

SurgeryActions::SurgeryActions(Inspection& inspection, Task task, QObject* parent)
    : QObject(parent)
    , m_inspection(inspection)
    , m_task(task)
    , m_switchOff(new QAction(this))
    , m_alwaysChoose(new QAction(tr("Always choose it"), this))
    , m_pinGroup(new QAction(tr("Pin the column"), this))
    , m_twin(Twin::Sparse)
{
    m_switchOff->setObjectName(QStringLiteral("switchOff"));
    m_alwaysChoose->setObjectName(QStringLiteral("alwaysChoose"));
    m_pinGroup->setObjectName(QStringLiteral("pinGroup"));
    m_switchOff->setWhatsThis(
        tr("The neuron may not fire: its rival, which came second in its column, takes over, in a "
           "softmax over those that are left. In the dense twin its value stays at zero. The file "
           "is never touched."));
    const bool isText = task == Task::Text;
    m_alwaysChoose->setWhatsThis(isText
            ? tr("The router's choice in this column is set aside: the neuron always fires, with "
                 "gate 1. The text is written again.")
            : tr("The router's choice in this column is set aside: the neuron always fires, with "
                 "gate 1. The drawing is asked about again."));
    m_pinGroup->setWhatsThis(isText
            ? tr("The column goes on choosing, for every character, the neuron that it chose for "
                 "the one that is shown, with gate 1. The text is written again.")
            : tr("The column goes on choosing, for every drawing, the neuron that it chose for "
                 "the one that is shown, with gate 1. The drawing is asked about again."));
    for (QAction* action : {m_alwaysChoose, m_pinGroup})
        action->setCheckable(true);
    connect(m_switchOff, &QAction::triggered, this, &SurgeryActions::toggleOff);
    connect(m_alwaysChoose, &QAction::triggered, this, [this] {
        if (m_neuron)
            toggleForced(*m_neuron, tr("always choose %1").arg(name(*m_neuron)));
    });
    connect(m_pinGroup, &QAction::triggered, this, [this] {
        if (m_neuron && m_winner >= 0)
            toggleForced({m_neuron->layer, m_winner},
                tr("pin the column of %1").arg(name({m_neuron->layer, m_winner})));
    });
    connect(&m_inspection, &Inspection::surgeryChanged, this, [this] {
        m_hasLost = false; // nobody knows before the next answer
        renew();
    });
    renew();
}

void SurgeryActions::setNeuron(Twin twin, NeuronAddress neuron, int winner)
{
    m_twin = twin;
    m_neuron = neuron;
    m_winner = winner;
    m_hasLost = twin == Twin::Sparse && winner >= 0 && winner != neuron.neuron;
    renew();
}

QString SurgeryActions::name(NeuronAddress neuron) const
{
    return words(addressText(m_inspection.grid(m_task, m_twin), neuron));
}

void SurgeryActions::renew()
{
    const Surgery& surgery = m_inspection.surgery(m_task, m_twin);
    const bool isOff = m_neuron && has(surgery.disabled, *m_neuron);
    if (m_task == Task::Text)
        m_switchOff->setText(
            isOff ? tr("Switch on and write again") : tr("Switch off and write again"));
    else
        m_switchOff->setText(
            isOff ? tr("Switch on and ask again") : tr("Switch off and ask again"));
    const bool isSparse = m_twin == Twin::Sparse;
    const bool hasLost = m_hasLost && !isOff && m_task == Task::Digits; // a text goes on
    m_switchOff->setEnabled(m_neuron && !hasLost);
    m_alwaysChoose->setEnabled(m_neuron && isSparse);
    m_pinGroup->setEnabled(m_neuron && isSparse && m_winner >= 0);
    m_alwaysChoose->setChecked(m_neuron && has(surgery.forced, *m_neuron));
    m_pinGroup->setChecked(
        m_neuron && m_winner >= 0 && has(surgery.forced, {m_neuron->layer, m_winner}));
    const bool isForced = m_alwaysChoose->isChecked(), isPinned = m_pinGroup->isChecked();
    m_alwaysChoose->setIconText( // on buttons, which stand side by side
        ticked(isForced ? tr("Always") : tr("Choose it"), isForced));
    m_pinGroup->setIconText(ticked(isPinned ? tr("Pinned") : tr("Pin column"), isPinned));
    const QString noRouter
        = isSparse ? QString() : tr("The dense twin has no router: nothing chooses there.");
    m_switchOff->setToolTip(hasLost
            ? tr("It was not chosen for this drawing: to switch it off would change nothing here.")
            : m_switchOff->whatsThis());
    m_alwaysChoose->setToolTip(isSparse ? m_alwaysChoose->whatsThis() : noRouter);
    m_pinGroup->setToolTip(isSparse ? m_pinGroup->whatsThis() : noRouter);
}

void SurgeryActions::toggleOff()
{
    if (!m_neuron)
        return;
    Surgery surgery = m_inspection.surgery(m_task, m_twin);
    const bool wasOff = has(surgery.disabled, *m_neuron);
    std::erase(surgery.disabled, *m_neuron);
    std::erase(surgery.forced, *m_neuron);
    if (!wasOff)
        surgery.disabled.push_back(*m_neuron);
    m_inspection.operate(m_task, m_twin, std::move(surgery),
        (wasOff ? tr("switch on %1") : tr("switch off %1")).arg(name(*m_neuron)));
    renew();
}

void SurgeryActions::toggleForced(NeuronAddress neuron, const QString& words)
{
    Surgery surgery = m_inspection.surgery(m_task, m_twin);
    const bool wasForced = has(surgery.forced, neuron);
    const int size = m_inspection.grid(m_task, m_twin).groupSize;
    std::erase(surgery.disabled, neuron);
    std::erase_if(surgery.forced, [neuron, size](NeuronAddress other) { // one of a group
        return other.layer == neuron.layer && other.neuron / size == neuron.neuron / size;
    });
    if (!wasForced)
        surgery.forced.push_back(neuron);
    m_inspection.operate(m_task, m_twin, std::move(surgery), words);
    renew(); // a refusal leaves the button as it was
}

} // namespace glowworm
