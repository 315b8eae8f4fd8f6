// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/training_panel.h"

#include "model/base/error.h"
#include "ui/session/library.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/training/experiment_view.h"
#include "ui/training/group_load.h"
#include "ui/training/loss_plot.h"
#include "ui/training/run_list.h"
#include "ui/training/run_numbers.h"
#include "ui/training/sample_log.h"
#include "ui/training/training_controls.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/command_line.h"
#include "ui/widgets/field_words.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/model_words.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/save_file.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QComboBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
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
{
    m_controls = new TrainingControls(workbench, this);
    setFirstFocus(m_controls->findChild<QPushButton*>(QStringLiteral("train")));
    m_pages = new QStackedWidget(this);
    m_pages->addWidget(buildLiveRun());
    m_experiment = new ExperimentView(m_pages);
    m_pages->addWidget(m_experiment);
    for (QWidget* live : std::initializer_list<QWidget*>{m_controls, m_pages})
        setNumbersFrom(live, Provenance::Measured);
    setNumbersFrom(m_experiment, Provenance::Recorded);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(kWideGap, kWideGap, kWideGap, kWideGap);
    column->setSpacing(kGap + 4);
    column->addWidget(m_controls);
    column->addWidget(m_pages, 1);
    m_message->lieOver({m_samples, m_experiment});
    m_numbers.setSingleShot(true);
    m_numbers.setInterval(kNumbersMilliseconds);
    connect(m_controls, &TrainingControls::refused, this, [this](const QString& sentence) {
        m_message->showMessage(MessageBar::Tone::Error, sentence, kUnread);
    });
    connect(m_experiment, &ExperimentView::closeRequested, this, &TrainingPanel::showLiveRun);
    connect(m_experiment, &ExperimentView::exportRequested, this, [this](const QString& file) {
        m_message->showWritten(file, m_experiment->exportTo(file));
    });
    connectWorkbench(workbench);
    restart();
    showState();
    if (m_library.experiment())
        showExperiment();
}

QWidget* TrainingPanel::buildLiveRun()
{
    auto* page = new QWidget(this);
    m_plot = new LossPlot(m_training.history(), page);
    QFrame* lossCard = newLossCard(m_plot, page, [this] { askToExport(); });
    m_load = new GroupLoad(page);
    m_samples = new SampleLog(page);
    auto* grid = new QGridLayout(page);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(kGap + 4);
    grid->addWidget(lossCard, 0, 0);
    grid->addWidget(newLoadCard(m_load, page), 1, 0);
    grid->addWidget(m_samples, 2, 0);
    grid->addWidget(buildSideColumn(), 0, 1, 3, 1);
    grid->setRowStretch(0, 2);
    grid->setRowStretch(2, 1);
    grid->setColumnStretch(0, 1);
    connect(m_plot, &LossPlot::stepsRequested, m_controls, &TrainingControls::step);
    return page;
}

