// SPDX-License-Identifier: GPL-3.0-or-later
// What of the stage of Digits is for the hand, or covered: a picture in a file is without that.
#include "ui/digits/duel_stage.h"
#include "ui/digits/picture_view.h"
#include "ui/widgets/exports.h"

#include <QEvent>
#include <QLabel>

namespace glowworm {

void DuelStage::showSource()
{
    m_sourceWords->setText(
        m_hint.isEmpty() || isOnPage(*this) ? m_source : tr("%1; %2").arg(m_source, m_hint));
}

/// Goes on a page, or comes back from it: nothing moves.
bool DuelStage::event(QEvent* event)
{
    if (isPageChange(*event)) {
        showSource();
        showTwin();
        showSeen();
    }
    return QWidget::event(event);
}

void DuelStage::setCovered(bool covered)
{
    m_isCovered = covered;
    showSeen();
}

/// While they are covered nobody sees them, nor are they in the way of keys.
void DuelStage::showSeen()
{
    for (QWidget* part : {static_cast<QWidget*>(m_seen), static_cast<QWidget*>(m_seenWords)})
        part->setVisible(!m_isCovered || isOnPage(*this));
}

} // namespace glowworm
