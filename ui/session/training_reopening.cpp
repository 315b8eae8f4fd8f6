// SPDX-License-Identifier: GPL-3.0-or-later
// How a kept run becomes the training again: its run.json is read, then its data, then it goes on,
// waits at its newest checkpoint, or a new run goes on from its best one.
#include "ui/session/training.h"

#include "model/data/data_folder.h"
#include "model/io/paths.h"
#include "model/training/moments.h"
#include "model/training/training_setup.h"
#include "ui/session/library.h"
#include "ui/session/workbench.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/sentence_words.h"

#include <QFileInfo>

#include <utility>

namespace glowworm {

void Training::reopen(const QString& folder)
{
    Q_EMIT opening();
    if (!refuses(resumeRefusal()))
        readFolder(folder, 0, Way::Reopen); // it waits at its newest checkpoint
}

void Training::goOnFromBest(const QString& folder)
{
    Q_EMIT opening();
    Busy others = m_workbench.busy();
    others.training = others.training && folder != m_runFolder;
    if (!refuses(sentenceWords(glowworm::refusal(Work::Training, others).value_or(""))))
        readFolder(folder, {}, Way::FromBest);
}

/// takeRun() goes on.
void Training::readFolder(const QString& folder, std::optional<int> steps, Way way)
{
    if (m_workbench.leaving())
        return;
    m_stepsToMake = steps;
    m_way = way;
    m_reading = true;
    m_comesBack = m_endsAgain = false;
    m_owed.reset();
    m_asked = folder;
    m_library.openRun(folder);
}

/// As it was on the screen: the set-up is another matter.
void Training::comeBack(const QString& folder, bool isOver)
{
    readFolder(folder, 0, Way::Reopen);
    m_comesBack = true;
    m_endsAgain = isOver;
}

bool Training::awaitBack(const QString& folder)
{
    if (active() || m_hasRun || m_workbench.leaving() || !resumeRefusal().isEmpty())
        return false;
    m_reading = true;
    m_asked = folder;
    Q_EMIT workBegan();
    return true;
}

void Training::takeBack(const QString& folder, bool isThere)
{
    if (!m_reading || folder != m_asked)
        return;
    if (isThere)
        comeBack(folder, true);
    else
        endReading();
}

void Training::endReading()
{
    m_reading = false;
    m_comesBack = m_endsAgain = false;
    m_asked.clear();
}

/// It does not come now.
void Training::giveUp()
{
    if (m_comesBack)
        owe(m_asked, m_endsAgain);
    endReading();
    Q_EMIT refusalChanged(); // what stood there of it goes
}

/// The next start tries again to show it, unless it is gone: what holds it up (another program that
/// trains it, a disk that is not mounted) may be over by then.
void Training::owe(const QString& folder, bool isOver)
{
    const std::filesystem::path path = toPath(folder);
    if (isTaken(path) || !isTaken(path.parent_path()))
        m_owed = Owed{folder, isOver};
}

void Training::disown(const QString& folder)
{
    if (m_owed && m_owed->folder == folder)
        m_owed.reset();
}

void Training::openData(Task task, const QString& source)
{
    task == Task::Text ? m_library.openText(source) : m_library.openDigits(source);
}

/// The run is reopened at once when its data is open, or cannot be; else as soon as it is.
void Training::takeRun(const KeptRun* run)
{
    if (!std::exchange(m_reading, false))
        return;
    if (!run) {
        giveUp();
        openNoted();
        return;
    }
    if (m_way == Way::FromBest && !run->bestRate) { // what is on the screen stays there
        endReading();
        Q_EMIT problem(tr("Run %1 has no weights that are better than those of the untrained "
                          "network: there is nothing to go on from.")
                           .arg(shownName(run->name)));
        return;
    }
    const Task task = run->runs.front().second.model.task;
    const QString wanted = QString::fromStdString(run->dataName);
    if (wanted.isEmpty() || wanted == m_library.source(task) || !QFileInfo::exists(wanted)) {
        relaunch(*run);
        openNoted();
        return;
    }
    m_waiting = *run;
    if (m_comesBack && m_noted.images.empty())
        noteOpenData(task);
    openData(task, wanted);
}

void Training::takeFile(const QString& file, bool opened)
{
    if (m_notedAsked && file == toText(m_noted.images)) {
        m_noted = {};
        m_notedAsked = false;
    }
    if (!m_waitingStart.isEmpty() && file == m_waitingStart) {
        m_waitingStart.clear();
        if (opened)
            start();
    }
    if (!m_waiting || file != QString::fromStdString(m_waiting->dataName))
        return;
    const KeptRun run = *std::exchange(m_waiting, std::nullopt);
    if (opened)
        relaunch(run);
    else
        giveUp();
    openNoted();
}

/// As it was, or as it is to go on. One that comes back and was over keeps to its own rules: those
/// that were chosen since are for the next one, or for going on.
TrainingSpec Training::specOf(const KeptRun& run) const
{
    TrainingSpec spec = m_way == Way::FromBest
        ? trainingFromBest(run, freePath(m_folder / stamped("from-best")))
        : keptTraining(run);
    spec.goOn = m_way == Way::GoOn;
    if (m_comesBack ? !m_endsAgain : spec.goOn)
        spec.stop = m_stop;
    return spec;
}

void Training::relaunch(const KeptRun& run)
{
    TrainingSpec spec = specOf(run);
    RunConfig config = spec.runs.front().second;
    const bool twins = spec.runs.size() > 1, comesBack = m_comesBack, endsAgain = m_endsAgain;
    if (!comesBack && m_way != Way::GoOn) { // else the set-up is another matter
        setConfig(config, twins);
        noteStopRules(*spec.stop);
    }
    spec.data = m_library.dataFor(config.model.task);
    if (!spec.data.text && !spec.data.digits) {
        giveUp();
        Q_EMIT problem(tr("The data of run %1 is not open (%2). Open it in Set-up and try again.")
                           .arg(shownName(run.name), shownName(run.dataName)));
        return;
    }
    if (spec.data.text)
        config.model.vocabSize = spec.data.text->vocabulary().size();
    endReading();
    Launch next{std::move(spec), config, twins, m_stepsToMake};
    next.momentBytes = momentBytesFor(config.model, config.train.steps, run.momentsPerDoubling);
    next.isNew = m_way == Way::FromBest;
    next.comesBack = comesBack;
    next.endsAgain = endsAgain;
    launch(std::move(next));
}

/// For openNoted().
void Training::noteOpenData(Task task)
{
    m_notedTask = task;
    m_noted = task == Task::Digits ? m_library.digitFiles()
                                   : DigitFiles{toPath(m_library.source(task)), {}, {}, {}};
}

void Training::openNoted()
{
    const DigitFiles& noted = m_noted;
    if (noted.images.empty() || m_workbench.leaving() || std::exchange(m_notedAsked, true))
        return;
    if (m_notedTask == Task::Text)
        m_library.openText(toText(noted.images));
    else
        m_library.openDigits(toText(noted.images), toText(noted.labels), toText(noted.testImages),
            toText(noted.testLabels));
}

} // namespace glowworm
