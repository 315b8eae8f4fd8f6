// SPDX-License-Identifier: GPL-3.0-or-later
// What is drawn over the letters of a text: lines under them, the picked token's box, flags and
// brackets.
#include "ui/generation/token_text.h"

#include "ui/widgets/colour_mix.h"
#include "ui/widgets/theme.h"

#include <QPaintEvent>
#include <QPainter>
#include <QTextBlock>
#include <QTextLayout>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace glowworm {

namespace {

constexpr int kLineHeight = 1;       // pixels, of the line under a character
constexpr int kFlag = 5;             // pixels, of the flag at the first difference
constexpr int kLeastMark = 3;        // pixels, of a character that has a line
constexpr double kStrong = 3;        // nats, of a line at its full colour
constexpr int kBracket = 2;          // pixels, of the lines around what was typed
constexpr double kMarkLetter = 0.55; // of a line's height, of the letters of two that are compared
constexpr double kFrame = 1.5;       // pixels, of the line around a character,
constexpr int kFrameAround = 2;      // how far that reaches above and below it,
constexpr int kFrameCorner = 3;      // and its radius

/// Whether some of it runs from right to left; the edges that the layout tells are not enough then.
bool turns(const QTextBlock& block)
{
    const QString text = block.text();
    return std::any_of(text.begin(), text.end(), [](QChar sign) {
        return sign.direction() == QChar::DirR || sign.direction() == QChar::DirAL;
    });
}

} // namespace

void TokenText::markRanges()
{
    const Theme& theme = Theme::of(palette());
    QList<QTextEdit::ExtraSelection> ranges;
    const auto add = [&](int from, int to, const QTextCharFormat& format) {
        QTextCursor cursor(document());
        cursor.setPosition(from);
        cursor.setPosition(std::min(to, document()->characterCount() - 1), QTextCursor::KeepAnchor);
        cursor.setKeepPositionOnInsert(
            true); // else the newest character drags the end of a mark along
        ranges.push_back({cursor, format});
    };
    QTextCharFormat muted, different;
    muted.setForeground(theme.mutedText);
    different.setBackground(faded(theme.colorOf(m_twin), 0.27));
    if (m_promptEnd > 0)
        add(0, m_promptEnd, muted);
    if (m_difference >= 0 && m_difference < tokenCount())
        add(cursorBefore(m_difference).position(), cursorBefore(m_difference + 1).position(),
            different);
    setExtraSelections(ranges);
}

struct TokenText::Row {
    QTextLine line;
    int blockStart = 0; // UTF-16
    QPointF corner;     // of the block, in the viewport
    bool turns = false;
};

TokenText::Underline TokenText::underlineOf(int token, const Row& row) const
{
    const double probability = m_probabilities[static_cast<std::size_t>(token)];
    const double surprise = -std::log(probability);
    if (probability < 0 || surprise < kSurprising
        || document()->characterAt(startOf(token)).isSpace())
        return {};
    const int from = startOf(token) - row.blockStart, to = startOf(token + 1) - row.blockStart;
    double left = row.line.cursorToX(from), right = row.line.cursorToX(to);
    if (from == row.line.textStart() + row.line.textLength()) // a newline
        return {};
    if (row.turns)
        std::tie(left, right) = spanOf(token, row.line);
    if (right - left < kLeastMark)
        return {};
    return {QRectF(row.corner + QPointF(left, row.line.rect().bottom() - kLineHeight),
                QSizeF(right - left, kLineHeight)),
        std::min(1.0, surprise / kStrong)};
}

TokenText::Underline TokenText::underlineOf(int token) const
{
    const QTextCursor cursor = cursorBefore(token);
    const QTextBlock block = cursor.block();
    const QTextLine line = block.layout()->lineForTextPosition(cursor.positionInBlock());
    if (token >= tokenCount() || !line.isValid())
        return {};
    return underlineOf(token,
        {line, block.position(), blockBoundingGeometry(block).translated(contentOffset()).topLeft(),
            turns(block)});
}

void TokenText::paintUnderlines(QPainter& painter, const QRect& part) const
{
    const QColor ink = Theme::of(palette()).colorOf(m_twin);
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
        if (place.top() > part.bottom())
            return;
        Row row{{}, block.position(), place.topLeft(), turns(block)};
        for (int number = 0; number < block.layout()->lineCount(); ++number) {
            row.line = block.layout()->lineAt(number);
            const QRectF inside = row.line.rect().translated(place.topLeft());
            if (inside.bottom() < part.top() || inside.top() > part.bottom())
                continue;
            const bool last = number + 1 == block.layout()->lineCount(); // has the newline as well
            const int begin = block.position() + row.line.textStart(),
                      end = begin + row.line.textLength() + (last ? 1 : 0);
            for (int token = std::max(0, tokenAt(begin));
                 token < tokenCount() && startOf(token) < end; ++token) {
                const auto [line, opacity] = underlineOf(token, row);
                painter.fillRect(line, faded(ink, opacity));
            }
        }
    }
}

std::span<const int> TokenText::inSight(const std::vector<int>& tokens) const
{
    const int from = firstVisibleBlock().position(),
              to = cursorForPosition(viewport()->rect().bottomRight()).position();
    const auto first
        = std::ranges::lower_bound(tokens, from, {}, [this](int token) { return startOf(token); });
    const auto last = std::ranges::upper_bound(
        first, tokens.end(), to, {}, [this](int token) { return startOf(token); });
    return {first, last};
}

