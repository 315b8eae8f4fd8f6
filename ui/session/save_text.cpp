// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/save_text.h"

#include "ui/session/generation.h"
#include "ui/widgets/save_file.h"

#include <QFileDialog>

namespace glowworm {

void askToSaveText(Generation& generation, QWidget* parent)
{
    if (generation.refusesToKeep())
        return;
    askWhereToSave(parent, QFileDialog::tr("Save text with its neurons"),
        QStringLiteral("text.glowtape"), {QFileDialog::tr("Tape (*.glowtape)")},
        [&generation](const QString& file) {
            rememberFolderOf(file, FolderFor::Opening); // what is opened again is looked for there
            generation.save(file, TapeForm::Tape);
        });
}

void askToExportText(Generation& generation, QWidget* parent)
{
    if (generation.refusesToKeep())
        return;
    askWhereToSave(parent, QFileDialog::tr("Export text"), QStringLiteral("text.html"),
        {QFileDialog::tr("Page with the neurons (*.html)"), QFileDialog::tr("Text (*.txt)"),
            QFileDialog::tr("Table of the firings (*.csv)")},
        [&generation](const QString& file) {
            const bool isTable = file.endsWith(QStringLiteral(".csv"), Qt::CaseInsensitive),
                       isText = file.endsWith(QStringLiteral(".txt"), Qt::CaseInsensitive);
            generation.save(file,
                isTable      ? TapeForm::Table
                    : isText ? TapeForm::Text
                             : TapeForm::Page);
        });
}

} // namespace glowworm
