// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/library.h"

#include "model/data/data_folder.h"
#include "model/io/paths.h"
#include "model/io/used_checkpoint.h"
#include "ui/widgets/path_text.h"

#include <QDir>
#include <QFileInfo>
#include <QScopedValueRollback>

#include <algorithm>
#include <string>
#include <utility>

namespace glowworm {
namespace {

QString shippedEnd(Twin twin)
{
    return twin == Twin::Sparse ? QStringLiteral("-sparse.safetensors")
                                : QStringLiteral("-dense.safetensors");
}

} // namespace

// -------------------------------------------------------------------------------------------------
// opening

LoadRun& Library::begin(const QString& file)
{
    noteAsked(file);
    Q_EMIT opening();
    Q_EMIT workBegan();
    return m_loading;
}

/// By the name that it comes back with. What comes back may ask for more, as a run for its data.
void Library::noteAsked(const QString& file)
{
    if (m_bringingBack || m_bringsBack)
        m_broughtBack << file;
    else if (m_asksByItself)
        m_ownAsked << file;
}

void Library::open(const QStringList& files)
{
    std::vector<std::filesystem::path> paths;
    for (const QString& file : files)
        paths.push_back(absolutePath(toPath(file))); // it is kept with the runs that train on it
    begin({}).open(std::move(paths));
}

void Library::openText(const QString& file) { begin(file).openText(toPath(file)); }

void Library::openDigits(const QString& images, const QString& labels, const QString& testImages,
    const QString& testLabels)
{
    begin(images).openDigits(
        {toPath(images), toPath(labels), toPath(testImages), toPath(testLabels)});
}

void Library::openDefaultData()
{
    const QScopedValueRollback byItself(m_asksByItself, true);
    const DataOptions usual = usualData();
    if (!usual.text.empty())
        openText(toText(usual.text));
    if (!usual.images.empty())
        openDigits(toText(usual.images));
}

void Library::openModel(const QString& file) { begin(file).openModel(toPath(file)); }

void Library::openShippedModels()
{
    const QScopedValueRollback byItself(m_asksByItself, true);
    const QDir folder(toText(modelsFolder()));
    bool found = false;
    for (const Task task : kBothTasks)
        for (const Twin twin : kTwins) {
            const QString file = folder.filePath(
                (task == Task::Text ? QStringLiteral("shakespeare") : QStringLiteral("mnist"))
                + shippedEnd(twin));
            if (!QFileInfo::exists(file))
                continue;
            found = true;
            openShipped(file, task, twin);
        }
    if (found)
        return;
    Q_EMIT opening();
    const QString sentence = tr("No shipped models were found in %1. Open a checkpoint (File > "
                                "Open model), or train one (Ctrl+2).")
                                 .arg(shownName(folder.path()));
    // After what else is opened in the same breath, as the refusals of files are: its opening()
    // would end the sentence unread.
    QMetaObject::invokeMethod(
        this, [this, sentence] { Q_EMIT problem(sentence); }, Qt::QueuedConnection);
}

void Library::openShippedDigits(const KnownDigits& set)
{
    const QScopedValueRollback byItself(m_asksByItself, true);
    const QDir folder(toText(modelsFolder()));
    const QString name
        = QString::fromStdString(std::string(set.name.substr(0, set.name.find('-'))));
    for (const Twin twin : kTwins)
        openShipped(folder.filePath(name + shippedEnd(twin)), Task::Digits, twin);
}

void Library::openShipped(const QString& file, Task task, Twin twin)
{
    m_shipped[slotOf(task)][slotOf(twin)] = file;
    openModel(file);
    Q_EMIT comingChanged();
}

void Library::importModel(const QString& file, const ModelConfig& network)
{
    begin(file).importModel(toPath(file), network);
}

void Library::openExperiment(const QString& file) { begin(file).openExperiment(toPath(file)); }

void Library::addTiming(const QString& file) { begin(file).addTiming(toPath(file)); }

void Library::openRun(const QString& folder)
{
    noteAsked(folder);
    m_runAsked = folder;
    m_loading.openRun(toPath(folder));
    Q_EMIT workBegan();
}

void Library::pack(const ModelState& trained, const QString& checkpoint)
{
    m_loading.pack(
        trained, tr("training, step %L1").arg(trained.steps).toStdString(), toPath(checkpoint));
    Q_EMIT workBegan();
}

void Library::setWeightFormat(WeightFormat format)
{
    if (format == m_weightFormat)
        return;
    m_weightFormat = format;
    m_loading.setFormat(format);
    for (const Slot& slot : m_slots[static_cast<std::size_t>(Task::Text)])
        repack(slot);
    Q_EMIT workBegan();
}

void Library::operate(Task task, Twin twin, Surgery surgery)
{
    Slot& operated = slot(task, twin);
    operated.surgery = std::move(surgery);
    repack(operated);
    Q_EMIT workBegan();
}

void Library::repack(const Slot& slot)
{
    if (!slot.model)
        return;
    LoadedModel model = *slot.model;
    model.surgery = slot.surgery;
    m_loading.repack(model, toPath(slot.file));
}

void Library::refreshKept()
{
    m_keptFiles.refresh();
    Q_EMIT workBegan();
}

// -------------------------------------------------------------------------------------------------
// what is open

TrainingData Library::dataFor(Task task) const
{
    return task == Task::Text ? TrainingData{m_data.text, nullptr, nullptr}
                              : TrainingData{nullptr, m_data.digits, m_data.testDigits};
}

QString Library::source(Task task) const
{
    return task == Task::Text ? m_text : toText(m_digitFiles.images);
}

const LoadedModel* Library::model(Task task, Twin twin) const
{
    const Slot& asked = slot(task, twin);
    return asked.model ? &*asked.model : nullptr;
}

bool Library::hasModel(Task task) const
{
    return model(task, Twin::Sparse) || model(task, Twin::Dense);
}

QString Library::modelFile(Task task, Twin twin) const { return slot(task, twin).file; }

QString Library::checkpoint(Task task, Twin twin) const
{
    const Slot& of = slot(task, twin);
    return toText(stillThere(toPath(of.file.isEmpty() ? of.kept : of.file)));
}

QString Library::sentenceFor(const QString& missing) const
{
    return isOpening() ? tr("Files are still being opened; try again in a moment.") : missing;
}

// -------------------------------------------------------------------------------------------------
// the beat

bool Library::working() const { return m_loading.busy() || m_keptFiles.busy(); }

void Library::fetch()
{
    std::vector<Loaded> items = m_loading.drain();
    for (Loaded& item : items)
        take(std::move(item));
    if (!items.empty())
        Q_EMIT refusalChanged();
    if (auto found = m_keptFiles.take()) {
        m_kept = std::move(*found);
        Q_EMIT keptChanged();
    }
}

void Library::take(Loaded loaded)
{
    const QString file = toText(loaded.file);
    const bool opened = loaded.error.empty(), isRun = !file.isEmpty() && file == m_runAsked;
    const bool isAsked = !loaded.isRepacked, byItself = isAsked && m_ownAsked.removeOne(file);
    const QScopedValueRollback back(m_bringsBack, isAsked && m_broughtBack.removeOne(file));
    if (opened && isAsked && !byItself)
        forgetAway(loaded);
    if (opened && isAsked && !byItself && !m_bringsBack)
        tellKind(loaded, file);
    if (!opened)
        tellError(loaded, isRun);
    if (isRun) {
        m_runAsked.clear();
        Q_EMIT runRead(file, loaded.run ? &*loaded.run : nullptr);
    }
    if (loaded.model)
        takeModel(loaded, file);
    if (!loaded.fitting.empty())
        Q_EMIT networkAsked(file, loaded.fitting);
    takeData(loaded, file);
    if (!file.isEmpty() && file == m_setAsked) {
        m_setAsked.clear();
        if (opened && m_setWanted != m_setRead)
            askForSet(); // of a model that was opened meanwhile
    }
    if (loaded.experiment) {
        m_experiment = std::move(loaded.experiment);
        m_experimentFile = file;
        Q_EMIT experimentOpened();
    }
    if (!loaded.timing.empty()) {
        m_timing = std::move(loaded.timing);
        refreshKept();
        if (loaded.isTimingAdded)
            Q_EMIT timingAdded();
        else
            Q_EMIT timingOpened();
    }
    if (loaded.drawing) {
        m_drawing = std::move(loaded.drawing);
        m_pictureFile = file;
        Q_EMIT pictureOpened();
    }
    if (loaded.tape) {
        m_tape = std::move(loaded.tape);
        Q_EMIT tapeOpened();
    }
    if (loaded.session) {
        m_session = std::move(loaded.session);
        m_sessionFile = file;
        Q_EMIT sessionOpened();
    }
    if (!loaded.isRepacked)
        forgetComing(file, opened);
    Q_EMIT fileRead(file, opened);
}

void Library::tellKind(const Loaded& loaded, const QString& file)
{
    const auto tell = [&](bool isKind, FileKind kind) {
        if (isKind)
            Q_EMIT openedAs(file, kind);
    };
    tell(loaded.model && !file.isEmpty(), FileKind::Model);
    tell(loaded.text != nullptr, FileKind::Text);
    tell(loaded.digits != nullptr, FileKind::IdxPictures);
    tell(loaded.experiment != nullptr, FileKind::Experiment);
    tell(!loaded.timing.empty(), FileKind::Timing);
    tell(loaded.drawing != nullptr, FileKind::Png);
    tell(loaded.tape != nullptr, FileKind::Tape);
    tell(loaded.session != nullptr, FileKind::Session);
}

void Library::takeModel(Loaded& loaded, const QString& file)
{
    const ModelConfig& model = loaded.model->state->config;
    const Twin twin = twinOf(model);
    Slot& into = slot(model.task, twin);
    if (!loaded.isRepacked)
        into = {std::move(loaded.model), file, {}, toText(loaded.kept), loaded.isImported};
    else if (into.model && into.model->state == loaded.model->state)
        into.model = std::move(loaded.model);
    else
        return; // another one was opened meanwhile
    if (model.task == Task::Digits && !loaded.isRepacked) {
        m_setWanted = &digitSetOf(into.model->state->corpusHash);
        askForSet();
    }
    const Task task = model.task;
    if (!loaded.isRepacked)
        operateRestored(task, twin);
    Q_EMIT modelsChanged(task);
    if (!loaded.notKept.empty())
        Q_EMIT problem(tr("The trained weights are in use, but are not kept for the next start: %1")
                           .arg(QString::fromStdString(loaded.notKept)));
}

/// Pictures that a model knows nothing of would make fools of all that is counted on them. Only a
/// known set gives way to another known one; what a person opened stays.
void Library::askForSet()
{
    if (!m_restored.digits.images.empty())
        return; // what stood beside it is about to come
    const auto isOpen = [this](const KnownDigits& set) {
        return m_data.digits && m_data.digits->hash() == set.hash;
    };
    const bool gives = m_data.digits ? std::ranges::any_of(kDigitSets, isOpen)
                                     : m_setWanted != &kDigitSets.front(); // opens at the start
    if (!gives || isOpen(*m_setWanted) || !m_setAsked.isEmpty())
        return; // what is being read is looked at again when it is there
    if (const auto files = filesOfSet(std::string(m_setWanted->name))) {
        m_setRead = m_setWanted;
        m_setAsked = toText(files->images);
        const QScopedValueRollback byItself(m_asksByItself, true);
        openDigits(m_setAsked);
    }
}

void Library::takeData(Loaded& loaded, const QString& file)
{
    if (loaded.text) {
        m_data.text = std::move(loaded.text);
        m_text = file;
        Q_EMIT dataChanged();
    }
    if (loaded.digits) {
        m_data.digits = std::move(loaded.digits);
        m_data.testDigits = std::move(loaded.testDigits);
        m_digitFiles = std::move(loaded.digitFiles);
        Q_EMIT dataChanged();
    }
}

/// With the name of the file, as it may be one of several; a run's sentence has its folder.
void Library::tellError(const Loaded& loaded, bool isRun)
{
    const QString sentence = QString::fromStdString(loaded.error);
    const QString name = QString::fromStdString(
        printable(loaded.file.filename().native())); // as sentences have it
    const bool named = name.isEmpty() || sentence.contains(name) || isRun;
    Q_EMIT problem(named ? sentence : tr("%1: %2").arg(name, sentence));
}

} // namespace glowworm
