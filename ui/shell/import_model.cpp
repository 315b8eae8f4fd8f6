// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/import_model.h"

#include "ui/session/library.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/words.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace glowworm {
namespace {

QLabel* plainLabel(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText); // it names a file
    label->setText(text);
    label->setWordWrap(true);
    return label;
}

} // namespace

void askForNetwork(Library& library, QWidget* parent, const QString& file,
    const std::vector<const Preset*>& fitting)
{
    auto* dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("importModel"));
    dialog->setWindowTitle(QDialog::tr("Import model"));
    auto* list = new QListWidget(dialog);
    list->setAccessibleName(QDialog::tr("Networks that fit"));
    auto* help = plainLabel({}, dialog);
    makeMuted(help);
    QObject::connect(list, &QListWidget::currentRowChanged, help, [help, fitting](int row) {
        help->setText(row >= 0 ? words(fitting[static_cast<std::size_t>(row)]->help) : QString());
    });
    for (const Preset* preset : fitting)
        list->addItem(words(preset->label));
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
    layout->addWidget(plainLabel(
        QDialog::tr(
            "%1 comes from another program and does not say which network its weights belong to. "
            "Its tensors "
            "have the names and shapes of these; what is computed with them is yours to know.")
            .arg(shownName(QFileInfo(file).fileName())),
        dialog));
    layout->addWidget(list);
    layout->addWidget(help);
    layout->addWidget(buttons);
    dialog->resize(480, dialog->sizeHint().height());
    dialog->open();
}

} // namespace glowworm
