// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/opened_files.h"

#include "model/data/data_folder.h"
#include "ui/session/library.h"
#include "ui/session/training.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/value_label.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <utility>

namespace glowworm {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(glowworm::OpenedFiles)
};

/// Whether `now` is another one than was there; it is the known one from now on.
template <class Known, class Now> bool isNew(Known& known, const std::shared_ptr<Now>& now)
{
    const auto before = std::exchange(known.last, now).lock();
    known.first = !std::exchange(known.any, known.any || now != nullptr);
    return now && before != now;
}

QString nameOf(const QString& file) { return shownName(QFileInfo(file).fileName()); }

} // namespace

OpenedFiles::OpenedFiles(const Training& training, const Library& library)
    : m_training(training)
    , m_library(library)
{
}

QStringList OpenedFiles::newData(PanelId shown)
{
    const TrainingData& data = m_library.data();
    const Task task = m_training.config().model.task; // Set-up shows the data of this one
    const QString text = m_library.source(Task::Text), digits = m_library.source(Task::Digits);
    QStringList sentences;
    if (isNew(m_text, data.text)) {
        const bool byItself = m_text.first && toText(usualData().text) == text;
        const QString words = Words::tr("%1 is open, a text of %2 characters")
                                  .arg(nameOf(text), countText(data.text->statistics().characters));
        if (task == Task::Digits)
            sentences << (byItself
                    ? QString()
                    : Words::tr("%1: to train on it, choose a preset for texts in Set-up (Ctrl+1).")
                          .arg(words));
        else if (shown != PanelId::Setup && !byItself)
            sentences << Words::tr(
                "%1: Set-up (Ctrl+1) shows it, the next training learns from it.")
                             .arg(words);
    }
    if (isNew(m_digits, data.digits)) {
        const bool byItself = m_digits.first && toText(usualData().images) == digits;
        const QString words = Words::tr("%1 is open, %2 pictures of digits")
                                  .arg(nameOf(digits), countText(data.digits->count()));
        if (task == Task::Text)
            sentences << (byItself
                    ? QString()
                    : Words::tr(
                        "%1: to train on them, choose a preset for digits in Set-up (Ctrl+1).")
                          .arg(words));
        else if (shown != PanelId::Setup && !byItself)
            sentences << Words::tr(
                "%1: Set-up (Ctrl+1) shows them, the next training learns from them.")
                             .arg(words);
    }
    sentences.removeAll(QString());
    return sentences;
}

QStringList OpenedFiles::newModels(PanelId shown)
{
    QStringList sentences;
    for (const Task task : {Task::Text, Task::Digits})
        for (const Twin twin : {Twin::Sparse, Twin::Dense}) {
            const LoadedModel* model = m_library.model(task, twin);
            const QString file = m_library.modelFile(task, twin);
            auto& known = m_models[static_cast<std::size_t>(task)][static_cast<std::size_t>(twin)];
            if (!model || !isNew(known, model->state) || file.isEmpty())
                continue;
            const bool byItself = known.first && toPath(file).parent_path() == modelsFolder();
            const bool seen = shown == (task == Task::Text ? PanelId::Generation : PanelId::Digits);
            if (byItself || seen)
                continue;
            const QString kind = twin == Twin::Sparse ? Words::tr("sparse") : Words::tr("dense");
            sentences << (task == Task::Text
                    ? Words::tr(
                        "%1 is open, the %2 text model: Generation (Ctrl+3) writes with it.")
                    : Words::tr("%1 is open, the %2 digit model: Digits (Ctrl+4) answers with it."))
                             .arg(nameOf(file), kind);
        }
    return sentences;
}

} // namespace glowworm
