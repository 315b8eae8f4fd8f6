// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/save_text.h"

#include "model/tape/tape_export.h"
#include "ui/session/generation.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/model_words.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/save_file.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/value_label.h"
#include "ui/widgets/words.h"

#include <QCheckBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <initializer_list>
#include <utility>

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

namespace {

/// As tapeModelWords(), in the words of the window.
QString firingWords(const ModelConfig& config)
{
    const QString kind = words(nameOf(config.routing)), neurons = countText(config.neurons);
    return config.isSparse() ? QFileDialog::tr("%1, %2 of %3 neurons a layer")
                                   .arg(kind, countText(config.groups), neurons)
                             : QFileDialog::tr("%1, all %2 neurons a layer").arg(kind, neurons);
}

} // namespace

Origin originOf(const Generation& generation, std::optional<Twin> whose)
{
    const Tape& tape = generation.tape();
    Origin origin = originHere();
    for (const TapeTrack& track : tape.tracks) {
        const TapeModel& model = track.model();
        if (whose && model.twin() != *whose)
            continue;
        const QString name = QFileInfo(QString::fromStdString(model.source)).fileName(),
                      done = surgeryWords(gridOf(model.config), model.surgery);
        origin.what << (whose ? hashWords(model.hash) : hashedName(shownName(name), model.hash))
                    << firingWords(model.config) << words(nameOf(model.format))
                    << (whose ? QString() : done);
    }
    origin.what
        << QFileDialog::tr("temperature %1").arg(QLocale().toString(tape.sample.temperature));
    origin.seed = tape.sample.seed;
    if (generation.showsTape()) { // from whatever machine, and program
        origin.what << QFileDialog::tr("recorded %1").arg(QString::fromStdString(tape.recorded));
        origin.processor = shownName(tape.machine);
    } else {
        origin.threads = generation.threads();
    }
    return origin;
}

ExportItem exportedText(Generation& generation)
{
    ExportItem item{
        QFileDialog::tr("Text"), QStringLiteral("text"), originLine(originOf(generation)), {}};
    const auto add
        = [&](const QString& name, const char* suffix, TapeForm form, const QString& note) {
              item.forms.push_back({name, QLatin1String(suffix),
                  [&generation, form](const QString& file) {
                      generation.save(file, form);
                      return QString();
                  },
                  {}, {}, note, true});
          };
    add(QStringLiteral("HTML"), "html", TapeForm::Page,
        QFileDialog::tr("A page that needs nothing else: the characters, each with its "
                        "probability, and below them the neuron that every group chose."));
    add(QFileDialog::tr("Text"), "txt", TapeForm::Text,
        QFileDialog::tr("The text alone; of twins both, each under its name."));
    item.forms.back().text
        = [&generation] { return QString::fromStdString(tapeText(generation.tape())); };
    add(QStringLiteral("CSV"), "csv", TapeForm::Table,
        QFileDialog::tr("A row for each neuron that fired: model, token, character, probability, "
                        "layer, group, neuron."));
    return item;
}

void askToSaveSession(QWidget* parent, qint64 modelBytes,
    std::function<void(const QString& file, bool withModels)> save)
{
    const QString name = QStringLiteral("saveSession");
    if (auto* open = parent->findChild<QDialog*>(name)) { // asked twice
        open->raise();
        open->activateWindow();
        return;
    }
    auto* dialog = new QDialog(parent);
    dialog->setObjectName(name);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(QDialog::tr("Save session"));
    auto* models = new QCheckBox(
        QDialog::tr("&Take the models along (%1)").arg(QLocale().formattedDataSize(modelBytes)),
        dialog);
    models->setObjectName(QStringLiteral("withModels"));
    models->setEnabled(modelBytes > 0);
    QLabel* what = newNote(
        QDialog::tr("Everything that stands on the screen: settings, prompt, text with its "
                    "neurons, drawing, surgery, plots, timing. Texts, pictures and runs stay where "
                    "they are."),
        dialog);
    QLabel* help = newNote(QDialog::tr("Without the models the session opens where their files "
                                       "lie now; with them on any machine."),
        dialog);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, dialog);
    auto* choose
        = buttons->addButton(QDialog::tr("Choose a &file..."), QDialogButtonBox::AcceptRole);
    choose->setDefault(true);
    QObject::connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    QObject::connect(dialog, &QDialog::accepted, parent, [parent, models, save = std::move(save)] {
        askWhereToSave(parent, QDialog::tr("Save session"), QStringLiteral("session.glowworm"),
            {QDialog::tr("Session (*.glowworm)")},
            [save, withModels = models->isChecked()](const QString& file) {
                rememberFolderOf(file, FolderFor::Opening);
                save(file, withModels);
            });
    });
    auto* layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(kWideGap, kWideGap, kWideGap, kWideGap);
    layout->setSpacing(kGap);
    for (QWidget* part : std::initializer_list<QWidget*>{what, models, help, buttons})
        layout->addWidget(part);
    dialog->resize(480, dialog->sizeHint().height());
    dialog->open();
}

} // namespace glowworm
