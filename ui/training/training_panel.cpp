// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/training_panel.h"

#include "ui/session/edits.h"
#include "ui/session/library.h"
#include "ui/session/runs.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/training/experiment_view.h"
#include "ui/training/group_load.h"
#include "ui/training/loss_card.h"
#include "ui/training/rate_card.h"
#include "ui/training/run_card.h"
#include "ui/training/run_comparison.h"
#include "ui/training/run_list.h"
#include "ui/training/run_numbers.h"
#include "ui/training/sample_log.h"
#include "ui/training/training_controls.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/command_line.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/model_words.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QComboBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace glowworm {

namespace {

using State = TrainingRun::State;

constexpr int kNumbersMilliseconds = 100;
constexpr int kSideText = 290, kSideFrame = 40; // together the width of the right column
constexpr qsizetype kMostLines = 4;             // of a message
const QString kUnread = QStringLiteral("unread"),
              kWarnings = QStringLiteral("warnings"); // causes of messages

/// The newest ones, a line each; what both twins say stands once.
QString linesOf(QStringList sentences)
{
    sentences.removeDuplicates();
    return sentences.sliced(std::max<qsizetype>(0, sentences.size() - kMostLines))
        .join(QLatin1Char('\n'));
}

} // namespace

TrainingPanel::TrainingPanel(Workbench& workbench, QWidget* parent)
    : Panel(parent)
    , m_training(workbench.training())
    , m_library(workbench.library())
    , m_edits(workbench.edits().of(Area::Training))
{
    m_controls = new TrainingControls(workbench, this);
    setFirstFocus(m_controls->findChild<QPushButton*>(QStringLiteral("train")));
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(buildLiveRun(workbench));
    m_experiment = new ExperimentView(m_edits, m_pages);
    m_pages->addWidget(m_experiment);
    m_comparison = new RunComparison(workbench.runs(), m_pages);
    m_pages->addWidget(m_comparison);
    for (QWidget* live : std::initializer_list<QWidget*>{m_controls, m_pages})
        setNumbersFrom(live, Provenance::Measured);
    setNumbersFrom(m_experiment, Provenance::Recorded);
    setNumbersFrom(m_comparison, Provenance::Recorded);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(kWideGap, kWideGap, kWideGap, kWideGap);
    column->setSpacing(kGap + 4);
    column->addWidget(m_controls);
    column->addWidget(m_pages, 1);
    m_message->lieOver({m_samples, m_experiment, m_comparison});
    m_numbers.setSingleShot(true);
    m_numbers.setInterval(kNumbersMilliseconds);
    connect(m_controls, &TrainingControls::refused, this, [this](const QString& sentence) {
        m_message->showMessage(MessageBar::Tone::Error, sentence, kUnread);
    });
    connect(m_experiment, &ExperimentView::closeRequested, this, &TrainingPanel::showLiveRun);
    connect(m_comparison, &RunComparison::closeRequested, this, &TrainingPanel::showLiveRun);
    connect(m_experiment, &ExperimentView::exportAsked, this, [this] { askToExport(*this); });
    connectWorkbench(workbench);
    restart();
    showState();
    if (m_library.experiment())
        showExperiment();
}

QWidget* TrainingPanel::buildLiveRun(const Workbench& workbench)
{
    auto* page = new QWidget(this);
    m_loss = new LossCard(m_training.history(), m_edits, page);
    m_plot = &m_loss->plot();
    m_load = new GroupLoad(page);
    m_samples = new SampleLog(page);
    auto* grid = new QGridLayout(page);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(kGap + 4);
    grid->addWidget(m_loss, 0, 0);
    grid->addWidget(newLoadCard(m_load, page), 1, 0);
    grid->addWidget(m_samples, 2, 0);
    grid->addWidget(buildSideColumn(workbench), 0, 1, 3, 1);
    grid->setRowStretch(0, 2);
    grid->setRowStretch(2, 1);
    grid->setColumnStretch(0, 1);
    connect(m_plot, &LossPlot::stepsRequested, m_controls, &TrainingControls::step);
    connect(m_loss, &LossCard::exportAsked, this, [this] { askToExport(*this); });
    return page;
}

