// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generation/prompt_edit.h"

#include "ui/widgets/theme.h"
#include "ui/widgets/undo_keys.h"
#include "ui/widgets/words.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QSyntaxHighlighter>
#include <QTextBlock>
#include <QTextLayout>
#include <QUndoStack>

#include <algorithm>
#include <array>

namespace glowworm {

namespace {

constexpr std::size_t kMostNamed = 8; // characters in a sentence
constexpr int kAroundPrompt = 14;     // pixels above and below the lines, of the style's frame
constexpr int kCaptionTop = 2, kCaptionRight = 4; // pixels

} // namespace

class PromptEdit::Marker : public QSyntaxHighlighter {
public:
    explicit Marker(PromptEdit* edit)
        : QSyntaxHighlighter(edit->document())
        , m_edit(edit)
    {
    }

protected:
    void highlightBlock(const QString& text) override
    {
        QTextCharFormat struck;
        struck.setFontStrikeOut(true);
        struck.setForeground(Theme::of(m_edit->palette()).error);
        int at = 0;
        for (const char32_t character : text.toStdU32String()) {
            const int length = QChar::requiresSurrogates(character) ? 2 : 1;
            if (!m_edit->knows(character))
                setFormat(at, length, struck);
            at += length;
        }
    }

private:
    PromptEdit* m_edit;
};

PromptEdit::PromptEdit(QWidget* parent)
    : QPlainTextEdit(parent)
    , m_marker(new Marker(this))
{
    setTabChangesFocus(true);
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (QString text = prompt(); text != m_text) {
            m_text = std::move(text);
            Q_EMIT edited();
        }
    });
    setPlaceholderText(tr("What the text begins with"));
    setAccessibleName(tr("Prompt"));
    setAccessibleDescription(tr("The text that the models continue. Characters they do not know "
                                "are struck through and skipped."));
    setWhatsThis(accessibleDescription());
}

bool PromptEdit::knows(char32_t character) const
{
    return m_alphabet.empty()
        || std::binary_search(m_alphabet.begin(), m_alphabet.end(), character);
}

void PromptEdit::setAlphabet(std::vector<char32_t> alphabet)
{
    if (alphabet == m_alphabet)
        return;
    m_alphabet = std::move(alphabet);
    m_marker->rehighlight();
}

void PromptEdit::setPrompt(const QString& text)
{
    setPlainText(text.right(kMostCharacters));
    moveCursor(QTextCursor::End);
}

void PromptEdit::changePrompt(const QString& text)
{
    const QString before = prompt(), after = text.right(kMostCharacters);
    if (after == before)
        return;
    const auto most = std::min(before.size(), after.size());
    const auto from = std::ranges::mismatch(before, after).in1 - before.begin();
    qsizetype behind = 0; // that is the same at the end
    while (behind < most - from
        && before[before.size() - 1 - behind] == after[after.size() - 1 - behind])
        ++behind;
    QTextCursor cursor(document());
    cursor.setPosition(static_cast<int>(from));
    cursor.setPosition(static_cast<int>(before.size() - behind), QTextCursor::KeepAnchor);
    cursor.insertText(after.sliced(from, after.size() - behind - from));
    setTextCursor(cursor);
}

void PromptEdit::setEdits(const QUndoStack& edits)
{
    m_edits = &edits;
    setUndoRedoEnabled(false);
    leaveUndoToPanel(this);
}

/// Where undo is the panel's, it is in the menu too.
void PromptEdit::contextMenuEvent(QContextMenuEvent* event)
{
    if (!m_edits) {
        QPlainTextEdit::contextMenuEvent(event);
        return;
    }
    QMenu* menu = createStandardContextMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto lead = [menu](const char* name, bool can, auto act) {
        if (auto* action = menu->findChild<QAction*>(QLatin1String(name))) {
            disconnect(action, &QAction::triggered, nullptr, nullptr);
            action->setEnabled(can);
            connect(action, &QAction::triggered, menu, act);
        }
    };
    lead("edit-undo", m_edits->canUndo(), [this] { Q_EMIT undoAsked(); });
    lead("edit-redo", m_edits->canRedo(), [this] { Q_EMIT redoAsked(); });
    menu->popup(event->globalPos());
}

