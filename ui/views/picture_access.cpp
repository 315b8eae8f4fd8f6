// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/switchboard_access.h"

#include "views/switchboard.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace glowworm {

namespace {

class SwitchboardAccess : public QAccessibleWidget {
public:
    explicit SwitchboardAccess(Switchboard* board)
        : QAccessibleWidget(board, QAccessible::Canvas)
        , m_board(board)
    {
    }

    QString text(QAccessible::Text kind) const override
    {
        if (kind == QAccessible::Description)
            return Switchboard::tr("%1. Legend: %2").arg(m_board->summary(), m_board->legendWords());
        if (kind == QAccessible::Value && m_board->shape().layers > 0)
            return m_board->cellWords(m_board->cursorCell().layer, m_board->cursorCell().neuron);
        return QAccessibleWidget::text(kind);
    }

private:
    Switchboard* m_board;
};

QAccessibleInterface* accessOf(const QString&, QObject* object)
{
    auto* board = qobject_cast<Switchboard*>(object);
    return board ? new SwitchboardAccess(board) : nullptr; // Qt owns it
}

} // namespace

void installSwitchboardAccess()
{
    QAccessible::installFactory(accessOf); // Qt keeps one entry of each function
}

void announceSwitchboard(Switchboard* board)
{
    if (!QAccessible::isActive() || board->shape().layers == 0 || !board->hasFocus())
        return;
    QAccessibleValueChangeEvent event(board, board->cellWords(board->cursorCell().layer, board->cursorCell().neuron));
    QAccessible::updateAccessibility(&event);
}

} // namespace glowworm
