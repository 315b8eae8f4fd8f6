// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/load_card.h"

#include "ui/training/group_load.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>

namespace glowworm {

LoadCard::LoadCard(QWidget* parent)
    : QFrame(parent)
    , m_load(new GroupLoad(this))
    , m_words(new ElidedLabel(this))
{
    makeCard(this);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto* legend = new QLabel(tr("lit height: neurons that fired; glow: how evenly"), this);
    legend->setFont(smallFont(this));
    legend->setToolTip(m_load->whatsThis());
    makeMuted(legend);
    m_legend = legend;
    m_words->setObjectName(QStringLiteral("loadWords"));
    auto* top = new QHBoxLayout;
    top->setSpacing(kGap);
    top->addWidget(newHeading(tr("Load per group"), this));
    top->addWidget(m_words, 1);
    top->addWidget(m_legend);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(kGap / 2);
    column->addLayout(top);
    column->addWidget(m_load);
    connect(m_load, &GroupLoad::readOutChanged, m_words, &ElidedLabel::setText);
    showLoad({}, nullptr);
}

void LoadCard::showLoad(const ModelConfig& model, const EvalReport* newest)
{
    m_load->showLoad(model, newest);
    m_legend->setVisible(!m_load->empty());
}

} // namespace glowworm
