// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/training.h"

#include "model/data/data_folder.h"
#include "model/io/checkpoint.h"
#include "model/io/paths.h"
#include "model/training/moments.h"
#include "model/training/training_setup.h"
#include "ui/session/library.h"
#include "ui/session/workbench.h"
#include "ui/widgets/field_words.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/sentence_words.h"
#include "ui/widgets/settings.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace glowworm {

Training::Training(const Workbench& workbench, Library& library, TrainingLoop::Create create)
    : WorkingPart(workbench, library, Work::Training)
    , m_run(std::move(create))
    , m_folder(runsFolder())
    , m_config(preset("quick-sparse").config)
{
    connect(&m_library, &Library::dataChanged, this, [this] { setConfig(m_config, m_twins); });
    connect(&m_library, &Library::runRead, this, [this](const QString& folder, const KeptRun* run) {
        if (folder == m_asked)
            takeRun(run);
    });
    connect(&m_library, &Library::fileRead, this, &Training::takeFile);
}

// -------------------------------------------------------------------------------------------------
// set-up

void Training::setConfig(const RunConfig& config, bool twins)
{
    RunConfig wanted = config;
    if (const auto& text = m_library.data().text)
        wanted.model.vocabSize = text->vocabulary().size();
    if (wanted == m_config && twins == m_twins)
        return;
    m_config = wanted;
    m_twins = twins;
    Q_EMIT configChanged();
    Q_EMIT refusalChanged();
}

void Training::setKeepsMoments(bool on)
{
    if (on == std::exchange(m_keepsMoments, on))
        return;
    Q_EMIT configChanged();
}

std::int64_t Training::momentBytes() const
{
    return m_keepsMoments ? usualMomentBytes(m_config.model, m_config.train.steps) : 0;
}

void Training::setUnread(const QString& sentence)
{
    if (sentence == m_unread)
        return;
    m_unread = sentence;
    Q_EMIT refusalChanged();
}

QString Training::resumeRefusal() const
{
    return sentenceWords(glowworm::refusal(Work::Training, m_workbench.busy()).value_or(""));
}

bool Training::lacksData() const
{
    const TrainingData& data = m_library.data();
    return !m_library.isOpening()
        && (m_config.model.task == Task::Text ? !data.text : !data.digits);
}

QString Training::lacking() const
{
    for (const QString& unread : {m_unread, m_unreadRule})
        if (!unread.isEmpty())
            return unread;
    const ModelConfig& model = m_config.model;
    const TrainingData& data = m_library.data();
    if (model.task == Task::Text && !data.text)
        return m_library.sentenceFor(tr("No text is open. Open one in Set-up (Ctrl+1), or run %1, "
                                        "which gets Tiny Shakespeare.")
                                         .arg(QString::fromStdString(fetchCommand())));
    if (model.task == Task::Digits && !data.digits)
        return m_library.sentenceFor(tr("No digits are open. Open an IDX pair in Set-up (Ctrl+1), "
                                        "or run %1, which gets MNIST.")
                                         .arg(QString::fromStdString(fetchCommand())));
    if (const auto wrong = problems(m_config); !wrong.empty())
        return withLabels(wrong.front().sentence);
    if (model.task == Task::Text)
        if (const auto tooShort = data.text->tooShortFor(model.context))
            return sentenceWords(*tooShort);
    return {};
}

// -------------------------------------------------------------------------------------------------
// a new run

void Training::start(const QString& runName) { startNew(runName, {}); }

/// In a folder of its own; pauses after so many steps when they are given.
void Training::startNew(const QString& runName, std::optional<int> steps)
{
    if (refuses(refusal()))
        return;
    const ModelConfig& model = m_config.model;
    TrainingSpec spec = newTraining(m_config, m_twins && model.isSparse());
    spec.data = m_library.dataFor(model.task);
    spec.dataName = m_library.source(model.task).toStdString();
    spec.threads = trainingThreads();
    spec.stop = m_stop;
    spec.momentBytes = momentBytes();
    const std::string name = runName.isEmpty()
        ? stamped(std::string(nameOf(model.task)) + '-' + std::string(nameOf(model.routing)))
        : runName.toStdString();
    spec.folder = freePath(m_folder / name);
    Launch next{std::move(spec), m_config, m_twins, steps};
    next.momentBytes = next.spec.momentBytes;
    next.isNew = true;
    launch(std::move(next));
}

