// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generation/token_text.h"

#include "ui/widgets/focus_keys.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QGlyphRun>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QRawFont>
#include <QResizeEvent>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextLayout>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace glowworm {

namespace {

constexpr int kLeastWidth = 3;  // pixels, of the frame around what has no width of its own
constexpr int kAroundToken = 4; // pixels beside a token that its marks reach

/// What stands on screen for a character: controls as their Unicode pictures, so that each token
/// can be seen and clicked.
QString shown(char32_t character)
{
    if (character == U'\n' || character == U'\t')
        return QString(QChar(static_cast<char16_t>(character)));
    if (character < 0x20)
        return QString(QChar(static_cast<char16_t>(0x2400 + character)));
    if (character == 0x7F)
        return QString(QChar(0x2421));
    const bool breaksLine = character == 0x2028 || character == 0x2029 || character == 0x85;
    const bool turnsText = (character >= 0x202A && character <= 0x202E)
        || (character >= 0x2066 && character <= 0x2069);
    const bool noText = character > 0x10FFFF || (character >= 0xD800 && character < 0xE000);
    if (breaksLine || turnsText || noText)
        return QString(QChar(QChar::ReplacementCharacter));
    return QString::fromUcs4(&character, 1);
}

/// Left and right of the glyphs of the characters from ... to - 1; nothing where none of them has a
/// width.
std::optional<std::pair<double, double>> glyphSpan(const QTextLine& line, int from, int to)
{
    std::optional<std::pair<double, double>> span;
    for (const QGlyphRun& run : line.glyphRuns(from, to - from)) {
        const QList<QPointF> places = run.positions(),
                             advances = run.rawFont().advancesForGlyphIndexes(run.glyphIndexes());
        for (qsizetype i = 0; i < places.size(); ++i) {
            const double left = places[i].x(), right = left + advances[i].x();
            if (left < right)
                span = span ? std::pair(std::min(span->first, left), std::max(span->second, right))
                            : std::pair(left, right);
        }
    }
    return span;
}

} // namespace

TokenText::TokenText(Twin twin, QWidget* parent)
    : QPlainTextEdit(parent)
    , m_twin(twin)
{
    setMonospaced(this);
    makeBare(this);
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setCursor(Qt::PointingHandCursor);
    setAccessibleDescription(tr("Click a character to see the neurons that worked on it; arrows, "
                                "Home and End step through the text. A double click or Enter "
                                "types another text in its place, and the models go on from "
                                "there."));
    setWhatsThis(accessibleDescription());
    addKeys();
}

void TokenText::clearTokens()
{
    m_starts.clear();
    m_probabilities.clear();
    m_rereads.clear();
    m_typed.clear();
    m_end = m_promptEnd = 0;
    m_picked = m_difference = -1;
    m_compared = {-1, -1};
    clear();
    markRanges();
}

