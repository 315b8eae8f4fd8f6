// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/experiment_button.h"

#include "ui/session/library.h"
#include "ui/session/open_files.h"
#include "ui/widgets/path_text.h"
#include "ui/widgets/widget_defaults.h"

#include <QDateTime>
#include <QLocale>
#include <QMenu>

namespace glowworm {

namespace {

constexpr int kMostListed = 12;

} // namespace

ExperimentButton::ExperimentButton(Library& library, QWidget* parent)
    : QPushButton(tr("Open experiment"), parent)
    , m_library(library)
    , m_menu(new QMenu(this))
{
    setObjectName(QStringLiteral("openExperiment"));
    setToolTip(tr(
        "The result of an experiment (glowworm-cli experiment): its rows as overlaid curves, with "
        "their gaps to the reference"));
    setMenu(m_menu);
    fillMenu();
    connect(m_menu, &QMenu::aboutToShow, &m_library,
        &Library::refreshKept); // what is known by then is shown at once
    connect(&m_library, &Library::keptChanged, this, [this] {
        if (m_listed
            != m_library.kept()
                   .experiments) // an open menu is not taken away from under the pointer
            fillMenu();
    });
}

void ExperimentButton::fillMenu()
{
    m_menu->clear();
    m_listed = m_library.kept().experiments;
    for (const KeptExperiment& experiment : m_listed) {
        if (m_menu->actions().size() == kMostListed)
            break;
        const QString name = shownName(experiment.file.parent_path().filename().native())
                                 .section(QLatin1Char('-'), 1);
        const QString written = QLocale().toString(
            QDateTime::fromSecsSinceEpoch(experiment.writtenUnix), QLocale::ShortFormat);
        QAction* action = m_menu->addAction(inMenu(tr("%1, %2").arg(name, written)));
        action->setToolTip(shownName(experiment.file.native()));
        connect(action, &QAction::triggered, this,
            [this, path = toText(experiment.file)] { m_library.openExperiment(path); });
    }
    if (m_menu->isEmpty())
        m_menu->addAction(tr("No experiment has been run here yet"))->setEnabled(false);
    m_menu->addSeparator();
    connect(m_menu->addAction(tr("Another file...")), &QAction::triggered, this,
        [this] { askForExperiment(m_library, this); });
}

} // namespace glowworm