QWidget* TrainingPanel::buildSideColumn()
{
    auto* side = new QWidget(this);
    atEachTextSize(side, [side] { side->setFixedWidth(textScaled(kSideText) + kSideFrame); });
    QFrame *numbers = newCard(side), *change = newCard(side), *kept = newCard(side);
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

    m_rate = new QLineEdit(change);
    m_rate->setObjectName(QStringLiteral("rate"));
    m_rate->setAccessibleName(tr("Learning rate"));
    m_applyRate
        = newButton(tr("Apply"), "applyRate", change, tr("Use this rate from the next step on"));
    m_rate->setWhatsThis(
        tr("Highest learning rate r of AdamW, whose step is w \u2212= r s (m / (\u221av "
           "+ \u03b5) + d w), s being the schedule: warm-up, then a cosine."));
    m_rate->setToolTip(tr("AdamW's highest step size, 1e-6 to 1; warm-up and cosine stay as they "
                          "are. Takes effect at the next step and "
                          "leaves a marker on the curve"));
    auto* label = new QLabel(tr("Learning rate"), change);
    label->setBuddy(m_rate);
    auto* changeRow = new QHBoxLayout(change);
    changeRow->addWidget(label);
    changeRow->addWidget(m_rate, 1);
    changeRow->addWidget(m_applyRate);

    m_runs = new RunList(kept);
    auto* keptColumn = new QVBoxLayout(kept);
    keptColumn->addWidget(newHeading(tr("Kept runs"), this));
    keptColumn->addWidget(m_runs, 1);

    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap + 4);
    column->addWidget(numbers);
    column->addWidget(change);
    column->addWidget(kept, 1);
    connect(m_applyRate, &QPushButton::clicked, this, &TrainingPanel::applyRate);
    connect(m_rate, &QLineEdit::returnPressed, this, &TrainingPanel::applyRate);
    connect(m_use, &QPushButton::clicked, this, &TrainingPanel::useModels);
    connect(m_runs, &RunList::reopenRequested, this,
        [this](const QString& folder) { m_training.reopen(folder); });
    return side;
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
    connect(&m_library, &Library::keptChanged, this,
        [this] { m_runs->showRuns(m_library.kept().runs, m_training.runFolder()); });
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
    m_shown = m_training.config();
    m_shownTwins = m_training.twins() && m_shown.model.isSparse();
    m_plot->setTask(m_shown.model.task);
    m_plot->clearMarkers();
    m_plot->curvesChanged();
    m_rateInForce = numberOnScreen(runField("learning_rate").read(m_shown), locale());
    m_rate->setText(m_rateInForce);
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
            if (m_training.history().empty())
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
    m_applyRate->setEnabled(paused || state == State::Running);
    m_rate->setEnabled(m_applyRate->isEnabled());
    m_use->setEnabled(m_training.hasModels());
    m_use->setToolTip(m_use->isEnabled()
            ? tr("Hand the weights of this training to the other panels")
            : tr("There are no trained weights yet: they are published at the start, at each "
                 "evaluation and at a pause"));
    m_runs->setRefusal(
        busy ? tr("Training runs: pause or stop it first.") : m_training.resumeRefusal());
    if (m_training.unread().isEmpty())
        m_message->clear(kUnread);
    const bool failed = state == State::Failed;
    if (!std::exchange(m_hasFailed, failed) && failed)
        m_message->showMessage(MessageBar::Tone::Error, m_training.failure());
    if (m_training.history().empty())
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
    if (!m_training.history().empty())
        m_plot->setEmptyText({});
    if (!isVisible())
        return;
    m_runNumbers->showCurves(m_training.history(), m_shown.model.task);
    const auto& evaluations = m_training.history().of(Twin::Sparse).evaluations;
    m_load->showLoad(m_shown.model, evaluations.empty() ? nullptr : &evaluations.back().report);
}

void TrainingPanel::applyRate()
{
    if (!m_applyRate->isEnabled())
        return;
    const auto refuse = [this](const QString& sentence) {
        m_message->showMessage(MessageBar::Tone::Error, sentence);
        m_rate->setText(m_rateInForce); // what stands there is what is in force
    };
    try {
        RunConfig checked;
        const auto& field = runField("learning_rate");
        const TypedNumber typed = readNumber(m_rate->text(), field.kind, locale());
        if (typed.value.empty())
            return refuse(tr("%1: %2").arg(m_rate->accessibleName(), typed.refusal));
        field.write(checked, typed.value);
        m_training.setLearningRate(checked.train.learningRate);
        m_rateInForce = numberOnScreen(field.read(checked), locale());
        m_plot->addMarker(m_training.step(), tr("rate %1").arg(m_rateInForce));
        m_message->clear();
    } catch (const Error& error) {
        refuse(withLabels(error.what()));
    }
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

void TrainingPanel::askToExport()
{
    if (m_pages->currentWidget() == m_experiment)
        return m_experiment->askToExport();
    if (m_training.history().empty()) {
        m_message->showMessage(MessageBar::Tone::Notice, tr("There are no curves to export yet."));
        return;
    }
    askWhereToSave(this, tr("Export curves"), QStringLiteral("training.csv"),
        {tr("Curves (*.csv)"), tr("Picture (*.png)"), tr("Drawing (*.svg)"),
            tr("Document (*.pdf)")},
        [this](const QString& file) { exportTo(file); });
}

void TrainingPanel::exportTo(const QString& file)
{
    QString problem;
    if (file.endsWith(QStringLiteral(".csv"), Qt::CaseInsensitive))
        problem = writeFile(file, QByteArray::fromStdString(m_training.history().csv()));
    else {
        const MachineInfo machine = machineInfo();
        const QString kind = m_shownTwins
            ? tr("%1, and its dense twin").arg(kindWords(m_shown.model))
            : kindWords(m_shown.model);
        problem = m_plot->exportImage(file, kind,
            tr("seed %1; %2; %3")
                .arg(countText(static_cast<std::int64_t>(m_shown.train.seed)),
                    QString::fromStdString(machine.cpu), QString::fromStdString(machine.build)));
    }
    m_message->showWritten(file, problem);
}

void TrainingPanel::showExperiment()
{
    m_experiment->showExperiment(m_library.experiment(), m_library.experimentFile());
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
    m_rate->setCursorPosition(0);
}

} // namespace glowworm
