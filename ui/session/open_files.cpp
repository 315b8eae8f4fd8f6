// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/open_files.h"

#include "model/data/digits.h"
#include "model/io/paths.h"
#include "ui/session/library.h"
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

void askForModel(Library& library, QWidget* parent)
{
    askForOne(parent, QFileDialog::tr("Open model"),
        QFileDialog::tr("All files (*);;Models (*.safetensors)"),
        [&library](const QString& file) { library.openModel(file); });
}

void askForText(Library& library, QWidget* parent)
{
    askForOne(parent, QFileDialog::tr("Open text"), QFileDialog::tr("All files (*);;Texts (*.txt)"),
        [&library](const QString& file) { library.openText(file); });
}

void askForDigits(Library& library, QWidget* parent)
{
    askForOne(parent, QFileDialog::tr("Open pictures (IDX)"),
        QFileDialog::tr("All files (*);;IDX pictures (*images*)"),
        [&library, parent](const QString& images) {
            if (isFile(withFilesBeside({toPath(images), {}, {}, {}}).labels)) {
                library.openDigits(images);
                return;
            }
            askForOne(parent, QFileDialog::tr("Open labels (IDX)"),
                QFileDialog::tr("All files (*);;IDX labels (*labels*)"),
                [&library, images](const QString& labels) { library.openDigits(images, labels); });
        });
}

void askForExperiment(Library& library, QWidget* parent)
{
    askForOne(parent, QFileDialog::tr("Open experiment"),
        QFileDialog::tr("All files (*);;Results of experiments (*.json)"),
        [&library](const QString& file) { library.openExperiment(file); });
}

void askForFiles(Library& library, QWidget* parent)
{
    ask(parent, QFileDialog::tr("Open"), QFileDialog::tr("All files (*)"),
        QFileDialog::ExistingFiles, [&library](const QStringList& files) { library.open(files); });
}

} // namespace glowworm
