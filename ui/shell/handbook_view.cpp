// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/handbook_view.h"

#include "model/base/error.h"
#include "model/io/input_file.h"
#include "ui/shell/handbook_pages.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/theme.h"

#include <QAbstractTextDocumentLayout>
#include <QEvent>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextList>
#include <QTextTable>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace glowworm {
namespace {

const QString kScheme = QStringLiteral("handbook"); // its root is the folder of the resources
const QString kFolder = QStringLiteral("/handbook/");
constexpr std::uint64_t kMostFile = 20'000'000;   // bytes
constexpr int kTextWidth = 680, kPageMargin = 28; // at the usual size of text
constexpr std::array kHeadings{28, 19, 15};       // pixels, by level
constexpr int kTextSize = 14;
constexpr int kCell = 5;

QUrl urlOf(const QString& page)
{
    const qsizetype hash = page.indexOf(QLatin1Char('#'));
    QUrl url;
    url.setScheme(kScheme);
    url.setPath(kFolder + page.left(hash));
    if (hash >= 0)
        url.setFragment(page.mid(hash + 1));
    return url;
}

QTextCursor cursorOver(const QTextBlock& block)
{
    QTextCursor cursor(block);
    cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
    return cursor;
}

QTextCursor cursorOver(const QTextBlock& block, const QTextFragment& fragment)
{
    QTextCursor cursor(block);
    cursor.setPosition(fragment.position());
    cursor.setPosition(fragment.position() + fragment.length(), QTextCursor::KeepAnchor);
    return cursor;
}

/// Changing a format joins or splits fragments: they are gathered first.
template <class Do> void eachFragment(const QTextBlock& block, Do act)
{
    QList<QTextFragment> fragments;
    for (auto one = block.begin(); !one.atEnd(); ++one)
        fragments << one.fragment();
    std::vector<std::pair<QTextCursor, QTextCharFormat>> places;
    for (const QTextFragment& fragment : fragments)
        places.emplace_back(cursorOver(block, fragment), fragment.charFormat());
    for (auto& [cursor, format] : places)
        act(cursor, format);
}

} // namespace

HandbookView::HandbookView(std::filesystem::path resources, QWidget* parent)
    : QTextBrowser(parent)
    , m_resources(std::move(resources))
{
    setOpenLinks(false); // ours are followed, the others told
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Page of the handbook"));
    setAccessibleDescription(tr("Tab goes from link to link, Enter follows one."));
    connect(this, &QTextBrowser::anchorClicked, this, &HandbookView::follow);
    connect(this, &QTextBrowser::sourceChanged, this, [this](const QUrl& url) {
        m_url = url;
        dress();
        if (url.hasFragment())
            scrollToAnchor(url.fragment());
        Q_EMIT pageShown();
    });
}

void HandbookView::open(const QString& page)
{
    unmark();
    setSource(urlOf(page), QTextDocument::MarkdownResource);
}

void HandbookView::openAt(const QString& file, int block, const QStringList& words)
{
    setSource(urlOf(file), QTextDocument::MarkdownResource);
    mark(words);
    const QTextBlock found = document()->findBlockByNumber(block);
    if (!found.isValid())
        return;
    setTextCursor(QTextCursor(found)); // where a screen reader goes on
    const qreal top = document()->documentLayout()->blockBoundingRect(found).top();
    verticalScrollBar()->setValue(static_cast<int>(top) - viewport()->height() / 4);
}

QString HandbookView::file() const
{
    const QString path = m_url.path();
    return path.startsWith(kFolder) ? path.mid(kFolder.size()) : QString();
}

void HandbookView::follow(const QUrl& url)
{
    if (url.scheme() != kScheme) {
        Q_EMIT leftBy(url);
        return;
    }
    unmark();
    setSource(url, QTextDocument::MarkdownResource);
}

/// What lies above the resources is not there for it: a URL has nothing above its root.
QVariant HandbookView::loadResource(int type, const QUrl& name)
{
    if (name.scheme() != kScheme)
        return {};
    const QString file = name.path().mid(1);
    try {
        const std::string read = readText(name.path().startsWith(kFolder)
                ? handbookFile(m_resources, name.path().mid(kFolder.size()))
                : m_resources / toPath(file),
            kMostFile);
        if (type == QTextDocument::MarkdownResource)
            return QString::fromStdString(read);
        QImage picture;
        picture.loadFromData(QByteArray::fromStdString(read));
        m_pictures.insert(name, picture);
        return picture;
    } catch (const Error& error) {
        if (type != QTextDocument::MarkdownResource)
            return {};
        return tr("The page %1 of the handbook cannot be shown: %2")
            .arg(file, QString::fromUtf8(error.what()));
    }
}

