// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/run_column.h"

#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/training/loss_card.h"
#include "ui/training/run_pages.h"
#include "ui/training/time_machine.h"
#include "ui/widgets/theme.h"

#include <QVBoxLayout>

namespace glowworm {
namespace {

constexpr int kStackedCurves = 280;   // high
constexpr double kCurvesShare = 0.64; // of the height, at least, unless a person opens a page

} // namespace

RunColumn::RunColumn(const Workbench& workbench, QUndoStack& edits, QWidget* parent)
    : QWidget(parent)
    , m_loss(new LossCard(workbench.training().history(), edits, this))
    , m_machine(new TimeMachine(workbench, this))
    , m_pages(new RunPages(m_machine->view(), this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap + 4);
    column->addWidget(m_loss, 1);
    column->addWidget(m_machine);
    column->addWidget(m_pages);
    connect(m_machine, &TimeMachine::moved, m_pages,
        [this] { m_pages->setLooksBack(m_machine->step().has_value()); });
}

void RunColumn::setAny(bool any)
{
    m_machine->setVisible(any);
    m_pages->setVisible(any);
}

void RunColumn::setStacked(bool isStacked)
{
    m_loss->setMinimumHeight(isStacked ? textScaled(kStackedCurves) : 0);
}

void RunColumn::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void RunColumn::arrange()
{
    const int below
        = m_machine->sizeHint().height() + m_pages->openHeight() + 2 * layout()->spacing();
    m_pages->setRoomy(height() - below >= kCurvesShare * height());
}

} // namespace glowworm
