// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/digits/gallery_list.h"

#include "ui/digits/class_name.h"
#include "ui/digits/night_ink.h"
#include "ui/widgets/focus_keys.h"
#include "ui/widgets/stage.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>
#include <QStyledItemDelegate>

#include <algorithm>

namespace glowworm {
namespace {

constexpr int kLeastPicture = 44, kTileEdge = 3, kGapAround = 4; // logical pixels

/// A picture on a piece of the night, in every theme.
class Tile : public QStyledItemDelegate {
public:
    explicit Tile(const GalleryList* list)
        : m_list(*list)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override
    {
        return m_list.tileSize(index.row());
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override
    {
        const GalleryModel& model = m_list.shown();
        const Stage stage = Stage::of(option.palette);
        const std::int64_t picture = model.picture(index.row());
        const QRectF tile = option.rect.marginsRemoved(m_list.gapsOf(index.row()));
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const bool chosen = option.state.testFlag(QStyle::State_Selected);
        const bool near = option.state.testFlag(QStyle::State_MouseOver);
        painter->setPen(chosen ? QPen(stage.sparse.light, 1.5)
                : near         ? QPen(stage.quietText, 1)
                               : QPen(Qt::NoPen));
        painter->setBrush(stage.raised);
        painter->drawRoundedRect(tile.adjusted(0.75, 0.75, -0.75, -0.75), 5, 5);
        const QImage grey(
            model.review()->set->picture(picture).data(), 28, 28, 28, QImage::Format_Grayscale8);
        painter->setRenderHint(QPainter::SmoothPixmapTransform);
        painter->setFont(textFont(&m_list, TextRole::Note));
        const qreal side = tile.height() - 2 * kTileEdge
            - (model.hasNames() ? 2 : 1) * painter->fontMetrics().height();
        painter->drawImage(QRectF(tile.center().x() - side / 2, tile.top() + kTileEdge, side, side),
            lightOf(grey, stage.sparse.core));
        paintWords(*painter, tile.adjusted(kTileEdge, kTileEdge + side, -kTileEdge, -kTileEdge),
            model, picture, stage);
        painter->restore();
    }

private:
    /// The label, then what each model said in its colour, bold where that is wrong.
    static void paintWords(QPainter& painter, QRectF place, const GalleryModel& model,
        std::int64_t picture, const Stage& stage)
    {
        const DigitReview& review = *model.review();
        const QString label = model.nameOf(review.set->label(picture));
        struct Piece {
            QString text;
            QColor ink;
            bool isWrong = false;
        };
        std::vector<Piece> pieces;
        if (model.hasNames()) {
            const qreal line = painter.fontMetrics().height();
            painter.setPen(stage.text);
            painter.drawText(
                QRectF(place.topLeft(), QSizeF(place.width(), line)), Qt::AlignCenter, label);
            place.setTop(place.top() + line);
        } else {
            pieces.push_back({label, stage.text});
            pieces.push_back({QStringLiteral(" \u2192"), stage.quietText});
        }
        for (const Twin twin : kTwins)
            if (review.has(twin))
                pieces.push_back({(pieces.empty() ? QString() : QStringLiteral(" "))
                        + model.nameOf(review.saidBy(twin, picture)),
                    stage.lightOf(twin).light,
                    review.saidBy(twin, picture) != review.set->label(picture)});
        auto choose = [&, font = painter.font()](const Piece& piece) mutable {
            font.setBold(piece.isWrong);
            painter.setFont(font);
            return painter.fontMetrics().horizontalAdvance(piece.text);
        };
        qreal wide = 0;
        for (const Piece& piece : pieces)
            wide += choose(piece);
        qreal x = place.center().x() - wide / 2;
        for (const Piece& piece : pieces) {
            const qreal advance = choose(piece);
            painter.setPen(piece.ink);
            painter.drawText(QRectF(x, place.top(), wide, place.height()),
                Qt::AlignLeft | Qt::AlignVCenter, piece.text);
            x += advance;
        }
    }

    const GalleryList& m_list;
};

} // namespace

// -------------------------------------------------------------------------------------------------
// the pictures

void GalleryModel::setPictures(std::shared_ptr<const DigitReview> review,
    std::vector<std::int64_t> pictures, const QStringList& names)
{
    const std::size_t before = m_pictures.size();
    const bool onlyMore = review && m_review && review->set == m_review->set && names == m_names
        && pictures.size() >= before
        && std::equal(m_pictures.begin(), m_pictures.end(), pictures.begin());
    if (onlyMore && pictures.size() == before) {
        m_review = std::move(review);
        return;
    }
    if (onlyMore)
        beginInsertRows({}, static_cast<int>(before), static_cast<int>(pictures.size()) - 1);
    else
        beginResetModel();
    m_review = std::move(review);
    m_pictures = std::move(pictures);
    m_names = names;
    if (onlyMore)
        endInsertRows();
    else
        endResetModel();
}

QString GalleryModel::nameOf(int digit) const { return className(m_names, digit); }

int GalleryModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_pictures.size());
}