// -------------------------------------------------------------------------------------------------
// its look

void HandbookView::changeEvent(QEvent* event)
{
    QTextBrowser::changeEvent(event);
    const QEvent::Type type = event->type();
    if ((type != QEvent::PaletteChange && type != QEvent::FontChange) || m_dresses
        || m_url.isEmpty())
        return;
    const QScrollBar& bar = *verticalScrollBar();
    const double read = bar.maximum() > 0 ? double(bar.value()) / bar.maximum() : 0;
    const QList<QTextEdit::ExtraSelection> marked = extraSelections();
    dress();
    setExtraSelections(marked);
    verticalScrollBar()->setValue(static_cast<int>(read * verticalScrollBar()->maximum()));
}

void HandbookView::resizeEvent(QResizeEvent* event)
{
    QTextBrowser::resizeEvent(event);
    fitMargins();
    fitPictures();
}

void HandbookView::dress()
{
    m_dresses = true;
    QFont font = textFont(this, TextRole::Body);
    font.setPixelSize(textScaled(kTextSize));
    document()->setDefaultFont(font);
    dressText();
    dressHeadings();
    dressTables();
    fitMargins();
    fitPictures();
    m_dresses = false;
}

/// Each gets the name that links have for it; the second of a name a number behind.
void HandbookView::dressHeadings()
{
    const Theme theme = Theme::of(palette());
    QHash<QString, int> taken;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        const int level = block.blockFormat().headingLevel();
        if (level == 0)
            continue;
        const auto size = kHeadings[static_cast<std::size_t>(
            std::min(level, static_cast<int>(kHeadings.size())) - 1)];
        const QString name = anchorOf(block.text());
        const int before = taken[name]++;
        const QString unique = before > 0 ? QStringLiteral("%1-%2").arg(name).arg(before) : name;
        eachFragment(block, [&](QTextCursor& cursor, QTextCharFormat& format) {
            QFont font = document()->defaultFont();
            font.setPixelSize(textScaled(size));
            font.setWeight(QFont::DemiBold);
            format.clearProperty(QTextFormat::FontSizeAdjustment);
            format.setFont(font);
            format.setForeground(theme.text);
            format.setAnchor(true);
            format.setAnchorNames({unique});
            cursor.setCharFormat(format);
        });
        QTextBlockFormat room;
        room.setTopMargin(textScaled(level == 1 ? 8 : level == 2 ? 22 : 14));
        room.setBottomMargin(textScaled(level == 3 ? 2 : 6));
        cursorOver(block).mergeBlockFormat(room);
    }
}

/// A picture's line is as high as the picture; the room between paragraphs is that of no cell and
/// no list.
QTextBlockFormat HandbookView::formatOf(const QTextBlock& block) const
{
    const QTextBlockFormat has = block.blockFormat();
    const bool isCode = has.hasProperty(QTextFormat::BlockCodeFence)
        || has.hasProperty(QTextFormat::BlockCodeLanguage);
    const bool isPicture
        = !block.begin().atEnd() && block.begin().fragment().charFormat().isImageFormat();
    const bool stands = !isCode && !block.textList() && !QTextCursor(block).currentTable();
    QTextBlockFormat format;
    format.setLineHeight(isPicture ? 100
            : isCode               ? 115
                                   : 125,
        QTextBlockFormat::ProportionalHeight);
    format.setTopMargin(0);
    format.setBottomMargin(stands ? textScaled(kGap) : 0);
    if (isCode)
        format.setBackground(Theme::of(palette()).cell);
    return format;
}

