// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/open_files.h"

#include "model/data/digits.h"
#include "model/io/paths.h"
#include "ui/session/workbench.h"
#include "ui/widgets/last_folder.h"
#include "ui/widgets/path_text.h"

#include <QFileDialog>

#include <utility>

namespace glowworm {
namespace {

/// The folder of the last file comes up first. What a file is, its content says: no filter hides
/// one by its name.
void ask(QWidget* parent, const QString& title, const QString& filter, QFileDialog::FileMode mode,
    std::function<void(const QStringList&)> take)
{
    auto* dialog = new QFileDialog(parent, title, lastFolder(), filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(mode);
    QObject::connect(dialog, &QFileDialog::filesSelected, parent,
        [take = std::move(take)](const QStringList& files) {
            if (files.isEmpty())
                return;
            rememberFolderOf(files.constFirst());
            take(files);
        });
    dialog->open();
}

void askForOne(QWidget* parent, const QString& title, const QString& filter,
    std::function<void(const QString&)> take)
{
    ask(parent, title, filter, QFileDialog::ExistingFile,
        [take = std::move(take)](const QStringList& files) { take(files.constFirst()); });
}

} // namespace

void askForModel(Workbench& workbench, QWidget* parent)
{
    askForOne(parent, QFileDialog::tr("Open model"),
        QFileDialog::tr("All files (*);;Models (*.safetensors)"),
        [&workbench](const QString& file) { workbench.openModel(file); });
}

void askForText(Workbench& workbench, QWidget* parent)
{
    askForOne(parent, QFileDialog::tr("Open text"), QFileDialog::tr("All files (*);;Texts (*.txt)"),
        [&workbench](const QString& file) { workbench.openText(file); });
}

void askForDigits(Workbench& workbench, QWidget* parent)
{
    askForOne(parent, QFileDialog::tr("Open pictures (IDX)"),
        QFileDialog::tr("All files (*);;IDX pictures (*images*)"),
        [&workbench, parent](const QString& images) {
            if (isFile(withFilesBeside({toPath(images), {}, {}, {}}).labels)) {
                workbench.openDigits(images);
                return;
            }
            askForOne(parent, QFileDialog::tr("Open labels (IDX)"),
                QFileDialog::tr("All files (*);;IDX labels (*labels*)"),
                [&workbench, images](
                    const QString& labels) { workbench.openDigits(images, labels); });
        });
}

void askForExperiment(Workbench& workbench, QWidget* parent)
{
    askForOne(parent, QFileDialog::tr("Open experiment"),
        QFileDialog::tr("All files (*);;Results of experiments (*.json)"),
        [&workbench](const QString& file) { workbench.openExperiment(file); });
}

void askForFiles(Workbench& workbench, QWidget* parent)
{
    ask(parent, QFileDialog::tr("Open"), QFileDialog::tr("All files (*)"),
        QFileDialog::ExistingFiles,
        [&workbench](const QStringList& files) { workbench.open(files); });
}

} // namespace glowworm
