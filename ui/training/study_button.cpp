// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/study_button.h"

#include "ui/session/open_files.h"
#include "ui/session/workbench.h"
#include "ui/widgets/manners.h"
#include "ui/widgets/path_text.h"

#include <QDateTime>
#include <QLocale>
#include <QMenu>

namespace glowworm {

namespace {

constexpr int kMostListed = 12;
const QLatin1String kFolderPrefix("study-");

} // namespace

StudyButton::StudyButton(Workbench& workbench, QWidget* parent)
    : QPushButton(tr("Open study"), parent)
    , m_workbench(workbench)
    , m_menu(new QMenu(this))
{
    setObjectName(QStringLiteral("openStudy"));
    setToolTip(tr("The result of a study (glowworm-cli study): its rows as overlaid curves, with "
                  "their gaps to the reference"));
    setMenu(m_menu);
    fillMenu();
    connect(m_menu, &QMenu::aboutToShow, &m_workbench,
        &Workbench::refreshKept); // what is known by then is shown at once
    connect(&m_workbench, &Workbench::keptChanged, this, [this] {
        if (m_listed
            != m_workbench.kept().studies) // an open menu is not taken away from under the pointer
            fillMenu();
    });
}

void StudyButton::fillMenu()
{
    m_menu->clear();
    m_listed = m_workbench.kept().studies;
    for (const KeptStudy& study : m_listed) {
        if (m_menu->actions().size() == kMostListed)
            break;
        const QString name
            = shownName(study.file.parent_path().filename().native()).mid(kFolderPrefix.size());
        const QString written = QLocale().toString(
            QDateTime::fromSecsSinceEpoch(study.writtenUnix), QLocale::ShortFormat);
        QAction* action = m_menu->addAction(inMenu(tr("%1, %2").arg(name, written)));
        action->setToolTip(shownName(study.file.native()));
        connect(action, &QAction::triggered, this,
            [this, path = toText(study.file)] { m_workbench.openStudy(path); });
    }
    if (m_menu->isEmpty())
        m_menu->addAction(tr("No study has been run here yet"))->setEnabled(false);
    m_menu->addSeparator();
    connect(m_menu->addAction(tr("Another file...")), &QAction::triggered, this,
        [this] { askForStudy(m_workbench, this); });
}

} // namespace glowworm
