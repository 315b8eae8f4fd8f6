// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/panel_place.h"

#include <QEvent>
#include <QLayout>
#include <QScrollBar>

namespace glowworm {

PanelPlace::PanelPlace(QWidget* parent)
    : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
}

void PanelPlace::setPanel(QWidget* panel)
{
    setWidget(panel);
    panel->installEventFilter(this);
    panel->show();
    fit();
}

void PanelPlace::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    fit();
}

bool PanelPlace::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::LayoutRequest && watched == widget()) {
        if (QLayout* layout = widget()->layout())
            layout->activate(); // what stands within others tells its new least size only then
        fit();
    }
    return QScrollArea::eventFilter(watched, event);
}

/// QScrollArea's own resizing asks for the preferred height of panels with wrapped text, which
/// would scroll where nothing needs to.
void PanelPlace::fit()
{
    if (!widget())
        return;
    QSize room = maximumViewportSize();
    const QSize least = widget()->minimumSizeHint();
    if (least.height() > room.height()) // the bar takes its room from the panel's width
        room.rwidth() -= verticalScrollBar()->sizeHint().width();
    widget()->resize(room.expandedTo(least));
}

} // namespace glowworm
