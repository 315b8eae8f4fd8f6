// SPDX-License-Identifier: GPL-3.0-or-later
// Another text typed in place of a character, from which the models go on, and the way back.
#include "ui/generation/generation_panel.h"

#include "ui/generation/token_edit.h"
#include "ui/generation/token_text.h"
#include "ui/generation/transcript.h"
#include "ui/generation/writing_controls.h"
#include "ui/session/edits.h"
#include "ui/session/inspection.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QPointer>
#include <QUndoCommand>
#include <QUndoStack>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace glowworm {

namespace {

/// As it is read in a sentence.
QString quoted(const QString& text)
{
    constexpr std::size_t kMost = 12; // characters
    const std::u32string characters = text.toStdU32String();
    QString shown;
    for (const char32_t character : std::u32string_view(characters).substr(0, kMost))
        shown += visibleCharacter(character);
    return QStringLiteral("\u201c%1%2\u201d")
        .arg(shown, characters.size() > kMost ? QString(QChar(0x2026)) : QString());
}

} // namespace

/// A text before and after; of one that was replaced by another it is obsolete, and the stack drops
/// it. What stood there before comes back as it was, and what was not written yet is written then.
class GenerationPanel::TextEdit : public QUndoCommand, public LoudEdit {
public:
    TextEdit(GenerationPanel& panel, Version before, Version after, const QString& words)
        : QUndoCommand(words)
        , m_panel(&panel)
        , m_before(std::move(before))
        , m_after(std::move(after))
    {
    }
    void undo() override { apply(m_before); }
    /// Not the first time: it was done before it was pushed, as it may be refused.
    void redo() override
    {
        if (std::exchange(m_done, true))
            apply(m_after);
    }

private:
    void apply(const Version& version)
    {
        if (!m_panel || m_panel->m_asked.text != version.asked.text || !isOpen(version))
            setObsolete(true);
        else
            m_panel->goTo(version);
    }

    /// Other models would say other things of it.
    bool isOpen(const Version& version) const
    {
        return version.tape || std::ranges::all_of(kTwins, [&](Twin twin) {
            const auto i = slotOf(twin);
            const LoadedModel* open = m_panel->model(twin);
            return !version.asked.writes[i] || (open && open->state == version.asked.models[i]);
        });
    }

    const QPointer<GenerationPanel> m_panel;
    const Version m_before, m_after;
    bool m_done = false;
};

bool GenerationPanel::goTo(const Version& version)
{
    const Asked asked = std::exchange(m_asked, version.asked);
    auto unedited = std::exchange(m_unedited, {});
    if (!(version.tape ? m_generation.show(*version.tape, false) : write(version.from, true))) {
        m_asked = asked;
        m_unedited = std::move(unedited);
        return false;
    }
    m_typed = version.words;
    showMessage();
    return true;
}

void GenerationPanel::edit(Twin twin, int token, const QString& typed)
{
    const TapeTrack* track = m_generation.tape().track(twin);
    if (!track || token < 0 || token >= track->size() || token >= transcript(twin)->tokenCount())
        return;
    m_touched = true;
    const QString was = quoted(QString::fromUcs4(
                      &transcript(twin)->tokens()[static_cast<std::size_t>(token)].character, 1)),
                  place = countText(token),
                  words = typed.isEmpty()
        ? tr("The models go on from before %1, character %2.").arg(was, place)
        : tr("The models go on from %1, typed in place of %2 at character %3.")
              .arg(quoted(typed), was, place);
    const Version before{m_asked, m_generation.asItStands(),
        showsTape() ? std::optional(m_generation.tape()) : std::nullopt, m_typed};
    Version after{m_asked, {}, {}, words};
    WrittenText text = track->edited(token, typed.toStdU32String());
    text.more = after.asked.sample.tokens;
    after.from = {{text, text}, before.from.bookmarks};
    std::erase_if(after.from.bookmarks, [&text](const TapeBookmark& bookmark) {
        return bookmark.token >= static_cast<std::int64_t>(text.characters.size());
    });
    after.asked.edited = std::move(text);
    after.asked.version = ++m_versions;
    if (goTo(after))
        push(new TextEdit(*this, before, std::move(after),
            typed.isEmpty() ? tr("going on from character %1").arg(place)
                            : tr("typing %1 at character %2").arg(quoted(typed), place)));
}

bool GenerationPanel::mayTakeBack() const
{
    return !m_typed.isEmpty() && m_inspection.undoRefusal(Task::Text).isEmpty()
        && dynamic_cast<const TextEdit*>(m_edits.command(m_edits.index() - 1));
}

void GenerationPanel::askForText(Twin twin, int token)
{
    if (token < 0 || token >= transcript(twin)->tokenCount() || !m_generation.refusal().isEmpty())
        return;
    pick(token);
    if (!m_typing)
        m_typing = new TokenEdit(this);
    disconnect(m_typing, &TokenEdit::typed, this, nullptr);
    connect(m_typing, &TokenEdit::typed, this,
        [this, twin, token](const QString& typed) { edit(twin, token, typed); });
    const char32_t character
        = transcript(twin)->tokens()[static_cast<std::size_t>(token)].character;
    const TokenText& text = transcript(twin)->text();
    const QRect place = text.tokenRect(token);
    m_typing->openAt(tr("In place of %1, character %2")
                         .arg(quoted(QString::fromUcs4(&character, 1)), countText(token)),
        character, m_controls->alphabet(),
        QRect(text.viewport()->mapToGlobal(place.topLeft()), place.size()));
}

} // namespace glowworm