QWidget* TrainingPanel::buildSideColumn(const Workbench& workbench)
{
    auto* side = new QWidget(this);
    atEachTextSize(side, [side] { side->setFixedWidth(textScaled(kSideText) + kSideFrame); });
    m_rate = new RateCard(m_training, m_edits, side);
    m_runs = new RunCard(workbench, m_edits, side);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap + 4);
    column->addWidget(buildNumbers(side));
    column->addWidget(m_rate);
    column->addWidget(m_runs, 1);
    connect(m_rate, &RateCard::applied, this, [this](const QString& rate) {
        m_plot->addMarker(m_training.step(), tr("rate %1").arg(rate));
        m_message->clear();
    });
    connect(m_rate, &RateCard::refused, this, [this](const QString& sentence) {
        m_message->showMessage(MessageBar::Tone::Error, sentence);
    });
    connect(m_runs, &RunCard::overlayChanged, this, &TrainingPanel::showOverlay);
    connect(m_runs, &RunCard::listed, this, [this] {
        showRestoredComparison();
        m_restoredCompared.clear(); // of runs that are gone by now
    });
    connect(m_runs, &RunCard::compareAsked, this, &TrainingPanel::compare);
    connect(m_runs, &RunCard::refused, this, [this](const QString& sentence) {
        m_message->showMessage(MessageBar::Tone::Error, sentence);
    });
    return side;
}

QFrame* TrainingPanel::buildNumbers(QWidget* side)
{
    QFrame* numbers = newCard(side);
    m_runNumbers = new RunNumbers(numbers);
    auto* numbersColumn = new QVBoxLayout(numbers);
    numbersColumn->addWidget(m_runNumbers);
    m_use = newButton(QString(), "useModels", numbers);
    m_which = new QComboBox(numbers);
    m_which->setObjectName(QStringLiteral("whichWeights"));
    m_which->addItem(tr("best weights"), static_cast<int>(TrainedWeights::Best));
    m_which->addItem(tr("newest weights"), static_cast<int>(TrainedWeights::Newest));
    m_which->setAccessibleName(tr("Weights to use"));
    m_which->setToolTip(tr("Best: of the evaluation with the lowest validation loss (digits: the "
                           "highest accuracy) so far. Newest: as "
                           "published last, at an evaluation, a pause or the end"));
    m_which->setAccessibleDescription(m_which->toolTip());
    auto* useRow = new QHBoxLayout;
    useRow->addWidget(m_use, 1);
    useRow->addWidget(m_which);
    m_saved = newNote({}, numbers);
    keepLines(m_saved, 1); // of a usual one: the buttons stay where they are
    numbersColumn->addWidget(m_saved);
    numbersColumn->addLayout(useRow);
    connect(m_use, &QPushButton::clicked, this, &TrainingPanel::useModels);
    connect(m_which, &QComboBox::activated, this, [this](int which) {
        const int before = std::exchange(m_notedWhich, which);
        if (which != before)
            m_edits.push(new ValueEdit<int>(
                tr("weights to use"), before, which, [this](int chosen) { showWhich(chosen); }));
    });
    return numbers;
}

void TrainingPanel::connectWorkbench(const Workbench& workbench)
{
    connect(&m_training, &Training::restarted, this, &TrainingPanel::restart);
    connect(&m_training, &Training::events, m_plot, &LossPlot::curvesChanged);
    connect(&m_training, &Training::events, this, &TrainingPanel::showEvents);
    connect(&m_training, &Training::stateChanged, this, [this] {
        showState();
        if (isVisible())
            m_library.refreshKept();
    });
    connect(&workbench.runs(), &Runs::wasPutAway, this, &TrainingPanel::tellAway);
    connect(&workbench, &Workbench::busyChanged, this, &TrainingPanel::showState);
    connect(&m_library, &Library::dataChanged, this, &TrainingPanel::showState);
    connect(&m_training, &Training::configChanged, this, [this] {
        if (m_training.history().empty() && isAtRest(m_training.state()))
            restart(); // units, titles and rate of the run to come
        showState();
    });
    connect(&m_library, &Library::experimentOpened, this, &TrainingPanel::showExperiment);
    connect(&m_numbers, &QTimer::timeout, this, &TrainingPanel::showProgress);
}

void TrainingPanel::restart()
{
    m_shown = m_training.runConfig();
    m_shownTwins = m_training.runTwins() && m_shown.model.isSparse();
    m_plot->setTask(m_shown.model.task);
    m_plot->clearMarkers();
    m_plot->curvesChanged();
    m_rate->showRun();
    if (const QString typed = std::exchange(m_restoredRate, QString()); !typed.isEmpty())
        m_rate->showTyped(typed);
    const bool text = m_shown.model.task == Task::Text, sparse = m_shown.model.isSparse();
    m_samples->restart(m_shown.model.task, sparse, !sparse || m_shownTwins);
    m_use->setText(text ? tr("Use in Generation") : tr("Use in Digits"));
    m_message->clear();
    m_message->clear(kWarnings);
    m_warnings.clear();
    m_saved->clear();
    m_saved->setToolTip({});
    m_numbers.start();
}

