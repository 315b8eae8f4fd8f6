// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/session_menu.h"

#include "ui/session/save_text.h"
#include "ui/session/session_files.h"
#include "ui/session/workbench.h"
#include "ui/shell/main_window.h"
#include "ui/shell/recent_files.h"
#include "ui/shell/session_keeper.h"
#include "ui/widgets/tr.h"

#include <QAction>
#include <QMenu>

#include <algorithm>

namespace glowworm {
namespace {

/// The first separator ends what opens; the last one begins what ends the program.
QAction* separatorOf(const QMenu& menu, bool first)
{
    const QList<QAction*> all = menu.actions();
    const auto isSeparator = [](const QAction* action) { return action->isSeparator(); };
    if (first) {
        const auto found = std::ranges::find_if(all, isSeparator);
        return found == all.end() ? nullptr : *found;
    }
    const auto found = std::find_if(all.rbegin(), all.rend(), isSeparator);
    return found == all.rend() ? nullptr : *found;
}

} // namespace

void addSessionMenu(MainWindow& window, Workbench& workbench, SessionKeeper& keeper)
{
    auto* file = window.findChild<QMenu*>(QStringLiteral("fileMenu"));
    auto* recent = new RecentFiles(workbench, &window);
    auto* list = new QMenu(tr("Open &recent"), &window);
    list->setObjectName(QStringLiteral("recentFiles"));
    QObject::connect(list, &QMenu::aboutToShow, recent, [recent, list] { recent->fill(*list); });
    QObject::connect(&workbench.sessionFiles(), &SessionFiles::written, recent,
        [recent](const QString& written, const QString& problem) {
            if (problem.isEmpty())
                recent->add(QStringLiteral("session"), written);
        });
    file->insertMenu(separatorOf(*file, true), list);

    QAction* quit = separatorOf(*file, false);
    file->insertSeparator(quit);
    const auto add = [&](const QString& text, const char* name, auto act) {
        auto* action = new QAction(text, &window);
        action->setObjectName(QLatin1String(name));
        QObject::connect(action, &QAction::triggered, &keeper, act);
        file->insertAction(quit, action);
        return action;
    };
    add(tr("Sa&ve session..."), "saveSession", [&window, &keeper] {
        askToSaveSession(&window, keeper.modelBytes(),
            [&keeper](const QString& to, bool withModels) { keeper.saveAs(to, withModels); });
    })->setShortcut(QKeySequence(QStringLiteral("Ctrl+Shift+S")));
    add(tr("Start a&fresh"), "startAfresh", [&keeper] { keeper.startAfresh(); });
    QAction* back
        = add(tr("Bring the &last session back"), "bringBack", [&keeper] { keeper.bringBack(); });
    QObject::connect(
        file, &QMenu::aboutToShow, back, [back, &keeper] { back->setEnabled(keeper.hasBefore()); });
}

} // namespace glowworm