void PromptEdit::focusOutEvent(QFocusEvent* event)
{
    QPlainTextEdit::focusOutEvent(event);
    Q_EMIT left();
}

void PromptEdit::setCaption(const QString& caption)
{
    m_caption = caption;
    viewport()->update();
}

/// Only the end of a prompt counts, so what does not fit goes at the front.
void PromptEdit::insertFromMimeData(const QMimeData* source)
{
    if (!source->hasText())
        return;
    const QString text = source->text();
    textCursor().insertText(text.right(kMostCharacters));
    QTextCursor front(document());
    front.setPosition(
        std::max(0, document()->characterCount() - 1 - kMostCharacters), QTextCursor::KeepAnchor);
    if (!front.hasSelection() && text.size() <= kMostCharacters)
        return;
    front.removeSelectedText();
    ensureCursorVisible();
    Q_EMIT shortened(text.size());
}

std::vector<char32_t> PromptEdit::unknown(const std::vector<char32_t>& more) const
{
    std::vector<char32_t> found;
    const auto add = [&found](char32_t character) {
        if (std::ranges::find(found, character) == found.end())
            found.push_back(character);
    };
    for (const char32_t character : prompt().toStdU32String())
        if (!knows(character))
            add(character);
    std::ranges::for_each(more, add);
    return found;
}

std::optional<char32_t> PromptEdit::substitute(char32_t character) const
{
    static constexpr std::array<std::pair<char32_t, char32_t>, 16> kLookalikes{
        {{0x2018, '\''}, {0x2019, '\''}, {0x201C, '"'}, {0x201D, '"'}, {0x201C, '\''},
            {0x201D, '\''}, {'"', '\''}, {0x2013, '-'}, {0x2014, '-'}, {0x2212, '-'}, {0x00A0, ' '},
            {'\t', ' '}, {0x2026, '.'}, {0x00DF, 's'}, {0x00E6, 'a'}, {0x00F8, 'o'}}};
    for (const auto& [from, to] : kLookalikes)
        if (from == character && knows(to))
            return to;
    const QString parts
        = QString::fromUcs4(&character, 1)
              .normalized(QString::NormalizationForm_KD); // e with accent: e, accent
    const char32_t base = parts.toStdU32String().front();
    return base != character && knows(base) ? std::optional(base) : std::nullopt;
}

QString PromptEdit::unknownSentence(const std::vector<char32_t>& more) const
{
    const std::vector<char32_t> characters = unknown(more);
    if (characters.empty())
        return {};
    QStringList names;
    for (const char32_t character : characters) {
        if (names.size() == static_cast<qsizetype>(kMostNamed)) {
            names << QString(QChar(0x2026));
            break;
        }
        const auto instead = substitute(character);
        names << (instead ? tr("%1 (try %2)")
                                .arg(characterName(character),
                                    *instead == U' ' ? tr("a space") : characterName(*instead))
                          : characterName(character));
    }
    return tr("Not in the models' alphabet, so skipped: %1").arg(names.join(QStringLiteral("  ")));
}

void PromptEdit::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_marker)
        m_marker->rehighlight();
}

void PromptEdit::paintEvent(QPaintEvent* event)
{
    QPlainTextEdit::paintEvent(event);
    const QColor ink = Theme::of(palette()).mutedText;
    QPainter painter(viewport());
    painter.setFont(smallFont(this));
    const QFontMetrics metrics = painter.fontMetrics();
    const QRectF first = blockBoundingGeometry(firstVisibleBlock()).translated(contentOffset());
    const QTextLine line = firstVisibleBlock().layout()->lineAt(0);
    const QRect place = viewport()->rect().adjusted(0, kCaptionTop, -kCaptionRight, 0);
    if (!line.isValid()
        || first.left() + line.naturalTextWidth() + kGap
            > place.right() - metrics.horizontalAdvance(m_caption))
        return;
    painter.setPen(ink);
    painter.drawText(place, Qt::AlignRight | Qt::AlignTop, m_caption);
}

QSize PromptEdit::sizeHint() const
{
    return {320,
        2 * fontMetrics().lineSpacing() + 2 * static_cast<int>(document()->documentMargin())
            + 2 * frameWidth() + kAroundPrompt};
}

QSize PromptEdit::minimumSizeHint() const { return {120, sizeHint().height()}; }

} // namespace glowworm
