// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/opened_files.h"

#include "model/data/data_folder.h"
#include "model/data/data_set.h"
#include "ui/session/generation.h"
#include "ui/session/library.h"
#include "ui/session/training.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace glowworm {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(glowworm::OpenedFiles)
};

QString nameOf(const QString& file) { return shownName(QFileInfo(file).fileName()); }

/// "4 layers, 2,048 neurons, step 6,000"; models of digits have one layer.
QString sizeWords(const ModelState& model)
{
    const NeuronGrid grid = gridOf(model.config);
    const QString neurons = countText(std::int64_t{grid.layers} * grid.neurons()),
                  steps = countText(model.steps);
    return grid.layers == 1
        ? Words::tr("%1 neurons, step %2").arg(neurons, steps)
        : Words::tr("%n layers, %1 neurons, step %2", nullptr, grid.layers).arg(neurons, steps);
}

/// Null: the pictures are of none that is known.
const KnownDigits* knownSet(const DigitSet& pictures)
{
    const auto* set = std::ranges::find(kDigitSets, pictures.hash(), &KnownDigits::hash);
    return set == kDigitSets.end() ? nullptr : set;
}

QString titleOf(const KnownDigits& set) { return words(set.title); }

/// Of digits, unless it was trained on other things.
bool namesDigits(const ModelState& model)
{
    return &digitSetOf(model.corpusHash) == &kDigitSets.front();
}

QString kindWords(const ModelState& model, Twin twin)
{
    const bool isSparse = twin == Twin::Sparse;
    if (model.config.task == Task::Text)
        return isSparse ? Words::tr("the sparse text model") : Words::tr("the dense text model");
    if (namesDigits(model))
        return isSparse ? Words::tr("the sparse digit model") : Words::tr("the dense digit model");
    return (isSparse ? Words::tr("the sparse model of %1") : Words::tr("the dense model of %1"))
        .arg(titleOf(digitSetOf(model.corpusHash)));
}

QString untilWritten() { return Words::tr("Generate (Ctrl+Return) writes with it."); }
QString allUntilWritten() { return Words::tr("Generate (Ctrl+Return) writes with them."); }

} // namespace

OpenedFiles::OpenedFiles(
    const Training& training, const Generation& generation, const Library& library)
    : m_training(training)
    , m_generation(generation)
    , m_library(library)
{
}

void OpenedFiles::begin()
{
    for (Known& known : m_data)
        known.isNews = false;
    for (auto& twins : m_models)
        for (Known& known : twins)
            known.isNews = false;
}

void OpenedFiles::passOver()
{
    for (const Task task : kBothTasks) {
        const TrainingData& data = m_library.data();
        Known& known = m_data[slotOf(task)];
        task == Task::Text ? isNew(known, data.text) : isNew(known, data.digits);
        for (const Twin twin : kTwins)
            if (const LoadedModel* model = m_library.model(task, twin))
                isNew(m_models[slotOf(task)][slotOf(twin)], model->state);
    }
}

QStringList OpenedFiles::news(PanelId shown)
{
    bool came = false;
    for (const Task task : kBothTasks) {
        came = takeData(task) || came;
        for (const Twin twin : kTwins)
            came = takeModel(task, twin) || came;
    }
    if (!came)
        return {};
    QStringList sentences{
        newsOfData(Task::Text, shown), newsOfData(Task::Digits, shown), newsOfModels(shown)};
    sentences.removeAll(QString());
    return sentences;
}

bool OpenedFiles::isUntilWritten(const QString& sentence)
{
    return sentence.endsWith(untilWritten()) || sentence.endsWith(allUntilWritten());
}

/// Whether `now` is another one than was there; it is the known one from now on.
bool OpenedFiles::isNew(Known& known, const std::shared_ptr<const void>& now)
{
    if (!now || now == known.last.lock())
        return false;
    known.last = now;
    ++known.openings;
    return true;
}

bool OpenedFiles::takeData(Task task)
{
    const TrainingData& data = m_library.data();
    const bool isText = task == Task::Text;
    Known& known = m_data[slotOf(task)];
    const auto usual = isText ? usualData().text : usualData().images;
    if (!(isText ? isNew(known, data.text) : isNew(known, data.digits))
        || (known.openings == 1 && m_library.source(task) == toText(usual)))
        return false;
    known.isNews = true;
    return true;
}

bool OpenedFiles::takeModel(Task task, Twin twin)
{
    const LoadedModel* model = m_library.model(task, twin);
    const QString file = m_library.modelFile(task, twin);
    Known& known = m_models[slotOf(task)][slotOf(twin)];
    if (!model || !isNew(known, model->state) || file.isEmpty()
        || (known.openings == 1 && toPath(file).parent_path() == modelsFolder()))
        return false;
    known.isNews = true;
    return true;
}

/// The pictures are those of the digit models, which are told, or answer on screen.
bool OpenedFiles::follows(Task task, PanelId shown) const
{
    const KnownDigits* set = task == Task::Digits ? knownSet(*m_library.data().digits) : nullptr;
    if (!set)
        return false;
    bool isTold = shown == PanelId::Digits, isTheirs = false;
    for (const Twin twin : kTwins) {
        const LoadedModel* model = m_library.model(task, twin);
        isTheirs = isTheirs || (model && &digitSetOf(model->state->corpusHash) == set);
        isTold = isTold || m_models[slotOf(task)][slotOf(twin)].isNews;
    }
    return isTold && isTheirs;
}

