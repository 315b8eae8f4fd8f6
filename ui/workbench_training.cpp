// SPDX-License-Identifier: GPL-3.0-or-later
// The workbench's training: one run at a time, started, stepped, reopened.
#include "workbench_impl.h"

#include "data/data_folder.h"
#include "error.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace glowworm {
namespace {

QString words(std::string_view name) { return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())); }

} // namespace

bool Workbench::Impl::trainingActive() const
{
    using State = TrainingRun::State;
    const State state = training.state();
    return state == State::Loading || state == State::Running || state == State::Pausing || state == State::Stopping;
}

void Workbench::Impl::fetchTraining()
{
    using State = TrainingRun::State;
    const State state = training.state();
    if (const std::vector<TrainingEvent> events = training.drain(); !events.empty())
        Q_EMIT bench.trainingEvents(events);
    for (PublishedModel& published : training.takeModels())
        trained[static_cast<std::size_t>(published.twin)] = std::move(published.model);
    if (state != seenState) {
        seenState = state;
        Q_EMIT bench.trainingStateChanged();
    }
}

TrainingData Workbench::Impl::dataFor(Task task) const
{
    return task == Task::Text ? TrainingData{data.text, nullptr, nullptr} : TrainingData{nullptr, data.digits, data.testDigits};
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
    trained = {}; // a paused run before it is saved by the run itself
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
        Q_EMIT bench.problem(sentence);
        return;
    }
    TrainingSpec spec = specFor(config, twins);
    const QString kind = words(nameOf(config.model.task)) + QLatin1Char('-') + words(nameOf(config.model.routing));
    const QString stem = runName.isEmpty() ? QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss-")) + kind : runName;
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
        Q_EMIT problem(QString::fromStdString(*sentence));
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
        Q_EMIT problem(QString::fromStdString(*sentence));
        return;
    }
    if (m_impl->training.state() == TrainingRun::State::Paused) {
        m_impl->training.stepOnce(steps);
        m_impl->pulse.start();
        m_impl->announceBusy();
        return;
    }
    m_impl->startNew({}, steps);
}

void Workbench::stopTraining()
{
    if (m_impl->benchmark.busy() && !m_impl->leaving) { // it has the training's lane
        Q_EMIT problem(refusalOf(Work::Training));
        return;
    }
    m_impl->waitingRun.reset();
    m_impl->training.stop();
    m_impl->pulse.start();
    m_impl->announceBusy();
}

void Workbench::setLearningRate(double rate) { m_impl->training.setLearningRate(rate); }

void Workbench::reopenRun(const QString& folder)
{
    if (const auto sentence = refusal(Work::Training, m_impl->busy())) {
        Q_EMIT problem(QString::fromStdString(*sentence));
        return;
    }
    try {
        const KeptRun run = readRun(toPath(folder));
        const Task task = run.runs.front().second.model.task;
        const QString wanted = QString::fromStdString(run.dataName);
        const QString open = task == Task::Text ? textSource() : digitsSource();
        if (wanted.isEmpty() || wanted == open || !QFileInfo::exists(wanted)) {
            m_impl->reopen(run);
            return;
        }
        m_impl->waitingRun = run;
        if (task == Task::Text)
            openText(wanted);
        else
            openDigits(wanted, {});
        m_impl->announceBusy();
    } catch (const Error& error) {
        Q_EMIT problem(QString::fromUtf8(error.what()));
    }
}

void Workbench::Impl::reopen(const KeptRun& run)
{
    const RunConfig& first = run.runs.front().second;
    bench.setConfig(first, run.runs.size() > 1);
    TrainingSpec spec;
    spec.runs = run.runs;
    spec.data = dataFor(first.model.task);
    if (!spec.data.text && !spec.data.digits) {
        Q_EMIT bench.problem(tr("The data of run %1 is not open (%2). Open it in Set-up and try again.")
                                 .arg(QString::fromStdString(run.name), QString::fromStdString(run.dataName)));
        return;
    }
    spec.threads = std::max(1, usableThreads - 1);
    spec.folder = run.folder;
    spec.resume = true;
    launch(std::move(spec), 0); // it waits at its newest checkpoint
}

TrainingRun::State Workbench::trainingState() const { return m_impl->seenState; } // as announced: its events have been told
QString Workbench::trainingFailure() const { return QString::fromStdString(m_impl->training.failure()); }
std::int64_t Workbench::trainingStep() const { return m_impl->training.step(); }
std::int64_t Workbench::plannedSteps() const { return m_impl->training.plannedSteps(); }
QString Workbench::runFolder() const { return m_impl->runFolder; }
bool Workbench::hasTrainedModels() const { return m_impl->trained[0] || m_impl->trained[1]; }

} // namespace glowworm