void Training::startAs(const TrainingSettings& settings, const QString& data)
{
    Q_EMIT opening();
    if (refuses(resumeRefusal()))
        return;
    const RunConfig& config = settings.runs.front().second;
    setConfig(config, settings.runs.size() > 1);
    noteStopRules(settings.stop);
    Q_EMIT setUpReplaced();
    if (data.isEmpty() || data == m_library.source(config.model.task)) {
        start();
        return;
    }
    if (!QFileInfo::exists(data)) {
        Q_EMIT problem(tr("The data of this run is not there any more (%1). Its settings are set "
                          "up now: open data in Set-up (Ctrl+1) and start.")
                           .arg(shownName(data)));
        return;
    }
    m_waitingStart = data;
    openData(config.model.task, data);
}

/// A run that has not ended is kept first. Where the disk refuses that, it stays the run there is.
void Training::launch(Launch next)
{
    const State state = m_run.state();
    if (state == State::Empty || state == State::Finished
        || (state == State::Failed && !m_run.holdsLoop())) {
        begin(std::move(next));
        return;
    }
    m_next = std::move(next);
    takeState(State::Stopping);
    m_run.stop();
    Q_EMIT workBegan();
}

void Training::begin(Launch next)
{
    m_newest = m_best = {};
    m_hasRun = true;
    m_trained = next.config;
    m_trainedTwins = next.twins;
    m_runThreads = next.spec.threads;
    m_runMomentBytes = next.momentBytes;
    m_told = {next.spec.runs, next.spec.stop.value_or(StopRules())};
    m_isOver = false;
    m_cameBack = next.comesBack;
    m_endsAgain = next.endsAgain;
    m_owed.reset();
    m_history.reset();
    m_runFolder = toText(next.spec.folder);
    Q_EMIT restarted();
    m_run.start(std::move(next.spec), next.steps);
    m_state = State::Loading; // whatever it is by now is told with its events
    Q_EMIT stateChanged();
    Q_EMIT workBegan();
    if (next.isNew)
        Q_EMIT began();
}

// -------------------------------------------------------------------------------------------------
// a run that is there

void Training::resume()
{
    if (refuses(resumeRefusal()))
        return;
    if (hasStoppedRun() || wasEndedByRule()) {
        readFolder(m_runFolder, {});
        return;
    }
    m_isOver = false; // also of one that the disk had refused
    m_run.resume();
    Q_EMIT workBegan();
}

void Training::pause()
{
    m_run.pause();
    Q_EMIT workBegan();
}

void Training::makeSteps(int steps)
{
    if (refuses(resumeRefusal()))
        return;
    if (m_run.state() == State::Paused || isHeld()) {
        m_isOver = false;
        m_run.stepOnce(steps);
        Q_EMIT workBegan();
        return;
    }
    hasStoppedRun() || wasEndedByRule() ? readFolder(m_runFolder, steps) : startNew({}, steps);
}

void Training::stop()
{
    if (m_workbench.busy().benchmark && !m_workbench.leaving() // it has the training's lane
        && refuses(refusal()))
        return;
    m_reading = false;
    m_waiting.reset();
    m_waitingStart.clear();
    m_next.reset();
    if (!m_workbench.leaving()) { // else what was on its way comes back
        endReading();
        openNoted();
        m_isOver = true;
    }
    if (m_run.state() == State::Failed) // a save that is refused again is told again
        takeState(State::Stopping);
    m_run.stop(!m_workbench.leaving());
    Q_EMIT workBegan();
}

// -------------------------------------------------------------------------------------------------
// what it does and has

