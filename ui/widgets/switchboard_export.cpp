// SPDX-License-Identifier: GPL-3.0-or-later
// The switchboard outside its window: as a picture in a file and as a table.
#include "ui/widgets/switchboard.h"

#include "ui/widgets/board_table.h"
#include "ui/widgets/exports.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QAction>
#include <QFontMetrics>
#include <QPainter>

#include <algorithm>
#include <optional>
#include <utility>

namespace glowworm {

namespace {

// In logical pixels. A board has no more room than it needs, and not less than its words do.
constexpr QSize kBoard(1160, 740), kLeastBoard(480, 200);
constexpr int kLargestOnPage = 40;                   // of a cell: a few columns fill the page, too
constexpr int kMargin = 20, kTitle = 28, kCells = 8; // kCells: from a board's edge to its cells

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

void Switchboard::setOrigin(std::function<Origin()> origin) { m_origin = std::move(origin); }

QString Switchboard::caption() const
{
    Origin origin = m_origin ? m_origin() : Origin();
    origin.what.prepend(source().words);
    return originLine(origin);
}

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
    ExportItem item{tr("Board"), QStringLiteral("board"), caption(), {}};
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
    for (BoardTable* before : window()->findChildren<BoardTable*>())
        before->close();         // one at a time: a second one would lie over it, alike
    BoardTable* table = nullptr; // the window's, not the board's: that is dark in every theme
    if (const auto pair = pairOf(m_pair, source.cells))
        table = new BoardTable(shape().grid, pair->first, pair->second, source.words, window());
    else
        table = new BoardTable(shape().grid, now, source.words, source.cells, window());
    connect(table, &BoardTable::picked, this, [this](NeuronAddress neuron) {
        setCursorCell(neuron);
        m_hovered = neuron; // its line, while the table has the focus
        Q_EMIT picked(neuron);
    });
    table->show();
}

/// A copy of the face, laid out for the page: cells alone, without what is picked or pointed at.
PaintedPage Switchboard::picture() const
{
    BoardFace face = m_face;
    face.setDimmed(false);
    face.setHighlights({});
    face.setGlow(1);
    BoardFrame frame = this->frame();
    frame.size = kBoard;
    frame.ratio = 1;
    frame.small = false;
    frame.largest = kLargestOnPage;
    face.arrange(frame);
    // What is left beside and below the cells is not wanted.
    const QSizeF cells = face.cells().size();
    const int wide = static_cast<int>(cells.width()) + 2 * kCells;
    frame.size = QSize(std::max(kLeastBoard.width(), wide), kBoard.height());
    face.arrange(frame); // its legend may need more lines
    const int left = face.legend().top() - kGap - static_cast<int>(face.cells().bottom());
    frame.size.rheight() = std::max(kLeastBoard.height(), kBoard.height() - std::max(0, left));
    face.arrange(frame);

    const QFontMetrics small(frame.font);
    const QString foot = brokenInto(caption(), small, frame.size.width() - 2 * kCells);
    const int footHigh = small.lineSpacing() * static_cast<int>(1 + foot.count(u'\n'));
    const QSize page = frame.size + QSize(2 * kMargin, 2 * kMargin + kTitle + kGap + footHigh);
    return {page, logicalDpiX(), [this, face, foot, page](QPaintDevice& device) {
                QPainter painter;
                if (!painter.begin(&device))
                    return false;
                if (device.devType() != QInternal::Image) // an image has its ratio
                    painter.setWindow(QRect(QPoint(0, 0), page));
                paintPage(painter, face, QRect(QPoint(0, 0), page), foot);
                return painter.end();
            }};
}

void Switchboard::paintPage(
    QPainter& painter, const BoardFace& face, const QRect& page, const QString& foot) const
{
    const Stage& stage = face.ink().stage();
    const QRect words = page.adjusted(kMargin, kMargin - kCells, -kMargin, -kMargin + kCells);
    painter.fillRect(page, stage.ground);
    painter.setFont(headingFont(this));
    painter.setPen(stage.text);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignTop, accessibleName());
    painter.setFont(smallFont(this));
    painter.setPen(stage.quietText);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignBottom, foot);
    painter.translate(kMargin - kCells, kMargin + kTitle - kCells);
    face.paintCells(painter, false);
    face.paintWords(painter);
    face.paintTossUps(painter);
    face.paintCells(painter, true);
    painter.setPen(stage.text);
    painter.drawText(face.legend().status(), Qt::AlignLeft | Qt::AlignVCenter, face.summary());
}

} // namespace glowworm