void TokenText::appendTokens(std::span<const GeneratedToken> tokens)
{
    QString text;
    for (const GeneratedToken& token : tokens) {
        if (token.contextReread)
            m_rereads.push_back(tokenCount());
        if (token.typed)
            m_typed.push_back(tokenCount());
        m_starts.push_back(m_end);
        m_probabilities.push_back(token.probability.value_or(-1));
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

int TokenText::startOf(int token) const
{
    return token < tokenCount() ? m_starts[static_cast<std::size_t>(token)] : m_end;
}

QTextCursor TokenText::cursorBefore(int token) const
{
    QTextCursor cursor(document());
    cursor.setPosition(startOf(token));
    return cursor;
}

int TokenText::tokenAt(int textPosition) const
{
    const auto after = std::upper_bound(m_starts.begin(), m_starts.end(), textPosition);
    return static_cast<int>(after - m_starts.begin()) - 1;
}

void TokenText::setPicked(int token)
{
    updateToken(m_picked);
    m_picked = std::min(token, tokenCount() - 1);
    if (m_picked >= 0 && !textCursor().hasSelection()) { // a range being marked for copying stays
        setTextCursor(cursorBefore(m_picked));
        ensureCursorVisible();
    }
    updateToken(m_picked);
}

int TokenText::top() const
{
    return tokenAt(cursorForPosition({1, fontMetrics().lineSpacing() / 2}).position());
}

void TokenText::scrollTo(int token)
{
    const QTextCursor cursor = cursorBefore(std::clamp(token, 0, tokenCount()));
    const QTextLine line = cursor.block().layout()->lineForTextPosition(cursor.positionInBlock());
    verticalScrollBar()->setValue(
        cursor.block().firstLineNumber() + (line.isValid() ? line.lineNumber() : 0));
}

/// While a text is being written this happens with every token: no more than its place.
void TokenText::updateToken(int token)
{
    if (token >= 0 && token < tokenCount())
        viewport()->update(
            tokenRect(token).adjusted(-kAroundToken, -kAroundToken, kAroundToken, kAroundToken));
}

void TokenText::setFirstDifference(int token, const QString& words)
{
    m_parting = words;
    if (token == m_difference)
        return;
    m_difference = token;
    markRanges();
}

void TokenText::setCompared(int first, int second)
{
    if (std::exchange(m_compared, {first, second}) != std::pair(first, second))
        viewport()->update();
}

/// A sign is what the cursor steps over at once.
std::pair<int, int> TokenText::tokensOfSign(int token) const
{
    const int position = m_starts[static_cast<std::size_t>(token)];
    const QTextBlock block = document()->findBlock(position);
    int from = position - block.position();
    while (from > 0 && !block.layout()->isValidCursorPosition(from))
        --from;
    const int end
        = std::max(position + 1, block.position() + block.layout()->nextCursorPosition(from));
    return {
        tokenAt(block.position() + from), std::max(token, tokenAt(std::min(end, m_end) - 1)) + 1};
}

/// Its own glyphs' place; what has none, such as a mark that was drawn with its letter, has that of
/// the whole sign. The edges that the layout tells are wrong where the direction of the text
/// changes.
std::pair<double, double> TokenText::spanOf(int token, const QTextLine& line) const
{
    const int start = document()->findBlock(m_starts[static_cast<std::size_t>(token)]).position();
    const auto placeOf = [&](int other) { return cursorBefore(other).position() - start; };
    if (const auto own = glyphSpan(line, placeOf(token), placeOf(token + 1)))
        return *own;
    const auto [first, last] = tokensOfSign(token);
    const double edge = line.cursorToX(placeOf(first));
    return glyphSpan(line, placeOf(first), placeOf(last)).value_or(std::pair(edge, edge));
}

QRect TokenText::tokenRect(int token) const
{
    const QTextCursor cursor = cursorBefore(token);
    const QRect from = cursorRect(cursor);
    const QTextBlock block = cursor.block();
    const QTextLine line = block.layout()->lineForTextPosition(cursor.positionInBlock());
    if (token >= tokenCount() || !line.isValid()
        || cursor.positionInBlock() + 1 >= block.length()) // a newline, or the end
        return {from.left(), from.top(), fontMetrics().averageCharWidth() + 2, from.height()};
    const auto [left, right] = spanOf(token, line);
    const double origin = blockBoundingGeometry(block).translated(contentOffset()).left();
    const QRect place(
        QPoint(static_cast<int>(std::floor(origin + left)), from.top()), QSize(0, from.height()));
    return place.adjusted(
        0, 0, std::max(kLeastWidth, static_cast<int>(std::ceil(right - left))), 0);
}

int TokenText::tokenUnder(QPoint point) const
{
    const QTextBlock block = cursorForPosition(point).block();
    const QPointF inside
        = QPointF(point) - blockBoundingGeometry(block).translated(contentOffset()).topLeft();
    const QTextLayout& layout = *block.layout();
    int number = 0;
    while (number + 1 < layout.lineCount() && inside.y() >= layout.lineAt(number).rect().bottom())
        ++number;
    if (tokenCount() == 0 || number >= layout.lineCount())
        return -1;
    const QTextLine line = layout.lineAt(number);
    const int begin = block.position() + line.textStart(),
              end = std::min(begin + line.textLength(), m_end);
    std::vector<int> under;
    int nearest = std::min(tokenAt(begin), tokenCount() - 1); // of an empty line its newline
    double distance = HUGE_VAL;
    for (int token = tokenAt(begin); begin < end && token <= tokenAt(end - 1); ++token) {
        const auto [left, right] = spanOf(token, line);
        const double away = std::max({left - inside.x(), inside.x() - right, 0.0});
        if (away == 0)
            under.push_back(token);
        if (away < distance) {
            distance = away;
            nearest = token;
        }
    }
    const QRectF ink = line.naturalTextRect();
    const bool behind = block.textDirection() == Qt::RightToLeft ? inside.x() < ink.left()
                                                                 : inside.x() > ink.right();
    const int newline = block.position() + block.length() - 1;
    if (behind && number + 1 == layout.lineCount() && newline < m_end)
        return tokenAt(newline);
    if (under.empty())
        return nearest;
    // Those drawn on top of each other are gone through click by click.
    const auto now = std::find(under.begin(), under.end(), m_picked);
    return now == under.end() || now + 1 == under.end() ? under.front() : *(now + 1);
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
    const QString move = tr("pick the character beside, above or below");
    keys->add({Qt::Key_Left}, move, [this, ask] { ask(m_picked - 1); });
    keys->add({Qt::Key_Right}, move, [this, ask] { ask(m_picked + 1); });
    keys->add({Qt::Key_Up}, move, [this, ask] { ask(besideLine(QTextCursor::Up)); });
    keys->add({Qt::Key_Down}, move, [this, ask] { ask(besideLine(QTextCursor::Down)); });
    keys->add({Qt::Key_Home}, tr("pick the first character"), [ask] { ask(0); });
    keys->add({Qt::Key_End}, tr("pick the last character"), [this, ask] { ask(tokenCount() - 1); });
    keys->add({Qt::Key_Return, Qt::Key_Enter}, tr("type another text in its place"), [this] {
        if (m_picked >= 0)
            Q_EMIT editAsked(m_picked);
    });
}

void TokenText::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy) || event->matches(QKeySequence::SelectAll))
        QPlainTextEdit::keyPressEvent(event);
    else
        event->ignore(); // the panel's playback keys
}

