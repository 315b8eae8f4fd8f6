// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/study_button.h"

#include "data/data_folder.h"
#include "forms/open_files.h"
#include "manners.h"
#include "runs/study.h"
#include "workbench.h"

#include <QDateTime>
#include <QFileInfo>
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
    setToolTip(tr("The result of a study (glowworm-cli study): its rows as overlaid curves, with their gaps to the reference"));
    setMenu(m_menu);
    connect(m_menu, &QMenu::aboutToShow, this, &StudyButton::fillMenu);
}

void StudyButton::fillMenu()
{
    m_menu->clear();
    for (const std::filesystem::path& file : listStudyResults(runsFolder())) {
        if (m_menu->actions().size() == kMostListed)
            break;
        const QString name = QString::fromStdU16String(file.parent_path().filename().u16string()).mid(kFolderPrefix.size());
        const QString path = QString::fromStdU16String(file.u16string());
        const QString written = QLocale().toString(QFileInfo(path).lastModified(), QLocale::ShortFormat);
        QAction* action = m_menu->addAction(inMenu(tr("%1, %2").arg(name, written)));
        action->setToolTip(path);
        connect(action, &QAction::triggered, this, [this, path] { m_workbench.openStudy(path); });
    }
    if (m_menu->isEmpty())
        m_menu->addAction(tr("No study has been run here yet"))->setEnabled(false);
    m_menu->addSeparator();
    connect(m_menu->addAction(tr("Another file...")), &QAction::triggered, this, [this] { askForStudy(m_workbench, this); });
}

} // namespace glowworm