/// Where the context was read again, and what a person typed.
void TokenText::paintMarks(QPainter& painter) const
{
    const Theme& theme = Theme::of(palette());
    painter.setPen(QPen(theme.mutedText, 1, Qt::DotLine));
    for (const int token : inSight(m_rereads)) {
        const QRect place = tokenRect(token);
        const int leading = cursorRect(cursorBefore(token))
                                .left(); // at its right where the text runs to the left
        painter.drawLine(QPoint(leading, place.top()), QPoint(leading, place.bottom()));
    }
    const auto isTyped = [this](int token) { return std::ranges::binary_search(m_typed, token); };
    for (const int token : inSight(m_typed)) {
        const QRect place = tokenRect(token);
        painter.fillRect(QRect(place.topLeft(), QSize(place.width(), kBracket)), theme.text);
        if (!isTyped(token - 1))
            painter.fillRect(QRect(place.topLeft(), QSize(kBracket, kFlag)), theme.text);
        if (!isTyped(token + 1))
            painter.fillRect(
                QRect(place.topRight() - QPoint(kBracket - 1, 0), QSize(kBracket, kFlag)),
                theme.text);
    }
}

/// Whether one of the characters lies there, as far as its line goes.
bool TokenText::coversText(const QRect& place) const
{
    const int middle = tokenAt(cursorForPosition(place.center()).position());
    for (int token = std::max(0, middle - 2); token <= middle + 2 && token < tokenCount(); ++token)
        if (!document()->characterAt(startOf(token)).isSpace()
            && tokenRect(token).intersects(place))
            return true;
    return false;
}

/// Above or below its token, where that hides no other; else behind its line.
QRect TokenText::tagOf(int token, const QSize& size) const
{
    const QRect place = tokenRect(token);
    QRect tag(QPoint(), size);
    tag.moveCenter(place.center());
    for (const int top : {place.top() - size.height(), place.bottom() + 1}) {
        tag.moveTop(top);
        if (viewport()->rect().contains(tag) && !coversText(tag))
            return tag;
    }
    const QTextCursor cursor = cursorBefore(token);
    const QTextLine line = cursor.block().layout()->lineForTextPosition(cursor.positionInBlock());
    const double end = blockBoundingGeometry(cursor.block()).translated(contentOffset()).left()
        + line.naturalTextRect().right();
    tag.moveCenter(place.center());
    tag.moveLeft(std::min(
        std::max(place.right(), static_cast<int>(end)) + 2, viewport()->width() - size.width()));
    return tag;
}

/// It lies inside the character's own width: others stand close beside it.
QRectF TokenText::frameOf(int token) const
{
    constexpr double kAbove = kFrameAround - kFrame / 2;
    return QRectF(tokenRect(token)).adjusted(kFrame / 2, -kAbove, -kFrame / 2, kAbove);
}

/// A letter beside each.
void TokenText::paintCompared(QPainter& painter) const
{
    const Theme& theme = Theme::of(palette());
    const QColor light = theme.colorOf(m_twin);
    QFont small = font();
    const int height = static_cast<int>(kMarkLetter * fontMetrics().height());
    small.setPixelSize(height);
    small.setBold(true);
    painter.setFont(small);
    for (const auto& [token, letter] : {std::pair(m_compared.first, QStringLiteral("A")),
             std::pair(m_compared.second, QStringLiteral("B"))}) {
        if (token < 0 || token >= tokenCount())
            continue;
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(light, kFrame));
        painter.drawRoundedRect(frameOf(token), kFrameCorner, kFrameCorner);
        const QRect tag = tagOf(token, {height + 2, height + 1});
        painter.setPen(Qt::NoPen);
        painter.setBrush(light);
        painter.drawRoundedRect(tag, 2, 2);
        painter.setPen(theme.base);
        painter.drawText(tag, Qt::AlignCenter | Qt::TextDontClip, letter);
    }
}

void TokenText::paintEvent(QPaintEvent* event)
{
    QPlainTextEdit::paintEvent(event);
    const Theme& theme = Theme::of(palette());
    QPainter painter(viewport());
    paintUnderlines(painter, event->rect());
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor light = theme.colorOf(m_twin);
    if (m_difference >= 0 && m_difference < tokenCount()) {
        const QPoint corner = tokenRect(m_difference).topLeft();
        painter.setPen(Qt::NoPen);
        painter.setBrush(light);
        painter.drawPolygon(
            QPolygonF({corner, corner + QPoint(kFlag, kFlag / 2), corner + QPoint(0, kFlag)}));
        painter.fillRect(QRect(corner, QSize(1, tokenRect(m_difference).height())), light);
    }
    paintMarks(painter);
    paintCompared(painter);
    if (m_picked < 0 || m_picked >= tokenCount())
        return;
    painter.setBrush(faded(light, 0.2));
    painter.setPen(QPen(light, kFrame));
    painter.drawRoundedRect(frameOf(m_picked), kFrameCorner, kFrameCorner);
    const bool newline = document()->characterAt(m_starts[static_cast<std::size_t>(m_picked)])
        == QChar::ParagraphSeparator;
    if (newline) {
        painter.setPen(theme.mutedText);
        painter.drawText(
            tokenRect(m_picked), Qt::AlignCenter | Qt::TextDontClip, QString(QChar(0x21B5)));
    }
}

} // namespace glowworm
