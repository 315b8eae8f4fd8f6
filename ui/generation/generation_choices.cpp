// SPDX-License-Identifier: GPL-3.0-or-later
// What a person sets on the Generation panel: shown wherever it stands, and taken back. What is
// picked is no such thing, as a cursor is none.
#include "ui/generation/generation_panel.h"

#include "ui/generation/generation_stage.h"
#include "ui/generation/prompt_edit.h"
#include "ui/generation/timeline.h"
#include "ui/generation/voter_curves.h"
#include "ui/generation/writing_controls.h"
#include "ui/inspector/inspector.h"
#include "ui/session/edits.h"
#include "ui/session/inspection.h"
#include "ui/session/library.h"
#include "ui/widgets/board_marks.h"
#include "ui/widgets/field_words.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QPointer>
#include <QScopedValueRollback>
#include <QUndoStack>

#include <algorithm>
#include <type_traits>
#include <utility>

namespace glowworm {

namespace {

// Of edits that become one.
enum ChoiceField { kPrompt, kPace, kFormat, kThreads, kShade, kSample };
constexpr int kFields = 64; // more than there are

/// The format of the weights, which are packed again.
class FormatEdit : public ValueEdit<WeightFormat>, public LoudEdit {
    using ValueEdit::ValueEdit;
};

} // namespace

/// Of one text; once another one stands there it is obsolete, and the stack drops it.
class GenerationPanel::BookmarkEdit : public QUndoCommand {
public:
    using Bookmarks = std::vector<TapeBookmark>;

    BookmarkEdit(GenerationPanel& panel, Bookmarks before, Bookmarks after, const QString& words)
        : QUndoCommand(words)
        , m_panel(&panel)
        , m_text(panel.m_asked.text)
        , m_before(std::move(before))
        , m_after(std::move(after))
    {
    }
    void undo() override { apply(m_before); }
    void redo() override { apply(m_after); }

private:
    void apply(const Bookmarks& bookmarks)
    {
        if (!m_panel || m_panel->m_asked.text != m_text) {
            setObsolete(true);
            return;
        }
        m_panel->m_generation.setBookmarks(bookmarks);
        if (m_panel->m_timeline->bookmarks() != bookmarks)
            m_panel->m_timeline->setBookmarks(bookmarks);
    }

