// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/opened_files.h"

#include "model/data/data_folder.h"
#include "ui/session/generation.h"
#include "ui/session/library.h"
#include "ui/session/training.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/value_label.h"

#include <QCoreApplication>
#include <QFileInfo>

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
    const QString neurons
        = Words::tr("%1 neurons, step %2")
              .arg(countText(std::int64_t{grid.layers} * grid.neurons()), countText(model.steps));
    return grid.layers == 1 ? neurons : Words::tr("%1 layers, %2").arg(grid.layers).arg(neurons);
}

QString untilWritten() { return Words::tr("Generate (Ctrl+Return) writes with it."); }

} // namespace

OpenedFiles::OpenedFiles(
    const Training& training, const Generation& generation, const Library& library)
    : m_training(training)
    , m_generation(generation)
    , m_library(library)
{
}

QStringList OpenedFiles::news(PanelId shown)
{
    QStringList sentences;
    for (const Task task : {Task::Text, Task::Digits}) {
        sentences << newsOfData(task, shown);
        for (const Twin twin : {Twin::Sparse, Twin::Dense})
            sentences << newsOfModel(task, twin, shown);
    }
    sentences.removeAll(QString());
    return sentences;
}

bool OpenedFiles::isUntilWritten(const QString& sentence)
{
    return sentence.endsWith(untilWritten());
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

QString OpenedFiles::newsOfData(Task task, PanelId shown)
{
    const TrainingData& data = m_library.data();
    const bool isText = task == Task::Text;
    const QString file = m_library.source(task);
    Known& known = m_data[static_cast<std::size_t>(task)];
    const bool opened = isText ? isNew(known, data.text) : isNew(known, data.digits);
    const bool isOther = m_training.config().model.task != task; // than Set-up shows
    if (!opened || (!isOther && shown == PanelId::Setup)
        || (known.openings == 1 && file == toText(isText ? usualData().text : usualData().images)))
        return {};
    const QString words = isText
        ? Words::tr("%1 is open, a text of %2 characters")
              .arg(nameOf(file), countText(data.text->statistics().characters))
        : Words::tr("%1 is open, %2 pictures of digits")
              .arg(nameOf(file), countText(data.digits->count()));
    const QString text = isOther
        ? Words::tr("%1: to train on it, choose a preset for texts in Set-up (Ctrl+1).")
        : Words::tr("%1: Set-up (Ctrl+1) shows it, the next training learns from it.");
    const QString digits = isOther
        ? Words::tr("%1: to train on them, choose a preset for digits in Set-up (Ctrl+1).")
        : Words::tr("%1: Set-up (Ctrl+1) shows them, the next training learns from them.");
    return (isText ? text : digits).arg(words);
}

QString OpenedFiles::newsOfModel(Task task, Twin twin, PanelId shown)
{
    const LoadedModel* model = m_library.model(task, twin);
    const QString file = m_library.modelFile(task, twin);
    Known& known = m_models[static_cast<std::size_t>(task)][static_cast<std::size_t>(twin)];
    if (!model || !isNew(known, model->state) || file.isEmpty())
        return {};
    const bool byItself = known.openings == 1 && toPath(file).parent_path() == modelsFolder();
    if (byItself)
        return {};
    const bool isSparse = twin == Twin::Sparse;
    const QString size = sizeWords(*model->state);
    if (task == Task::Digits) {
        const QString open = isSparse ? Words::tr("%1 is open, the sparse digit model: %2.")
                                      : Words::tr("%1 is open, the dense digit model: %2.");
        return open.arg(nameOf(file), size) + QLatin1Char(' ')
            + (shown == PanelId::Digits ? Words::tr("It answers from now on.")
                                        : Words::tr("Digits (Ctrl+4) answers with it."));
    }
    const LoadedModel* writer = m_generation.writer(twin);
    const QString open = isSparse ? Words::tr("%1 is open, the sparse text model: %2.")
                                  : Words::tr("%1 is open, the dense text model: %2.");
    const QString use = shown != PanelId::Generation
        ? Words::tr("Generation (Ctrl+3) writes with it.")
        : writer && writer->state == model->state ? Words::tr("It writes.")
                                                  : untilWritten();
    return open.arg(nameOf(file), size) + QLatin1Char(' ') + use;
}

} // namespace glowworm
