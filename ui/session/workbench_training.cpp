// SPDX-License-Identifier: GPL-3.0-or-later
// The workbench's training: one run at a time, started, stepped, reopened.
#include "ui/session/workbench_impl.h"

#include "model/base/error.h"
#include "model/data/data_folder.h"
#include "ui/widgets/words.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace glowworm {

bool Workbench::Impl::trainingActive() const
{
    using State = TrainingRun::State;
    const State state = training.state();
    return state == State::Loading || state == State::Running || state == State::Pausing
        || state == State::Stopping;
}

void Workbench::Impl::fetchTraining()
{
    using State = TrainingRun::State;
    const State state = training.state();
    if (const std::vector<TrainingEvent> events = training.drain(); !events.empty())
        Q_EMIT bench.trainingEvents(events);
    for (PublishedModel& published : training.takeModels())
        trained[static_cast<std::size_t>(published.twin)] = std::move(published.model);
    for (PublishedModel& published : training.takeBestModels())
        best[static_cast<std::size_t>(published.twin)] = std::move(published.model);
    if (state != seenState) {
        seenState = state;
        Q_EMIT bench.trainingStateChanged();
    }
}

TrainingData Workbench::Impl::dataFor(Task task) const
{
    return task == Task::Text ? TrainingData{data.text, nullptr, nullptr}
                              : TrainingData{nullptr, data.digits, data.testDigits};
}

/// Sparse first: its curve is the one people wait for.
TrainingSpec Workbench::Impl::specFor(const RunConfig& run, bool asTwins) const
{
    TrainingSpec spec;
    spec.runs.emplace_back(twinOf(run.model), run);
    if (asTwins && run.model.isSparse())
        spec.runs.emplace_back(Twin::Dense, denseTwin(run));
    spec.data = dataFor(run.model.task);
    spec.dataName = (run.model.task == Task::Text ? textSource : digitsSource).toStdString();
    spec.threads = std::max(1, usableThreads - 1);
    return spec;
}

void Workbench::Impl::launch(TrainingSpec spec, std::optional<int> steps)
{
    trained = best = {}; // a paused run before it is saved by the run itself
    runFolder = toText(spec.folder);
    Q_EMIT bench.trainingRestarted();
    training.start(std::move(spec), steps);
    seenState = TrainingRun::State::Loading; // whatever it is by now is told with its events
    pulse.start();
    Q_EMIT bench.trainingStateChanged();
    announceBusy();
}

void Workbench::startTraining(const QString& runName) { m_impl->startNew(runName, {}); }

/// A run with a folder of its own; pauses after so many steps when they are given.
void Workbench::Impl::startNew(const QString& runName, std::optional<int> steps)
{
    if (const QString sentence = bench.refusalOf(Work::Training); !sentence.isEmpty()) {
        Q_EMIT bench.problem(sentence, Work::Training);
        return;
    }
    TrainingSpec spec = specFor(config, twins);
    const QString kind
        = words(nameOf(config.model.task)) + QLatin1Char('-') + words(nameOf(config.model.routing));
    const QString stem = runName.isEmpty()
        ? QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss-")) + kind
        : runName;
    const QDir runs(toText(runsFolder()));
    QString name = stem;
    for (int number = 2; runs.exists(name); ++number)
        name = stem + QLatin1Char('-') + QString::number(number);
    spec.folder = toPath(runs.filePath(name));
    launch(std::move(spec), steps);
}

void Workbench::resumeTraining()
{
    if (const auto sentence = refusal(Work::Training, m_impl->busy())) {
        Q_EMIT problem(QString::fromStdString(*sentence), Work::Training);
        return;
    }
    if (hasStoppedRun()) {
        m_impl->reopenFolder(m_impl->runFolder, {});
        return;
    }
    m_impl->training.resume();
    m_impl->pulse.start();
    m_impl->announceBusy();
}

void Workbench::pauseTraining()
{
    m_impl->training.pause();
    m_impl->pulse.start();
}