    const QPointer<GenerationPanel> m_panel;
    const int m_text;
    const Bookmarks m_before, m_after;
};

void GenerationPanel::connectControls()
{
    using Controls = WritingControls;
    m_controls->setEdits(m_edits);
    const auto undo = [this] { m_inspection.undo(Task::Text); };
    const auto redo = [this] { m_inspection.redo(Task::Text); };
    connect(m_controls, &Controls::undoAsked, this, undo);
    connect(m_controls, &Controls::redoAsked, this, redo);
    connect(m_timeline, &Timeline::undoAsked, this, undo);
    connect(m_timeline, &Timeline::redoAsked, this, redo);
    connect(m_controls, &Controls::startAsked, this, &GenerationPanel::runMain);
    connect(m_controls, &Controls::stopAsked, this, &GenerationPanel::stopMain);
    connect(m_controls, &Controls::promptEdited, this,
        [this] { take(&Choices::prompt, tr("typing in the prompt"), kPrompt); });
    connect(m_controls, &Controls::promptLeft, this, &GenerationPanel::endTyping);
    connect(m_controls, &Controls::promptShortened, this, [this](qint64 characters) {
        m_notice = tr("What was pasted has %1 characters; the last %2 are kept, and a model reads "
                      "as many of them as its context holds.")
                       .arg(countText(characters), countText(PromptEdit::kMostCharacters));
        showMessage();
    });
    connect(m_controls, &Controls::sampleEdited, this, &GenerationPanel::takeSample);
    connect(m_controls, &Controls::shownChanged, this,
        [this] { take(&Choices::writes, tr("who writes"), -1); });
    connect(m_controls, &Controls::formatChosen, this,
        [this] { take(&Choices::format, tr("number format"), kFormat); });
    connect(m_controls, &Controls::threadsChosen, this,
        [this] { take(&Choices::threads, tr("threads"), kThreads); });
    connect(m_controls, &Controls::paceChanged, this,
        [this] { take(&Choices::pace, tr("pace of the show"), kPace); });
    connect(m_stage, &GenerationStage::swapped, this,
        [this] { take(&Choices::large, tr("swap of the boards"), -1); });
    connect(m_stage, &GenerationStage::shaded, this,
        [this] { take(&Choices::shade, tr("what lights show"), kShade); });
    connect(m_message, &MessageBar::read, this, &GenerationPanel::forgetMessage);
    connect(m_timeline, &Timeline::tokenAsked, this, &GenerationPanel::pick);
    connect(m_inspector, &Inspector::editAsked, this,
        [this](Twin twin) { askForText(twin, m_picked); });
    connect(m_timeline, &Timeline::editAsked, this,
        [this](int token) { askForText(m_stage->large(), token); });
    connect(m_timeline, &Timeline::newestAsked, this, &GenerationPanel::followNewest);
    connect(m_timeline, &Timeline::playToggled, this, &GenerationPanel::togglePlay);
    connect(m_timeline, &Timeline::bookmarksChanged, this, &GenerationPanel::takeBookmarks);
    connect(&m_replay, &QTimer::timeout, this, &GenerationPanel::playOn);
    connect(&m_firstRun, &QTimer::timeout, this, [this] {
        if (!m_touched && !m_generation.running() && m_generation.refusal().isEmpty())
            generate();
    });
}

// ------------------------------------------------------------------------------------------------
// shown

GenerationPanel::Choices GenerationPanel::onScreen() const
{
    return {m_controls->prompt(), m_controls->sample(), m_controls->pace(), m_controls->format(),
        m_controls->threads(), {m_controls->shows(Twin::Sparse), m_controls->shows(Twin::Dense)},
        m_stage->chosen(), m_stage->shade()};
}

/// What stands there already is left alone: a person may be typing it.
void GenerationPanel::showChoices(const Choices& wanted)
{
    {
        const QScopedValueRollback quiet(m_isShowing, true);
        m_controls->setPrompt(wanted.prompt);
        m_controls->setSample(wanted.sample);
        m_controls->setPace(wanted.pace);
        m_controls->setFormat(wanted.format);
        m_controls->setThreads(wanted.threads);
        m_controls->choose(wanted.writes[0], wanted.writes[1]);
        m_stage->choose(wanted.large);
        m_stage->setShade(wanted.shade);
    }
    if (!m_pushes)
        endTyping();
    const Choices before = std::exchange(m_choices, onScreen());
    // How a text is shown is no reason to write none; what it is asked for is.
    m_touched = m_touched
        || (m_pushes
            && !(before.prompt == m_choices.prompt && before.sample == m_choices.sample
                && before.writes == m_choices.writes));
    if (m_choices.prompt != before.prompt) {
        m_notice.clear();
        m_skipped.clear();
    }
    if (m_choices.threads != before.threads) {
        m_generation.setThreads(m_choices.threads);
        m_notice = m_generation.running() && m_generation.threadsNow() < m_choices.threads
            ? tr("One thread writes while training runs; %1 do once it has ended or paused.")
                  .arg(m_choices.threads)
            : QString();
    }
    if (m_choices.format != before.format)
        m_library.setWeightFormat(m_choices.format);
    m_generation.setPace(m_choices.pace);
    m_replay.setInterval(replayInterval());
    if (m_choices.writes != before.writes)
        showShown();
    else if (m_choices.large != before.large)
        showLarge();
    else if (m_choices.shade != before.shade)
        showVoters();
    showMessage();
}

void GenerationPanel::showLarge()
{
    placeMessage();
    m_inspector->setMain(m_stage->large());
    showSurprise();
    showVoters();
    m_curves->keep(m_inspector->kept(m_stage->large()));
    m_timeline->setPosition(m_picked, tokenCount());
}

// ------------------------------------------------------------------------------------------------
// taken back

void GenerationPanel::push(QUndoCommand* edit)
{
    const QScopedValueRollback pushes(m_pushes, true);
    m_edits.push(edit);
}

void GenerationPanel::endTyping() { ++m_series; }

template <class Value>
void GenerationPanel::take(Value Choices::*choice, const QString& words, int field)
{
    const Choices now = onScreen();
    if (m_isShowing || now.*choice == m_choices.*choice)
        return;
    const auto show = [panel = QPointer(this), choice](const Value& value) {
        if (!panel)
            return;
        Choices choices = panel->onScreen();
        choices.*choice = value;
        const bool areOthers = panel->m_choices.writes != choices.writes;
        panel->showChoices(choices);
        if (areOthers)
            panel->takeWriters();
    };
    using Edit
        = std::conditional_t<std::is_same_v<Value, WeightFormat>, FormatEdit, ValueEdit<Value>>;
    push(new Edit(words, m_choices.*choice, now.*choice, show,
        field < 0 ? field : m_series * kFields + field));
}

/// Who joins a text that is being written begins at once, from the same start. What went when
/// somebody left it comes back when that is undone.
void GenerationPanel::takeWriters()
{
    const bool comesBack = !m_pushes && !m_generation.tape().empty() && lacksAShownTwin();
    if (m_generation.running() || comesBack)
        writeAgain();
}

void GenerationPanel::takeSample()
{
    const SampleConfig now = m_controls->sample();
    int index = 0;
    for (const auto& field : sampleFields()) {
        if (field.read(now) != field.read(m_choices.sample)) {
            take(&Choices::sample, inSentence(settingWords(field.label)), kSample + index);
            return;
        }
        ++index;
    }
}

void GenerationPanel::takeBookmarks()
{
    const std::vector<TapeBookmark>&before = m_generation.tape().bookmarks,
          now = m_timeline->bookmarks();
    if (now == before)
        return;
    const auto [was, is] = std::ranges::mismatch(before, now);
    const bool isNew = now.size() > before.size();
    const QString place = countText(isNew ? is->token : was->token);
    push(new BookmarkEdit(*this, before, now,
        isNew                            ? tr("bookmark at character %1").arg(place)
            : now.size() < before.size() ? tr("removing the bookmark at character %1").arg(place)
                                         : tr("note at character %1").arg(place)));
}

} // namespace glowworm
