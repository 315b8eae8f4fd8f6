// SPDX-License-Identifier: GPL-3.0-or-later
// The switchboard outside its window: as a picture in a file and as a table.
#include "ui/widgets/switchboard.h"

#include "ui/widgets/board_table.h"
#include "ui/widgets/exports.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QAction>
#include <QPainter>

#include <optional>
#include <utility>

namespace glowworm {

namespace {

constexpr QSize kPage(1200, 840), kBoard(1160, 740); // logical pixels
constexpr int kMargin = 20;

using Pair = std::optional<Switchboard::Pair>;

/// The places that are compared, of the model whose board this is.
Pair pairOf(const std::function<Pair()>& compared, const FiringSource& cells)
{
    Pair pair = compared ? compared() : std::nullopt;
    if (pair)
        for (FiringPlace* place : {&pair->first, &pair->second}) {
            place->source.model = cells.model;
            place->source.surgery = cells.surgery;
        }
    return pair;
}

} // namespace

void Switchboard::makeActions()
{
    auto* picture = new QAction(tr("Export the board..."), this);
    auto* table = new QAction(tr("Show the board as a table"), this);
    addAction(picture);
    addAction(table);
    connect(picture, &QAction::triggered, this, [this] {
        if (Panel* panel = panelOf(this))
            askToExport(*panel, exported().name);
    });
    connect(table, &QAction::triggered, this, &Switchboard::showTable);
}

void Switchboard::setSource(std::function<Source()> source) { m_source = std::move(source); }

void Switchboard::setPair(std::function<std::optional<Pair>()> pair) { m_pair = std::move(pair); }

Switchboard::Source Switchboard::source() const
{
    Source source = m_source ? m_source() : Source{};
    if (const auto pair = m_pair ? m_pair() : std::nullopt)
        source.words = tr("%1. A: %2. B: %3").arg(source.model, pair->firstName, pair->secondName);
    return source;
}

ExportItem Switchboard::exported()
{
    ExportItem item{tr("Board"), QStringLiteral("board"), source().words, {}};
    addPictureForms(item, [this] { return picture(); });
    addTextForm(item, QStringLiteral("CSV"), QStringLiteral("csv"), [this] {
        const FiringSource cells = source().cells;
        const auto pair = pairOf(m_pair, cells);
        return pair ? comparedCsv(shape().grid, pair->first, pair->second)
                    : firingCsv(shape().grid, m_face.firing(), cells);
    });
    return item;
}

void Switchboard::showTable()
{
    const FiringRecord& now = m_face.firing();
    const Source source = now.layers.empty() || !m_source ? Source{summary(), {}} : this->source();
    BoardTable* table = nullptr;
    if (const auto pair = pairOf(m_pair, source.cells))
        table = new BoardTable(shape().grid, pair->first, pair->second, source.words, this);
    else
        table = new BoardTable(shape().grid, now, source.words, source.cells, this);
    connect(table, &BoardTable::picked, this, [this](NeuronAddress neuron) {
        setCursorCell(neuron);
        m_hovered = neuron; // its line, while the table has the focus
        Q_EMIT picked(neuron);
    });
    table->show();
}

/// A copy of the face, laid out for the page.
PaintedPage Switchboard::picture() const
{
    return {kPage, logicalDpiX(), [this](QPaintDevice& device) { return paintPage(device); }};
}

bool Switchboard::paintPage(QPaintDevice& device) const
{
    BoardFace page = m_face;
    BoardFrame frame = this->frame();
    frame.size = kBoard;
    frame.ratio = 1;
    frame.small = false;
    page.arrange(frame);
    QPainter painter;
    if (!painter.begin(&device))
        return false;
    if (device.devType() != QInternal::Image) // an image has its ratio
        painter.setWindow(QRect(QPoint(0, 0), kPage));
    painter.fillRect(QRect(QPoint(0, 0), kPage), frame.stage.ground);
    painter.setFont(headingFont(this));
    painter.setPen(frame.stage.text);
    painter.drawText(QRect(kMargin, kMargin - 4, kBoard.width(), 28),
        Qt::AlignLeft | Qt::AlignVCenter, accessibleName());
    painter.setFont(smallFont(this));
    painter.setPen(frame.stage.quietText);
    painter.drawText(QRect(kMargin, kPage.height() - 44, kBoard.width(), 36),
        Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, source().words);
    painter.translate(kMargin - 8, kMargin + 28);
    page.paintCells(painter, false);
    page.paintWords(painter);
    page.paintTossUps(painter);
    page.paintCells(painter, true);
    if (m_picked) {
        page.paintPicked(painter, *m_picked);
        page.paintNames(painter, *m_picked);
    }
    painter.setPen(frame.stage.text);
    painter.drawText(page.legend().status(), Qt::AlignLeft | Qt::AlignVCenter, page.summary());
    return painter.end();
}

} // namespace glowworm
