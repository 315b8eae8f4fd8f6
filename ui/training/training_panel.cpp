// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/training_panel.h"

#include "ui/session/calibration.h"
#include "ui/session/edits.h"
#include "ui/session/library.h"
#include "ui/session/open_files.h"
#include "ui/session/run_course.h"
#include "ui/session/runs.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/training/course_card.h"
#include "ui/training/experiment_view.h"
#include "ui/training/group_load.h"
#include "ui/training/loss_card.h"
#include "ui/training/moment_view.h"
#include "ui/training/run_card.h"
#include "ui/training/run_column.h"
#include "ui/training/run_comparison.h"
#include "ui/training/run_list.h"
#include "ui/training/run_pages.h"
#include "ui/training/run_side.h"
#include "ui/training/sample_log.h"
#include "ui/training/time_machine.h"
#include "ui/training/training_controls.h"
#include "ui/training/weights_card.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/folding_row.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/model_words.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>

#include <initializer_list>
#include <utility>

namespace glowworm {

namespace {

using State = TrainingRun::State;

constexpr int kNumbersMilliseconds = 100;
const QString kUnread = QStringLiteral("unread"); // cause of a message

} // namespace

TrainingPanel::TrainingPanel(Workbench& workbench, QWidget* parent)
    : Panel(parent)
    , m_training(workbench.training())
    , m_library(workbench.library())
    , m_calibration(workbench.calibration())
    , m_runs(workbench.runs())
    , m_edits(workbench.edits().of(Area::Training))
    , m_course(new RunCourse(m_training, m_library, this))
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
    m_message->lieOver({m_column, m_experiment, m_comparison});
    m_numbers.setSingleShot(true);
    m_numbers.setInterval(kNumbersMilliseconds);
    connect(m_controls, &TrainingControls::refused, this, [this](const QString& sentence) {
        m_message->showMessage(MessageBar::Tone::Error, sentence, kUnread);
    });
    const auto fitPages = [this] { // a page that nobody sees makes the window no wider
        for (int at = 0; at < m_pages->count(); ++at) {
            const auto policy
                = at == m_pages->currentIndex() ? QSizePolicy::Preferred : QSizePolicy::Ignored;
            m_pages->widget(at)->setSizePolicy(policy, policy);
        }
    };
    fitPages();
    connect(m_pages, &QStackedWidget::currentChanged, this, fitPages);
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
    auto* page = new FoldingRow(this);
    m_column = new RunColumn(workbench, m_edits, page);
    m_loss = &m_column->loss();
    m_plot = &m_loss->plot();
    m_machine = &m_column->machine();
    m_load = &m_column->pages().load();
    m_samples = &m_column->pages().samples();
    m_side = new RunSide(workbench, m_edits, page);
    page->row()->setSpacing(kGap + 4);
    page->row()->addWidget(m_column, 1);
    page->row()->addWidget(m_side);
    connect(page, &FoldingRow::foldChanged, this, [this, page] {
        m_column->setStacked(page->folded());
        m_side->setStacked(page->folded());
    });
    connect(m_plot, &LossPlot::offerTaken, this,
        [this] { askForData(m_training.config().model.task, m_library, this); });
    connect(m_plot, &LossPlot::stepsRequested, m_controls, &TrainingControls::step);
    connect(m_machine, &TimeMachine::moved, this, [this] {
        m_plot->setMoment(m_machine->step());
        showProgress();
    });
    connect(m_loss, &LossCard::exportAsked, this, [this] { askToExport(*this); });
    connectSide();
    return page;
}

void TrainingPanel::connectSide()
{
    const auto refuse = [this](const QString& sentence) {
        m_message->showMessage(MessageBar::Tone::Error, sentence);
    };
    connect(&m_side->weights(), &WeightsCard::used, this, [this](const QString& sentence) {
        m_message->showMessage(MessageBar::Tone::Notice, sentence);
    });
    connect(&m_side->course(), &CourseCard::applied, this, [this] { m_message->clear(); });
    connect(&m_side->course(), &CourseCard::refused, this, refuse);
    RunCard& runs = m_side->runs();
    connect(&runs, &RunCard::overlayChanged, this, &TrainingPanel::showOverlay);
    connect(&runs, &RunCard::listed, this, [this] {
        showRestoredComparison();
        m_restoredCompared.clear(); // of runs that are gone by now
    });
    connect(&runs, &RunCard::compareAsked, this, &TrainingPanel::compare);
    connect(&runs, &RunCard::refused, this, refuse);
    connect(&runs, &RunCard::runMoves, &m_side->course(), &CourseCard::keepTyped);
}

