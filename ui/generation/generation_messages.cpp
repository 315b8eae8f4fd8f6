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
#include "ui/widgets/model_words.h"
#include "ui/widgets/switchboard.h"
#include "ui/widgets/words.h"

namespace glowworm {

/// Over the foot of the large board, which is its legend: below it are things to click.
void GenerationPanel::placeMessage() { m_message->lieOver({&m_stage->board(m_stage->large())}); }

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
    showNext();
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
    const WeightFormat format = m_library.weightFormat();
    const bool hasSettings = m_asked.sample != m_controls->sample();
    if (m_asked.format != format)
        return (hasSettings ? tr("The text being written goes on as it began; %1 weights and the "
                                 "new settings hold from the next one on (Generate, Ctrl+Return).")
                            : tr("The text being written goes on as it began; %1 weights hold "
                                 "from the next one on (Generate, Ctrl+Return)."))
            .arg(words(nameOf(format)));
    return hasSettings ? tr("The text being written goes on as it began; the new settings hold "
                            "from the next one on (Generate, Ctrl+Return).")
                       : QString();
}

void GenerationPanel::showNext()
{
    QStringList names;
    for (const Twin twin : kTwins) {
        const LoadedModel *next = model(twin), *own = m_generation.writer(twin);
        if (next && m_controls->shows(twin) && tokenCount() > 0 && own && own->state != next->state)
            names << sourceWords(*next);
    }
    m_controls->showNext(names.join(QStringLiteral(", ")));
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
