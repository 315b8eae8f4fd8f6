// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/experiment_button.h"

#include "model/experiments/experiment.h"
#include "ui/session/library.h"
#include "ui/session/open_files.h"
#include "ui/widgets/basic_widgets.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/widget_defaults.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QMenu>
#include <QPushButton>

namespace glowworm {

namespace {

constexpr int kMostListed = 12;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(glowworm::ExperimentButton)
};

void fill(QMenu* menu, Library& library)
{
    menu->clear();
    for (const KeptExperiment& experiment : library.kept().experiments) {
        if (menu->actions().size() == kMostListed)
            break;
        const QString name = shownName(experiment.file.parent_path().filename().native())
                                 .section(QLatin1Char('-'), 1);
        const QString written = QLocale().toString(
            QDateTime::fromSecsSinceEpoch(experiment.writtenUnix), QLocale::ShortFormat);
        QAction* action = menu->addAction(inMenu(Words::tr("%1, %2").arg(name, written)));
        action->setToolTip(shownName(experiment.file.native()));
        QObject::connect(action, &QAction::triggered, menu,
            [&library, path = toText(experiment.file)] { library.openExperiment(path); });
    }
    if (menu->isEmpty())
        menu->addAction(Words::tr("No experiment has been run here yet"))->setEnabled(false);
    menu->addSeparator();
    QObject::connect(menu->addAction(Words::tr("Another file...")), &QAction::triggered, menu,
        [&library, menu] { askForExperiment(library, menu->parentWidget()); });
}

} // namespace

QPushButton* newExperimentButton(Library& library, QWidget* parent)
{
    QPushButton* button = newButton(Words::tr("Open experiment"), "openExperiment", parent,
        Words::tr("The result of an experiment (glowworm-cli experiment): its rows as overlaid "
                  "curves, with their gaps to the reference"));
    auto* menu = new QMenu(button);
    button->setMenu(menu);
    fill(menu, library);
    QObject::connect(menu, &QMenu::aboutToShow, &library,
        &Library::refreshKept); // what is known by then is shown at once
    QObject::connect(&library, &Library::keptChanged, menu,
        [&library, menu, listed = library.kept().experiments]() mutable {
            if (listed == library.kept().experiments)
                return; // an open menu is not taken away from under the pointer
            listed = library.kept().experiments;
            fill(menu, library);
        });
    return button;
}

} // namespace glowworm
