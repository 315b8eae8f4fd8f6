// SPDX-License-Identifier: GPL-3.0-or-later
// The switchboard on screen: its picture, over which cursor and status line are painted.
#include "ui/widgets/switchboard.h"

#include "ui/widgets/colour_mix.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QPaintEvent>
#include <QPainter>

#include <algorithm>
#include <cstring>

namespace glowworm {

BoardFrame Switchboard::frame() const
{
    const Stage stage = Stage::of(palette());
    return {size(), devicePixelRatioF(), smallFont(this), stage, hasHalos(stage, this), m_small};
}

void Switchboard::renew()
{
    if (m_face.arrange(frame()))
        m_still = {};
    m_isLit = false;
    update();
    announceCursor();
}

QSize Switchboard::sizeHint() const
{
    return m_face.size({4096, 4096}, m_face.shape())
        .boundedTo(m_small ? QSize(560, 96) : QSize(900, 520))
        .expandedTo(minimumSizeHint());
}

QSize Switchboard::minimumSizeHint() const { return m_small ? QSize(120, 64) : QSize(180, 150); }

void Switchboard::resizeEvent(QResizeEvent*) { renew(); }

void Switchboard::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange
        || event->type() == QEvent::StyleChange)
        renew();
    QWidget::changeEvent(event);
}

/// What stays from token to token is painted once; the lights of a token go over a copy of it.
void Switchboard::paintImages()
{
    const qreal ratio = devicePixelRatioF();
    const QSize pixels = (QSizeF(size()) * ratio).toSize().expandedTo({1, 1});
    if (m_still.isNull()) {
        m_still = QImage(pixels, QImage::Format_RGB32);
        m_still.fill(m_face.ink().stage().ground);
        QPainter cells(&m_still);
        m_face.paintCells(cells, false);
        cells.end();
        m_still.setDevicePixelRatio(ratio);
        QPainter words(&m_still);
        m_face.paintWords(words);
    }
    if (m_picture.size() != pixels)
        m_picture = QImage(pixels, QImage::Format_RGB32);
    m_picture.setDevicePixelRatio(1);
    std::memcpy(
        m_picture.bits(), m_still.constBits(), static_cast<std::size_t>(m_still.sizeInBytes()));
    QPainter lights(&m_picture);
    m_face.paintCells(lights, true);
    lights.end();
    m_picture.setDevicePixelRatio(ratio);
    m_isLit = true;
}

void Switchboard::paintEvent(QPaintEvent* event)
{
    if (m_face.ink().unit() != devicePixelRatioF()) // moved to another screen
        renew();
    QPainter painter(this);
    painter.setFont(smallFont(this));
    if (shape().grid.layers == 0) {
        constexpr int kEdge = 8;
        painter.fillRect(event->rect(), m_face.ink().stage().ground);
        painter.setPen(m_face.ink().stage().quietText);
        painter.drawText(rect().adjusted(kEdge, kEdge, -kEdge, -kEdge),
            Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    if (!m_isLit)
        paintImages();
    painter.drawImage(QPointF(0, 0), m_picture);
    paintCursor(painter);
    if (m_small) {
        m_face.paintCounts(painter);
    } else {
        m_face.paintTossUps(painter);
        paintStatus(painter);
    }
}

void Switchboard::paintStatus(QPainter& painter) const
{
    painter.setPen(m_face.ink().stage().text);
    const BoardLegend& legend = m_face.legend();
    const QString text = statusText();
    if (legend.isStatusFolded())
        painter.drawText(legend.status(), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, text);
    else
        painter.drawText(legend.status(), Qt::AlignLeft | Qt::AlignVCenter,
            painter.fontMetrics().elidedText(text, Qt::ElideRight, legend.status().width()));
}

void Switchboard::paintCursor(QPainter& painter) const
{
    if (m_face.isEmpty())
        return;
    const Stage& stage = m_face.ink().stage();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (showsCursor()) {
        painter.fillRect(m_face.columnRect(m_cursor), faded(stage.text, 0.14));
        painter.setPen(QPen(stage.text, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(m_face.cellRect(m_cursor).adjusted(-2, -2, 2, 2));
    }
    if (m_hovered && m_hovered != m_picked && !m_small)
        m_face.paintRing(painter, *m_hovered, QPen(stage.quietText, 1.2, Qt::DashLine));
    if (m_picked && m_small) {
        m_face.paintRing(painter, *m_picked, QPen(stage.text, 1.6));
    } else if (m_picked) {
        m_face.paintPicked(painter, *m_picked);
        m_face.paintNames(painter, *m_picked);
    }
    painter.restore();
}

} // namespace glowworm
