// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/copied_lines.h"

#include "model/io/paths.h"
#include "ui/session/library.h"
#include "ui/session/training.h"
#include "ui/widgets/origin.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/settings.h"

#include <QFileInfo>

namespace glowworm {

QString fileOfModel(const Library& library, Task task, Twin twin)
{
    const QString file = library.checkpoint(task, twin);
    return !file.isEmpty() && isFile(toPath(file)) ? file : QString();
}

CopiedSurgery surgeryOf(const Library& library, Task task, Twin twin)
{
    const LoadedModel* model = library.model(task, twin);
    return model ? CopiedSurgery{gridOf(model->state->config), model->surgery} : CopiedSurgery{};
}

DataOptions openDataOf(const Library& library, Task task)
{
    DataOptions named;
    if (task == Task::Text) {
        named.text = toPath(library.source(Task::Text));
        return named;
    }
    const DigitFiles& files = library.digitFiles();
    named.images = files.images;
    named.labels = files.labels;
    named.testImages = files.testImages;
    named.testLabels = files.testLabels;
    return named;
}

QString openDataWords(const Library& library, Task task)
{
    const QString name = QFileInfo(library.source(task)).fileName();
    return name.isEmpty() ? QString() : hashedName(shownName(name), library.dataFor(task).hash());
}

QString neuronLine(const Library& library, Task task, Twin twin, NeuronAddress neuron)
{
    return inspectCommand(fileOfModel(library, task, twin), surgeryOf(library, task, twin), neuron,
        task, openDataOf(library, task));
}

CopiedTraining copiedSetUp(const Training& training, const Library& library)
{
    CopiedTraining copied{
        training.config(), training.twins(), openDataOf(library, training.config().model.task)};
    copied.stop = training.stopRules();
    copied.momentBytes = training.momentBytes();
    copied.threads = settings::kTrainingThreads.value(); // else it is another machine's own matter
    return copied;
}

} // namespace glowworm
