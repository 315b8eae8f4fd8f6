// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timing/timing_controls.h"

#include "ui/session/generation.h"
#include "ui/session/library.h"
#include "ui/session/timing.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/timing/timing_form.h"
#include "ui/timing/timing_list.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace glowworm {

namespace {

constexpr int kWidth = 288;
constexpr int kLeastKeptHeight = 120;
constexpr int kReasonLines = 2;

QLabel* selectableNote(const char* name, QWidget* parent)
{
    QLabel* note = newNote({}, parent);
    note->setObjectName(QLatin1String(name));
    note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return note;
}

} // namespace

TimingControls::TimingControls(Workbench& workbench, QWidget* parent)
    : QWidget(parent)
    , m_timing(workbench.timing())
    , m_training(workbench.training())
    , m_generation(workbench.generation())
    , m_library(workbench.library())
{
    setFixedWidth(kWidth);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGap + 4);
    column->addWidget(buildForm());
    column->addWidget(buildKept(), 1);
    connect(&workbench, &Workbench::busyChanged, this, &TimingControls::showState);
    connect(&m_training, &Training::stateChanged, this, &TimingControls::showState);
    connect(m_form, &TimingForm::changed, this, [this] {
        showState();
        Q_EMIT configChanged();
    });
    showState();
}

QWidget* TimingControls::buildForm()
{
    QFrame* frame = newCard(this);
    m_form = new TimingForm(m_training, m_library, frame);
    m_run = newButton(tr("Time it"), "run", frame);
    makePrimary(m_run);
    m_stop = newButton(tr("Cancel"), "cancel", frame,
        tr("Stop after this round (Esc); what was measured stays, marked as stopped"));
    m_clearAndRun = newButton({}, "pauseAndRun", frame);
    m_why = selectableNote("why", frame);
    m_status = selectableNote("status", frame);
    m_progress = new QProgressBar(frame);
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Benchmark progress"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(kGap);
    buttons->addWidget(m_run, 1);
    buttons->addWidget(m_stop);
    auto* column = new QVBoxLayout(frame);
    column->setSpacing(kGap);
    column->addWidget(newHeading(tr("What to time"), this));
    column->addWidget(m_form);
    column->addLayout(buttons);
    auto* course = new QWidget(
        frame); // keeps its room: the list below stays where it is as they come and go
    course->setMinimumHeight(kReasonLines * m_why->fontMetrics().lineSpacing() + kGap
        + m_clearAndRun->sizeHint().height());
    auto* rows = new QVBoxLayout(course);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(kGap);
    for (QWidget* item :
        std::initializer_list<QWidget*>{m_why, m_clearAndRun, m_progress, m_status})
        rows->addWidget(item);
    rows->addStretch(1);
    column->addWidget(course);
    connect(m_run, &QPushButton::clicked, this, &TimingControls::runRequested);
    connect(m_stop, &QPushButton::clicked, this, &TimingControls::stopRequested);
    connect(m_clearAndRun, &QPushButton::clicked, this, &TimingControls::clearTheWay);
    return frame;
}

QWidget* TimingControls::buildKept()
{
    QFrame* frame = newCard(this);
    m_kept = new TimingList(frame);
    m_kept->setMinimumHeight(kLeastKeptHeight);
    auto* column = new QVBoxLayout(frame);
    column->setSpacing(kGap);
    column->addWidget(newHeading(tr("Kept timings"), this));
    column->addWidget(m_kept, 1);
    connect(&m_library, &Library::keptChanged, this,
        [this] { m_kept->showTimings(m_library.kept().timings, m_shown, m_compared); });
    connect(m_kept, &TimingList::openRequested, this, &TimingControls::openRequested);
    connect(m_kept, &TimingList::compareRequested, this, &TimingControls::compareRequested);
    return frame;
}

BenchConfig TimingControls::config() const { return m_form->config(); }
bool TimingControls::mayRun() const { return m_run->isEnabled(); }

/// Timing runs alone: training pauses at its next step and goes on once the benchmark has ended; a
/// text that is being written ends.
void TimingControls::clearTheWay()
{
    m_waits = true;
    if (m_training.state() == TrainingRun::State::Running) {
        m_resumesTraining = true;
        m_training.pause();
    }
    m_generation.stop();
    showState();
}

void TimingControls::showState()
{
    const bool running = m_timing.running();
    const bool training = m_training.state() == TrainingRun::State::Running;
    const bool writing = m_generation.running();
    if (m_waits && !running && m_timing.refusal().isEmpty()) {
        m_waits = false;
        QMetaObject::invokeMethod(this, &TimingControls::runRequested,
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
    m_clearAndRun->setText(
        training ? tr("Pause training, time, resume") : tr("Stop the writing, then time"));
    m_clearAndRun->setVisible(refusedByOthers && (training || writing || m_waits));
    m_clearAndRun->setEnabled(!m_waits && m_form->problem().isEmpty());
    m_stop->setEnabled(running);
    m_progress->setVisible(running);
    if (!running)
        m_status->setText(m_outcome);
    m_status->setVisible(running || !m_outcome.isEmpty());
    m_kept->setBusy(running);
}

void TimingControls::showProgress(double fraction, const QString& current)
{
    m_progress->setValue(static_cast<int>(1000 * fraction));
    m_status->setText(current);
}

void TimingControls::showOutcome(const QString& words)
{
    m_outcome = words;
    showState();
}

void TimingControls::showKept(
    const std::filesystem::path& shown, const std::filesystem::path& compared)
{
    m_shown = shown;
    m_compared = compared;
    m_kept->showTimings(m_library.kept().timings, m_shown, m_compared);
    m_library.refreshKept();
}

void TimingControls::resumeWhatWaited()
{
    if (m_resumesTraining && m_training.state() == TrainingRun::State::Paused)
        m_training.resume();
    m_resumesTraining = false;
}

void TimingControls::moveFocus()
{
    if (m_stop->isEnabled())
        m_stop->setFocus();
    else if (m_run->isEnabled())
        m_run->setFocus();
}

} // namespace glowworm
