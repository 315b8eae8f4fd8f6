// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/job_bar.h"

#include "ui/session/generation.h"
#include "ui/session/library.h"
#include "ui/session/timing.h"
#include "ui/session/training.h"
#include "ui/session/workbench.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QStringList>

namespace glowworm {
namespace {

constexpr int kRefresh = 200; // milliseconds between two texts while steps come in

} // namespace

JobBar::JobBar(Workbench& workbench, QWidget* parent)
    : QWidget(parent)
    , m_training(workbench.training())
    , m_generation(workbench.generation())
    , m_timing(workbench.timing())
    , m_library(workbench.library())
    , m_jobs(new QLabel(this))
    , m_models(new QLabel(this))
    , m_progress(new QProgressBar(this))
{
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(120);
    m_progress->setAccessibleName(tr("Progress of the running job"));
    makeMuted(m_models);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(kWideGap, 2, kGap, 2);
    row->setSpacing(kGap + kGap / 2);
    row->addWidget(m_progress);
    row->addWidget(m_jobs);
    row->addStretch(1);
    row->addWidget(m_models);

    connect(&m_training, &Training::events, this, [this](const std::vector<TrainingEvent>& events) {
        const TrainingEvent& last = events.back();
        m_evaluating = last.kind == TrainingEvent::Kind::Evaluating ? std::optional(last.fraction)
                                                                    : std::nullopt;
        if (m_sinceShown.elapsed() >= kRefresh)
            showJobs();
    });
    connect(&m_training, &Training::stateChanged, this, [this] {
        m_evaluating.reset();
        showJobs();
    });
    connect(&m_generation, &Generation::started, this, &JobBar::showJobs);
    connect(&m_generation, &Generation::ended, this, &JobBar::showJobs);
    connect(&workbench, &Workbench::busyChanged, this, &JobBar::showJobs);
    connect(&m_timing, &Timing::progress, this, [this](const BenchProgress& progress) {
        m_benchmark = progress.fraction;
        showJobs();
    });
    connect(&m_timing, &Timing::ended, this, [this] {
        m_benchmark = 0;
        showJobs();
    });
    connect(&m_library, &Library::modelsChanged, this, &JobBar::showModels);
    showJobs();
    showModels();
}

QString JobBar::trainingText() const
{
    using State = TrainingRun::State;
    const std::int64_t planned = m_training.plannedSteps(), step = m_training.step();
    switch (m_training.state()) {
    case State::Empty:
        return {};
    case State::Loading:
        return tr("Training: preparing...");
    case State::Running:
        return m_evaluating ? tr("Training: step %L1 of %L2, evaluating: %3 done")
                                  .arg(step)
                                  .arg(planned)
                                  .arg(percentText(*m_evaluating, 0))
                            : tr("Training: step %L1 of %L2").arg(step).arg(planned);
    case State::Pausing:
        return tr("Training: pausing after this step...");
    case State::Paused:
        return tr("Training paused at step %L1 of %L2").arg(step).arg(planned);
    case State::Stopping:
        return tr("Training: stopping and saving...");
    case State::Finished:
        return tr("Training ended at step %L1").arg(step);
    case State::Failed:
        return tr("Training failed: %1").arg(m_training.failure());
    }
    return {};
}

void JobBar::showJobs()
{
    m_sinceShown.start();
    QStringList jobs;
    if (const QString training = trainingText(); !training.isEmpty())
        jobs << training;
    if (m_generation.running())
        jobs << tr("Writing text");
    if (m_timing.running())
        jobs << tr("Timing: %1 done").arg(percentText(m_benchmark, 0));
    m_jobs->setText(jobs.isEmpty() ? tr("Ready") : jobs.join(QStringLiteral("   \u00b7   ")));
    const bool trains
        = m_training.state() == TrainingRun::State::Running && m_training.plannedSteps() > 0;
    m_progress->setVisible(trains || m_timing.running());
    if (m_timing.running())
        m_progress->setValue(static_cast<int>(m_benchmark * 1000));
    else if (trains)
        m_progress->setValue(
            static_cast<int>(m_training.step() * 1000 / m_training.plannedSteps()));
}

void JobBar::showModels()
{
    const auto kinds = [this](Task task) {
        QStringList names;
        if (m_library.model(task, Twin::Sparse))
            names << tr("sparse");
        if (m_library.model(task, Twin::Dense))
            names << tr("dense");
        return names.isEmpty() ? tr("no model") : names.join(QStringLiteral(" + "));
    };
    m_models->setText(tr("Text: %1   Digits: %2").arg(kinds(Task::Text), kinds(Task::Digits)));
}

} // namespace glowworm
