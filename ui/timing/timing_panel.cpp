// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/timing_panel.h"

#include "model/bench/time_left.h"
#include "ui/session/edits.h"
#include "ui/session/generation.h"
#include "ui/session/library.h"
#include "ui/session/open_files.h"
#include "ui/session/timing.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/timing/timing_banner.h"
#include "ui/timing/timing_form.h"
#include "ui/timing/timing_list.h"
#include "ui/timing/timing_plots.h"
#include "ui/timing/timing_result.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/folding_row.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <utility>

namespace glowworm {

namespace {

constexpr int kLeftWidth = 304;
constexpr int kReasonLines = 2;

QLabel* selectableNote(const char* name, QWidget* parent)
{
    QLabel* note = newNote({}, parent);
    note->setObjectName(QLatin1String(name));
    note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return note;
}

} // namespace

TimingPanel::TimingPanel(Workbench& workbench, QWidget* parent)
    : Panel(parent)
    , m_timing(workbench.timing())
    , m_training(workbench.training())
    , m_generation(workbench.generation())
    , m_library(workbench.library())
    , m_edits(workbench.edits().of(Area::Timing))
{
    QWidget* settings = buildSettings(); // first in the tab order
    m_kept = new TimingList(workbench, this);
    m_banner = new TimingBanner(this);
    m_table = new TimingResult(this);
    m_plots = new TimingPlots(this);
    layOut(*settings);
    m_message->lieOver({m_table});
    connectParts(workbench);
    connectEdits();
    showState();
    showResult();
    showKept();
    if (!m_library.timing().empty())
        takeAdded(true); // opened before there was this panel
}

/// Settings and list beside what they are about; above it where the text is large.
void TimingPanel::layOut(QWidget& settings)
{
    auto* columns = new FoldingRow(this);
    columns->row()->setSpacing(kGap + 4);
    const auto newColumn = [columns](int stretch) {
        auto* part = new QWidget(columns);
        auto* column = new QVBoxLayout(part);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(kGap + 4);
        columns->row()->addWidget(part, stretch);
        return column;
    };
    QVBoxLayout *left = newColumn(0), *right = newColumn(1);
    left->addWidget(&settings);
    left->addWidget(m_kept, 1);
    right->addWidget(m_banner);
    right->addWidget(m_table, 1);
    right->addWidget(m_plots, 1);
    QWidget* side = left->parentWidget();
    const auto fit = [side, columns] {
        const int width = textScaled(kLeftWidth);
        side->setMinimumWidth(width);
        side->setMaximumWidth(columns->folded() ? QWIDGETSIZE_MAX : width);
    };
    atEachTextSize(side, fit);
    connect(columns, &FoldingRow::foldChanged, side, fit);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(kWideGap, kGap, kWideGap, kGap);
    all->addWidget(columns);
}

QWidget* TimingPanel::buildSettings()
{
    QFrame* card = newCard(this);
    m_form = new TimingForm(m_training, m_library, card);
    m_run = newButton(tr("Time it"), "run", card);
    m_run->setWhatsThis(tr("Times every variant in shuffled turns, round by round, so that a busy "
                           "moment meets them all. The ratio is that of the medians, dense time / "
                           "sparse time, with its 95 % interval by bootstrap over rounds (F5)."));
    makePrimary(m_run);
    m_stop = newButton(tr("Cancel"), "cancel", card,
        tr("Stop after this round (Esc); what was measured stays, marked as stopped"));
    m_clearAndRun = newButton({}, "pauseAndRun", card);
    m_clearAndRun->setWhatsThis(tr("Timing works alone, or it would measure the other work as "
                                   "well: this pauses or stops that first."));
    m_why = selectableNote("why", card);
    m_status = selectableNote("status", card);
    setNumbersFrom(m_status, Provenance::Estimated);
    m_progress = new QProgressBar(card);
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Benchmark progress"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(kGap);
    buttons->addWidget(m_run, 1);
    buttons->addWidget(m_stop);
    auto* column = new QVBoxLayout(card);
    column->setSpacing(kGap);
    column->addWidget(newHeading(tr("What to time"), card));
    column->addWidget(m_form);
    column->addLayout(buttons);
    auto* course
        = new QWidget(card); // keeps its room: the list below stays where it is as they come and go
    atEachTextSize(course, [=, this] {
        m_why->ensurePolished();
        m_clearAndRun->ensurePolished();
        course->setMinimumHeight(
            linesHeight(m_why, kReasonLines) + kGap + m_clearAndRun->sizeHint().height());
    });
    auto* rows = new QVBoxLayout(course);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(kGap);
    for (QWidget* item :
        std::initializer_list<QWidget*>{m_why, m_clearAndRun, m_progress, m_status})
        rows->addWidget(item);
    rows->addStretch(1);
    column->addWidget(course);
    return card;
}

void TimingPanel::connectParts(const Workbench& workbench)
{
    connect(&workbench, &Workbench::busyChanged, this, &TimingPanel::showState);
    connect(&m_training, &Training::stateChanged, this, &TimingPanel::showState);
    connect(&m_timing, &Timing::progress, this, &TimingPanel::take);
    connect(&m_timing, &Timing::ended, this, &TimingPanel::end);
    connect(m_run, &QPushButton::clicked, this, &TimingPanel::runMain);
    connect(m_stop, &QPushButton::clicked, this, &TimingPanel::stopMain);
    connect(m_clearAndRun, &QPushButton::clicked, this, &TimingPanel::clearTheWay);
    connect(m_kept, &TimingList::openRequested, this, &TimingPanel::open);
    connect(m_kept, &TimingList::compareRequested, this, &TimingPanel::compare);
    connect(m_kept, &TimingList::removeRequested, this, &TimingPanel::remove);
    connect(m_kept, &TimingList::addRequested, this,
        [this] { askForTiming(this, [this](const QString& file) { add(toPath(file)); }); });
    connect(m_form, &TimingForm::changed, this, [this] {
        showState();
        if (!hasResult())
            showResult();
    });
    connect(&m_library, &Library::keptChanged, this, &TimingPanel::bringRestored);
    connect(&m_library, &Library::keptChanged, this, &TimingPanel::showAdded);
    connect(&m_library, &Library::modelsChanged, this, &TimingPanel::showBanner); // their names
    connect(&m_library, &Library::timingOpened, this, [this] { takeAdded(true); });
    connect(&m_library, &Library::timingAdded, this, [this] { takeAdded(false); });
    const auto exported = [this](const QString& item) { askToExport(*this, item); };
    connect(m_table, &TimingResult::exportAsked, this, [exported] { exported(tr("Timings")); });
    connect(m_plots, &TimingPlots::exportAsked, this, exported);
    connect(m_plots, &TimingPlots::caseChosen, this, [this](double density, int tokens) {
        m_table->table().selectCase(density, tokens);
        m_table->table().setFocus();
    });
    connect(&m_table->table(), &TimingTable::caseChosen, this, &TimingPanel::chooseCase);
}

/// Timing runs alone: training pauses at its next step and goes on once the benchmark has ended; a
/// text that is being written ends.
void TimingPanel::clearTheWay()
{
    m_waits = true;
    if (m_training.state() == TrainingRun::State::Running) {
        m_resumesTraining = true;
        m_training.pause();
    }
    m_generation.stop();
    showState();
}

void TimingPanel::showState()
{
    const bool running = m_timing.running();
    const bool training = m_training.state() == TrainingRun::State::Running;
    const bool writing = m_generation.running();
    if (m_waits && !running && m_timing.refusal().isEmpty()) {
        m_waits = false;
        QMetaObject::invokeMethod(this, &TimingPanel::runMain,
            Qt::QueuedConnection); // not inside the workbench's own signal
    }
    QString refusal = running ? tr("Timing runs.") : m_timing.refusal();
    const bool refusedByOthers = !running && !refusal.isEmpty();
    if (refusal.isEmpty())
        refusal = m_form->problem();
    m_form->setEnabled(!running);
    m_run->setEnabled(refusal.isEmpty());
    m_run->setToolTip(refusal.isEmpty() ? tr("Start timing (F5)") : refusal);
    m_why->setText(running ? QString() : refusal);
    m_why->setVisible(!m_why->text().isEmpty());
    m_clearAndRun->setText(!training && !m_resumesTraining ? tr("Stop the writing, then time")
            : writing ? tr("Pause training, stop writing, time")
                      : tr("Pause training, time, resume"));
    const bool opens = m_training.state() == TrainingRun::State::Loading; // it cannot pause yet
    m_clearAndRun->setVisible(refusedByOthers && !opens && (training || writing || m_waits));
    m_clearAndRun->setEnabled(!m_waits && m_form->problem().isEmpty());
    m_stop->setEnabled(running);
    m_progress->setVisible(running);
    if (!running)
        m_status->setText(!refusal.isEmpty()
                ? QString()
                : tr("takes about %1")
                      .arg(durationText(wholeSeconds(timePlanOf(m_form->config()).all()))));
    m_status->setVisible(running || !m_status->text().isEmpty());
}

void TimingPanel::start()
{
    const BenchConfig config = m_form->config();
    m_message->clear();
    m_timing.start(config);
    if (!m_timing.running())
        return; // it has told why, and what is shown stays
    m_before = shown();
    m_config = config;
    m_result = {};
    m_shownResult = nullptr;
    m_secondsLeft = timePlanOf(m_config).all();
    m_wanted.clear();
    m_wantedBeside.clear();
    m_chosen.reset();
    m_file.clear();
    m_recorded = false;
    moveFocus(*m_stop);
    showState();
    showResult();
}

void TimingPanel::take(const BenchProgress& progress)
{
    const bool isChecked = progress.result.equivalence && !m_result.equivalence;
    m_result = progress.result;
    m_shownResult = nullptr;
    m_config.context = m_result.config.context; // moved to fit the models
    m_progress->setValue(static_cast<int>(1000 * progress.fraction));
    m_progress->update(); // Qt leaves out a change of a few pixels
    m_secondsLeft = progress.secondsLeft;
    m_status->setText(tr("%1; about %2 left")
                          .arg(QString::fromStdString(progress.current),
                              durationText(wholeSeconds(m_secondsLeft))));
    m_file = progress.kept;
    if (!progress.notKept.empty())
        m_message->showMessage(MessageBar::Tone::Warning,
            tr("Not kept: %1").arg(QString::fromStdString(progress.notKept)));
    showResult();
    if (isChecked)
        say(this, m_table->equivalence());
}

void TimingPanel::end(const QString& failure)
{
    if (!failure.isEmpty()) {
        m_result = {}; // no number of a path that failed its equivalence check is shown
        m_file.clear();
        m_message->showMessage(MessageBar::Tone::Error, tr("Not measured: %1").arg(failure));
    }
    if (m_resumesTraining && m_training.state() == TrainingRun::State::Paused)
        m_training.resume();
    m_resumesTraining = false;
    change(tr("new timing"), std::exchange(m_before, {})); // also one that is in no file
    moveFocus(*m_run);
    showState();
    showKept();
    showResult();
    if (failure.isEmpty())
        say(this, tr("The timing has ended. %1").arg(m_banner->spoken()));
}

/// To the button that can be pressed next, before the one that has it is disabled: from there it
/// would go to the next in line, and the page would scroll to that.
void TimingPanel::moveFocus(QPushButton& next)
{
    next.setEnabled(true);
    next.setFocus();
}

void TimingPanel::runMain()
{
    if (m_run->isEnabled())
        start();
    else if (!m_timing.running())
        m_message->showMessage(MessageBar::Tone::News, m_run->toolTip()); // which tells why not
}

void TimingPanel::stopMain()
{
    if (m_timing.running())
        m_timing.stop();
}

} // namespace glowworm
