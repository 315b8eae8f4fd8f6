// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/digits/aside.h"

#include "ui/inspector/inspector_style.h"
#include "ui/widgets/stage.h"

#include <QEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace glowworm {
namespace {

constexpr int kBorder = 2; // logical pixels

} // namespace

Aside::Aside(QWidget* widget, QWidget* parent)
    : QScrollArea(parent)
{
    setViewportMargins(kBorder, kBorder, kBorder, kBorder);
    setProperty("raised", true); // it lies over the other parts
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidgetResizable(true);
    setWidget(widget);
    for (QWidget* ground : {viewport(), widget})
        ground->setAutoFillBackground(false);
    colour();
    hide();
}

void Aside::showAt(const QRect& place, Twin about)
{
    m_about = about;
    const int least = widget()->minimumSizeHint().width() + 2 * kBorder;
    int wide = std::max(place.width(), least);
    const int inside = wide - 2 * kBorder,
              high = widget()->hasHeightForWidth() ? widget()->heightForWidth(inside)
                                                   : widget()->minimumSizeHint().height();
    if (high + 2 * kBorder > place.height()) // it scrolls, beside a bar
        wide = std::max(wide, least + verticalScrollBar()->sizeHint().width());
    const int left = std::min(place.left(), parentWidget()->width() - wide);
    setGeometry(std::max(0, left), place.top(), wide, place.height());
    show();
    widget()->show();
    update(); // the border may be another one's
}

/// Dark in every theme, as the stage.
void Aside::colour() { verticalScrollBar()->setStyleSheet(stageSheet(Stage::of(palette()))); }

bool Aside::event(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        colour();
    if (event->type() != QEvent::Paint)
        return QScrollArea::event(event);
    const Stage stage = Stage::of(parentWidget()->palette()); // its own is a list's
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(stage.lightOf(m_about).light, 1));
    painter.setBrush(stage.bar);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    return true;
}

} // namespace glowworm
