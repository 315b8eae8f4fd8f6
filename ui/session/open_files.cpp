// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/open_files.h"

#include "model/data/data_folder.h"
#include "model/data/digits.h"
#include "model/io/paths.h"
#include "ui/session/library.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/save_file.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QList>
#include <QListWidget>
#include <QUrl>
#include <QVBoxLayout>

#include <filesystem>
#include <functional>
#include <utility>

namespace glowworm {
namespace {

/// A folder that Qt's dialog leaves out is one that somebody wants to go into.
void showHiddenIn(QFileDialog* dialog, const QString& path)
{
    if (path.contains(QStringLiteral("/.")))
        dialog->setFilter(dialog->filter() | QDir::Hidden);
}

/// What ships and what was trained lie where nobody looks by oneself. The system's own dialog has
/// its own places.
void addPlaces(QFileDialog* dialog)
{
    QList<QUrl> places = dialog->sidebarUrls();
    for (const std::filesystem::path& folder : {modelsFolder(), runsFolder()})
        if (const QUrl place = QUrl::fromLocalFile(toText(folder));
            isFolder(folder) && !places.contains(place))
            places << place;
    dialog->setSidebarUrls(places);
}

/// The folder of the last file comes up first, or `first`. What a file is, its content says: no
/// filter hides one by its name, but that of the models, whose folder has texts beside them.
void ask(QWidget* parent, const QString& title, const QString& filter, QFileDialog::FileMode mode,
    std::function<void(const QStringList&)> take, const QString& first = {})
{
    auto* dialog = new QFileDialog(parent, title, lastFolder(FolderFor::Opening, first), filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(mode);
    addPlaces(dialog);
    const auto showHidden = [dialog](const QString& path) { showHiddenIn(dialog, path); };
    showHidden(dialog->directory().path());
    QObject::connect(dialog, &QFileDialog::directoryEntered, dialog, showHidden);
    if (const auto* name = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit")))
        QObject::connect(name, &QLineEdit::textEdited, dialog, showHidden);
    QObject::connect(dialog, &QFileDialog::filesSelected, parent,
        [take = std::move(take)](const QStringList& files) {
            if (files.isEmpty())
                return;
            rememberFolderOf(files.constFirst(), FolderFor::Opening);
            take(files);
        });
    dialog->open();
}

void askForOne(QWidget* parent, const QString& title, const QString& filter,
    std::function<void(const QString&)> take, const QString& first = {})
{
    ask(
        parent, title, filter, QFileDialog::ExistingFile,
        [take = std::move(take)](const QStringList& files) { take(files.constFirst()); }, first);
}

} // namespace

void askForModel(Library& library, QWidget* parent)
{
    askForOne(
        parent, QFileDialog::tr("Open model"),
        QFileDialog::tr("Models (*.safetensors);;All files (*)"),
        [&library](const QString& file) { library.openModel(file); }, toText(modelsFolder()));
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

void askForData(Task task, Library& library, QWidget* parent)
{
    task == Task::Text ? askForText(library, parent) : askForDigits(library, parent);
}

QString dataOffer(Task task)
{
    return task == Task::Text ? QFileDialog::tr("Open text...")
                              : QFileDialog::tr("Open IDX pair...");
}

void askForExperiment(Library& library, QWidget* parent)
{
    askForOne(parent, QFileDialog::tr("Open experiment"),
        QFileDialog::tr("All files (*);;Results of experiments (*.json)"),
        [&library](const QString& file) { library.openExperiment(file); });
}

void askForTiming(QWidget* parent, std::function<void(const QString&)> take)
{
    askForOne(parent, QFileDialog::tr("Add timing"),
        QFileDialog::tr("Results of glowworm-cli bench --json (*.json);;All files (*)"),
        std::move(take));
}

void askForFiles(Library& library, QWidget* parent)
{
    ask(parent, QFileDialog::tr("Open"), QFileDialog::tr("All files (*)"),
        QFileDialog::ExistingFiles, [&library](const QStringList& files) { library.open(files); });
}

void askForNetwork(Library& library, QWidget* parent, const QString& file,
    const std::vector<const Preset*>& fitting)
{
    auto* dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("importModel"));
    dialog->setWindowTitle(QDialog::tr("Import model"));
    auto* list = new QListWidget(dialog);
    list->setAccessibleName(QDialog::tr("Networks that fit"));
    QLabel* help = newNote({}, dialog);
    auto* question = new QLabel(dialog);
    question->setTextFormat(Qt::PlainText); // it names a file
    question->setWordWrap(true);
    question->setText(QDialog::tr(
        "%1 comes from another program and does not say which network its weights belong to. Its "
        "tensors have the names and shapes of these; what is computed with them is yours to know.")
                          .arg(shownName(QFileInfo(file).fileName())));
    QObject::connect(list, &QListWidget::currentRowChanged, help, [help, fitting](int row) {
        help->setText(
            row >= 0 ? settingWords(fitting[static_cast<std::size_t>(row)]->help) : QString());
    });
    for (const Preset* preset : fitting)
        list->addItem(settingWords(preset->label));
    list->setCurrentRow(0);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Open | QDialogButtonBox::Cancel, dialog);
    QObject::connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    QObject::connect(list, &QListWidget::itemDoubleClicked, dialog, &QDialog::accept);
    QObject::connect(dialog, &QDialog::accepted, &library, [&library, list, file, fitting] {
        if (list->currentRow() >= 0)
            library.importModel(
                file, fitting[static_cast<std::size_t>(list->currentRow())]->config.model);
    });

    auto* layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(kWideGap, kWideGap, kWideGap, kWideGap);
    layout->setSpacing(kGap);
    layout->addWidget(question);
    layout->addWidget(list);
    layout->addWidget(help);
    layout->addWidget(buttons);
    dialog->resize(480, dialog->sizeHint().height());
    dialog->open();
}

} // namespace glowworm