void Training::fetch()
{
    const State state = m_run.state();
    TrainingOutbox& outbox = m_run.outbox();
    const std::vector<TrainingEvent> news = outbox.events.drain();
    for (const std::size_t twin : {0, 1}) {
        if (auto model = outbox.newest[twin].take())
            m_newest[twin] = std::move(model);
        if (auto model = outbox.best[twin].take())
            m_best[twin] = std::move(model);
    }
    if (!news.empty()) {
        m_history.append(news);
        Q_EMIT events(news);
    }
    takeSettings();
    takeFolder();
    if (state == State::Failed)
        m_next.reset(); // the run before it could not be kept
    if (m_next && (state == State::Empty || state == State::Finished))
        begin(*std::exchange(m_next, std::nullopt));
    else if (state == State::Paused && std::exchange(m_endsAgain, false)) {
        m_isOver = true;
        m_run.stop(); // its curves and weights are here
    } else if (state != m_state)
        takeState(state);
}

/// Somebody may have moved it while it was trained.
void Training::takeFolder()
{
    const QString folder = toText(m_run.folder());
    if (m_runFolder.isEmpty() || folder == m_runFolder)
        return;
    m_runFolder = folder;
    Q_EMIT moved();
    m_library.refreshKept();
}

void Training::takeState(State state)
{
    m_state = state;
    if (state == State::Failed && m_history.empty()) { // it never began: nothing of it is here
        if (m_cameBack)
            owe(m_runFolder, m_endsAgain);
        m_runFolder.clear();
        m_hasRun = false;
    } else if (state == State::Failed && m_workbench.leaving()) {
        Q_EMIT problem(failure(), Work::Training);
        Q_EMIT unkept(failure());
    }
    const bool ended = state == State::Finished || state == State::Failed;
    m_isOver = m_isOver || (ended && !m_workbench.leaving());
    m_endsAgain = m_endsAgain && !ended;
    Q_EMIT stateChanged();
}

bool Training::active() const
{
    const State state = m_run.state();
    return m_reading || m_waiting || !m_waitingStart.isEmpty() || m_next || state == State::Loading
        || state == State::Running || state == State::Pausing || state == State::Stopping;
}

bool Training::hasStoppedRun() const
{
    return m_state == State::Empty && !m_runFolder.isEmpty() && step() > 0
        && step() < plannedSteps();
}

bool Training::wasEndedByRule() const
{
    return m_state == State::Finished && !m_runFolder.isEmpty() && step() < m_trained.train.steps;
}

const TrainingHistory* Training::historyOfConfig() const
{
    RunConfig trained = m_trained;
    trained.train.steps = m_config.train.steps;
    return trained == m_config && m_trainedTwins == m_twins ? &m_history : nullptr;
}

QString Training::failure() const { return QString::fromStdString(m_run.failure()); }

const ModelState* Training::model(Twin twin, TrainedWeights which) const
{
    const auto slot = slotOf(twin);
    const auto& chosen
        = which == TrainedWeights::Best && m_best[slot] ? m_best[slot] : m_newest[slot];
    return chosen ? &*chosen : nullptr;
}

void Training::forget()
{
    if (active() || m_run.state() == State::Paused || isHeld())
        return;
    m_newest = m_best = {};
    m_hasRun = false;
    m_history.reset();
    m_runFolder.clear();
    Q_EMIT restarted();
    Q_EMIT stateChanged();
}

void Training::useModels(TrainedWeights which)
{
    Q_EMIT opening();
    if (!hasModels()) {
        Q_EMIT problem(tr("There are no trained weights yet: train a model first (Ctrl+2)."));
        return;
    }
    for (const Twin twin : kTwins)
        if (const ModelState* trained = model(twin, which))
            m_library.pack(*trained,
                m_runFolder.isEmpty()
                    ? QString()
                    : toText(toPath(m_runFolder) / nameOf(twin) / checkpointName(trained->steps)));
}

} // namespace glowworm