void HandbookView::dressText()
{
    const Theme theme = Theme::of(palette());
    const QFont mono = dataFont(this);
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        cursorOver(block).mergeBlockFormat(formatOf(block));
        if (QTextList* list = block.textList();
            list && list->format().style() != QTextListFormat::ListDecimal) {
            QTextListFormat format = list->format();
            format.setStyle(QTextListFormat::ListDisc);
            list->setFormat(format);
        }
        eachFragment(block, [&](QTextCursor& cursor, QTextCharFormat& text) {
            QTextCharFormat change;
            if (text.fontFixedPitch()) {
                change.setFontFamilies(mono.families());
                change.setProperty(QTextFormat::FontPixelSize, textScaled(kTextSize - 1));
                change.setBackground(theme.cell);
            }
            const bool isLink = !text.anchorHref().isEmpty();
            change.setForeground(isLink ? theme.dense : theme.text);
            change.setFontUnderline(isLink);
            cursor.mergeCharFormat(change);
        });
    }
}

void HandbookView::dressTables()
{
    const Theme theme = Theme::of(palette());
    for (QTextFrame* frame : document()->rootFrame()->childFrames()) {
        auto* table = qobject_cast<QTextTable*>(frame);
        if (!table)
            continue;
        QTextTableFormat format = table->format();
        format.setBorder(1);
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setBorderBrush(theme.grid);
        format.setBorderCollapse(true);
        format.setCellSpacing(0);
        format.setCellPadding(textScaled(kCell));
        format.setTopMargin(textScaled(kGap));
        format.setBottomMargin(textScaled(kGap));
        table->setFormat(format);
        for (int column = 0; column < table->columns(); ++column) {
            QTextTableCell cell = table->cellAt(0, column);
            QTextCursor over = cell.firstCursorPosition();
            over.setPosition(cell.lastPosition(), QTextCursor::KeepAnchor);
            QTextCharFormat head;
            head.setFontWeight(QFont::DemiBold);
            head.setForeground(theme.mutedText);
            over.mergeCharFormat(head);
        }
    }
}

/// A line of text stays short enough to be read.
void HandbookView::fitMargins()
{
    QTextFrameFormat format = document()->rootFrame()->frameFormat();
    const int margin = textScaled(kPageMargin),
              right = std::max(margin, viewport()->width() - margin - textScaled(kTextWidth));
    format.setMargin(margin);
    format.setTopMargin(textScaled(kWideGap));
    format.setRightMargin(right);
    document()->rootFrame()->setFrameFormat(format);
}

void HandbookView::fitPictures()
{
    const int margin = textScaled(kPageMargin),
              room = std::min(textScaled(kTextWidth), viewport()->width() - 2 * margin);
    if (room <= 0)
        return;
    const qreal pixels = devicePixelRatioF();
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next())
        eachFragment(block, [&](QTextCursor& cursor, QTextCharFormat& format) {
            if (!format.isImageFormat())
                return;
            QTextImageFormat image = format.toImageFormat();
            const QUrl url = m_url.resolved(QUrl(image.name()));
            if (!m_pictures.contains(url))
                loadResource(QTextDocument::ImageResource, url);
            const QImage picture = m_pictures.value(url);
            if (picture.isNull())
                return;
            const int width = std::min(room, picture.width());
            const QImage fitting
                = picture.convertToFormat(QImage::Format_ARGB32_Premultiplied)
                      .scaledToWidth(std::min(picture.width(), qRound(width * pixels)),
                          Qt::SmoothTransformation);
            document()->addResource(QTextDocument::ImageResource, url, fitting);
            const double shrunk = double(width) / fitting.width(); // drawn pixel by pixel
            image.setWidth(width);
            image.setHeight(fitting.height() * shrunk);
            cursor.setCharFormat(image);
        });
}

// -------------------------------------------------------------------------------------------------
// what was looked for

void HandbookView::unmark() { setExtraSelections({}); }

void HandbookView::mark(const QStringList& words)
{
    const Theme theme = Theme::of(palette());
    QList<ExtraSelection> marks;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next())
        for (const QString& word : words)
            for (WordPlace place = placeOfWord(block.text(), word); place.at >= 0;
                 place = placeOfWord(block.text(), word, place.at + place.length)) {
                ExtraSelection mark;
                mark.cursor = QTextCursor(block);
                mark.cursor.setPosition(block.position() + static_cast<int>(place.at));
                mark.cursor.setPosition(
                    block.position() + static_cast<int>(place.at + place.length),
                    QTextCursor::KeepAnchor);
                mark.format.setBackground(theme.accent);
                mark.format.setForeground(QColor(0x231800)); // as on the main button
                marks << mark;
            }
    setExtraSelections(marks);
}

} // namespace glowworm
