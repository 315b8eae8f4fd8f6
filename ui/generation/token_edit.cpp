// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generation/token_edit.h"

#include "ui/generation/prompt_edit.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/focus_keys.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <string>
#include <utility>

namespace glowworm {

namespace {

constexpr int kWidth = 300; // pixels at the usual size of text
constexpr int kAway = 6;    // pixels, from the character

} // namespace

TokenEdit::TokenEdit(QWidget* parent)
    : QFrame(parent, Qt::Popup)
{
    makeCard(this);
    m_heading = newHeading({}, this);
    m_heading->setTextFormat(Qt::PlainText);
    m_text = new PromptEdit(this);
    m_text->setObjectName(QStringLiteral("typedText"));
    m_text->setAccessibleName(tr("Text in its place"));
    m_text->setPlaceholderText(tr("nothing: the models go on from before it"));
    m_words = newNote({}, this);
    keepLines(m_words, 2);
    auto* go = newButton(tr("&Go on from here"), "goOn", this,
        tr("The models read the text up to here again, and write on from it with the same noise"));
    makePrimary(go);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 12, 10);
    column->addWidget(m_heading);
    column->addWidget(m_text);
    column->addWidget(m_words);
    column->addWidget(go, 0, Qt::AlignRight);
    atEachTextSize(m_text, [this] { m_text->setFixedHeight(m_text->sizeHint().height()); });

    connect(go, &QPushButton::clicked, this, &TokenEdit::take);
    connect(m_text, &PromptEdit::edited, this, &TokenEdit::showUnknown);
    auto* keys = new FocusKeys(m_text, tr("Where another text is typed"));
    keys->add({Qt::Key_Return, Qt::Key_Enter}, tr("go on from there; with Shift, a new line"),
        [this] { take(); });
}

void TokenEdit::openAt(
    const QString& heading, char32_t character, std::vector<char32_t> alphabet, const QRect& place)
{
    m_heading->setText(heading);
    m_text->setAlphabet(std::move(alphabet));
    m_text->setPrompt(QString::fromUcs4(&character, 1));
    m_text->selectAll();
    showUnknown();
    resize(std::max(textScaled(kWidth), minimumSizeHint().width()), sizeHint().height());
    const QWidget& window = *parentWidget()->window();
    const QRect room(window.mapToGlobal(QPoint()), window.size());
    const int below = place.bottom() + kAway, above = place.top() - kAway - height();
    move(std::clamp(place.left(), room.left(), std::max(room.left(), room.right() - width())),
        below + height() <= room.bottom() ? below : std::max(room.top(), above));
    show();
    m_text->setFocus();
}

void TokenEdit::showUnknown()
{
    const QString unknown = m_text->unknownSentence({});
    m_words->setText(unknown.isEmpty()
            ? tr("Enter: the models go on from here. Shift+Enter: a new line. Esc: as it was.")
            : unknown);
}

/// Without what was said to be skipped.
void TokenEdit::take()
{
    close();
    const std::vector<char32_t> unknown = m_text->unknown();
    std::u32string text = m_text->prompt().toStdU32String();
    std::erase_if(text, [&unknown](char32_t character) {
        return std::ranges::find(unknown, character) != unknown.end();
    });
    Q_EMIT typed(QString::fromStdU32String(text));
}

} // namespace glowworm