void Workbench::stepTraining(int steps)
{
    if (const auto sentence = refusal(Work::Training, m_impl->busy())) {
        Q_EMIT problem(QString::fromStdString(*sentence), Work::Training);
        return;
    }
    if (m_impl->training.state() == TrainingRun::State::Paused) {
        m_impl->training.stepOnce(steps);
        m_impl->pulse.start();
        m_impl->announceBusy();
        return;
    }
    hasStoppedRun() ? m_impl->reopenFolder(m_impl->runFolder, steps) : m_impl->startNew({}, steps);
}

void Workbench::stopTraining()
{
    if (m_impl->benchmark.busy() && !m_impl->leaving) { // it has the training's lane
        Q_EMIT problem(refusalOf(Work::Training), Work::Training);
        return;
    }
    m_impl->openingRun = false;
    m_impl->waitingRun.reset();
    m_impl->training.stop(!m_impl->leaving);
    m_impl->pulse.start();
    m_impl->announceBusy();
}

bool Workbench::hasStoppedRun() const
{
    const std::int64_t step = trainingStep();
    return trainingState() == TrainingRun::State::Empty && !m_impl->runFolder.isEmpty() && step > 0
        && step < plannedSteps();
}

void Workbench::setLearningRate(double rate) { m_impl->training.setLearningRate(rate); }

void Workbench::reopenRun(const QString& folder)
{
    Q_EMIT opening();
    if (const auto sentence = refusal(Work::Training, m_impl->busy())) {
        Q_EMIT problem(QString::fromStdString(*sentence), Work::Training);
        return;
    }
    m_impl->reopenFolder(folder, 0); // it waits at its newest checkpoint
}

/// Reads run.json in the background; takeRun() goes on.
void Workbench::Impl::reopenFolder(const QString& folder, std::optional<int> steps)
{
    if (leaving)
        return;
    reopenedSteps = steps;
    openingRun = true;
    runAsked = folder;
    loading.openRun(toPath(folder));
    pulse.start();
    announceBusy();
}

/// The run is reopened at once when its data is open, or cannot be; else as soon as it is.
void Workbench::Impl::takeRun(const KeptRun& run)
{
    const Task task = run.runs.front().second.model.task;
    const QString wanted = QString::fromStdString(run.dataName);
    if (wanted.isEmpty() || wanted == (task == Task::Text ? textSource : digitsSource)
        || !QFileInfo::exists(wanted)) {
        reopen(run);
        return;
    }
    waitingRun = run;
    if (task == Task::Text)
        bench.openText(wanted);
    else
        bench.openDigits(wanted);
}

void Workbench::Impl::reopen(const KeptRun& run)
{
    const RunConfig& first = run.runs.front().second;
    bench.setConfig(first, run.runs.size() > 1);
    TrainingSpec spec;
    spec.runs = run.runs;
    spec.data = dataFor(first.model.task);
    if (!spec.data.text && !spec.data.digits) {
        Q_EMIT bench.problem(
            tr("The data of run %1 is not open (%2). Open it in Set-up and try again.")
                .arg(shownName(run.name), shownName(run.dataName)));
        return;
    }
    spec.threads = run.threads; // so that it stays equal to the last bit
    spec.folder = run.folder;
    spec.resume = true;
    launch(std::move(spec), reopenedSteps);
}

TrainingRun::State Workbench::trainingState() const
{
    return m_impl->seenState;
} // as announced: its events have been told
QString Workbench::trainingFailure() const
{
    return QString::fromStdString(m_impl->training.failure());
}
std::int64_t Workbench::trainingStep() const { return m_impl->training.step(); }
std::int64_t Workbench::plannedSteps() const { return m_impl->training.plannedSteps(); }
QString Workbench::runFolder() const { return m_impl->runFolder; }
bool Workbench::hasTrainedModels() const { return m_impl->trained[0] || m_impl->trained[1]; }

const ModelState* Workbench::trainedModel(Twin twin, TrainedWeights which) const
{
    const auto slot = static_cast<std::size_t>(twin);
    const auto& best = m_impl->best[slot];
    const auto& chosen = which == TrainedWeights::Best && best ? best : m_impl->trained[slot];
    return chosen ? &*chosen : nullptr;
}

} // namespace glowworm
