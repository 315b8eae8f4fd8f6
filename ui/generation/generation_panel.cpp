// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generation/generation_panel.h"

#include "model/base/build_info.h"
#include "ui/generation/playback_controls.h"
#include "ui/generation/prompt_edit.h"
#include "ui/generation/sample_form.h"
#include "ui/generation/writer_view.h"
#include "ui/session/generation.h"
#include "ui/session/library.h"
#include "ui/session/workbench.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/command_line.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/switchboard.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace glowworm {

namespace {

constexpr int kWaitForTwin = 300;                                 // milliseconds
constexpr std::array<double, 7> kPaces{2, 5, 10, 20, 50, 100, 0}; // 0: as fast as possible
constexpr int kUsualPace = 3;
constexpr int kMostThreads = 8; // more wait for each other longer than they compute

constexpr std::array kBoth = {Twin::Sparse, Twin::Dense};

std::size_t at(Twin twin) { return static_cast<std::size_t>(twin); }

} // namespace

GenerationPanel::GenerationPanel(Workbench& workbench, QWidget* parent)
    : Panel(parent)
    , m_generation(workbench.generation())
    , m_library(workbench.library())
{
    m_message = new MessageBar(this);
    m_sparse = new WriterView(Twin::Sparse, this);
    m_dense = new WriterView(Twin::Dense, this);
    m_playback = new PlaybackControls(this);

    auto* writers = new QHBoxLayout;
    writers->setSpacing(kGap + 4);
    writers->addWidget(m_sparse, 1);
    writers->addWidget(m_dense, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(kWideGap, 12, kWideGap, 12);
    column->setSpacing(kGap);
    column->addWidget(buildControls());
    column->addLayout(writers, 1);
    column->addWidget(m_playback);
    m_message->lieOver({m_sparse, m_dense});

    setFirstFocus(m_sparse->findChild<Switchboard*>()); // Space, comma and full stop work at once
    m_firstRun.setSingleShot(true);
    m_firstRun.setInterval(kWaitForTwin);
    connectWorkbench(workbench);
    connectControls();
    addKeys();
    takeModels();
    showShown();
    showBusy();
}

QComboBox* GenerationPanel::addChoice(
    QWidget* bar, const char* object, const QString& name, const QString& help)
{
    auto* choice = new QComboBox(bar);
    choice->setObjectName(QLatin1String(object));
    choice->setToolTip(help);
    choice->setAccessibleName(name);
    choice->setAccessibleDescription(help);
    return choice;
}

QWidget* GenerationPanel::buildControls()
{
    auto* bar = new QWidget(this);
    m_prompt = new PromptEdit(bar);
    m_prompt->setObjectName(QStringLiteral("prompt"));
    m_prompt->setPrompt(QStringLiteral("ROMEO:\n"));
    m_prompt->setFixedHeight(m_prompt->sizeHint().height() + 4);
    auto* label = new QLabel(tr("&Prompt"), bar);
    label->setBuddy(m_prompt);
    m_start
        = newButton(tr("&Generate"), "start", bar, tr("Write on from the prompt (Ctrl+Return)"));
    makePrimary(m_start);
    m_stop = newButton(tr("S&top"), "stop", bar, tr("Stop writing (Esc)"));
    m_sample = new SampleForm(bar);

    auto* first = new QHBoxLayout;
    first->addWidget(label);
    first->addWidget(m_prompt, 1);
    first->addSpacing(kGap);
    first->addWidget(buildShowRow());
    first->addSpacing(kGap);
    first->addWidget(m_start);
    first->addWidget(m_stop);
    m_pace = addChoice(bar, "pace", tr("Pace of the show"),
        tr("How fast the text is shown. The speed under each text is measured and does not depend "
           "on it."));
    for (const double pace : kPaces)
        m_pace->addItem(pace > 0
                ? tr("%1 characters/s").arg(countText(static_cast<std::int64_t>(pace)))
                : tr("as fast as possible"),
            pace);
    m_pace->setCurrentIndex(kUsualPace);
    m_format = addChoice(bar, "format", tr("Number format"),
        tr("How the weights are stored: fp32 as trained, bf16 in half, int8 in a quarter of the "
           "bytes. Fewer bytes are read for each "
           "character. The text that is being written keeps its format; the next one uses the new "
           "one."));
    for (const WeightFormat format : kWeightFormats)
        m_format->addItem(words(nameOf(format)), static_cast<int>(format));
    m_format->setCurrentIndex(m_format->findData(static_cast<int>(m_library.weightFormat())));
    m_threads = addChoice(bar, "threads", tr("Threads"),
        tr("Threads that write one text, from its next character on; one while training runs."));
    for (int threads = 1; threads <= std::min(usableThreads(), kMostThreads); threads *= 2)
        m_threads->addItem(threads == 1 ? tr("1 thread") : tr("%1 threads").arg(threads), threads);
    m_threads->setCurrentIndex(std::max(0, m_threads->findData(m_generation.threads())));
    auto* paceLabel = new QLabel(tr("Sho&w at"), bar);
    paceLabel->setBuddy(m_pace);
    m_reason = newNote({}, bar);
    auto* second = new QHBoxLayout;
    second->addWidget(m_sample);
    second->addWidget(paceLabel);
    second->addWidget(m_pace);
    second->addSpacing(kGap);
    second->addWidget(m_format);
    second->addWidget(m_threads);
    second->addSpacing(kGap);
    second->addWidget(m_reason, 1);
    auto* rows = new QVBoxLayout(bar);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(kGap);
    rows->addLayout(first);
    rows->addLayout(second);
    return bar;
}

QWidget* GenerationPanel::buildShowRow()
{
    auto* group = new QWidget(this);
    auto* row = new QHBoxLayout(group);
    row->setContentsMargins(0, 0, 0, 0);
    m_shown = new QButtonGroup(group);
    const auto add = [&](const QString& name, const char* object, int id, const QString& help) {
        auto* button = new QRadioButton(name, group);
        button->setObjectName(QLatin1String(object));
        button->setToolTip(help);
        button->setAccessibleDescription(help);
        m_shown->addButton(button, id);
        row->addWidget(button);
    };
    add(tr("Sp&arse"), "showSparse", ShowSparse, tr("Only the model with the sparse layer writes"));
    add(tr("&Dense"), "showDense", ShowDense, tr("Only the dense model writes"));
    add(tr("B&oth"), "showBoth", ShowBoth,
        tr("Both write in turn, from the same prompt and with the same noise"));
    m_shown->button(ShowBoth)->setChecked(true);
    return group;
}

void GenerationPanel::connectWorkbench(const Workbench& workbench)
{
    connect(&m_library, &Library::modelsChanged, this, &GenerationPanel::takeModels);
    connect(&m_generation, &Generation::started, this, &GenerationPanel::begin);
    connect(&m_generation, &Generation::updated, this, &GenerationPanel::takeUpdate);
    connect(&m_generation, &Generation::ended, this, &GenerationPanel::end);
    connect(&workbench, &Workbench::busyChanged, this, &GenerationPanel::showBusy);
}

void GenerationPanel::connectControls()
{
    connect(m_start, &QPushButton::clicked, this, &GenerationPanel::runMain);
    connect(m_stop, &QPushButton::clicked, this, &GenerationPanel::stopMain);
    connect(m_prompt, &PromptEdit::edited, this, [this] {
        m_touched = true;
        m_notice.clear();
        m_skipped.clear();
        showMessage();
    });
    connect(m_prompt, &PromptEdit::shortened, this, [this](qint64 characters) {
        m_notice = tr("What was pasted has %1 characters; the last %2 are kept, and a model reads "
                      "as many of them as its context holds.")
                       .arg(countText(characters), countText(PromptEdit::kMostCharacters));
        showMessage();
    });
    connect(m_sample, &SampleForm::edited, this, [this] {
        m_touched = true;
        showMessage();
    });
    connect(m_shown, &QButtonGroup::idClicked, this, [this] {
        m_touched = true;
        showShown();
        if (m_generation.running()) // the other model joins at once, from the same start
            write();
    });
    connect(m_format, &QComboBox::activated, this, [this] {
        m_library.setWeightFormat(static_cast<WeightFormat>(m_format->currentData().toInt()));
        showMessage();
    });
    connect(m_threads, &QComboBox::activated, this, &GenerationPanel::chooseThreads);
    connect(m_pace, &QComboBox::activated, this, [this] {
        m_generation.setPace(pace());
        m_replay.setInterval(replayInterval());
    });
    for (WriterView* view : {m_sparse, m_dense})
        connect(view, &WriterView::tokenPicked, this, &GenerationPanel::pick);
    connect(m_playback, &PlaybackControls::tokenAsked, this, &GenerationPanel::pick);
    connect(m_playback, &PlaybackControls::newestAsked, this, &GenerationPanel::followNewest);
    connect(m_playback, &PlaybackControls::playToggled, this, &GenerationPanel::togglePlay);
    connect(&m_replay, &QTimer::timeout, this, &GenerationPanel::playOn);
    connect(&m_firstRun, &QTimer::timeout, this, [this] {
        if (!m_touched && !m_generation.running() && m_generation.refusal().isEmpty())
            generate();
    });
}

// ----------------------------------------------------------------------------------------------------------------
// models and runs

void GenerationPanel::takeModels()
{
    const LoadedModel* sparse = m_library.model(Task::Text, Twin::Sparse);
    const LoadedModel* dense = m_library.model(Task::Text, Twin::Dense);
    m_shown->button(ShowSparse)->setEnabled(sparse || !dense);
    m_shown->button(ShowDense)->setEnabled(dense || !sparse);
    m_shown->button(ShowBoth)->setEnabled((sparse && dense) || !(sparse || dense));
    const LoadedModel* speller = sparse ? sparse : dense;
    m_prompt->setAlphabet(speller ? speller->language->vocabulary : std::vector<char32_t>{});
    showMessage();
    showBusy();
    // A text that stands there keeps the model that wrote it; the new one takes over at the next
    // start.
    for (const Twin twin : {Twin::Sparse, Twin::Dense})
        if (writer(twin)->tokenCount() == 0)
            writer(twin)->setModel(
                twin == Twin::Sparse ? sparse : dense, twin == Twin::Sparse ? dense : sparse);
    // Models come one after another, and a slow disk lets seconds pass between them: whoever comes
    // late joins from the same start.
    if (m_generation.running()) {
        if (lacksAShownTwin())
            write();
    } else if (!m_touched && lacksAShownTwin()) {
        m_firstRun.setInterval(sparse && dense ? 0 : kWaitForTwin);
        m_firstRun.start();
    }
}

bool GenerationPanel::lacksAShownTwin() const
{
    return std::any_of(kBoth.begin(), kBoth.end(), [this](Twin twin) {
        return shows(twin) && m_library.model(Task::Text, twin) && !m_asked.writes[at(twin)];
    });
}

void GenerationPanel::runMain()
{
    m_touched = true;
    generate();
}

void GenerationPanel::generate()
{
    m_asked.sample = m_sample->config();
    m_asked.prompt = m_prompt->prompt();
    write();
}

void GenerationPanel::write()
{
    m_firstRun.stop();
    for (const Twin twin : kBoth) {
        const LoadedModel* model = m_library.model(Task::Text, twin);
        m_asked.writes[at(twin)] = shows(twin) && model;
        if (m_asked.writes[at(twin)])
            m_asked.format = model->language->format;
    }
    m_generation.start(m_asked.sample, m_asked.prompt, m_asked.writes[at(Twin::Sparse)],
        m_asked.writes[at(Twin::Dense)], pace());
}

void GenerationPanel::chooseThreads()
{
    const int threads = m_threads->currentData().toInt();
    m_generation.setThreads(threads);
    m_notice = m_generation.running() && m_generation.threadsNow() < threads
        ? tr("One thread writes while training runs; %1 do once it has ended or paused.")
              .arg(threads)
        : QString();
    showMessage();
}

void GenerationPanel::stopMain()
{
    m_touched = true;
    m_firstRun.stop();
    m_replay.stop();
    m_generation.stop();
    showPlaying();
}

void GenerationPanel::begin()
{
    const LoadedModel* sparse = m_library.model(Task::Text, Twin::Sparse);
    const LoadedModel* dense = m_library.model(Task::Text, Twin::Dense);
    m_sparse->setModel(sparse, dense);
    m_dense->setModel(dense, sparse);
    m_compared = 0;
    m_picked = -1;
    m_follow = true;
    m_replay.stop();
    m_notice.clear();
    m_skipped.clear();
    showMessage();
    m_playback->setPosition(-1, 0);
    showPlaying();
}

void GenerationPanel::takeUpdate(const GenerationUpdate& update)
{
    for (WriterView* view : {m_sparse, m_dense})
        view->append(update.tokens);
    for (const GenerationSpeed& speed : update.speeds)
        writer(speed.twin)
            ->setSpeed(speed, m_asked.writes[at(Twin::Sparse)] && m_asked.writes[at(Twin::Dense)]);
    m_skipped.insert(m_skipped.end(), update.unknown.begin(), update.unknown.end());
    if (update.promptCut)
        m_notice = tr("The prompt is longer than the context: only its end was read.");
    if (!update.unknown.empty() || update.promptCut)
        showMessage();
    findFirstDifference();
    if (!isVisible())
        return; // shown when the panel is
    if (m_follow)
        showToken(tokenCount() - 1);
    else
        m_playback->setPosition(m_picked, tokenCount());
}

void GenerationPanel::end(const QString& failure)
{
    for (WriterView* view : {m_sparse, m_dense})
        view->showSpeed();
    if (m_tellsPending)
        showMessage();
    if (!failure.isEmpty())
        m_message->showMessage(MessageBar::Tone::Error, failure);
    showPlaying();
}

void GenerationPanel::showBusy()
{
    const QString refusal = m_generation.refusal();
    m_start->setEnabled(refusal.isEmpty());
    m_stop->setEnabled(m_generation.running());
    m_reason->setText(refusal);
    showPlaying();
}

void GenerationPanel::showShown()
{
    m_sparse->setVisible(shows(Twin::Sparse));
    m_dense->setVisible(shows(Twin::Dense));
    if (isVisible())
        showToken(m_follow ? tokenCount() - 1 : std::min(m_picked, tokenCount() - 1));
}

void GenerationPanel::showMessage()
{
    std::vector<char32_t> unknown = m_prompt->unknown();
    unknown.insert(unknown.end(), m_skipped.begin(), m_skipped.end());
    QStringList sentences{m_prompt->sentenceFor(unknown), m_notice};
    sentences.removeAll(QString());
    const MessageBar::Tone tone
        = sentences.isEmpty() ? MessageBar::Tone::Notice : MessageBar::Tone::Warning;
    const QString pending = pendingSentence();
    m_tellsPending = !pending.isEmpty();
    if (m_tellsPending)
        sentences << pending;
    if (sentences.isEmpty())
        m_message->clear();
    else
        m_message->showMessage(tone, sentences.join(QLatin1Char(' ')));
}

QString GenerationPanel::pendingSentence() const
{
    if (!m_generation.running())
        return {};
    QStringList changed;
    if (m_asked.format != m_library.weightFormat())
        changed << tr("%1 weights").arg(words(nameOf(m_library.weightFormat())));
    if (m_asked.sample != m_sample->config())
        changed << tr("the new settings");
    return changed.isEmpty() ? QString()
                             : tr("The text being written goes on as it began; %1 hold from the "
                                  "next one on (Generate, Ctrl+Return).")
                                   .arg(changed.join(tr(" and ")));
}

QString GenerationPanel::commandLine() const
{
    const Twin twin = shows(Twin::Sparse) ? Twin::Sparse : Twin::Dense;
    return generateCommand(m_library.modelFile(Task::Text, twin), m_prompt->prompt(),
        m_sample->config(), m_library.weightFormat(), m_generation.threads());
}

} // namespace glowworm
