// SPDX-License-Identifier: GPL-3.0-or-later
// What the Generation panel says in words: of the text on screen, of what holds from the next one
// on, and the command that repeats it.
#include "ui/generation/generation_panel.h"

#include "ui/generation/generation_stage.h"
#include "ui/generation/writing_controls.h"
#include "ui/session/copied_lines.h"
#include "ui/session/inspection.h"
#include "ui/session/library.h"
#include "ui/session/save_text.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/switchboard.h"
#include "ui/widgets/words.h"

namespace glowworm {

/// Over the lowest cells of the large board: below it are things to click, and what it says stays.
void GenerationPanel::placeMessage()
{
    Switchboard& board = m_stage->board(m_stage->large());
    m_message->lieOver({&board}, [&board] { return board.footHeight(); });
}

/// What was told of this text need not be told again.
void GenerationPanel::forgetMessage()
{
    m_notice.clear();
    m_typed.clear();
    m_skipped.clear();
    m_knowsOrigin = true;
}

void GenerationPanel::showMessage()
{
    QStringList sentences{m_controls->unknownSentence(m_skipped), m_notice};
    if (m_library.hasModel(Task::Text)) // without one the boards say it
        sentences.prepend(m_refusal);
    sentences.removeAll(QString());
    const MessageBar::Tone tone
        = sentences.isEmpty() ? MessageBar::Tone::Notice : MessageBar::Tone::Warning;
    const QString pending = pendingSentence();
    m_tellsPending = !pending.isEmpty();
    sentences << (m_knowsOrigin ? QString() : m_generation.origin()) << m_typed << pending;
    sentences.removeAll(QString());
    MessageBar::Action undo;
    if (mayTakeBack())
        undo = {tr("Undo (Ctrl+Z)"), tr("Take back what was typed"),
            [this] { m_inspection.undo(Task::Text); }};
    if (sentences.isEmpty())
        m_message->clear();
    else
        m_message->showMessage(tone, sentences.join(QLatin1Char(' ')), {}, undo);
}

std::vector<ExportItem> GenerationPanel::exports()
{
    std::vector<ExportItem> items;
    if (!m_generation.tape().empty())
        items.push_back(exportedText(m_generation));
    if (Switchboard* large = board(); large && !large->firing().layers.empty())
        items.push_back(large->exported());
    return items;
}

QString GenerationPanel::pendingSentence() const
{
    if (!m_generation.running() || showsTape())
        return {};
    QStringList changed;
    if (m_asked.format != m_library.weightFormat())
        changed << tr("%1 weights").arg(words(nameOf(m_library.weightFormat())));
    if (m_asked.sample != m_controls->sample())
        changed << tr("the new settings");
    return changed.isEmpty() ? QString()
                             : tr("The text being written goes on as it began; %1 hold from the "
                                  "next one on (Generate, Ctrl+Return).")
                                   .arg(changed.join(tr(" and ")));
}

/// One line for each model that writes.
QString GenerationPanel::commandLine() const
{
    QStringList lines;
    for (const Twin twin : kTwins)
        if (m_controls->shows(twin) && model(twin))
            lines << generateCommand(fileOfModel(m_library, Task::Text, twin), m_controls->prompt(),
                m_controls->sample(), m_library.weightFormat(), m_generation.threads(),
                surgeryOf(m_library, Task::Text, twin));
    return bothCommands(lines);
}

} // namespace glowworm
