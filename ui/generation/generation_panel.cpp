// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generation/generation_panel.h"

#include "ui/generation/generation_stage.h"
#include "ui/generation/next_characters.h"
#include "ui/generation/timeline.h"
#include "ui/generation/transcript.h"
#include "ui/generation/voter_curves.h"
#include "ui/generation/voter_list.h"
#include "ui/generation/writing_controls.h"
#include "ui/inspector/inspector.h"
#include "ui/session/generation.h"
#include "ui/session/inspection.h"
#include "ui/session/library.h"
#include "ui/session/save_text.h"
#include "ui/session/workbench.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/model_words.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/switchboard.h"
#include "ui/widgets/value_label.h"

#include <QUndoStack>

#include <algorithm>
#include <array>
#include <initializer_list>

namespace glowworm {

namespace {

constexpr int kWaitForTwin = 300; // milliseconds

} // namespace

GenerationPanel::GenerationPanel(Workbench& workbench, QWidget* parent)
    : Panel(parent)
    , m_generation(workbench.generation())
    , m_library(workbench.library())
    , m_inspection(workbench.inspection())
    , m_edits(m_inspection.edits(Task::Text))
{
    build(workbench);
    setFirstFocus(&m_stage->board(Twin::Sparse)); // Space, comma and full stop work at once
    m_firstRun.setSingleShot(true);
    m_firstRun.setInterval(kWaitForTwin);
    connectWorkbench(workbench);
    connectControls();
    connectInspector();
    for (const Twin twin : kTwins)
        m_stage->board(twin).setOrigin([this, twin] { return originOf(m_generation, twin); });
    addKeys();
    m_choices = onScreen();
    takeModels();
    showShown();
    showBusy();
}

void GenerationPanel::connectWorkbench(const Workbench& workbench)
{
    connect(&m_library, &Library::modelsChanged, this, [this](Task task) {
        if (task == Task::Text)
            takeModels();
    });
    const auto showComing = [this] {
        for (const Twin twin : kTwins)
            m_stage->setComing(twin, m_library.isComing(Task::Text, twin));
    };
    connect(&m_library, &Library::comingChanged, this, showComing);
    showComing();
    connect(&m_generation, &Generation::started, this, &GenerationPanel::begin);
    for (Transcript* text : {m_sparse, m_dense}) // first: the panel then looks at what they have
        connect(&m_generation, &Generation::updated, text, &Transcript::append);
    connect(&m_generation, &Generation::updated, this, &GenerationPanel::showUpdate);
    connect(&m_generation, &Generation::ended, this, &GenerationPanel::end);
    connect(&workbench, &Workbench::busyChanged, this, &GenerationPanel::showBusy);
    connect(&m_edits, &QUndoStack::indexChanged, this, [this] {
        if (!m_typed.isEmpty()) // whether it can be taken back has changed
            showMessage();
    });
}

void GenerationPanel::connectInspector()
{
    for (const Twin twin : kTwins) {
        connect(transcript(twin), &Transcript::tokenPicked, this, [this, twin](int token) {
            pick(token);
            m_inspector->keepToken(twin);
        });
        connect(transcript(twin), &Transcript::editAsked, this,
            [this, twin](int token) { askForText(twin, token); });
        connect(transcript(twin), &Transcript::compareAsked, this, [this, twin](int token) {
            pick(token);
            m_inspector->compareFrom(twin);
        });
        connect(transcript(twin), &Transcript::bookmarkAsked, this, [this](int token) {
            pick(token);
            m_timeline->addBookmark();
        });
    }
    connect(m_inspector, &Inspector::tokenAsked, this, &GenerationPanel::pick);
    connect(&m_next->voters().rows(), &VoterRows::neuronAsked, this, [this](NeuronAddress neuron) {
        holdLit(m_stage->large(), neuron);
        m_inspector->keep(m_stage->large(), neuron);
    });
    connect(&m_next->voters().rows(), &VoterRows::neuronHovered, this,
        [this](std::optional<NeuronAddress> neuron) {
            m_curves->mark(neuron);
            for (const Twin twin : kTwins)
                m_stage->board(twin).setPicked(
                    neuron && twin == m_stage->large() ? neuron : m_inspector->kept(twin));
        });
    connect(m_inspector, &Inspector::keptChanged, this,
        [this] { m_curves->keep(m_inspector->kept(m_stage->large())); });
    connect(m_inspector, &Inspector::comparing, this, &GenerationPanel::showCompared);
    connect(m_inspector, &Inspector::contextAsked, this, [this](const NeuronContext& context) {
        const std::u32string read = context.before + context.character;
        endTyping();
        m_controls->setPrompt(QString::fromUcs4(read.data(), static_cast<qsizetype>(read.size())));
        runMain();
    });
}

// ----------------------------------------------------------------------------------------------------------------
// models and runs

const LoadedModel* GenerationPanel::model(Twin twin) const
{
    return m_library.model(Task::Text, twin);
}

const LoadedModel* GenerationPanel::writer(Twin twin) const
{
    const LoadedModel* writes
        = m_generation.running() || showsTape() ? m_generation.writer(twin) : nullptr;
    return writes ? writes : model(twin);
}

Provenance GenerationPanel::provenance() const
{
    return m_generation.readsAgain() ? Provenance::Recomputed
        : showsTape()                ? Provenance::Recorded
                                     : Provenance::Measured;
}

void GenerationPanel::useModel(Twin twin)
{
    const LoadedModel *own = writer(twin), *sparse = writer(Twin::Sparse),
                      *dense = writer(Twin::Dense);
    const bool isTwin = areTwins(
        sparse ? &sparse->state->config : nullptr, dense ? &dense->state->config : nullptr);
    m_next->setTwins(isTwin);
    transcript(twin)->setModel(
        own, isTwin, showsTape() ? Provenance::Recorded : Provenance::Measured);
    m_stage->setModel(twin, own, writer(otherOf(twin)), provenance());
    m_next->setAlphabet(twin, own ? own->language->vocabulary : std::vector<char32_t>{});
    for (QWidget* view :
        std::initializer_list<QWidget*>{transcript(twin), m_stage, m_next, m_timeline})
        setNumbersFrom(view, provenance());
}

void GenerationPanel::takeModels()
{
    if (takeSurgery())
        return;
    const LoadedModel *sparse = model(Twin::Sparse), *dense = model(Twin::Dense);
    m_controls->setModels(sparse, dense);
    m_controls->setFormat(m_library.weightFormat()); // it may be a session's
    m_choices.format = m_library.weightFormat();
    showMessage();
    showBusy();
    // A text that stands there keeps the model that wrote it; the new one takes over at the next
    // start.
    for (const Twin twin : kTwins)
        if (transcript(twin)->tokenCount() == 0)
            useModel(twin);
    // Models come one after another, and a slow disk lets seconds pass between them: whoever comes
    // late joins from the same start.
    if (m_generation.running()) {
        if (lacksAShownTwin())
            writeAgain();
    } else if (!m_touched && lacksAShownTwin()) {
        m_firstRun.setInterval(sparse && dense ? 0 : kWaitForTwin);
        m_firstRun.start();
    }
}

bool GenerationPanel::lacksAShownTwin() const
{
    return !showsTape() && std::ranges::any_of(kTwins, [this](Twin twin) { // that nobody joins
        return m_controls->shows(twin) && model(twin) && !m_asked.writes[slotOf(twin)];
    });
}

Switchboard* GenerationPanel::board() const { return &m_stage->board(m_stage->large()); }

void GenerationPanel::runMain()
{
    endTyping();
    if (generate()) // what was refused is no text: the first one still begins by itself
        m_touched = true;
}

bool GenerationPanel::generate()
{
    Asked asked;
    asked.text = ++m_texts;
    asked.sample = m_controls->sample();
    asked.prompt = m_controls->prompt();
    const bool begins = goTo({std::move(asked), {}, {}, {}});
    if (begins)
        m_standing.clear(); // of the text before
    return begins;
}

void GenerationPanel::writeAgain()
{
    write({{m_asked.edited, m_asked.edited}, m_generation.tape().bookmarks}, false);
}

/// A refusal leaves the text that stands there as it is known.
bool GenerationPanel::write(const TextBeginning& from, bool alsoHidden)
{
    const Asked before = m_asked;
    for (const Twin twin : kTwins) {
        const bool wanted = m_controls->shows(twin) || (alsoHidden && m_asked.writes[slotOf(twin)]);
        m_asked.writes[slotOf(twin)] = wanted && model(twin);
        if (!m_asked.writes[slotOf(twin)])
            continue;
        m_asked.format = model(twin)->language->format;
        m_asked.models[slotOf(twin)] = model(twin)->state;
        m_asked.surgery[slotOf(twin)] = model(twin)->surgery;
    }
    const bool begins
        = m_generation.start(m_asked.sample, m_asked.prompt, m_asked.writes[slotOf(Twin::Sparse)],
            m_asked.writes[slotOf(Twin::Dense)], m_controls->pace(), from);
    if (!begins)
        m_asked = before;
    return begins;
}

void GenerationPanel::stopMain()
{
    m_touched = true;
    if (!m_generation.running() && !m_replay.isActive())
        m_inspector->letGo();
    m_firstRun.stop();
    m_replay.stop();
    m_generation.stop();
    showPlaying();
}

void GenerationPanel::begin(bool isAnother)
{
    m_firstRun.stop(); // whoever had it begin: nothing needs to begin by itself
    if (isAnother)
        m_view.reset();
    else if (!m_view)
        m_view = viewNow();
    for (const Twin twin : kTwins) // first: what stood there is not shown once more
        useModel(twin);
    if (showsTape() || !isAnother) { // nothing joins it or writes in its place unless asked to
        m_touched = true;
        takeTape(isAnother);
        showShown();
    }
    m_next->setSampling(m_generation.tape().sample);
    m_compared = 0;
    m_picked = -1;
    m_follow = !m_view || m_view->follows;
    m_replay.stop();
    m_knowsOrigin = false;
    m_notice.clear();
    m_typed.clear();
    m_skipped.clear();
    showMessage();
    m_timeline->begin(m_generation.tape().bookmarks, provenance());
    m_inspector->showToken(-1);
    showVoters(); // none, until the first token
    showPlaying();
}

void GenerationPanel::showUpdate(const GenerationUpdate& update)
{
    m_skipped.insert(m_skipped.end(), update.unknown.begin(), update.unknown.end());
    if (update.promptCut)
        m_notice = tr("The prompt is longer than the context: only its end was read.");
    if (!update.unknown.empty() || update.promptCut)
        showMessage();
    findFirstDifference();
    if (!isVisible())
        return; // shown when the panel is
    showSurprise();
    goBack();
    if (m_follow)
        showToken(tokenCount() - 1);
    else {
        m_timeline->setPosition(m_picked, tokenCount());
        m_inspector->showToken(m_picked); // what follows it belongs to a neuron's curve
    }
}

void GenerationPanel::end(const QString& failure)
{
    for (Transcript* text : {m_sparse, m_dense})
        text->showSpeed();
    m_timeline->expect(0);
    showNext();
    findFirstDifference(); // and that there was none
    if (m_tellsPending)
        showMessage();
    if (!failure.isEmpty())
        m_message->showMessage(MessageBar::Tone::Error, failure);
    else if (!showsTape())
        say(this, writtenWords());
    goBack();
    showPlaying();
}

void GenerationPanel::showBusy()
{
    m_controls->showBusy(m_generation.refusal(), m_generation.running());
    m_timeline->setEditRefusal(m_generation.refusal());
    if (m_refusal != m_generation.refusal()) {
        m_refusal = m_generation.refusal();
        showMessage();
    }
    showPlaying();
}

void GenerationPanel::showShown()
{
    for (const Twin twin : kTwins) {
        transcript(twin)->setVisible(m_controls->shows(twin));
        m_next->setShown(twin, m_controls->shows(twin));
    }
    m_stage->setShown(m_controls->shows(Twin::Sparse), m_controls->shows(Twin::Dense));
    showLarge();
    if (isVisible())
        showToken(m_follow ? tokenCount() - 1 : std::min(m_picked, tokenCount() - 1));
}

} // namespace glowworm
