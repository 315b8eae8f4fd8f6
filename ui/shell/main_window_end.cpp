// SPDX-License-Identifier: GPL-3.0-or-later
// How the window ends: what runs is stopped and kept first, and what could not be kept is read by
// somebody before it is gone.
#include "ui/shell/main_window.h"

#include "ui/session/session_files.h"
#include "ui/session/workbench.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/panel.h"

#include <QCloseEvent>
#include <QStatusBar>

#include <utility>

namespace glowworm {

void MainWindow::connectEnd()
{
    connect(&m_workbench, &Workbench::unkept, this,
        [this] { m_lacks = m_lacks || m_workbench.leaving(); });
    connect(&m_workbench, &Workbench::readyToQuit, this, &MainWindow::endNow);
    connect(&m_workbench.sessionFiles(), &SessionFiles::written, this,
        [this](const QString& file, const QString& problem) {
            const QString cause = QStringLiteral("session file ") + file;
            endMessage(cause);
            MessageBar& bar = panel(currentPanel()).messages();
            if (problem.isEmpty())
                bar.showWritten(file, {});
            else // stays when another one is written
                bar.showMessage(MessageBar::Tone::Error, problem, cause);
        });
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (m_mayClose || m_isEndAsked) { // all work has ended, or this is the second time
        event->accept();
        return;
    }
    event->ignore();
    m_isEndAsked = true;
    Q_EMIT endAsked();
    endWork(tr("Stopping and saving... Close again to leave at once."));
}

void MainWindow::giveWay()
{
    if (!m_workbench.leaving())
        endWork(tr("Stopping and saving before the other session opens... Close to end Glowworm."));
}

/// Who is told twice means it: at once.
void MainWindow::closeUnattended()
{
    if (std::exchange(m_isUnattended, true) || !m_isEndAsked || m_mayClose)
        close();
}

void MainWindow::endWork(const QString& meanwhile)
{
    statusBar()->showMessage(meanwhile);
    m_workbench.shutDown();
}

void MainWindow::endNow()
{
    m_mayClose = true;
    if (!m_lacks || m_isUnattended || !m_isEndAsked) // the next window says it
        close();
    else
        statusBar()->showMessage(tr("Not everything could be kept. Close again to leave."));
}

} // namespace glowworm
