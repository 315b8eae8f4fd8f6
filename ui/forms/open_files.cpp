// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/open_files.h"

#include "workbench.h"

#include <QFileDialog>
#include <QFileInfo>

#include <utility>

namespace glowworm {
namespace {

constexpr QLatin1String kImages("images-idx3");

void ask(QWidget* parent, const QString& title, const QString& filter, std::function<void(const QString&)> take)
{
    auto* dialog = new QFileDialog(parent, title, {}, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, std::move(take));
    dialog->open();
}

} // namespace

void askForModel(Workbench& workbench, QWidget* parent)
{
    ask(parent, QFileDialog::tr("Open model"), QFileDialog::tr("Models (*.safetensors)"),
        [&workbench](const QString& file) { workbench.openModel(file); });
}

void askForText(Workbench& workbench, QWidget* parent)
{
    ask(parent, QFileDialog::tr("Open text"), QFileDialog::tr("Texts (*.txt);;All files (*)"),
        [&workbench](const QString& file) { workbench.openText(file); });
}

void askForDigits(Workbench& workbench, QWidget* parent)
{
    ask(parent, QFileDialog::tr("Open pictures (IDX)"), QFileDialog::tr("IDX pictures (*images-idx3*);;All files (*)"),
        [&workbench, parent](const QString& images) {
            if (QFileInfo(images).fileName().contains(kImages)) {
                workbench.openDigits(images);
                return;
            }
            ask(parent, QFileDialog::tr("Open labels (IDX)"), QFileDialog::tr("IDX labels (*labels-idx1*);;All files (*)"),
                [&workbench, images](const QString& labels) { workbench.openDigits(images, labels); });
        });
}

void askForStudy(Workbench& workbench, QWidget* parent)
{
    ask(parent, QFileDialog::tr("Open study"), QFileDialog::tr("Results of studies (*.json)"),
        [&workbench](const QString& file) { workbench.openStudy(file); });
}

void askForFile(Workbench& workbench, QWidget* parent)
{
    ask(parent, QFileDialog::tr("Open"),
        QFileDialog::tr("Models, texts, pictures and studies (*.safetensors *.txt *images-idx3* *.png *.json);;All files (*)"),
        [&workbench](const QString& file) { openFile(workbench, file); });
}

void openFile(Workbench& workbench, const QString& file)
{
    if (file.endsWith(QStringLiteral(".safetensors")))
        workbench.openModel(file);
    else if (file.endsWith(QStringLiteral(".json"), Qt::CaseInsensitive))
        workbench.openStudy(file);
    else if (file.endsWith(QStringLiteral(".png"), Qt::CaseInsensitive))
        workbench.openPicture(file);
    else if (QFileInfo(file).fileName().contains(kImages))
        workbench.openDigits(file);
    else
        workbench.openText(file);
}

} // namespace glowworm
