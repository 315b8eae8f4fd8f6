// SPDX-License-Identifier: GPL-3.0-or-later
// The switchboard outside its window: as a picture in a file and as a table.
#include "ui/widgets/switchboard.h"

#include "ui/widgets/board_table.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/picture_file.h"
#include "ui/widgets/save_file.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QPainter>

namespace glowworm {

namespace {

constexpr QSize kPage(1200, 840), kBoard(1160, 740); // logical pixels
constexpr int kMargin = 20;

} // namespace

void Switchboard::makeActions()
{
    auto* picture = new QAction(tr("Save picture of the board..."), this);
    auto* table = new QAction(tr("Show the board as a table"), this);
    addAction(picture);
    addAction(table);
    connect(picture, &QAction::triggered, this, [this] {
        askWhereToSave(this, tr("Save picture"), QStringLiteral("board.png"), pictureFilters(),
            [this](const QString& file) { tellWritten(this, file, exportPicture(file)); });
    });
    connect(table, &QAction::triggered, this, &Switchboard::showTable);
}

void Switchboard::setOrigin(const QString& words) { m_originWords = words; }

void Switchboard::showTable()
{
    if (m_now.layers.empty())
        return;
    auto* table = new BoardTable(m_shape.grid, m_now, m_originWords, this);
    connect(table, &BoardTable::picked, this, &Switchboard::picked);
    table->show();
}

/// A board of its own, that no window shows: it has the same state and the page's size.
QString Switchboard::exportPicture(const QString& file) const
{
    Switchboard page;
    page.setPalette(palette());
    page.setFont(font());
    page.resize(kBoard);
    page.m_trail = m_trail;
    page.m_shade = m_shade;
    page.setShape(m_shape);
    page.m_now = m_now;
    page.m_scale = m_scale;
    page.m_marks = m_marks;
    page.m_surgery = m_surgery;
    page.m_highlights = m_highlights;
    page.m_picked = m_picked;
    page.m_pixelRatio = 1;
    page.arrange();
    const Stage stage = Stage::of(palette());
    return writePicture(file, kPage, logicalDpiX(), [&](QPaintDevice& device) {
        QPainter painter;
        if (!painter.begin(&device))
            return false;
        if (device.devType() != QInternal::Image) // an image has its ratio
            painter.setWindow(QRect(QPoint(0, 0), kPage));
        painter.fillRect(QRect(QPoint(0, 0), kPage), stage.ground);
        painter.setFont(headingFont(this));
        painter.setPen(stage.text);
        painter.drawText(QRect(kMargin, kMargin - 4, kBoard.width(), 28),
            Qt::AlignLeft | Qt::AlignVCenter, accessibleName());
        painter.setFont(smallFont(this));
        painter.setPen(stage.quietText);
        painter.drawText(QRect(kMargin, kPage.height() - 44, kBoard.width(), 36),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, m_originWords);
        painter.translate(kMargin - 8, kMargin + 28);
        painter.save();
        painter.translate(page.m_origin);
        paintBoard(painter, page.scene());
        painter.restore();
        page.paintWords(painter);
        return painter.end();
    });
}

} // namespace glowworm