void TokenText::mouseReleaseEvent(QMouseEvent* event)
{
    QPlainTextEdit::mouseReleaseEvent(event);
    if (event->button() != Qt::LeftButton || textCursor().hasSelection() || tokenCount() == 0)
        return;
    if (const int token = tokenUnder(event->position().toPoint()); token >= 0)
        Q_EMIT tokenPicked(token);
}

/// Not the word, which a drag selects as well.
void TokenText::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (const int token = tokenUnder(event->position().toPoint());
        token >= 0 && event->button() == Qt::LeftButton)
        Q_EMIT editAsked(token);
}

void TokenText::contextMenuEvent(QContextMenuEvent* event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const int token = byKey ? m_picked : tokenUnder(event->pos());
    QMenu* menu = createStandardContextMenu();
    menu->setObjectName(QStringLiteral("textMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addSeparator();
    QAction* keep = menu->addAction(
        tr("Bookmark this character"), this, [this, token] { Q_EMIT bookmarkAsked(token); });
    QAction* compare = menu->addAction(
        tr("Pin and compare"), this, [this, token] { Q_EMIT compareAsked(token); });
    QAction* edit = menu->addAction(
        tr("Type another text here..."), this, [this, token] { Q_EMIT editAsked(token); });
    for (QAction* action : {edit, keep, compare})
        action->setEnabled(token >= 0);
    menu->popup(byKey && token >= 0 ? viewport()->mapToGlobal(tokenRect(token).bottomLeft())
                                    : event->globalPos());
}

bool TokenText::viewportEvent(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QPlainTextEdit::viewportEvent(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const bool parts = m_difference >= 0 && m_difference < tokenCount()
        && tokenRect(m_difference).adjusted(-1, 0, 1, 0).contains(help->pos());
    QToolTip::showText(help->globalPos(), parts ? m_parting : QString(), viewport());
    return true;
}

/// Whole lines: none is cut at the lower edge.
void TokenText::fitLines()
{
    const int rest = (contentsRect().height() - qRound(document()->documentMargin()))
        % fontMetrics().lineSpacing();
    if (rest >= 0 && viewportMargins().bottom() != rest)
        setViewportMargins(0, 0, 0, rest);
}

/// What was in sight stays so, also where a second text takes half of the room.
void TokenText::resizeEvent(QResizeEvent* event)
{
    const bool seen
        = m_picked >= 0 && QRect(QPoint(), event->oldSize()).contains(tokenRect(m_picked).center());
    QPlainTextEdit::resizeEvent(event);
    fitLines();
    if (seen)
        ensureCursorVisible();
}

void TokenText::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        markRanges();
    if (event->type() == QEvent::FontChange)
        fitLines();
}

} // namespace glowworm
