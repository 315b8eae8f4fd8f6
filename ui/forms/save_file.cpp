// SPDX-License-Identifier: GPL-3.0-or-later
#include "forms/save_file.h"

#include "forms/last_folder.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSaveFile>

#include <utility>

namespace glowworm {

void askWhereToSave(QWidget* parent, const QString& title, const QString& suggestedName, const QStringList& filters,
    std::function<void(const QString& file)> save)
{
    if (auto* open = parent->findChild<QFileDialog*>(QString(), Qt::FindDirectChildrenOnly)) { // asked twice
        open->raise();
        open->activateWindow();
        return;
    }
    auto* dialog = new QFileDialog(parent, title, lastFolder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setNameFilters(filters);
    dialog->selectFile(suggestedName);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [dialog, save = std::move(save)](QString file) {
        const auto suffix = QRegularExpression(QStringLiteral("\\*(\\.\\w+)")).match(dialog->selectedNameFilter());
        if (QFileInfo(file).suffix().isEmpty() && suffix.hasMatch())
            file += suffix.captured(1);
        rememberFolderOf(file);
        save(file);
    });
    dialog->setModal(false);
    dialog->show();
}

QString writeFile(const QString& file, const QByteArray& bytes)
{
    QSaveFile out(file);
    if (out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size() && out.commit())
        return {};
    return QCoreApplication::translate("glowworm", "%1 could not be written (%2). Choose another folder and try again.")
        .arg(file, out.errorString());
}

} // namespace glowworm