QVariant GalleryModel::data(const QModelIndex& index, int role) const
{
    if (role != Qt::AccessibleTextRole && role != Qt::ToolTipRole)
        return {};
    const std::int64_t at = picture(index.row());
    const QString number = QString::number(at), label = nameOf(m_review->set->label(at));
    const auto saidBy = [&](Twin twin) { return nameOf(m_review->saidBy(twin, at)); };
    const bool sparse = m_review->has(Twin::Sparse), dense = m_review->has(Twin::Dense);
    if (sparse && dense)
        return tr("Test picture %1, labelled %2; the sparse model says %3; the dense model says %4")
            .arg(number, label, saidBy(Twin::Sparse), saidBy(Twin::Dense));
    if (sparse)
        return tr("Test picture %1, labelled %2; the sparse model says %3")
            .arg(number, label, saidBy(Twin::Sparse));
    if (dense)
        return tr("Test picture %1, labelled %2; the dense model says %3")
            .arg(number, label, saidBy(Twin::Dense));
    return tr("Test picture %1, labelled %2").arg(number, label);
}

// -------------------------------------------------------------------------------------------------
// the view

GalleryList::GalleryList(QWidget* parent)
    : QListView(parent)
    , m_model(new GalleryModel(this))
{
    setObjectName(QStringLiteral("gallery"));
    setAccessibleName(tr("Pictures of the test set"));
    setWhatsThis(tr("Pictures of the test set, each with its label and, after the arrow, what the "
                    "sparse (amber) and the dense model (blue) said, bold where it is wrong. Enter "
                    "or a click puts one on the sheet."));
    setModel(m_model);
    setItemDelegate(new Tile(this));
    itemDelegate()->setParent(this);
    setFlow(QListView::LeftToRight);
    setWrapping(true);
    setResizeMode(QListView::Adjust);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerItem); // never half a row
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // of two rows it would be a stub
    setFrameShape(QFrame::NoFrame);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored); // the stage has what is left
    setMinimumSize(200, 60);
    setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    const auto open = [this](const QModelIndex& index) {
        if (index.isValid())
            Q_EMIT opened(m_model->picture(index.row()));
    };
    // Not activated(): where a single click activates, it would come twice.
    connect(this, &QListView::clicked, this, open);
    auto* keys = new FocusKeys(this, tr("In the gallery"));
    keys->add({Qt::Key_Return, Qt::Key_Enter}, tr("put the picture on the sheet"),
        [this, open] { open(currentIndex()); });
}

void GalleryList::setPictures(std::shared_ptr<const DigitReview> review,
    std::vector<std::int64_t> pictures, const QStringList& names)
{
    m_model->setPictures(std::move(review), std::move(pictures), names);
    setMinimumHeight(leastTile().height());
}

int GalleryList::wordsHeight() const
{
    return (m_model->hasNames() ? 2 : 1) * QFontMetrics(textFont(this, TextRole::Note)).height();
}

QSize GalleryList::leastTile() const
{
    const QString widest = m_model->hasNames() ? QStringLiteral("Pullover Ankle boot")
                                               : QStringLiteral("0 \u2192 0 0");
    const int words = QFontMetrics(textFont(this, TextRole::Note)).horizontalAdvance(widest);
    return {std::max(kLeastPicture, words) + 2 * kTileEdge + kGapAround,
        kLeastPicture + wordsHeight() + 2 * kTileEdge + kGapAround};
}

GalleryList::Tiles GalleryList::tilesFor(QSize room) const
{
    const QSize least = leastTile();
    const int rows = std::max(1, room.height() / least.height());
    const int high = std::max(least.height(), (room.height() + rows - 1) / rows);
    const int wide = std::max(least.width(), high - wordsHeight());
    const int width = room.width() - 1 + kGapAround; // Qt leaves a pixel; the last has no gap
    const int across = std::max(1, width / wide);
    return {across, std::max(1, width / across), width % across, high};
}

QSize GalleryList::tileSize(int row) const
{
    const int column = row % m_tiles.across;
    const bool isLast = column == m_tiles.across - 1;
    return {
        m_tiles.wide + (column < m_tiles.wider ? 1 : 0) - (isLast ? kGapAround : 0), m_tiles.high};
}

QMargins GalleryList::gapsOf(int row) const
{
    return {0, 0, row % m_tiles.across == m_tiles.across - 1 ? 0 : kGapAround, kGapAround};
}

std::pair<int, int> GalleryList::rowsInSight() const
{
    const int count = m_model->rowCount();
    const QModelIndex first = indexAt({1, 1});
    if (!first.isValid())
        return {};
    const int down = std::max(1, (viewport()->height() + m_tiles.high / 2) / m_tiles.high);
    return {first.row(), std::min(count, first.row() + m_tiles.across * down)};
}

void GalleryList::doItemsLayout()
{
    m_tiles = tilesFor({maximumViewportSize().width(), height()});
    QListView::doItemsLayout();
}

/// After each layout of its pictures.
void GalleryList::updateGeometries()
{
    QListView::updateGeometries();
    Q_EMIT shownChanged();
}

void GalleryList::scrollContentsBy(int right, int down)
{
    QListView::scrollContentsBy(right, down);
    Q_EMIT shownChanged();
}

void GalleryList::resizeEvent(QResizeEvent* event)
{
    QListView::resizeEvent(event);
    scheduleDelayedItemsLayout(); // also where only the height has changed
}

void GalleryList::changeEvent(QEvent* event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        setMinimumHeight(leastTile().height());
}

} // namespace glowworm
