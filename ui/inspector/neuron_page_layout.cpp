// SPDX-License-Identifier: GPL-3.0-or-later
// Where things stand on NeuronPage.
#include "ui/inspector/neuron_page.h"

#include "ui/inspector/context_view.h"
#include "ui/inspector/effect_rows.h"
#include "ui/inspector/inspector_style.h"
#include "ui/inspector/life_curve.h"
#include "ui/inspector/neuron_curve.h"
#include "ui/inspector/share_bars.h"
#include "ui/widgets/folding_row.h"
#include "ui/widgets/steady_room.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QAction>
#include <QBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <initializer_list>

namespace glowworm {
namespace {

constexpr int kBetweenBlocks = 8, kBetweenColumns = 12; // pixels

QVBoxLayout* newColumn()
{
    auto* column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    return column;
}

/// One below the other, the first this far from what stands above it: gone with a name that is
/// hidden.
void addPart(QVBoxLayout* column, int above, const std::initializer_list<QWidget*>& widgets)
{
    (*widgets.begin())->setContentsMargins(0, above, 0, 0);
    for (QWidget* widget : widgets)
        column->addWidget(widget);
}

} // namespace

/// A text's card stands beside its board, as high as that.
void NeuronPage::layOutDown(const std::vector<QAction*>& actions)
{
    QVBoxLayout* column = newColumn();
    setLayout(column);
    column->addLayout(buildHead());
    addPart(column, kBetweenBlocks, {m_curveName, m_curve});
    addPart(column, kBetweenBlocks,
        {m_corpusName, new SteadyRoom(m_rate), new SteadyRoom(m_corpus), m_lifeName, m_life});
    addPart(column, kBetweenBlocks, {m_contextsName, m_contexts});
    addPart(column, kBetweenBlocks, {m_effects, new SteadyRoom(m_rivals), new SteadyRoom(m_group)});
    column->addSpacing(kGap / 2);
    column->addLayout(buildButtons(actions));
    column->addSpacing(kGap / 2);
    column->addWidget(m_keys);
    column->addStretch(1);
}

/// A drawing's card lies below its stage, as wide as half of that: what the neuron is, what it is
/// for, and what it does and may be done to it.
void NeuronPage::layOutBeside(const std::vector<QAction*>& actions)
{
    auto* columns = new FoldingRow(this);
    columns->row()->setSpacing(kBetweenColumns);
    const auto add = [columns](QLayout* column, int stretch) {
        auto* part = new QWidget(columns);
        part->setLayout(column);
        columns->row()->addWidget(part, stretch);
    };
    QVBoxLayout* facts = newColumn();
    facts->addLayout(buildHead());
    facts->addStretch(1);
    facts->addWidget(m_keys);
    add(facts, 3);
    QVBoxLayout* uses = newColumn();
    addPart(uses, 0, {m_corpusName, m_rate, m_corpus});
    addPart(uses, kGap / 2, {m_contextsName, m_contexts});
    addPart(uses, kGap / 2, {m_lifeName, m_life, m_curveName, m_curve});
    uses->setStretchFactor(m_contexts, 1); // as many whole rows as there is room for
    uses->addStretch();                    // where these are hidden
    add(uses, 3);
    QVBoxLayout* does = newColumn();
    auto* effects = new QHBoxLayout;
    effects->addWidget(m_effects, 1);
    effects->addWidget(m_letGo, 0, Qt::AlignTop);
    does->addLayout(effects);
    does->addWidget(m_rivals);
    does->addWidget(m_group);
    does->addStretch(1);
    does->addLayout(buildButtons(actions));
    add(does, 4); // buttons side by side
    auto* all = newColumn();
    setLayout(all);
    all->addWidget(columns, 1);
}

QVBoxLayout* NeuronPage::buildHead()
{
    auto* title = new QHBoxLayout;
    title->addWidget(m_address, 1);
    if (m_task == Task::Text)
        title->addWidget(m_letGo);
    auto* head = new QVBoxLayout;
    head->setSpacing(2);
    head->addWidget(m_whose);
    head->addLayout(title);
    head->addWidget(m_place);
    head->addSpacing(4);
    head->addWidget(new SteadyRoom(m_state));
    head->addWidget(m_bars);
    head->addWidget(new SteadyRoom(m_shares));
    return head;
}

QVBoxLayout* NeuronPage::buildButtons(const std::vector<QAction*>& actions)
{
    auto* rows = new QVBoxLayout;
    rows->setSpacing(6);
    auto* beside = new FoldingRow(this); // one below the other in a narrow window
    beside->row()->setSpacing(4);
    for (std::size_t i = 0; i < actions.size(); ++i) {
        auto* button = new QToolButton(this);
        button->setObjectName(actions[i]->objectName());
        button->setDefaultAction(actions[i]);
        button->setAccessibleDescription(actions[i]->whatsThis());
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        if (i == 0)
            m_switchOff = button;
        if (i == 1)
            m_choose = button;
        if (m_task == Task::Digits ? i > 0 : i == 1 || i == 2)
            setTextRole(button, TextRole::Note); // so that they stand side by side
        if (m_task == Task::Digits && (i == 1 || i == 2))
            m_choosing.push_back(button);
        if (i == 0 || (i == 3 && m_task == Task::Text))
            rows->addWidget(button);
        else
            beside->row()->addWidget(button);
        if (i == 1)
            rows->addWidget(beside);
    }
    return rows;
}

} // namespace glowworm
