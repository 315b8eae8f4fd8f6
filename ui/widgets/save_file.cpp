// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/save_file.h"

#include "model/base/error.h"
#include "model/io/output_target.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/settings.h"
#include "ui/widgets/tr.h"

#include <QBuffer>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QImage>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QStandardPaths>

#include <utility>

namespace glowworm {
namespace {

using Save = std::function<void(const QString& file)>;

const QString kAsking = QStringLiteral("askWhereToSave"); // the names of the two dialogs below
constexpr std::chrono::seconds kPatience{
    1}; // with a pipe that nobody reads; the window waits meanwhile

const Setting<QString>& settingOf(FolderFor use)
{
    return use == FolderFor::Opening ? settings::kOpenFolder : settings::kSaveFolder;
}

/// ".png" of "Picture (*.png)", "" of "All files (*)".
QString suffixOf(const QString& filter)
{
    static const QRegularExpression pattern(QStringLiteral("\\*(\\.\\w+)"));
    return pattern.match(filter).captured(1);
}

void askWhetherToReplace(QWidget* parent, const QString& title, const QString& file,
    const QStringList& filters, Save save)
{
    const QFileInfo info(file);
    auto* box = new QMessageBox(QMessageBox::Question, title,
        tr("%1 exists already. Replace it?").arg(shownName(info.fileName())), QMessageBox::NoButton,
        parent);
    box->setObjectName(kAsking);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText); // a file may be called <h1>
    box->setInformativeText(
        tr("Its content in %1 would be lost.").arg(shownName(info.absolutePath())));
    const QPushButton* replace = box->addButton(tr("&Replace"), QMessageBox::DestructiveRole);
    QPushButton* other = box->addButton(tr("&Choose another name"), QMessageBox::RejectRole);
    box->setDefaultButton(other);
    box->setEscapeButton(other);
    QObject::connect(box, &QMessageBox::finished, parent, [=, save = std::move(save)] {
        box->clickedButton() == replace ? save(file)
                                        : askWhereToSave(parent, title, file, filters, save);
    });
    box->setModal(false);
    box->show();
}

} // namespace

QString lastFolder(FolderFor use, const QString& first)
{
    const QString folder = settingOf(use).value();
    if (!folder.isEmpty() && QFileInfo(folder).isDir())
        return folder;
    if (!first.isEmpty() && QFileInfo(first).isDir())
        return first;
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return use == FolderFor::Saving && QFileInfo(documents).isDir() ? documents : QDir::homePath();
}

void rememberFolderOf(const QString& file, FolderFor use)
{
    settingOf(use).set(QFileInfo(file).absolutePath());
}

void askWhereToSave(QWidget* parent, const QString& title, const QString& suggestedName,
    const QStringList& filters, Save save)
{
    for (auto* open : parent->findChildren<QDialog*>(kAsking, Qt::FindDirectChildrenOnly))
        if (open->isVisible()) { // asked twice
            open->raise();
            open->activateWindow();
            return;
        }
    auto* dialog = new QFileDialog(parent, title, lastFolder(FolderFor::Saving));
    dialog->setObjectName(kAsking);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // it would ask before the suffix is added
    dialog->setNameFilters(filters);
    for (const QString& filter : filters)
        if (const QString suffix = suffixOf(filter);
            !suffix.isEmpty() && suggestedName.endsWith(suffix, Qt::CaseInsensitive))
            dialog->selectNameFilter(filter);
    dialog->selectFile(suggestedName);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent,
        [=, save = std::move(save)](const QString& chosen) {
            const QString file = withSuffix(chosen, dialog->selectedNameFilter(), filters);
            rememberFolderOf(file, FolderFor::Saving);
            QFileInfo(file).isFile() ? askWhetherToReplace(parent, title, file, filters, save)
                                     : save(file);
        });
    dialog->setModal(false);
    dialog->show();
}

QString withSuffix(const QString& file, const QString& chosenFilter, const QStringList& filters)
{
    for (const QString& filter : filters)
        if (const QString suffix = suffixOf(filter);
            !suffix.isEmpty() && file.endsWith(suffix, Qt::CaseInsensitive))
            return file;
    return file + suffixOf(chosenFilter);
}

QString writeFile(const QString& file, const QByteArray& bytes)
{
    try {
        OutputTarget(toPath(file), kPatience)
            .write(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
        return {};
    } catch (const Error& error) {
        return QString::fromUtf8(error.what());
    }
}

QString writePng(const QString& file, const QImage& picture)
{
    QBuffer buffer;
    picture.save(&buffer, "PNG");
    return writeFile(file, buffer.data());
}

} // namespace glowworm