void TrainingPanel::connectWorkbench(const Workbench& workbench)
{
    connect(&m_training, &Training::restarted, this, &TrainingPanel::restart);
    connect(&m_training, &Training::events, m_plot, &LossPlot::curvesChanged);
    connect(&m_training, &Training::events, this, &TrainingPanel::showEvents);
    connect(&m_training, &Training::stateChanged, this, [this] {
        showState();
        tellEnd();
        if (isVisible())
            m_library.refreshKept();
    });
    connect(&m_runs, &Runs::changed, this, &TrainingPanel::showComing);
    connect(&m_runs, &Runs::curvesRead, this, &TrainingPanel::showComing);
    connect(&m_calibration, &Calibration::changed, this, &TrainingPanel::showState);
    connect(&m_runs, &Runs::wasPutAway, this, &TrainingPanel::tellAway);
    connect(&workbench, &Workbench::busyChanged, this, &TrainingPanel::showComing);
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
    m_plot->clearFlags();
    m_plot->curvesChanged();
    m_side->course().showRun();
    const bool sparse = m_shown.model.isSparse();
    m_column->pages().setTask(m_shown.model.task);
    m_samples->restart(sparse, !sparse || m_shownTwins);
    m_side->weights().restart(m_shown.model.task);
    forgetMessages();
    showComing();
    m_numbers.start();
}

void TrainingPanel::showEvents(const std::vector<TrainingEvent>& events)
{
    if (m_coming && !m_training.history().empty())
        showComing(); // it is there
    bool isSaved = false;
    for (const TrainingEvent& event : events) {
        m_samples->append(event);
        if (event.kind == TrainingEvent::Kind::Saved) {
            m_side->weights().showSaved(QString::fromStdString(event.text));
            isSaved = true;
        } else if (event.kind == TrainingEvent::Kind::Evaluating) {
            if (!hasCurves())
                m_plot->setEmptyText(
                    tr("first evaluation: %1 done").arg(percentText(event.fraction, 0)));
        } else if (event.change && !stopField(event.change->field))
            m_plot->addFlag(event.step.step, flagWords(*event.change, locale()));
    }
    tellNotices(events);
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
    m_side->weights().showUsable();
    m_side->runs().list().setRefusal(
        busy ? tr("Training runs: pause or stop it first.") : m_training.resumeRefusal());
    if (m_training.unread().isEmpty())
        m_message->clear(kUnread);
    const bool failed = state == State::Failed;
    if (!std::exchange(m_hasFailed, failed) && failed)
        tellFailure();
    if (!hasCurves())
        m_plot->setEmptyText(busy     ? wordsFor(state) + QChar(0x2026)
                : m_training.active() ? tr("The run is being opened") + QChar(0x2026)
                : refusal.isEmpty()   ? emptyWords()
                                      : refusal,
            !busy && !m_training.active() && m_training.lacksData()
                ? dataOffer(m_training.config().model.task)
                : QString());
    const bool isThere = busy || paused || m_training.active() || !curves().empty();
    m_column->setAny(isThere);
    m_side->setAny(isThere);
    showProgress();
}

void TrainingPanel::showProgress()
{
    m_controls->showProgress(
        m_training.history().secondsLeft(m_training.plannedSteps(), m_shown.train.evalInterval));
    m_side->weights().showUsable();
    if (hasCurves())
        m_plot->setEmptyText({});
    if (!isVisible())
        return;
    m_side->weights().showNumbers(curves(), m_machine->step());
    const bool isComing
        = m_training.history().empty() && m_training.active() && isAtRest(m_training.state());
    m_load->showLoad(m_shown.model, m_machine->evaluation(Twin::Sparse),
        m_machine->step().has_value(), isComing);
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
    if (const QString line = m_machine->commandLine(); !line.isEmpty())
        return line;
    if (!m_training.unread().isEmpty())
        return {}; // Set-up shows another value than the configuration has
    return trainCommand(m_course->copied());
}

void TrainingPanel::runMain() { m_controls->run(); }
void TrainingPanel::stopMain() { m_controls->stop(); }

void TrainingPanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    m_library.refreshKept();
    showComing();
    showState();
    m_side->course().showStart();
}

} // namespace glowworm
