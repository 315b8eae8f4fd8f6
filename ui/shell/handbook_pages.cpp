// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/handbook_pages.h"

#include "model/base/error.h"
#include "model/io/paths.h"
#include "model/data/data_folder.h"
#include "model/io/input_file.h"
#include "ui/widgets/language.h"
#include "ui/widgets/path_text.h"

#include <QRegularExpression>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextTable>

#include <algorithm>
#include <utility>

namespace glowworm {
namespace {

const QString kContents = QStringLiteral("README.md");
constexpr std::uint64_t kMostPage = 1'000'000; // bytes
constexpr qsizetype kBefore = 36, kLine = 110; // characters of a line that are shown

/// The first heading, without its marks.
QString titleOf(const QString& markdown)
{
    static const QRegularExpression kTitle(
        QStringLiteral("^# +(.+)$"), QRegularExpression::MultilineOption);
    return kTitle.match(markdown).captured(1).trimmed();
}

/// The line, or the piece of it around the place.
QString pieceOf(const QString& line, qsizetype at)
{
    if (line.size() <= kLine)
        return line;
    qsizetype begin = std::max<qsizetype>(0, std::min(at - kBefore, line.size() - kLine));
    while (begin > 0 && begin < at && !line[begin - 1].isSpace())
        ++begin;
    const QString dots(QChar(0x2026));
    return (begin > 0 ? dots : QString()) + line.mid(begin, kLine)
        + (begin + kLine < line.size() ? dots : QString());
}

/// What is read as one: of a table a row, which stands with its first cell.
QString lineOf(const QTextBlock& block)
{
    const QTextCursor cursor(block);
    const QTextTable* table = cursor.currentTable();
    if (!table)
        return block.text();
    const QTextTableCell cell = table->cellAt(cursor);
    if (cell.column() > 0)
        return {};
    QStringList row;
    for (int column = 0; column < table->columns(); ++column)
        row << table->cellAt(cell.row(), column).firstCursorPosition().block().text();
    return row.join(QStringLiteral(": "));
}

} // namespace

QStringList wordsOf(const QString& text)
{
    static const QRegularExpression kBlanks(QStringLiteral("\\s+"));
    return text.split(kBlanks, Qt::SkipEmptyParts);
}

WordPlace placeOfWord(const QString& text, const QString& word, qsizetype from)
{
    if (word.size() != 1 || !word[0].isLetterOrNumber())
        return {text.indexOf(word, from, Qt::CaseInsensitive), word.size()};
    const auto isInside = [&text](qsizetype at) {
        return at >= 0 && at < text.size() && text[at].isLetterOrNumber();
    };
    for (qsizetype at = text.indexOf(word, from); at >= 0; at = text.indexOf(word, at + 1))
        if (!isInside(at - 1) && !isInside(at + 1))
            return {at, 1};
    return {};
}

QString anchorOf(const QString& heading)
{
    QString name;
    for (const QChar sign : heading.toLower())
        if (sign.isLetterOrNumber() || sign == QLatin1Char('-') || sign == QLatin1Char('_'))
            name += sign;
        else if (sign == QLatin1Char(' '))
            name += QLatin1Char('-');
    return name;
}

std::filesystem::path handbookFile(const std::filesystem::path& resources, const QString& file)
{
    const std::filesystem::path english = resources / "handbook",
                                own = english / toPath(spokenLanguage()) / toPath(file);
    return isFile(own) ? own : english / toPath(file);
}

HandbookPages::HandbookPages()
    : HandbookPages(modelsFolder().parent_path())
{
}

HandbookPages::HandbookPages(std::filesystem::path resources)
    : m_resources(std::move(resources))
{
    static const QRegularExpression kLink(QStringLiteral("\\]\\(([a-z-]+\\.md)\\)"));
    try {
        const QString contents = markdown(kContents);
        m_pages.push_back({kContents, titleOf(contents)});
        for (const QRegularExpressionMatch& link : kLink.globalMatch(contents)) {
            const QString file = link.captured(1);
            if (std::ranges::find(m_pages, file, &Page::file) == m_pages.end())
                m_pages.push_back({file, titleOf(markdown(file))});
        }
    } catch (const Error&) {
        // the page itself says so when it is opened
    }
}

std::filesystem::path HandbookPages::folder() const
{
    return handbookFile(m_resources, kContents).parent_path();
}

QString HandbookPages::markdown(const QString& file) const
{
    return QString::fromStdString(readText(handbookFile(m_resources, file), kMostPage));
}

std::vector<HandbookPages::Hit> HandbookPages::find(const QString& words)
{
    while (readAhead()) { }
    const QStringList wanted = wordsOf(words);
    std::vector<Hit> headings, lines;
    if (wanted.isEmpty())
        return lines;
    for (const Hit& line : m_lines) {
        qsizetype first = line.line.size();
        const auto stands = [&line, &first](const QString& word) {
            const qsizetype at = placeOfWord(line.line, word).at;
            first = std::min(first, at);
            return at >= 0;
        };
        if (!std::ranges::all_of(wanted, stands))
            continue;
        Hit& hit = (line.isHeading ? headings : lines).emplace_back(line);
        hit.line = pieceOf(line.line, first);
    }
    headings.insert(headings.end(), lines.begin(), lines.end());
    return headings;
}

/// As the page is shown, so that marks of Markdown are no text.
bool HandbookPages::readAhead()
{
    if (m_read == m_pages.size())
        return false;
    const Page& page = m_pages[m_read++];
    QTextDocument shown;
    try {
        shown.setMarkdown(markdown(page.file));
    } catch (const Error&) {
        return true; // it says so when it is opened
    }
    QString heading = page.title;
    for (QTextBlock block = shown.begin(); block.isValid(); block = block.next()) {
        const bool isHeading = block.blockFormat().headingLevel() > 0;
        if (isHeading)
            heading = block.text();
        if (const QString line = lineOf(block); !line.isEmpty())
            m_lines.push_back(
                {page.file, page.title, heading, line, block.blockNumber(), isHeading});
    }
    return true;
}

} // namespace glowworm