void TrainingPanel::showEvents(const std::vector<TrainingEvent>& events)
{
    QStringList notices;
    const qsizetype warned = m_warnings.size();
    bool isSaved = false;
    for (const TrainingEvent& event : events) {
        const QString text = QString::fromStdString(event.text);
        m_samples->append(event);
        if (event.kind == TrainingEvent::Kind::Saved) {
            m_saved->setText(tr("Saved: %1").arg(shownName(QFileInfo(text).fileName())));
            m_saved->setToolTip(shownName(text));
            isSaved = true;
        } else if (event.kind == TrainingEvent::Kind::Evaluating) {
            if (!hasCurves())
                m_plot->setEmptyText(
                    tr("first evaluation: %1 done").arg(percentText(event.fraction, 0)));
        } else if (event.kind == TrainingEvent::Kind::Notice)
            (event.warning ? m_warnings : notices) << text;
    }
    if (!notices.isEmpty())
        m_message->showMessage(MessageBar::Tone::Notice, linesOf(notices));
    if (m_warnings.size() > warned) // of both twins: none hides another's
        m_message->showMessage(MessageBar::Tone::Warning, linesOf(m_warnings), kWarnings);
    if (isSaved && isVisible()) // the list tells the step
        m_library.refreshKept();
    if (!m_numbers.isActive())
        m_numbers.start();
}

void TrainingPanel::showState()
{
    const State state = m_training.state();
    const bool paused = state == State::Paused;
    const bool busy = !paused && !isAtRest(state);
    const QString refusal = paused ? m_training.resumeRefusal() : m_training.refusal();
    m_rate->setUsable(paused || state == State::Running);
    m_use->setEnabled(m_training.hasModels());
    m_use->setToolTip(m_use->isEnabled()
            ? tr("Hand the weights of this training to the other panels")
            : tr("There are no trained weights yet: they are published at the start, at each "
                 "evaluation and at a pause"));
    m_runs->list().setRefusal(
        busy ? tr("Training runs: pause or stop it first.") : m_training.resumeRefusal());
    if (m_training.unread().isEmpty())
        m_message->clear(kUnread);
    const bool failed = state == State::Failed;
    if (!std::exchange(m_hasFailed, failed) && failed)
        m_message->showMessage(MessageBar::Tone::Error, m_training.failure());
    if (!hasCurves())
        m_plot->setEmptyText(busy   ? wordsFor(state) + QChar(0x2026)
                : refusal.isEmpty() ? tr("Press Train (F5).\nThe loss of every step appears here, "
                                         "sparse and dense in one plot.")
                                    : refusal);
    showProgress();
}

void TrainingPanel::showProgress()
{
    m_controls->showProgress(
        m_training.history().secondsLeft(m_training.plannedSteps(), m_shown.train.evalInterval));
    m_use->setEnabled(m_training.hasModels());
    if (hasCurves())
        m_plot->setEmptyText({});
    if (!isVisible())
        return;
    m_runNumbers->showCurves(m_training.history(), m_shown.model.task);
    const auto& evaluations = m_training.history().of(Twin::Sparse).evaluations;
    m_load->showLoad(m_shown.model, evaluations.empty() ? nullptr : &evaluations.back().report);
}

void TrainingPanel::showWhich(int which)
{
    m_which->setCurrentIndex(which);
    m_notedWhich = which;
}

void TrainingPanel::useModels()
{
    const auto which = static_cast<TrainedWeights>(m_which->currentData().toInt());
    m_training.useModels(which);
    QStringList used;
    for (const Twin twin : kTwins)
        if (const ModelState* model = m_training.model(twin, which))
            used << (twin == Twin::Sparse ? tr("sparse of step %1") : tr("dense of step %1"))
                        .arg(countText(model->steps));
    const QString weights = tr("%1 of this training: %2")
                                .arg(m_which->currentText(), used.join(QStringLiteral(", ")));
    m_message->showMessage(MessageBar::Tone::Notice,
        m_shown.model.task == Task::Text ? tr("Generation (Ctrl+3) now uses the %1.").arg(weights)
                                         : tr("Digits (Ctrl+4) now uses the %1.").arg(weights));
}

void TrainingPanel::showExperiment()
{
    m_experiment->showExperiment(m_library.experiment(), m_library.experimentFile());
    if (std::exchange(m_experimentAside, QString()) != m_library.experimentFile())
        m_pages->setCurrentWidget(m_experiment);
    m_message->clear();
}

void TrainingPanel::showLiveRun() { m_pages->setCurrentIndex(0); }

QString TrainingPanel::commandLine() const
{
    if (m_pages->currentWidget() == m_experiment)
        return m_experiment->commandLine();
    if (!m_training.unread().isEmpty())
        return {}; // Set-up shows another value than the configuration has
    return trainCommand(m_training.config(), m_library.source(Task::Text), m_library.digitFiles(),
        m_training.twins());
}

void TrainingPanel::runMain() { m_controls->run(); }
void TrainingPanel::stopMain() { m_controls->stop(); }

void TrainingPanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    m_library.refreshKept();
    showState();
    m_rate->showStart();
}

} // namespace glowworm