QString OpenedFiles::newsOfData(Task task, PanelId shown) const
{
    const TrainingData& data = m_library.data();
    const bool isText = task == Task::Text;
    const QString file = m_library.source(task);
    const bool isOther = m_training.config().model.task != task; // than Set-up shows
    if (!m_data[slotOf(task)].isNews || (!isOther && shown == PanelId::Setup)
        || follows(task, shown))
        return {};
    const KnownDigits* set = isText ? nullptr : knownSet(*data.digits);
    const QString open = isText ? Words::tr("%1 is open, a text of %Ln characters", nullptr,
                             static_cast<int>(data.text->statistics().characters))
                                      .arg(nameOf(file))
        : set
        ? Words::tr("%1 is open, %Ln pictures", nullptr, static_cast<int>(data.digits->count()))
              .arg(titleOf(*set))
        : Words::tr(
            "%1 is open, %Ln pictures of digits", nullptr, static_cast<int>(data.digits->count()))
              .arg(nameOf(file));
    const QString text = isOther
        ? Words::tr("%1: to train on it, choose a preset for texts in Set-up (Ctrl+1).")
        : Words::tr("%1: Set-up (Ctrl+1) shows it, the next training learns from it.");
    const QString digits = isOther
        ? Words::tr("%1: to train on them, choose a preset for digits in Set-up (Ctrl+1).")
        : Words::tr("%1: Set-up (Ctrl+1) shows them, the next training learns from them.");
    return (isText ? text : digits).arg(open);
}

QString OpenedFiles::newsOfModels(PanelId shown) const
{
    std::vector<Opened> opened;
    for (const Task task : kBothTasks)
        for (const Twin twin : kTwins)
            if (m_models[slotOf(task)][slotOf(twin)].isNews)
                opened.push_back({task, twin});
    return opened.empty()    ? QString()
        : opened.size() == 1 ? newsOfModel(opened.front(), shown)
                             : newsOfSeveral(opened, shown);
}

bool OpenedFiles::writes(Twin twin) const
{
    const LoadedModel *model = m_library.model(Task::Text, twin),
                      *writer = m_generation.writer(twin);
    return model && writer && writer->state == model->state;
}

/// Beside a model from a file, one of the training stays, which may know much less.
QString OpenedFiles::stayingTwin(const Opened& opened) const
{
    const Twin other = opened.twin == Twin::Sparse ? Twin::Dense : Twin::Sparse;
    const LoadedModel* stays = m_library.model(opened.task, other);
    if (!stays || !m_library.modelFile(opened.task, other).isEmpty())
        return {};
    const QString sentence = other == Twin::Sparse
        ? Words::tr("The sparse model stays: trained here, step %1.")
        : Words::tr("The dense model stays: trained here, step %1.");
    return sentence.arg(countText(stays->state->steps)) + QLatin1Char(' ');
}

QString OpenedFiles::useOf(const Opened& opened, PanelId shown) const
{
    if (opened.task == Task::Digits)
        return shown == PanelId::Digits ? Words::tr("It answers from now on.")
                                        : Words::tr("Digits (Ctrl+4) answers with it.");
    return shown != PanelId::Generation ? Words::tr("Generation (Ctrl+3) writes with it.")
        : writes(opened.twin)           ? Words::tr("It writes.")
                                        : untilWritten();
}

QString OpenedFiles::newsOfModel(const Opened& opened, PanelId shown) const
{
    const ModelState& model = *m_library.model(opened.task, opened.twin)->state;
    const QString file = m_library.modelFile(opened.task, opened.twin);
    return Words::tr("%1 is open, %2: %3.")
               .arg(nameOf(file), kindWords(model, opened.twin), sizeWords(model))
        + QLatin1Char(' ') + stayingTwin(opened) + useOf(opened, shown);
}

/// What they are called says the kind; their sizes, their heads and tips.
QString OpenedFiles::newsOfSeveral(const std::vector<Opened>& opened, PanelId shown) const
{
    QStringList kinds, uses;
    for (const Task task : {Task::Digits, Task::Text}) {
        std::vector<Twin> twins;
        for (const Opened& one : opened)
            if (one.task == task)
                twins.push_back(one.twin);
        if (twins.empty())
            continue;
        const ModelState& model = *m_library.model(task, twins.front())->state;
        const QString kind = task == Task::Text ? Words::tr("text")
            : namesDigits(model)                ? Words::tr("digits")
                                                : titleOf(digitSetOf(model.corpusHash));
        kinds << (twins.size() > 1         ? Words::tr("%1, sparse and dense")
                : twins[0] == Twin::Sparse ? Words::tr("%1, sparse")
                                           : Words::tr("%1, dense"))
                     .arg(kind);
        const bool allWrite
            = std::ranges::all_of(twins, [this](Twin twin) { return writes(twin); });
        if (twins.size() == 1)
            uses << useOf({task, twins[0]}, shown);
        else if (task == Task::Digits)
            uses << (shown == PanelId::Digits ? Words::tr("They answer from now on.")
                                              : Words::tr("Digits (Ctrl+4) answers with them."));
        else
            uses << (shown != PanelId::Generation
                    ? Words::tr("Generation (Ctrl+3) writes with them.")
                    : allWrite ? Words::tr("They write.")
                               : allUntilWritten()); // the last, see there
    }
    const bool areShipped = std::ranges::all_of(opened, [this](const Opened& one) {
        return toPath(m_library.modelFile(one.task, one.twin)).parent_path() == modelsFolder();
    });
    const QString sentence = areShipped ? Words::tr("The shipped models are open: %1.")
                                        : Words::tr("Several models are open: %1.");
    return sentence.arg(kinds.join(QStringLiteral("; "))) + QLatin1Char(' ')
        + uses.join(QLatin1Char(' '));
}

} // namespace glowworm
