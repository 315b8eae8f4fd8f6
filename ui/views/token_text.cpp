// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/token_text.h"

#include "focus_keys.h"
#include "theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QTextBlock>

#include <algorithm>

namespace glowworm {

namespace {

/// What stands on screen for a character: controls as their Unicode pictures, so that each token can be seen and clicked.
QString shown(char32_t character)
{
    if (character == U'\n' || character == U'\t')
        return QString(QChar(static_cast<char16_t>(character)));
    if (character < 0x20)
        return QString(QChar(static_cast<char16_t>(0x2400 + character)));
    if (character == 0x7F)
        return QString(QChar(0x2421));
    const bool breaksLine = character == 0x2028 || character == 0x2029 || character == 0x85;
    const bool turnsText = (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
    const bool noText = character > 0x10FFFF || (character >= 0xD800 && character < 0xE000);
    if (breaksLine || turnsText || noText)
        return QString(QChar(QChar::ReplacementCharacter));
    return QString::fromUcs4(&character, 1);
}

} // namespace

TokenText::TokenText(QWidget* parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setCursor(Qt::PointingHandCursor);
    setAccessibleDescription(tr("Click a character to see the neurons that worked on it; arrows, Home and End step through the text."));
    addKeys();
}

void TokenText::clearTokens()
{
    m_starts.clear();
    m_rereads.clear();
    m_end = m_promptEnd = 0;
    m_picked = m_difference = -1;
    clear();
    markRanges();
}

void TokenText::appendTokens(const std::vector<Token>& tokens)
{
    QString text;
    for (const Token& token : tokens) {
        if (token.contextReread)
            m_rereads.push_back(tokenCount());
        m_starts.push_back(m_end);
        const QString piece = shown(token.character);
        text += piece;
        m_end += static_cast<int>(piece.size());
        if (token.fromPrompt)
            m_promptEnd = m_end;
    }
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    cursor.insertText(text);
    if (!tokens.empty() && tokens.front().fromPrompt)
        markRanges();
}

QTextCursor TokenText::cursorBefore(int token) const
{
    QTextCursor cursor(document());
    cursor.setPosition(token < tokenCount() ? m_starts[static_cast<std::size_t>(token)] : m_end);
    return cursor;
}

int TokenText::tokenAt(int textPosition) const
{
    const auto after = std::upper_bound(m_starts.begin(), m_starts.end(), textPosition);
    return static_cast<int>(after - m_starts.begin()) - 1;
}

void TokenText::setPicked(int token)
{
    m_picked = std::min(token, tokenCount() - 1);
    if (m_picked >= 0 && !textCursor().hasSelection()) { // a range being marked for copying stays
        setTextCursor(cursorBefore(m_picked));
        ensureCursorVisible();
    }
    viewport()->update();
}

void TokenText::setFirstDifference(int token)
{
    if (token == m_difference)
        return;
    m_difference = token;
    markRanges();
}

void TokenText::markRanges()
{
    const Theme theme = Theme::of(palette());
    QList<QTextEdit::ExtraSelection> ranges;
    const auto add = [&](int from, int to, const QTextCharFormat& format) {
        QTextCursor cursor(document());
        cursor.setPosition(from);
        cursor.setPosition(std::min(to, document()->characterCount() - 1), QTextCursor::KeepAnchor);
        cursor.setKeepPositionOnInsert(true); // else the newest character drags the end of a mark along
        ranges.push_back({cursor, format});
    };
    QTextCharFormat muted, different;
    muted.setForeground(theme.mutedText);
    QColor tint = theme.warning;
    tint.setAlpha(70);
    different.setBackground(tint);
    different.setUnderlineStyle(QTextCharFormat::SingleUnderline);
    different.setUnderlineColor(theme.warning);
    if (m_promptEnd > 0)
        add(0, m_promptEnd, muted);
    if (m_difference >= 0 && m_difference < tokenCount())
        add(cursorBefore(m_difference).position(), cursorBefore(m_difference + 1).position(), different);
    setExtraSelections(ranges);
}

QRect TokenText::tokenRect(int token) const
{
    const QRect from = cursorRect(cursorBefore(token));
    const QRect to = cursorRect(cursorBefore(token + 1));
    const bool sameLine = to.top() == from.top() && to.left() > from.left();
    const int width = sameLine ? to.left() - from.left() : fontMetrics().averageCharWidth() + 2;
    return {from.left(), from.top(), width, from.height()};
}

void TokenText::paintEvent(QPaintEvent* event)
{
    QPlainTextEdit::paintEvent(event);
    const Theme theme = Theme::of(palette());
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.mutedText, 1, Qt::DotLine));
    for (const int token : m_rereads) {
        const QRect place = tokenRect(token);
        if (viewport()->rect().intersects(place))
            painter.drawLine(place.topLeft(), place.bottomLeft());
    }
    if (m_picked < 0 || m_picked >= tokenCount())
        return;
    const QRect place = tokenRect(m_picked);
    QColor tint = theme.accent;
    tint.setAlpha(50);
    painter.setBrush(tint);
    painter.setPen(QPen(theme.accent, 1.5));
    painter.drawRoundedRect(QRectF(place).adjusted(-1, 0, 1, 0), 3, 3);
    const bool newline = document()->characterAt(m_starts[static_cast<std::size_t>(m_picked)]) == QChar::ParagraphSeparator;
    if (newline) {
        painter.setPen(theme.mutedText);
        painter.drawText(place, Qt::AlignCenter | Qt::TextDontClip, QString(QChar(0x21B5)));
    }
}

int TokenText::besideLine(QTextCursor::MoveOperation move) const
{
    QTextCursor cursor = cursorBefore(std::max(0, m_picked));
    return cursor.movePosition(move) ? tokenAt(cursor.position()) : m_picked;
}

void TokenText::addKeys()
{
    auto* keys = new FocusKeys(this, tr("In a text"));
    const auto ask = [this](int token) {
        if (tokenCount() > 0)
            Q_EMIT tokenPicked(std::clamp(token, 0, tokenCount() - 1));
    };
    const QString move = tr("pick the token beside, above or below");
    keys->add({Qt::Key_Left}, move, [this, ask] { ask(m_picked - 1); });
    keys->add({Qt::Key_Right}, move, [this, ask] { ask(m_picked + 1); });
    keys->add({Qt::Key_Up}, move, [this, ask] { ask(besideLine(QTextCursor::Up)); });
    keys->add({Qt::Key_Down}, move, [this, ask] { ask(besideLine(QTextCursor::Down)); });
    keys->add({Qt::Key_Home}, tr("pick the first token"), [ask] { ask(0); });
    keys->add({Qt::Key_End}, tr("pick the last token"), [this, ask] { ask(tokenCount() - 1); });
}

void TokenText::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy) || event->matches(QKeySequence::SelectAll))
        QPlainTextEdit::keyPressEvent(event);
    else
        event->ignore(); // the panel's transport keys
}

void TokenText::mouseReleaseEvent(QMouseEvent* event)
{
    QPlainTextEdit::mouseReleaseEvent(event);
    if (event->button() != Qt::LeftButton || textCursor().hasSelection() || tokenCount() == 0)
        return;
    const QPoint point = event->position().toPoint();
    QTextCursor cursor = cursorForPosition(point); // the nearest gap between two characters
    int token = tokenAt(cursor.position());
    if (token > 0 && point.x() < cursorRect(cursor).left() && !cursor.atBlockStart())
        --token;
    if (token >= 0)
        Q_EMIT tokenPicked(token);
}

void TokenText::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        markRanges();
}

} // namespace glowworm
