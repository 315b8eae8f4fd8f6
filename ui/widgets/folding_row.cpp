// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/folding_row.h"

#include <QBoxLayout>
#include <QEvent>

#include <algorithm>

namespace glowworm {

FoldingRow::FoldingRow(QWidget* parent)
    : QWidget(parent)
    , m_row(new QBoxLayout(QBoxLayout::LeftToRight, this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
}

bool FoldingRow::folded() const { return m_row->direction() == QBoxLayout::TopToBottom; }

QSize FoldingRow::minimumSizeHint() const { return {widestPart(), m_row->minimumSize().height()}; }

int FoldingRow::widestPart() const
{
    int widest = 0;
    for (int index = 0; index < m_row->count(); ++index)
        widest = std::max(widest, m_row->itemAt(index)->minimumSize().width());
    return widest;
}

int FoldingRow::rowWidth() const
{
    int width = 0, parts = 0;
    for (int index = 0; index < m_row->count(); ++index) {
        const QLayoutItem& item = *m_row->itemAt(index);
        width += item.minimumSize().width();
        parts += !item.isEmpty() && !const_cast<QLayoutItem&>(item).spacerItem();
    }
    return width + m_row->spacing() * std::max(0, parts - 1);
}

void FoldingRow::fold()
{
    const auto wanted = rowWidth() > width() ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight;
    if (m_row->direction() == wanted)
        return;
    m_row->setDirection(wanted);
    updateGeometry();
    Q_EMIT foldChanged();
}

void FoldingRow::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fold();
}

/// A part has another size, or has come or gone.
bool FoldingRow::event(QEvent* event)
{
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest)
        fold();
    return done;
}

} // namespace glowworm
